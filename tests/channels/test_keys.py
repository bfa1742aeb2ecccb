"""The keys that tokens are signed with: how often the shop's server is asked for them, and what it may answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jwt
import pytest

from skill.channels.accounts import TokenAccounts
from skill.channels.keys import FRESH_S, OLDEST_S, PAUSE_AFTER_FAILURE_S, PAUSE_S, Keys, reader
from skill.fetching import fetch
from skill.profile.account import Token, Unlinked, Why
from tests.channels.conftest import NOW, Clock, verdict
from tests.support.authorization import (
    AUDIENCE,
    ISSUER,
    AuthorizationServer,
    authorization_server,
    claims,
    jwk,
    private_key,
)


def test_keys_are_read_once_an_hour(server: AuthorizationServer, accounts: TokenAccounts, clock: Clock) -> None:
    token = server.token("anna", NOW)

    assert [verdict(accounts, token) for _ in range(5)] == ["anna"] * 5
    clock.now += FRESH_S - 1
    assert verdict(accounts, token) == "anna"
    assert server.fetches == 1
    clock.now += 1
    assert [verdict(accounts, token) for _ in range(5)] == ["anna"] * 5
    assert server.fetches == 2


def test_a_withdrawn_key_stops_working(server: AuthorizationServer, accounts: TokenAccounts, clock: Clock) -> None:
    token = server.token("anna", NOW)
    assert verdict(accounts, token) == "anna"
    server.keys = {"two": private_key("EC")}

    clock.now += FRESH_S

    assert verdict(accounts, token) == "wrong"


def test_a_new_key_is_asked_for_and_works(server: AuthorizationServer, accounts: TokenAccounts, clock: Clock) -> None:
    assert verdict(accounts, server.token("anna", NOW)) == "anna"
    server.keys["two"] = private_key("EC")
    clock.now += PAUSE_S

    assert verdict(accounts, server.token("anna", NOW, key_id="two")) == "anna"
    assert verdict(accounts, server.token("anna", NOW)) == "anna"
    assert server.fetches == 2


def test_made_up_key_ids_send_us_to_the_server_once_a_minute(
    server: AuthorizationServer, accounts: TokenAccounts, clock: Clock
) -> None:
    key = private_key(number=2)

    def forged(number: int) -> str:
        return jwt.encode(claims("anna", NOW), key, algorithm="RS256", headers={"kid": f"made up {number}"})

    for number in range(121):
        assert verdict(accounts, forged(number)) == "wrong"
        clock.now += 1
    assert server.fetches == 3
    assert verdict(accounts, server.token("anna", NOW)) == "anna"
    assert server.fetches == 3


def _down(server: AuthorizationServer) -> None:
    server.status = 503


def _garbage(server: AuthorizationServer) -> None:
    server.answer = b"<html>Welcome to the hotel's Wi-Fi"


def _no_text(server: AuthorizationServer) -> None:
    server.answer = b"\xff\xfe\x00"


def _nothing(server: AuthorizationServer) -> None:
    server.answer = b"{}"


def _list(server: AuthorizationServer) -> None:
    server.answer = b"[]"


def _too_deep(server: AuthorizationServer) -> None:
    server.answer = b"[" * 200_000


def _too_much(server: AuthorizationServer) -> None:
    server.answer = server.published() + b" " * 300_000


def _no_key_for_us(server: AuthorizationServer) -> None:
    one = private_key()
    unusable = [
        jwk(one, "one", use="enc"),
        jwk(one, "one", alg="RS512"),
        {**jwk(one, "one"), "kid": 7},
        {**jwk(one, "one"), "n": "!"},
        {**jwk(one, "one"), "kty": "new"},
        jwk(private_key(size=1024), "one"),
        {"kty": "oct", "k": "c2VjcmV0", "kid": "one"},
        {"kid": "one"},
        "one",
    ]
    server.answer = json.dumps({"keys": unusable}).encode()


def _elsewhere(server: AuthorizationServer) -> None:
    server.status = 302


_TROUBLES = [_down, _garbage, _no_text, _nothing, _list, _too_deep, _too_much, _no_key_for_us, _elsewhere]


@pytest.mark.parametrize("trouble", _TROUBLES)
def test_without_keys_nobody_knows(
    server: AuthorizationServer,
    accounts: TokenAccounts,
    clock: Clock,
    trouble: Callable[[AuthorizationServer], None],
) -> None:
    token = server.token("anna", NOW)
    trouble(server)

    assert verdict(accounts, token) == "unreachable"
    assert server.fetches == 1
    # The server is left in peace for a moment; then its keys are read.
    server.answer, server.status = None, 200
    assert verdict(accounts, token) == "unreachable"
    assert server.fetches == 1
    clock.now += PAUSE_AFTER_FAILURE_S
    assert verdict(accounts, token) == "anna"
    assert server.fetches == 2


@pytest.mark.parametrize("trouble", _TROUBLES)
def test_known_keys_outlast_a_server_in_trouble_for_a_day(
    server: AuthorizationServer,
    accounts: TokenAccounts,
    clock: Clock,
    trouble: Callable[[AuthorizationServer], None],
) -> None:
    token, unknown = server.token("anna", NOW), jwt.encode({}, private_key(), "RS256", headers={"kid": "two"})
    assert verdict(accounts, token) == "anna"
    trouble(server)
    clock.now += FRESH_S

    assert verdict(accounts, token) == "anna"
    # It may be a new key: nobody can tell.
    assert verdict(accounts, unknown) == "unreachable"
    clock.now += OLDEST_S - FRESH_S
    assert verdict(accounts, token) == "unreachable"


def test_a_server_that_is_gone(server: AuthorizationServer) -> None:
    with authorization_server() as gone:
        accounts = TokenAccounts(Keys(reader(gone.url)), audience=AUDIENCE, issuer=ISSUER)
    found = accounts.verify(Token(server.token("anna", NOW)), NOW)
    assert found == Unlinked(Why.UNREACHABLE, "URLError")


def test_a_server_that_is_slow(server: AuthorizationServer, clock: Clock) -> None:
    """It answers in the end; by then nobody waits."""
    server.go_on.clear()
    accounts = TokenAccounts(Keys(lambda: fetch(server.url, 0.1), clock), audience=AUDIENCE, issuer=ISSUER)
    token = server.token("anna", NOW)

    assert accounts.verify(Token(token), NOW) == Unlinked(Why.UNREACHABLE, "TimeoutError")
    server.go_on.set()
    clock.now += PAUSE_AFTER_FAILURE_S
    slow = TokenAccounts(Keys(reader(server.url), clock), audience=AUDIENCE, issuer=ISSUER)
    assert verdict(slow, token) == "anna"


def test_keys_in_a_file(tmp_path: Path, server: AuthorizationServer, clock: Clock) -> None:
    file = tmp_path / "jwks.json"
    accounts = TokenAccounts(Keys(reader(str(file)), clock), audience=AUDIENCE, issuer=ISSUER)
    token = server.token("anna", NOW)

    assert accounts.verify(Token(token), NOW) == Unlinked(Why.UNREACHABLE, "FileNotFoundError")
    file.write_bytes(server.published())
    clock.now += PAUSE_AFTER_FAILURE_S
    assert verdict(accounts, token) == "anna"


def test_a_key_without_a_use_and_one_among_others_work(server: AuthorizationServer, accounts: TokenAccounts) -> None:
    others = [{"kty": "new", "kid": "zero"}, jwk(private_key("EC"), "two", use="sig", alg="ES256")]
    server.answer = json.dumps({"keys": [*others, jwk(private_key(), "one")]}).encode()
    server.keys["two"] = private_key("EC")

    assert [verdict(accounts, server.token("anna", NOW, key_id=key)) for key in ("one", "two")] == ["anna", "anna"]
