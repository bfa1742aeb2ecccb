"""Verification off: this machine may talk to the till; nothing that comes through it may."""

from typing import Any

import pytest

from skill.web.alexa.loopback import from_elsewhere
from tests.support.throwaway_ca import request_body
from tests.web.alexa.conftest import Door, listening, post

BODY = request_body(sent=None)

HOSTS = ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:80", "127.8.9.10:1", "[::1]", "[::1]:8080"]
ELSEWHERE = [
    "",
    "shop.example",
    "abc.ngrok.app",
    "localhost.evil.example",
    "evil.localhost",
    "127.0.0.1.nip.io",
    "0.0.0.0",
    "192.168.0.5:8080",
    "169.254.169.254",
    "2130706433",
    "127.1",
    "0x7f.0.0.1",
    "[::]",
    "[fe80::1]",
    "::1",
    "localhost:",
    "localhost:80:80",
    "localhost@evil.example",
    "localhost, evil.example",
    "user@localhost",
    "[localhost]",
    "[127.0.0.1",
]
THROUGH = [
    ("Forwarded", "for=192.0.2.1"),
    ("forwarded", ""),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-Host", "localhost"),
    ("X-Forwarded-Proto", "https"),
    ("x-forwarded-anything", "1"),
    ("X-Real-IP", "127.0.0.1"),
    ("Via", "1.1 proxy"),
    ("CF-Connecting-IP", "192.0.2.1"),
    ("Ngrok-Skip-Browser-Warning", "1"),
    ("Tailscale-User-Login", "a"),
    ("Origin", "https://evil.example"),
    ("Origin", "http://localhost.evil.example"),
    ("Origin", "null"),
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("remote", ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_let_in(door: Door, host: str, remote: str) -> None:
    answer = _ask(door, {"Host": host, "Origin": "http://127.0.0.1:8080"}, remote)
    assert answer.status_code == 200
    assert door.handler.heard == ["LaunchRequest"]


@pytest.mark.parametrize("host", ELSEWHERE)
def test_another_host_is_not(door: Door, host: str) -> None:
    assert _ask(door, {"Host": host}).status_code == 400
    assert door.handler.heard == []


@pytest.mark.parametrize(("name", "value"), THROUGH)
def test_what_came_through_a_proxy_or_a_page_is_not(door: Door, name: str, value: str) -> None:
    answer = _ask(door, {name: value})
    assert (answer.status_code, answer.data) == (400, b"")
    assert door.handler.heard == []


@pytest.mark.parametrize("remote", ["192.168.0.5", "10.0.0.1", "203.0.113.9", "fe80::1", "::ffff:10.0.0.1", "", "unix"])
def test_another_address_is_not(door: Door, remote: str) -> None:
    assert _ask(door, {}, remote).status_code == 400
    assert door.handler.heard == []


def test_a_request_without_host_or_with_two_is_not() -> None:
    assert from_elsewhere([], "127.0.0.1") == "Host not loopback"
    assert from_elsewhere([("Host", "localhost"), ("host", "localhost")], "127.0.0.1") == "Host not loopback"
    assert from_elsewhere([("Host", "localhost")], None) == "connection not from loopback"
    assert from_elsewhere([("Host", "localhost")], "127.0.0.1") is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"\xff", request_body(skill="amzn1.ask.skill.other")])
def test_a_bad_body_or_another_skill_is_refused_here_too(door: Door, body: bytes) -> None:
    answer = door.client(verify=False).post("/alexa", data=body)
    assert (answer.status_code, answer.data) == (400, b"")
    assert door.handler.heard == []


def test_neither_time_nor_signature_is_asked_for(door: Door) -> None:
    old = request_body(sent="2001-01-01T00:00:00Z")
    assert door.client(verify=False).post("/alexa", data=old).status_code == 200
    assert door.fetched == []


def test_waitress_shows_us_the_headers_it_would_otherwise_remove(door: Door) -> None:
    with listening(door.app(verify=False)) as port:
        assert post(port, BODY, {})[0] == 200
        assert post(port, BODY, {"X-Forwarded-For": "192.0.2.1"}) == (400, b"")
        assert post(port, BODY, {"Forwarded": "for=192.0.2.1"}) == (400, b"")
        assert post(port, BODY, {"Host": "abc.ngrok.app"}) == (400, b"")
    assert door.handler.heard == ["LaunchRequest"]


def _ask(door: Door, headers: dict[str, str], remote: str = "127.0.0.1") -> Any:
    environ = {"REMOTE_ADDR": remote}
    return door.client(verify=False).post("/alexa", data=BODY, headers=headers, environ_overrides=environ)
