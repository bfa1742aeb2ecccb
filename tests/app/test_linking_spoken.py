"""Linking as Alexa carries it: tokens in requests, sealed sessions, the card in her app, and the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.skill import lambda_handler
from skill.app import App
from skill.bootstrap import alexa_skill
from skill.storage.memory import MemoryStore
from tests.alexa.requests import put, request, slot
from tests.app.linked import GUEST, USER, linking, minutes, outcomes, token_of
from tests.app.looking import ordered
from tests.support import tiny_shop
from tests.support.alexa_response import faults, spoken
from tests.support.authorization import AuthorizationServer, authorization_server
from tests.support.tiny_shop import NOON

LINK_CARD = {"type": "LinkAccount"}
Send = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def server() -> Iterator[AuthorizationServer]:
    with authorization_server() as running:
        yield running


@pytest.fixture
def shop(catalogue: Path, server: AuthorizationServer) -> App:
    store = MemoryStore()
    tiny_shop.settle(store)
    return linking(tiny_shop.app(catalogue, store), server.url)


def sender(shop: App) -> Send:
    """Sends a request of the account that nobody knows, some minutes after noon; gives the response."""
    handle = lambda_handler(alexa_skill(shop, secret="s" * 32, skill_id=None, clock=lambda: NOON))
    numbers = iter(range(1000))

    def send(raw: dict[str, Any], at: float, token: str = "", attributes: object = None) -> dict[str, Any]:
        for path in ("context.System.user", "session.user"):
            put(raw, f"{path}.userId", USER)
            put(raw, f"{path}.accessToken", token or ...)
        put(raw, "session.attributes", attributes or {})
        put(raw, "session.new", attributes is None)
        put(raw, "context.System.person", {"personId": tiny_shop.voice("anna", "Anna")})
        put(raw, "request.timestamp", minutes(at).isoformat())
        answer: dict[str, Any] = handle(put(raw, "request.requestId", f"r{next(numbers)}"), None)
        assert faults(answer) == []
        return answer

    return send


def reorder(locale: str = "en-US") -> dict[str, Any]:
    words = "oat milk" if locale == "en-US" else "Hafermilch"
    return request("Reorder", {"product": slot("product", words)}, locale=locale)


@pytest.fixture
def send(shop: App) -> Send:
    return sender(shop)


def test_a_token_opens_the_account_and_the_session_keeps_it(shop: App, send: Send, server: AuthorizationServer) -> None:
    token = token_of(server)
    offer = send(reorder(), 0, token)
    fetched = server.fetches
    placed = send(request("AMAZON.YesIntent"), 1, token, offer["sessionAttributes"])

    assert "oat milk" in spoken(offer)
    assert outcomes(shop, "anna") == ["ordered", "offered"]
    assert "card" in placed["response"]
    assert server.fetches == fetched
    assert token not in str(offer) + str(placed)


@pytest.mark.parametrize("now", ["", "another token"])
def test_a_session_goes_on_as_a_guests_when_its_token_is_gone(
    shop: App, send: Send, server: AuthorizationServer, now: str
) -> None:
    """Somebody unlinks in the app while somebody else is ordering: nothing is ordered any more."""
    offer = send(reorder(), 0, token_of(server))

    send(request("AMAZON.YesIntent"), 1, now, offer["sessionAttributes"])

    assert (outcomes(shop, "anna"), ordered(shop.store)) == (["offered"], [])
    assert outcomes(shop, GUEST) == ["misheard"]


def test_a_token_that_was_refreshed_goes_on_where_it_was(shop: App, send: Send, server: AuthorizationServer) -> None:
    offer = send(reorder(), 0, token_of(server))
    fresh = token_of(server, exp=int(minutes(400).timestamp()))

    send(request("AMAZON.YesIntent"), 1, fresh, offer["sessionAttributes"])

    assert outcomes(shop, "anna") == ["ordered", "offered"]


WORDS = [
    (
        "expired",
        "en-US",
        "Your link to Corner Pantry has run out. I've sent a card to the Alexa app so you can link your account again. "
        "Until then I can tell you prices and fill a cart.",
    ),
    (
        "wrong",
        "en-US",
        "Something's wrong with your link to Corner Pantry. Please link your account again; I've sent a card to the "
        "Alexa app. Until then I can tell you prices and fill a cart.",
    ),
    (
        "unreachable",
        "en-US",
        "I can't check your Corner Pantry account right now, so nothing is ordered. Please try again in a minute.",
    ),
    (
        "expired",
        "de-DE",
        "Die Verknüpfung mit deinem Kundenkonto bei Corner Pantry ist abgelaufen. Ich habe dir eine Karte in die "
        "Alexa-App geschickt, dort kannst du es neu verknüpfen. Bis dahin kann ich dir Preise nennen und deinen "
        "Warenkorb füllen.",
    ),
    (
        "wrong",
        "de-DE",
        "Mit der Verknüpfung zu deinem Kundenkonto bei Corner Pantry stimmt etwas nicht. Bitte verknüpf es neu, die "
        "Karte dafür ist in deiner Alexa-App. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.",
    ),
    (
        "unreachable",
        "de-DE",
        "Dein Kundenkonto bei Corner Pantry kann ich gerade nicht prüfen, deshalb ist nichts bestellt. Versuch es in "
        "einer Minute noch einmal.",
    ),
]


@pytest.mark.parametrize(("reason", "locale", "words"), WORDS)
def test_why_a_token_does_not_count_is_said(
    shop: App, server: AuthorizationServer, reason: str, locale: str, words: str
) -> None:
    bad: dict[str, dict[str, Any]] = {
        "expired": {"exp": int(minutes(-9).timestamp())},
        "wrong": {"iss": "https://login.example.org"},
    }
    send = sender(linking(shop, "there is no such file") if reason == "unreachable" else shop)

    answer = send(reorder(locale), 0, token_of(server, **bad.get(reason, {})))

    assert spoken(answer).startswith(words)
    assert answer["response"].get("card") == (None if reason == "unreachable" else LINK_CARD)
    assert "sessionAttributes" not in answer
    assert outcomes(shop, "anna") == []


def test_an_event_brings_the_token_with_it(shop: App, send: Send, server: AuthorizationServer) -> None:
    send(request("AddToCart", {"product": slot("product", "oat milk")}), 0)

    linked = request(kind="AlexaSkillEvent.SkillAccountLinked", body={"accessToken": token_of(server)})
    assert send(put(linked, "session", {}), 1) == {"version": "1.0", "response": {}}
    unlinked = request(kind="AlexaSkillEvent.SkillAccountUnlinked")
    assert send(put(unlinked, "session", {}), 2) == {"version": "1.0", "response": {}}

    assert outcomes(shop, "anna") == ["unlinked", "linked"]
    assert shop.store.load("anna", "", NOON).cart.units("milk-oat") == 1
