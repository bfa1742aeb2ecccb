"""An Alexa account nobody knows, and what it can have: a token, or an event that tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from skill.app import App
from skill.channels.accounts import TokenAccounts
from skill.channels.keys import Keys, reader
from skill.conversation.turn import Turn
from skill.profile.account import NO_TOKEN, Token
from skill.profile.customer import Identity
from tests.support import tiny_shop
from tests.support.authorization import AUDIENCE, ISSUER, AuthorizationServer
from tests.support.tiny_shop import NOON, turn

USER = tiny_shop.account("nobody")
GUEST = tiny_shop.guest_id("nobody")
OWN = Identity.of("alexa", USER)
LINK = Identity.of("alexa link", USER)


def minutes(count: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=count)


def linking(app: App, jwks: str) -> App:
    """The skill, believing tokens signed with the keys at an address or in a file."""
    return replace(app, accounts=TokenAccounts(Keys(reader(jwks)), audience=AUDIENCE, issuer=ISSUER))


def said(intent: str, request: str, token: str = "", **more: Any) -> Turn:
    """Anna's voice from the account that nobody knows, with an access token or without."""
    values: dict[str, Any] = {
        "at": NOON,
        "person": tiny_shop.voice("anna", "Anna"),
        "token": Token(token) if token else NO_TOKEN,
    }
    return turn(intent, request, who="nobody", **(values | more))


def told(intent: str, request: str, at: datetime, token: str = "", reason: str = "") -> Turn:
    """An event of that account."""
    return said(intent, request, token, at=at, person="", session="", device="none", reason=reason)


def token_of(server: AuthorizationServer, subject: str = "anna", **more: Any) -> str:
    """An access token for somebody, good for the whole afternoon."""
    return server.token(subject, NOON, **({"exp": int(minutes(300).timestamp())} | more))


def cart_of(app: App, customer_id: str) -> dict[str, int]:
    """Units by product."""
    return {line.product_id: line.quantity for line in app.store.load(customer_id, "", NOON).cart.lines}


def outcomes(app: App, customer_id: str) -> list[str]:
    """What happened, newest first."""
    return [event.outcome for event in app.store.timeline(customer_id).interactions]
