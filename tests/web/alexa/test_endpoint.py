"""POST /alexa with verification on: Amazon's requests reach the skill, all others leave no trace."""

import json
import logging
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import flask
import pytest
from ask_sdk_runtime.exceptions import AskSdkException

from skill.alexa.signature import SignatureVerifier
from skill.web.alexa import mount_alexa
from skill.web.alexa.endpoint import LARGEST_BODY_BYTES
from tests.support.throwaway_ca import ADDRESS, NOON, SKILL, Signer, ThrowawayCA, pem, request_body
from tests.web.alexa.conftest import Door, listening, post

BODY = request_body()
FORM = "application/x-www-form-urlencoded"


def test_a_signed_request_is_answered_by_the_skill(door: Door) -> None:
    answer = door.client().post("/alexa", data=BODY, headers=door.signer.headers(BODY))
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.get_json()["response"]["outputSpeech"]["ssml"] == "<speak>Grüezi</speak>"
    assert door.handler.heard == ["LaunchRequest"]


def test_the_bytes_are_checked_as_they_came_whatever_they_claim_to_be(door: Door) -> None:
    """White space, escapes and key order are the sender's; a form's content type must not eat the body."""
    body = b"\n " + BODY.replace("ä".encode(), b"\\u00e4") + b"\r\n"
    headers = {**door.signer.headers(body), "Content-Type": FORM}
    assert door.client().post("/alexa", data=body, headers=headers).status_code == 200
    assert door.handler.heard == ["LaunchRequest"]


def test_an_event_is_accepted_an_hour_later(door: Door) -> None:
    body = request_body("AlexaSkillEvent.SkillDisabled", NOON - timedelta(minutes=59))
    assert door.client().post("/alexa", data=body, headers=door.signer.headers(body)).status_code == 200
    assert door.handler.heard == ["AlexaSkillEvent.SkillDisabled"]


# --- refusals: each takes a good request (headers, body, files) and spoils one thing

Spoil = Callable[[Door, ThrowawayCA, dict[str, str]], bytes | None]


def _address(url: str) -> Spoil:
    return lambda door, ca, headers: headers.update(SignatureCertChainUrl=url)


def _without(*names: str) -> Spoil:
    def spoil(door: Door, ca: ThrowawayCA, headers: dict[str, str]) -> None:
        for name in names:
            del headers[name]

    return spoil


def _leaf(**leaf: Any) -> Spoil:
    return lambda door, ca, headers: door.files.update({ADDRESS: ca.signer(**leaf).pem})


def _file(make: Callable[[ThrowawayCA], bytes]) -> Spoil:
    return lambda door, ca, headers: door.files.update({ADDRESS: make(ca)})


def _signature(make: Callable[[Door], str]) -> Spoil:
    return lambda door, ca, headers: headers.update({"Signature-256": make(door)})


def _body(body: bytes) -> Spoil:
    def spoil(door: Door, ca: ThrowawayCA, headers: dict[str, str]) -> bytes:
        headers.update(door.signer.headers(body))
        return body

    return spoil


def _stranger() -> ThrowawayCA:
    return ThrowawayCA()


REFUSED: dict[str, Spoil] = {
    "host": _address("https://s3.amazonaws.com.evil.example/echo.api/echo-api-cert-12.pem"),
    "path": _address("https://s3.amazonaws.com/bucket/echo-api-cert-12.pem"),
    "port": _address("https://s3.amazonaws.com:8443/echo.api/echo-api-cert-12.pem"),
    "scheme": _address("http://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"),
    "encoded dots": _address("https://s3.amazonaws.com/echo.api/%2e%2e/bucket/cert.pem"),
    "dots": _address("https://s3.amazonaws.com/echo.api/../bucket/cert.pem"),
    "SAN wrong": _leaf(names=("example.com",)),
    "SAN missing": _leaf(names=None),
    "no signature": _without("Signature", "Signature-256"),
    "SHA-1 only": _without("Signature-256"),
    "SHA-1 as SHA-256": lambda door, ca, headers: headers.update({"Signature-256": headers["Signature"]}),
    "no address": _without("SignatureCertChainUrl"),
    "nothing": lambda door, ca, headers: headers.clear(),
    "expired": _leaf(end=NOON - timedelta(seconds=1)),
    "not yet valid": _leaf(start=NOON + timedelta(seconds=1)),
    "wrong key": _signature(lambda door: Signer(_stranger().leaf_key, b"").sign(BODY)),
    "untrusted root": _file(lambda ca: _stranger().signer().pem),
    "missing intermediate": _file(lambda ca: pem(ca.leaf(), ca.root)),
    "body changed by a byte": lambda door, ca, headers: BODY.replace(b"LaunchRequest", b"LaunchRequesT"),
    "body with a space": lambda door, ca, headers: BODY + b" ",
    "bad base64": _signature(lambda door: "not base64!"),
    "unreachable": lambda door, ca, headers: door.files.clear(),
    "garbage file": _file(lambda ca: b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
    "web page as file": _file(lambda ca: b"<html>no</html>"),
    "stale": _body(request_body(sent=NOON - timedelta(milliseconds=150_001))),
    "future": _body(request_body(sent=NOON + timedelta(milliseconds=150_001))),
    "no timestamp": _body(request_body(sent=None)),
    "late event": _body(request_body("AlexaSkillEvent.SkillEnabled", NOON - timedelta(minutes=61))),
    "late intent": _body(request_body("IntentRequest", NOON - timedelta(minutes=3))),
    "another skill": _body(request_body(skill="amzn1.ask.skill.other")),
    "another skill's context": _body(BODY.replace(SKILL.encode(), b"amzn1.ask.skill.other", 1)),
    "no skill": _body(b'{"request":{"type":"LaunchRequest","timestamp":"2026-03-02T12:00:00Z"}}'),
    "skill a list": _body(BODY.replace(b'"%s"' % SKILL.encode(), b"[]")),
    "not JSON": _body(b"{"),
    "not UTF-8": _body(b"\xff\xfe\x00"),
    "empty": _body(b""),
    "an array": _body(b"[]"),
    "deep": _body(b'{"a":' * 20_000),
    "kind the SDK cannot read": _body(request_body("LaunchRequest", 1772452800000)),
}


@pytest.mark.parametrize("spoil", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_request_is_refused_and_never_reaches_the_skill(
    door: Door, ca: ThrowawayCA, caplog: pytest.LogCaptureFixture, spoil: Spoil
) -> None:
    headers = door.signer.headers(BODY)
    body = spoil(door, ca, headers)
    answer = door.client().post("/alexa", data=BODY if body is None else body, headers=headers)
    assert (answer.status_code, answer.data) == (400, b"")
    assert door.handler.heard == []
    if spoil is not REFUSED["kind the SDK cannot read"]:
        assert "Traceback" not in caplog.text


def test_a_refusal_tells_the_log_why_and_nothing_of_the_request(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    door.client().post("/alexa", data=BODY + b"secret", headers=door.signer.headers(BODY))
    assert [record.getMessage() for record in caplog.records] == [
        "Alexa request refused: signature does not fit the body"
    ]


def test_a_refused_request_does_not_spoil_the_next(door: Door) -> None:
    client = door.client()
    assert client.post("/alexa", data=b"x", headers=door.signer.headers(BODY)).status_code == 400
    assert client.post("/alexa", data=BODY, headers=door.signer.headers(BODY)).status_code == 200
    assert door.handler.heard == ["LaunchRequest"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_post_is_answered(door: Door, method: str) -> None:
    answer = door.client().open("/alexa", method=method, data=BODY, headers=door.signer.headers(BODY))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert door.handler.heard == []


def test_a_long_body_is_not_read(door: Door) -> None:
    for size, status in ((LARGEST_BODY_BYTES, 200), (LARGEST_BODY_BYTES + 1, 413)):
        body = BODY.ljust(size)
        answer = door.client().post("/alexa", data=body, headers=door.signer.headers(body))
        assert answer.status_code == status
    assert door.handler.heard == ["LaunchRequest"]


@pytest.mark.parametrize("failure", [KeyError("Anna"), AskSdkException("told")])
@pytest.mark.parametrize("testing", [False, True])
def test_a_failing_skill_shows_nothing(
    door: Door, caplog: pytest.LogCaptureFixture, failure: Exception, testing: bool
) -> None:
    door.handler.failure = failure
    app = door.app()
    app.testing = app.debug = testing
    answer = app.test_client().post("/alexa", data=BODY, headers=door.signer.headers(BODY))
    assert (answer.status_code, answer.data) == (500, b"")
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "Anna" not in caplog.text
    assert "conftest.py" in caplog.text  # but the place is told


# --- how it is mounted


def test_verification_needs_a_verifier_and_an_id(door: Door) -> None:
    with pytest.raises(ValueError, match="a verifier and the skill's id"):
        mount_alexa(flask.Flask("x"), door.skill, verify=True)
    door.skill.skill_id = None
    with pytest.raises(ValueError, match="a verifier and the skill's id"):
        mount_alexa(flask.Flask("x"), door.skill, verify=True, verifier=door.verifier)
    with pytest.raises(TypeError):
        mount_alexa(flask.Flask("x"), object(), verify=False)


def test_the_id_may_be_given_apart_from_the_skill(door: Door) -> None:
    door.skill.skill_id = None
    app = flask.Flask("x")
    mount_alexa(app, door.skill, verify=True, verifier=door.verifier, skill_id=SKILL, path="/voice")
    other = request_body(skill="amzn1.ask.skill.other")
    client = app.test_client()
    assert client.post("/voice", data=other, headers=door.signer.headers(other)).status_code == 400
    assert client.post("/voice", data=BODY, headers=door.signer.headers(BODY)).status_code == 200


def test_the_adapter_is_shut_to_whoever_goes_past_the_endpoint(door: Door) -> None:
    app = door.app()
    app.extensions["ASK_SDK_SKILL_ADAPTER"][SKILL].register(app, "/past", endpoint="past")
    answer = app.test_client().post("/past", data=BODY, headers=door.signer.headers(BODY))
    assert answer.status_code == 400
    assert door.handler.heard == []


def test_no_setting_of_ours_stays_behind(door: Door) -> None:
    app = door.app()
    assert not [key for key in app.config if key.startswith("ASK_SDK")]
    app.config["ASK_SDK_VERIFY_SIGNATURE"] = True
    mount_alexa(app, door.skill, verify=False, path="/other", endpoint="other")
    assert app.config["ASK_SDK_VERIFY_SIGNATURE"] is True


def test_the_stand_in_is_gone_and_lets_nothing_pass() -> None:
    assert "certvalidator" not in sys.modules
    from ask_sdk_webservice_support.verifier import RequestVerifier, VerificationException

    with pytest.raises(VerificationException, match="Certificate chain is not valid"):
        RequestVerifier()._validate_cert_chain(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")


# --- over a real connection


def test_a_server_that_really_listens(door: Door) -> None:
    good = door.signer.headers(BODY)
    with listening(door.app()) as port:
        assert post(port, BODY, good)[0] == 200
        assert json.loads(post(port, BODY, good)[1])["version"] == "1.0"
        assert post(port, BODY + b" ", good) == (400, b"")
        assert post(port, BODY, {**good, "Signature-256": "AAAA"}) == (400, b"")
        assert post(port, iter([BODY[:9], BODY[9:]]), good)[0] == 200  # in chunks, without a length
        assert post(port, iter([b" " * LARGEST_BODY_BYTES, BODY]), good) == (413, b"")
    assert door.handler.heard == ["LaunchRequest"] * 3
    assert door.fetched == [ADDRESS]


def test_the_default_verifier_trusts_the_public_authorities_only(door: Door) -> None:
    app = flask.Flask("x")
    public = SignatureVerifier(lambda: NOON, fetch=door.files.__getitem__)
    mount_alexa(app, door.skill, verify=True, verifier=public)
    answer = app.test_client().post("/alexa", data=BODY, headers=door.signer.headers(BODY))
    assert answer.status_code == 400
    assert door.handler.heard == []
