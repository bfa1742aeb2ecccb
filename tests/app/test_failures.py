"""When something fails or is not known: what is said, what is on the timeline, and that nothing else was written."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from skill.app import App
from skill.conversation.topics import ANY
from skill.profile.customer import Identity
from skill.shopping.shop import Shop
from tests.app.looking import YES_AT, BrokenShop, everything, keys, newest, ordered
from tests.support import tiny_shop
from tests.support.samples import commit
from tests.support.tiny_shop import IDS, NOON, turn


@pytest.mark.parametrize("error", [ValueError("a secret"), KeyError("p1"), RecursionError(), ZeroDivisionError()])
def test_a_topic_that_fails_is_an_interaction_and_nothing_else(
    app: App, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    before = app.store.load("anna", "session-1", NOON)
    orders, quotes = list(app.store.orders("anna")), app.store.quotes(IDS)

    with caplog.at_level(logging.ERROR):
        reply = replace(app, shop=cast("Shop", BrokenShop(error))).answer(turn("Yes", "yes", at=YES_AT))

    assert keys(reply) == ("common-failed",)
    assert reply.reprompt == ()
    assert reply.customer_id == "anna"
    assert newest(app.store) == ("yes", "Yes", "failed")
    after = app.store.load("anna", "session-1", NOON)
    assert (after.customer, after.cart, after.digest) == (before.customer, before.cart, before.digest)
    assert (list(app.store.orders("anna")), app.store.quotes(IDS)) == (orders, quotes)
    [record] = caplog.records
    assert record.message.startswith(f"a topic failed: {type(error).__name__} at looking.py:")
    assert "secret" not in caplog.text


def test_after_a_failure_nothing_is_open_any_more(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))
    replace(app, shop=cast("Shop", BrokenShop(ValueError()))).answer(turn("Price", "r2", at=YES_AT, product="milk"))

    reply = app.answer(turn("Yes", "yes", at=YES_AT + timedelta(seconds=9)))

    assert keys(reply) == ("common-nothing-open", "common-what-to-order")
    assert ordered(app.store) == []


def test_a_failed_turn_is_replayed_as_it_was(app: App) -> None:
    first = replace(app, shop=cast("Shop", BrokenShop(ValueError()))).answer(turn("Reorder", "r1", product="oat milk"))
    before = everything(app.store)

    # The shop is well again, but this request was answered.
    assert app.answer(turn("Reorder", "r1", product="oat milk")) == first
    assert everything(app.store) == before


def test_a_guests_first_turn_is_kept_even_when_it_fails(app: App) -> None:
    guest = Identity.of("alexa", tiny_shop.account("nobody")).guest_id

    replace(app, shop=cast("Shop", BrokenShop(ValueError()))).answer(
        turn("Reorder", "r1", who="nobody", product="oat milk")
    )

    assert newest(app.store, guest) == ("r1", "Reorder", "failed")
    assert app.store.identify(Identity.of("alexa", tiny_shop.account("nobody"))) == guest


@pytest.mark.parametrize("stored", [b"", b"\x00", b"[]", b'{"question":{"kind":"of another version"}}', b'{"said":7}'])
def test_a_stored_session_that_cannot_be_read_begins_anew(app: App, stored: bytes) -> None:
    app.store.commit(commit(at=NOON, session=stored, session_expires=NOON + timedelta(days=1)))

    assert keys(app.answer(turn("Yes", "yes"))) == ("common-nothing-open", "common-what-to-order")
    assert keys(app.answer(turn("Reorder", "r2", product="oat milk")))[-1] == "reorder-ask"
    assert keys(app.answer(turn("Yes", "r3", at=YES_AT)))[0] == "reorder-placed"


@pytest.mark.parametrize("intent", ["", "NobodyKnowsThis", "AMAZON.YesIntent", "yes"])
def test_an_intent_nobody_knows_is_a_fallback(app: App, intent: str) -> None:
    assert intent not in ANY
    app.answer(turn("Reorder", "r1", product="oat milk"))

    reply = app.answer(turn(intent, "r2", at=YES_AT))

    assert keys(reply) == ("common-fallback", "reorder-ask-again")
    assert newest(app.store) == ("r2", intent, "misheard")
    # The offer is still open.
    assert keys(app.answer(turn("Yes", "yes", at=YES_AT + timedelta(seconds=5))))[0] == "reorder-placed"


def test_without_a_session_nothing_is_ever_open(app: App) -> None:
    app.answer(turn("Reorder", "r1", session="", product="oat milk"))

    assert keys(app.answer(turn("Yes", "yes", session="", at=YES_AT))) == (
        "common-nothing-open",
        "common-what-to-order",
    )
    assert ordered(app.store) == []
    assert app.store.load("anna", "", NOON).versions.session == 0
