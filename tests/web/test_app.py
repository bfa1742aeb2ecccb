"""The whole server: what Amazon signed reaches the skill and the profile; everything else leaves no trace."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from skill.bootstrap import build_app
from skill.errors import SettingsError
from skill.settings import Settings
from skill.storage.memory import MemoryStore
from skill.storage.sqlite import SqliteStore
from skill.web.app import LARGEST_BODY_BYTES, create_app
from tests.support.throwaway_ca import ADDRESS, NOON, SKILL, Signer, ThrowawayCA, pem, request_body
from tests.web.conftest import STRANGER, Build, Demo, House, everything

EVENTS = Path(__file__).parents[1] / "events"
OTHER_SKILL = "amzn1.ask.skill.99999999-2222-3333-4444-555555555555"


def envelope(house: House, name: str = "reorder", **changes: Any) -> dict[str, Any]:
    """A recorded event of somebody new, as if it were sent to this skill at this moment."""
    text = (EVENTS / f"{name}.json").read_text().replace("amzn1.ask.skill.demo", SKILL)
    event: dict[str, Any] = json.loads(text.replace("amzn1.ask.account.DEMO-anna", STRANGER))
    event["request"]["timestamp"] = house.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    event["request"].update(changes)
    return event


def body(house: House, **changes: Any) -> bytes:
    return json.dumps(envelope(house, **changes)).encode()


# --- with verification


def test_a_signed_conversation_buys_once_and_is_on_the_timeline(signed: House) -> None:
    before = {order.id for order in signed.store.orders("anna")}
    device = signed.device("anna", "Anna")
    heard = [device.open(), device.say("reorder the coffee"), device.say("yes")]
    assert signed.answers == [200, 200, 200]
    assert [one.session_open for one in heard] == [True, True, True]
    (placed,) = {order.id for order in signed.store.orders("anna")} - before
    turns = signed.timeline("anna")["interactions"]
    assert [(one["intent"], one["outcome"], one["order_id"]) for one in turns[:2]] == [
        ("Yes", "ordered", placed),
        ("Reorder", "offered", ""),
    ]
    assert [one["intent"] for one in turns[2:]] == ["Launch"]


def test_a_signed_request_sent_again_gets_the_same_answer_and_buys_nothing_more(signed: House) -> None:
    device = signed.device("anna", "Anna")
    device.say("reorder the coffee")
    heard = device.say("yes")
    before = everything(signed.store)
    again = json.dumps(heard.request, ensure_ascii=False).encode()
    for _ in range(3):
        status, answer = signed.post(again)
        assert (status, json.loads(answer)) == (200, heard.response)
    assert everything(signed.store) == before


def test_somebody_new_becomes_a_guest_with_the_first_signed_turn(signed: House) -> None:
    """Shows that the requests that the refusals below spoil would have written something."""
    before = everything(signed.store)
    assert signed.post(body(signed))[0] == 200
    after = everything(signed.store)
    guest = after["stranger"]
    assert before["stranger"] is None
    assert set(after) - set(before) == {guest}
    assert [one["intent"] for one in signed.timeline(guest)["interactions"]] == ["Reorder"]


Spoil = Callable[[House, ThrowawayCA, dict[str, str]], bytes | None]


def header(name: str, value: str) -> Spoil:
    return lambda house, ca, headers: headers.update({name: value})


def without(*names: str) -> Spoil:
    def spoil(house: House, ca: ThrowawayCA, headers: dict[str, str]) -> None:
        for name in names:
            del headers[name]

    return spoil


def leaf(**values: Any) -> Spoil:
    return lambda house, ca, headers: house.files.update({ADDRESS: ca.signer(**values).pem})


def other(make: Callable[[House], bytes]) -> Spoil:
    """Another body, and signed."""

    def spoil(house: House, ca: ThrowawayCA, headers: dict[str, str]) -> bytes:
        changed = make(house)
        headers.update(house.signer.headers(changed))
        return changed

    return spoil


def sent(apart: timedelta) -> Spoil:
    return other(lambda house: body(house, timestamp=(house.now + apart).strftime("%Y-%m-%dT%H:%M:%SZ")))


REFUSED: dict[str, Spoil] = {
    "unsigned": without("Signature", "Signature-256"),
    "the old signature only": without("Signature-256"),
    "no certificate": without("SignatureCertChainUrl"),
    "no headers": lambda house, ca, headers: headers.clear(),
    "certificate of another host": header(
        "SignatureCertChainUrl", "https://s3.amazonaws.com.evil.example/echo.api/c.pem"
    ),
    "certificate over http": header("SignatureCertChainUrl", "http://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"),
    "certificate of another path": header("SignatureCertChainUrl", "https://s3.amazonaws.com/x/echo-api-cert-12.pem"),
    "certificate at another port": header("SignatureCertChainUrl", "https://s3.amazonaws.com:444/echo.api/c.pem"),
    "certificate unreachable": lambda house, ca, headers: house.files.clear(),
    "certificate expired": leaf(end=NOON - timedelta(seconds=1)),
    "certificate of tomorrow": leaf(start=NOON + timedelta(days=1)),
    "certificate for another name": leaf(names=("example.com",)),
    "certificate without a name": leaf(names=None),
    "certificate of nobody": lambda house, ca, headers: house.files.update({ADDRESS: ThrowawayCA().signer().pem}),
    "chain with a gap": lambda house, ca, headers: house.files.update({ADDRESS: pem(ca.leaf(), ca.root)}),
    "signed by another key": lambda house, ca, headers: headers.update(
        Signer(ThrowawayCA().leaf_key, b"").headers(body(house))
    ),
    "signature is no base64": header("Signature-256", "%%%"),
    "body changed": lambda house, ca, headers: body(house).replace(b"coffee", b"gold!!"),
    "body longer": lambda house, ca, headers: body(house) + b" ",
    "too old": sent(timedelta(seconds=-151)),
    "too new": sent(timedelta(seconds=151)),
    "no time": other(lambda house: body(house, timestamp=None)),
    "another skill": other(lambda house: body(house).replace(SKILL.encode(), OTHER_SKILL.encode())),
    "another skill's session": other(lambda house: body(house).replace(SKILL.encode(), OTHER_SKILL.encode(), 1)),
    "no skill": other(lambda house: body(house).replace(b'"applicationId"', b'"app"')),
    "no JSON": other(lambda house: body(house)[:-1]),
    "empty": other(lambda house: b""),
}


@pytest.mark.parametrize("spoil", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_request_is_refused_and_nothing_is_written(signed: House, ca: ThrowawayCA, spoil: Spoil) -> None:
    before, good = everything(signed.store), body(signed)
    headers = signed.signer.headers(good)
    spoiled = spoil(signed, ca, headers)
    answer = signed.client().post("/alexa", data=good if spoiled is None else spoiled, headers=headers)
    assert (answer.status_code, answer.data) == (400, b"")
    assert everything(signed.store) == before


def test_a_bad_yes_orders_nothing(signed: House) -> None:
    device = signed.device("anna", "Anna")
    offer = device.say("reorder the coffee")
    signed.tick()
    yes = envelope(signed, "yes") | {"session": dict(offer.request["session"]) | {"new": False}}
    yes["session"]["attributes"] = offer.response["sessionAttributes"]
    yes["context"] = offer.request["context"]
    good, before = json.dumps(yes).encode(), everything(signed.store)
    client = signed.client()
    assert client.post("/alexa", data=good, content_type="application/json").status_code == 400
    assert everything(signed.store) == before
    assert signed.post(good)[0] == 200  # and this is the very yes that would have ordered
    assert signed.timeline("anna")["interactions"][0]["outcome"] == "ordered"


def test_a_body_too_long_is_not_read(signed: House) -> None:
    before = everything(signed.store)
    long = body(signed).ljust(LARGEST_BODY_BYTES + 1)
    assert signed.post(long) == (413, b"")
    assert everything(signed.store) == before


def test_a_letter_that_is_none_is_answered(signed: House) -> None:
    """JSON may escape half of a surrogate pair; nothing can store that as UTF-8."""
    event = envelope(signed)
    event["request"]["intent"]["slots"]["product"]["value"] = "coffee \ud83e"
    event["session"]["user"]["userId"] = event["context"]["System"]["user"]["userId"] = "amzn1.ask.account.\ud83e"
    status, answer = signed.post(json.dumps(event).encode())
    assert status == 200
    assert json.loads(answer)["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    (guest,) = [key for key in everything(signed.store) if key.startswith("guest-")]
    (turn,) = signed.timeline(guest)["interactions"]
    assert turn["intent"] == "Reorder"


def test_there_is_no_page_with_verification(signed: House) -> None:
    before = everything(signed.store)
    client = signed.client()
    said = {"tab": "t", "customer": "anna", "locale": "en-US", "text": "reorder the coffee"}
    assert client.get("/").status_code == 404
    assert client.get("/talk/anna").status_code == 404
    assert client.get("/talk/static/talk.js").status_code == 404
    assert client.post("/talk", json=said).status_code == 404
    assert everything(signed.store) == before


# --- without verification: this machine only

ELSEWHERE: dict[str, dict[str, str]] = {
    "X-Forwarded-For": {"X-Forwarded-For": "1.2.3.4"},
    "X-Forwarded-Host": {"X-Forwarded-Host": "localhost"},
    "Forwarded": {"Forwarded": "for=127.0.0.1"},
    "Via": {"Via": "1.1 proxy"},
    "Cloudflare": {"Cf-Connecting-Ip": "1.2.3.4"},
    "ngrok": {"Ngrok-Trace-Id": "x"},
    "Host": {"Host": "shop.example"},
    "Host like loopback": {"Host": "127.0.0.1.example"},
    "Origin": {"Origin": "https://evil.example"},
    "Origin null": {"Origin": "null"},
}


@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_from_elsewhere_nothing_is_believed_or_written(build: Build, store: Any, headers: dict[str, str]) -> None:
    house = build(store, "off")
    before, client = everything(store), house.client()
    answer = client.post("/alexa", data=body(house), content_type="application/json", headers=headers)
    assert (answer.status_code, answer.data) == (400, b"")
    said = {"tab": "t", "customer": "x", "locale": "en-US", "text": "reorder the coffee"}
    for path, response in {
        "/talk": client.post("/talk", json=said, headers=headers),
        "/": client.get("/", headers=headers),
        "/talk/anna": client.get("/talk/anna", headers=headers),
        "/talk/static/talk.js": client.get("/talk/static/talk.js", headers=headers),
    }.items():
        assert response.status_code == 400, path
        assert list(response.get_json()) == ["error"]
    assert everything(store) == before


def test_another_machine_is_not_believed(local: House) -> None:
    before = everything(local.store)
    answer = local.client().post("/alexa", data=body(local), environ_base={"REMOTE_ADDR": "192.168.1.7"})
    assert (answer.status_code, answer.data) == (400, b"")
    assert local.client().get("/", environ_base={"REMOTE_ADDR": "192.168.1.7"}).status_code == 400
    assert everything(local.store) == before


def test_this_machine_is_believed_unsigned(local: House) -> None:
    answer = local.client().post("/alexa", data=body(local), content_type="application/json")
    assert answer.status_code == 200
    guest = everything(local.store)["stranger"]
    assert [one["intent"] for one in local.timeline(guest)["interactions"]] == ["Reorder"]


def test_another_skills_request_is_refused_without_verification_too(local: House) -> None:
    before = everything(local.store)
    changed = body(local).replace(SKILL.encode(), OTHER_SKILL.encode())
    answer = local.client().post("/alexa", data=changed, content_type="application/json")
    assert (answer.status_code, answer.data) == (400, b"")
    assert everything(local.store) == before


# --- the rest of the server


@pytest.mark.parametrize("verify", ["on", "off"])
def test_health(build: Build, verify: str) -> None:
    answer = build(MemoryStore(), verify).client().get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/customers", 404),
        ("GET", "/customers/anna", 404),
        ("GET", "/customers/a/b/timeline", 404),
        ("GET", "/alexa", 405),
        ("DELETE", "/alexa", 405),
        ("POST", "/healthz", 405),
        ("POST", "/customers/anna/timeline", 405),
        ("GET", "/talk", 405),
        ("GET", "/talk/static/../talk.py", 404),
        ("GET", "/talk/static/%2e%2e/talk.py", 404),
    ],
)
def test_what_is_not_there_shows_nothing(local: House, method: str, path: str, status: int) -> None:
    answer = local.client().open(path, method=method)
    assert answer.status_code == status
    for secret in ("Traceback", "werkzeug", 'File "', "skill/"):
        assert secret not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_error_of_ours_shows_nothing(local: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError("the words of the error")

    monkeypatch.setattr(local.store, "timeline", fail)
    for answer in (
        local.client().get("/talk/anna"),
        local.client().get("/customers/anna/timeline", headers={"Authorization": local.token()}),
    ):
        assert answer.status_code == 500
        for secret in ("Traceback", "the words of the error", "skill"):
            assert secret not in answer.text


def test_a_server_without_a_skill_id_does_not_start(demo: Demo, tmp_path: Path) -> None:
    for verify in ("on", "off"):
        environ = {
            "RESTOCK_DATA": str(tmp_path / "data"),
            "RESTOCK_CATALOGUE": str(demo.catalogue),
            "RESTOCK_VERIFY": verify,
            "RESTOCK_SECRET": "s" * 32,
        }
        settings = Settings.from_env(environ)
        with pytest.raises(SettingsError, match=r"^RESTOCK_SKILL_ID is missing; set it to "):
            create_app(settings, build_app(settings, MemoryStore()))


def test_the_secret_is_made_once_and_kept_for_its_owner(demo: Demo, tmp_path: Path) -> None:
    environ = {
        "RESTOCK_DATA": str(tmp_path / "data"),
        "RESTOCK_CATALOGUE": str(demo.catalogue),
        "RESTOCK_SKILL_ID": SKILL,
    }
    settings = Settings.from_env(environ)
    create_app(settings, build_app(settings, SqliteStore(tmp_path / "shop.sqlite")))
    kept = tmp_path / "data" / "secret"
    first = kept.read_text()
    assert (len(first) >= 32, kept.stat().st_mode & 0o777) == (True, 0o600)
    create_app(settings, build_app(settings, MemoryStore()))
    assert kept.read_text() == first


def test_a_launch_in_words_of_the_signed_body(signed: House) -> None:
    """Non-ASCII letters in the body are signed as bytes and read as UTF-8."""
    status, answer = signed.post(request_body())
    assert status == 200
    assert json.loads(answer)["response"]["outputSpeech"]["ssml"].startswith("<speak>")
