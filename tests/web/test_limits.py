"""Too many requests get 429, Retry-After and nothing else; whoever is near, or shares a proxy, is not counted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter
from werkzeug.test import TestResponse

from skill.errors import SettingsError
from skill.settings.environment import Settings
from skill.web import limits
from tests.web.conftest import Build, House, everything
from tests.web.events import body, envelope

# Addresses of the internet, of this machine and of a network of our own.
STRANGER, OTHER, PROXY = "198.41.0.4", "199.9.14.201", "192.168.7.1"


HOLD = {name: getattr(limits, name) for name in ("REFUSED", "TOKEN", "ACCOUNT")}


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in HOLD:
        monkeypatch.setattr(limits, name, RateLimitItemPerMinute(3, namespace=name))


@pytest.fixture
def house(build: Build, store: Any) -> House:
    return build(store)


def get(house: House, path: str, *, remote: str = STRANGER, **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return house.client().get(path, headers=sent, environ_base={"REMOTE_ADDR": remote})


def post(house: House, sent: bytes, *, remote: str = STRANGER, **headers: str) -> TestResponse:
    signed = house.signer.headers(sent) | {name.replace("_", "-"): value for name, value in headers.items()}
    return house.client().post("/alexa", data=sent, headers=signed, environ_base={"REMOTE_ADDR": remote})


def statuses(times: int, ask: Callable[[], TestResponse]) -> list[int]:
    return [ask().status_code for _ in range(times)]


def by(house: House, user: str) -> bytes:
    """A request of an account, at a moment of its own."""
    house.tick()
    event = envelope(house)
    event["session"]["user"]["userId"] = event["context"]["System"]["user"]["userId"] = user
    event["request"]["requestId"] = f"amzn1.echo-api.request.{house.now:%H%M%S}"
    return json.dumps(event).encode()


# --- who is refused again and again


@pytest.mark.parametrize("path", ["/customers/anna/timeline", "/nothing", "/alexa", "/customers/%2e%2e/timeline"])
def test_who_is_refused_three_times_is_not_heard_the_fourth_time(house: House, path: str) -> None:
    first = get(house, path).status_code
    assert 400 <= first < 500
    assert statuses(3, lambda: get(house, path)) == [first, first, 429]

    answer = get(house, "/healthz")
    assert answer.status_code == 429
    seconds = int(answer.headers["Retry-After"])
    assert 1 <= seconds <= 60
    assert answer.get_json() == {"error": f"too many requests; try again in {seconds} s"}
    # Everybody else is.
    assert get(house, "/healthz", remote=OTHER).status_code == 200


def test_forged_requests_are_not_even_looked_at_any_more(house: House) -> None:
    before = everything(house.store)
    assert statuses(4, lambda: post(house, body(house), Signature_256="AAAA")) == [400, 400, 400, 429]

    answer = post(house, body(house))
    assert (answer.status_code, answer.data) == (429, b"")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert everything(house.store) == before
    assert post(house, body(house), remote=OTHER).status_code == 200


def test_what_is_answered_is_not_counted(house: House) -> None:
    assert statuses(10, lambda: get(house, "/healthz")) == [200] * 10


def test_an_ipv6_household_has_many_addresses_and_one_limit(house: House) -> None:
    remotes = [f"2a00:1450:4001:81b::{number:x}" for number in range(4)]
    assert [get(house, "/nothing", remote=one).status_code for one in remotes] == [404, 404, 404, 429]
    assert get(house, "/nothing", remote="2a00:1450:4001:81c::1").status_code == 404


# --- tokens


def test_a_token_reads_so_much_a_minute_from_wherever(house: House) -> None:
    before = everything(house.store)
    anna, all_of_them = house.token("anna"), house.token()

    def read(token: str, remote: str) -> int:
        return get(house, "/customers/anna/timeline", remote=remote, Authorization=token).status_code

    assert [read(anna, remote) for remote in (STRANGER, OTHER, STRANGER, OTHER)] == [200, 200, 200, 429]
    assert read(all_of_them, OTHER) == 200
    assert everything(house.store) == before


# --- accounts


def test_an_account_says_so_much_a_minute_and_no_more_is_written(house: House) -> None:
    assert statuses(3, lambda: post(house, by(house, "amzn1.ask.account.LOUD"))) == [200] * 3
    before = everything(house.store)

    answer = post(house, by(house, "amzn1.ask.account.LOUD"), remote=OTHER)

    assert (answer.status_code, answer.data) == (429, b"")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert everything(house.store) == before
    assert post(house, by(house, "amzn1.ask.account.QUIET")).status_code == 200


def test_forged_requests_use_up_nothing_of_an_account(house: House) -> None:
    for remote in (STRANGER, OTHER):
        sent = by(house, "amzn1.ask.account.VICTIM")
        assert statuses(3, lambda sent=sent, remote=remote: post(house, sent, remote=remote, Signature_256="AAAA")) == (  # type: ignore[misc]
            [400] * 3
        )
    assert post(house, by(house, "amzn1.ask.account.VICTIM"), remote="193.0.14.129").status_code == 200


# --- who is near, and who is behind a proxy


@pytest.mark.parametrize("remote", ["127.0.0.1", "::1", "::ffff:127.0.0.1", PROXY, "fd00::1", "fe80::1", ""])
def test_who_is_near_is_not_limited(house: House, remote: str) -> None:
    """It may be a proxy: one stranger behind it must not use up what is everybody's."""
    assert statuses(10, lambda: get(house, "/nothing", remote=remote)) == [404] * 10
    assert statuses(10, lambda: post(house, by(house, "amzn1.ask.account.LOUD"), remote=remote)) == [200] * 10


def test_nobody_is_believed_who_only_says_to_be_near(house: House) -> None:
    found = statuses(4, lambda: get(house, "/nothing", X_Forwarded_For="127.0.0.1", X_Real_Ip="127.0.0.1"))
    assert found == [404, 404, 404, 429]


@pytest.fixture
def behind(build: Build, store: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    """The server behind a proxy that it knows."""
    given = Settings.from_env
    monkeypatch.setattr(Settings, "from_env", lambda environ: given({**environ, "RESTOCK_PROXY": PROXY}))
    return build(store)


def test_a_known_proxy_tells_who_it_is(behind: House) -> None:
    def asked(forwarded: str) -> int:
        return get(behind, "/nothing", remote=PROXY, X_Forwarded_For=forwarded).status_code

    assert [asked(STRANGER) for _ in range(4)] == [404, 404, 404, 429]
    assert asked(OTHER) == 404
    # Before the proxy's own word anybody can write what they like.
    assert asked(f"{OTHER}, 127.0.0.1, {STRANGER}") == 429
    assert [asked("what is this") for _ in range(5)] == [404] * 5
    # Another machine is no proxy, whatever it says.
    assert get(behind, "/nothing", remote="192.168.7.2", X_Forwarded_For=STRANGER).status_code == 404
    assert get(behind, "/nothing", remote=STRANGER, X_Forwarded_For=OTHER).status_code == 429


@pytest.mark.parametrize(
    ("given", "known"),
    [("127.0.0.1", ("127.0.0.1",)), (" ::1 , 10.0.0.1", ("::1", "10.0.0.1")), ("", ())],
)
def test_the_addresses_of_proxies(given: str, known: tuple[str, ...]) -> None:
    assert Settings.from_env({"RESTOCK_PROXY": given}).proxies == known


@pytest.mark.parametrize("given", ["yes", "1", "localhost", "10.0.0.0/8", "127.0.0.1,"])
def test_what_is_no_address_stops_the_start(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^RESTOCK_PROXY=.* is no address of a proxy; set it to such as 127.0.0.1"):
        Settings.from_env({"RESTOCK_PROXY": given})


def test_after_a_minute_it_goes_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert statuses(4, lambda: get(house, "/nothing")) == [404, 404, 404, 429]
    later = time.time() + 61
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: later)
    assert get(house, "/nothing").status_code == 404


def test_who_is_gone_is_forgotten() -> None:
    """Ten thousand accounts that each spoke once: a minute later nothing of them is left but who spoke since."""
    kept = limits.Forgetting()
    window = MovingWindowRateLimiter(kept)
    a_minute = RateLimitItemPerMinute(3)
    for number in range(10_000):
        assert window.hit(a_minute, f"account-{number}")
    assert len(kept.events) == 10_000

    kept.events = {key: [] for key in kept.events}  # as the storage's own clock leaves them when the time is over
    for number in range(1_000):
        window.hit(a_minute, f"late-{number % 10}")

    assert len(kept.events) == 10
    assert len(kept.locks) <= 10
    assert not window.hit(a_minute, "late-0")


def test_the_limits_that_hold() -> None:
    """Generous: a person speaks every few seconds, and Amazon's own tests send some dozens of forged requests."""
    assert {name: str(limit) for name, limit in HOLD.items()} == {
        "REFUSED": "120 per 1 minute",
        "TOKEN": "1200 per 1 minute",
        "ACCOUNT": "120 per 1 minute",
    }
