"""A request that was answered before gets its reply again, and does nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from skill.errors import AlreadyAnswered
from skill.storage.port import StockChange, Store, Versions
from tests.storage.households import everything, nothing_written
from tests.support.samples import NOW, commit, order


def test_a_replay_brings_the_stored_reply_and_writes_nothing(shop: Store) -> None:
    shop.commit(everything(reply=b"\x00the first reply\xff"))

    with nothing_written(shop), pytest.raises(AlreadyAnswered) as refused:
        shop.commit(everything(reply=b"decided anew"))

    assert refused.value.reply == b"\x00the first reply\xff"


def test_a_replay_wins_over_every_other_refusal(shop: Store) -> None:
    shop.commit(everything(reply=b"first"))

    with nothing_written(shop), pytest.raises(AlreadyAnswered) as refused:
        shop.commit(
            everything(
                expected=Versions(9, 9, 9, 9),
                changed_order=order("o-never"),
                stock=(StockChange("milk-1", 5),),
                reply=b"second",
            )
        )

    assert refused.value.reply == b"first"


def test_the_same_request_of_another_customer_is_another_one(shop: Store) -> None:
    shop.commit(commit("anna", reply=b"for Anna"))
    shop.commit(commit("ben", reply=b"for Ben"))

    with pytest.raises(AlreadyAnswered) as refused:
        shop.commit(commit("ben"))
    assert refused.value.reply == b"for Ben"


def test_a_request_is_known_by_its_id_and_its_time(store: Store) -> None:
    store.commit(commit(reply=b"first"))
    store.commit(commit(at=NOW + timedelta(microseconds=1), reply=b"second"))
    store.commit(commit(id="request-2", reply=b"third"))

    assert len(store.timeline("anna").interactions) == 3
    with pytest.raises(AlreadyAnswered) as refused:
        store.commit(commit(at=NOW + timedelta(microseconds=1)))
    assert refused.value.reply == b"second"


def test_an_empty_reply_is_a_reply(shop: Store) -> None:
    shop.commit(commit(reply=b""))

    with pytest.raises(AlreadyAnswered) as refused:
        shop.commit(commit(reply=b"second"))
    assert refused.value.reply == b""
