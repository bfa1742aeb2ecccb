"""A household, its words and its devices, called as nothing else is, and everything that they send to the skill."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.loading.customers import demo_user, demo_voice
from tests.alexa.requests import SKILL_ID, put, request, slot
from tests.support.needs import ROOT

SECRET = "a secret of at least thirty-two characters"
PASSWORD = "a-password"
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJva2FwaSJ9.keep-me-secret"
CUSTOMER, PERSON, CODE = "okapi", "Zebedee", "3917"

_FILES = {
    "customers.csv": [
        "customer_id,people,email,address_label,payment_label,time_zone,locale",
        "okapi,Zebedee:adult|Xanthippe:child,zebedee@quetzal.example,the okapi house,the card of Zebedee,,en-US",
    ],
    "products.csv": ["id,name,price", "quetzalfruit-1,Purple quetzalfruit,4.50", "okapi-food,Okapi food,60.00"],
    "orders.csv": [
        "order_id,customer_id,ordered_at,product_id,quantity,unit_price",
        *(f"o{n},okapi,2026-0{n}-03T10:00:00Z,quetzalfruit-1,1,4.50" for n in range(1, 9)),
    ],
}


def plant(folder: Path) -> Path:
    """A shop's folder with that household."""
    folder.mkdir()
    shutil.copy(ROOT / "skill" / "demo" / "shop.yaml", folder)
    for name, lines in _FILES.items():
        (folder / name).write_text("\n".join([*lines, ""]), "utf-8")
    return folder


def environment(folder: Path) -> dict[str, str]:
    """The settings of a host of that shop. Nobody listens where its e-mails go."""
    keys = folder / "jwks.json"
    keys.write_text(json.dumps({"keys": []}))
    return {
        "RESTOCK_DATA": str(folder / "data"),
        "RESTOCK_SHOP": str(folder / "shop"),
        "RESTOCK_SKILL_ID": SKILL_ID,
        "RESTOCK_SECRET": SECRET,
        "RESTOCK_MAIL": f"smtps://shop:{PASSWORD}@127.0.0.1:9",
        "RESTOCK_LINK_JWKS": str(keys),
        "RESTOCK_LINK_AUDIENCE": "restock",
        "RESTOCK_LINK_ISSUER": "https://login.quetzal.example",
        "POWERTOOLS_LOG_LEVEL": "DEBUG",
    }


def _request(n: int, event: dict[str, Any], at: str) -> dict[str, Any]:
    put(event, "request.requestId", f"amzn1.echo-api.request.{n}")
    put(event, "request.timestamp", at)
    for place in ("session", "context.System"):
        put(event, f"{place}.user.userId", demo_user(CUSTOMER))
    put(event, "context.System.person", {"personId": demo_voice(CUSTOMER, PERSON)})
    put(event, "context.System.device.deviceId", "amzn1.ask.device.OKAPI")
    put(event, "context.System.apiAccessToken", "demo-api-access-token")
    return event


def turns(at: str, first: int = 0) -> Iterator[dict[str, Any]]:
    """Requests of that household, each as the device sends it: a whole conversation, and what nobody expects."""

    def said(intent: str, **slots: str) -> dict[str, Any]:
        return request(intent, {name: slot(name, value) for name, value in slots.items()})

    launch = request(kind="LaunchRequest")
    launch["session"]["new"] = True
    conversation = [
        launch,
        said("Reorder", product="quetzalfruit"),
        said("AMAZON.YesIntent"),
        said("Reorder", product="quetzalfruit pie for Xanthippe"),
        said("Price", product="okapi food"),
        said("SetUpCode"),
        said("VoiceCode", code=CODE),
        said("VoiceCode", code=CODE),
        said("Reorder", product="okapi food", quantity="3"),
        said("AMAZON.YesIntent"),
        said("VoiceCode", code=CODE),
        said("AMAZON.YesIntent"),
        said("Introduce", name="Zebedee Quetzalfruit"),
        said("MarkChild", name="Zebedee"),
        said("ShopQuestion", question="where does the okapi live"),
        said("QuetzalfruitIntent", product="okapi"),
        said("CancelOrder"),
        said("AMAZON.YesIntent"),
        said("AMAZON.FallbackIntent"),
        request(kind="Okapi.Zebedee", payload={"okapi": "quetzalfruit"}),
        request(kind="SessionEndedRequest", reason="ERROR", error={"type": "okapi", "message": "Zebedee"}),
    ]
    linked = copy.deepcopy(conversation[1])
    put(linked, "session.user.accessToken", TOKEN)
    put(linked, "context.System.user.accessToken", TOKEN)
    for n, event in enumerate([*conversation, linked], first):
        yield _request(n, event, at)
    # The last one again: a replay.
    yield _request(first + len(conversation), linked, at)


def rubbish(at: str) -> Iterator[bytes]:
    """Bodies that are no request of ours, with everything in them that is secret."""
    yield b'{"okapi": "Zebedee", "quetzalfruit": '
    yield json.dumps({"request": {"type": "Zebedee", "requestId": "okapi"}}).encode()
    yield json.dumps(put(_request(900, request(), at), "context.System.application.applicationId", "okapi")).encode()
    yield json.dumps(_request(901, request(), "2020-01-01T00:00:00Z") | {"context": "Zebedee"}).encode()
    yield b"[" * 5_000 + b'"okapi"'
