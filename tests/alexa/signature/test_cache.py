"""How long a chain is remembered, seen through the downloads it causes."""

import threading
from datetime import datetime, timedelta

from skill.alexa.signature.cache import KEPT_AT_MOST
from tests.alexa.signature.conftest import BODY, World
from tests.support.throwaway_ca import (
    ADDRESS,
    NOON,
    Signer,
    ThrowawayCA,
    new_key,
    pem,
    request_body,
)


def test_a_chain_is_downloaded_once_for_six_hours(world: World, signer: Signer) -> None:
    for minutes in (0, 1, 359):
        _pass_at(world, signer, NOON + timedelta(minutes=minutes))
    assert len(world.fetched) == 1
    _pass_at(world, signer, NOON + timedelta(hours=6))
    assert len(world.fetched) == 2


def test_a_chain_is_forgotten_when_its_leaf_runs_out(world: World, ca: ThrowawayCA, signer: Signer) -> None:
    end = NOON + timedelta(hours=1)
    world.files[ADDRESS] = ca.signer(end=end).pem
    _pass_at(world, signer, NOON)
    world.files[ADDRESS] = signer.pem
    _pass_at(world, signer, end - timedelta(seconds=1))
    assert len(world.fetched) == 1
    _pass_at(world, signer, end + timedelta(seconds=1))
    assert len(world.fetched) == 2


def test_an_old_certificate_is_not_kept_alive_by_the_cache(world: World, ca: ThrowawayCA, signer: Signer) -> None:
    end = NOON + timedelta(hours=1)
    world.files[ADDRESS] = ca.signer(end=end).pem
    _pass_at(world, signer, NOON)
    world.now = end + timedelta(seconds=1)
    body = request_body(sent=world.now)
    assert world.reason(signer.headers(body), body) == "certificate out of date"


def test_a_failed_download_is_tried_again(world: World, signer: Signer) -> None:
    file = world.files.pop(ADDRESS)
    assert world.reason(signer.headers(BODY)) == "certificate not reachable"
    assert world.reason(signer.headers(BODY)) == "certificate not reachable"
    world.files[ADDRESS] = file
    _pass_at(world, signer, NOON)
    assert len(world.fetched) == 3


def test_a_chain_that_fails_later_is_fetched_once_more(world: World, signer: Signer, ca: ThrowawayCA) -> None:
    """A clock set back makes a remembered certificate 'not yet valid'; Amazon's file has another by then."""
    world.files[ADDRESS] = ca.signer(start=NOON - timedelta(minutes=1)).pem
    _pass_at(world, signer, NOON)
    earlier = NOON - timedelta(hours=1)
    world.now = earlier
    body = request_body(sent=earlier)
    assert world.reason(signer.headers(body), body) == "certificate out of date"
    assert len(world.fetched) == 2
    world.files[ADDRESS] = signer.pem
    _pass_at(world, signer, earlier)
    assert len(world.fetched) == 3


def test_a_replaced_file_is_noticed_by_its_signature(world: World, signer: Signer, ca: ThrowawayCA) -> None:
    _pass_at(world, signer, NOON)
    key = new_key()
    successor = Signer(key, pem(ca.leaf(key=key), ca.between))
    world.files[ADDRESS] = successor.pem
    _pass_at(world, successor, NOON + timedelta(minutes=1))
    assert len(world.fetched) == 2


def test_false_signatures_cause_one_download_a_minute(world: World, signer: Signer) -> None:
    headers = {**signer.headers(BODY), "Signature-256": "QUJD"}
    for second in range(0, 180, 10):
        world.now = NOON + timedelta(seconds=second)
        assert world.reason(headers) == "signature does not fit the body"
    assert len(world.fetched) == 3


def test_the_cache_holds_a_few_addresses_only(world: World, signer: Signer) -> None:
    addresses = [f"https://s3.amazonaws.com/echo.api/{n}.pem" for n in range(KEPT_AT_MOST + 1)]
    for second, address in enumerate(addresses):
        world.files[address] = signer.pem
        _pass_at(world, signer, NOON + timedelta(seconds=second), address)
    assert len(world.fetched) == len(addresses)
    _pass_at(world, signer, world.now, addresses[-1])
    assert len(world.fetched) == len(addresses)
    _pass_at(world, signer, world.now, addresses[0])  # the oldest had to go
    assert len(world.fetched) == len(addresses) + 1


def _pass_at(world: World, signer: Signer, now: datetime, address: str = ADDRESS) -> None:
    world.now = now
    body = request_body(sent=now)
    assert world.verifier.check(signer.headers(body, address), body)["version"] == "1.0"


def test_many_threads_share_one_verifier(world: World, signer: Signer) -> None:
    headers, wrong = signer.headers(BODY), []

    def ask() -> None:
        for turn in range(20):
            world.now = NOON + timedelta(seconds=turn)
            try:
                world.verifier.check(headers, BODY)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert 1 <= len(world.fetched) <= 8
