"""A store that conflicts, does not answer or loses its answer: what is said, and that nothing was written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from skill.app import App
from skill.errors import Conflict, OutOfStock, StoreError, StoreUnavailable
from skill.profile.customer import Identity
from skill.shopping.shop import Shop
from skill.storage.port import Store
from tests.app.looking import YES_AT, BrokenShop, all_but_the_timeline, everything, keys, newest, ordered
from tests.app.stores import Failing
from tests.support import tiny_shop
from tests.support.tiny_shop import NOON, turn

DOWN = StoreUnavailable("no answer")


def on(app: App) -> tuple[App, Failing]:
    """The skill on a store that can be made to fail."""
    failing = Failing(app.store)
    return replace(app, store=cast("Store", failing)), failing


def test_four_conflicts_are_busy_and_nothing_but_that_is_written(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    before = all_but_the_timeline(app.store)
    crowded, failing = on(app)
    failing.commits = [Conflict("session")] * 4

    reply = crowded.answer(turn("Yes", "yes", at=YES_AT))

    assert (keys(reply), reply.reprompt, failing.tried) == (("common-busy",), (), 5)
    assert newest(app.store) == ("yes", "Yes", "failed")
    assert all_but_the_timeline(app.store) == before
    assert crowded.answer(turn("Yes", "yes", at=YES_AT)) == reply


def test_a_busy_turn_that_cannot_even_be_remembered_is_answered_all_the_same(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    before = everything(app.store)
    crowded, failing = on(app)
    failing.commits = [Conflict("session")] * 5

    assert keys(crowded.answer(turn("Yes", "yes", at=YES_AT))) == ("common-busy",)
    assert everything(app.store) == before


@pytest.mark.parametrize("error", [Conflict("digest"), OutOfStock("milk-oat")])
def test_a_turn_is_decided_again_up_to_three_times(app: App, error: StoreError) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    crowded, failing = on(app)
    failing.commits = [error] * 3

    reply = crowded.answer(turn("Yes", "yes", at=YES_AT))

    assert (keys(reply)[0], failing.tried) == ("reorder-placed", 4)
    assert len(ordered(app.store)) == 1
    assert newest(app.store) == ("yes", "Yes", "ordered")


def test_an_account_that_is_linked_at_the_same_moment_is_found(app: App) -> None:
    """A guest's first turn loses against the linking of the account: it is answered for the household."""
    account = tiny_shop.account("nobody")
    linking, failing = on(app)

    def link_first(change: Any) -> None:
        if not failing.tried:
            app.store.link("ben", Identity.of("alexa", account))
        Failing.commit(failing, change)

    failing.commit = link_first  # type: ignore[method-assign]

    reply = linking.answer(turn("Launch", "launch", who="nobody"))

    assert reply.customer_id == "ben"
    assert newest(app.store, "ben") == ("launch", "Launch", "greeted")
    assert app.store.load(Identity.of("alexa", account).guest_id, "", NOON).customer is None


def test_a_store_that_does_not_load(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    before = everything(app.store)
    broken, failing = on(app)
    failing.loads = [DOWN]

    reply = broken.answer(turn("Yes", "yes", at=YES_AT))

    assert (keys(reply), reply.reprompt, failing.tried) == (("common-unreachable",), (), 0)
    assert everything(app.store) == before


def test_a_shop_whose_prices_do_not_come(app: App) -> None:
    """Price and stock are the store's: the same as a store that does not load."""
    app.answer(turn("Reorder", "r1", product="oat milk"))
    before = everything(app.store)

    reply = replace(app, shop=cast("Shop", BrokenShop(DOWN))).answer(turn("Yes", "yes", at=YES_AT))

    assert keys(reply) == ("common-unreachable",)
    assert everything(app.store) == before


def test_a_store_that_does_not_take_the_commit(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    before = everything(app.store)
    broken, failing = on(app)
    failing.commits = [DOWN]

    reply = broken.answer(turn("Yes", "yes", at=YES_AT))

    # Nobody can know yet whether it was written: nothing is claimed, and it is not tried again blindly.
    assert (keys(reply), reply.reprompt, failing.tried) == (("common-apology",), (), 1)
    assert everything(app.store) == before


def test_a_commit_whose_answer_was_lost_is_found_by_the_replay(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    broken, failing = on(app)
    failing.lost = [DOWN]

    assert keys(broken.answer(turn("Yes", "yes", at=YES_AT))) == ("common-apology",)
    before = everything(app.store)

    assert keys(broken.answer(turn("Yes", "yes", at=YES_AT)))[0] == "reorder-placed"
    assert everything(app.store) == before
    assert len(ordered(app.store)) == 1


def test_nothing_is_denied_once_a_commit_was_tried(app: App) -> None:
    """A conflict may be with its own first attempt, whose answer was lost: then it was written."""
    app.answer(turn("Reorder", "r1", product="oat milk"))
    broken, failing = on(app)

    def commit_then_lose_everything(change: Any) -> None:
        app.store.commit(change)
        failing.loads = [DOWN]
        raise Conflict("another commit at the same moment")

    failing.commit = commit_then_lose_everything  # type: ignore[method-assign]

    assert keys(broken.answer(turn("Yes", "yes", at=YES_AT))) == ("common-apology",)
    assert len(ordered(app.store)) == 1
    assert keys(app.answer(turn("Yes", "yes", at=YES_AT)))[0] == "reorder-placed"
