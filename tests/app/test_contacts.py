"""An address on its way into a profile, on every store: sealed, compared without a key, and no turn fails for it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from skill.app import App
from skill.channels.contact.envelope import Envelope
from skill.channels.contact.file import FileMaster
from skill.profile.contact import Sealed
from skill.profile.customer import Customer
from skill.shopping.purchases import Digest
from skill.storage.port import Profile
from tests.app.linked import linking, minutes, outcomes, said, token_of
from tests.app.looking import keys
from tests.support.authorization import AuthorizationServer, authorization_server
from tests.support.keys import SECRET, Counting, envelope, key_file
from tests.support.tiny_shop import NOON, turn

NEW = "new@example.com"


@pytest.fixture(scope="module")
def server() -> Iterator[AuthorizationServer]:
    with authorization_server() as running:
        yield running


@pytest.fixture
def master(tmp_path: Path) -> Counting:
    return Counting(FileMaster(key_file(tmp_path)))


@pytest.fixture
def shop(app: App, server: AuthorizationServer, master: Counting) -> App:
    """The skill that believes tokens and seals addresses."""
    return replace(linking(app, server.url), contacts=Envelope(lambda: master, lambda: SECRET))


def household(shop: App, customer_id: str) -> Customer:
    found = shop.store.load(customer_id, "", NOON).customer
    assert found is not None
    return found


def version(shop: App, customer_id: str = "anna") -> int:
    return shop.store.load(customer_id, "", NOON).versions.customer


def test_an_address_is_sealed_when_an_account_is_linked(
    shop: App, server: AuthorizationServer, master: Counting, tmp_path: Path
) -> None:
    shop.answer(said("Launch", "l1", token_of(server, "customer 7", email=NEW)))

    written = household(shop, "customer 7")
    assert isinstance(written.email, Sealed)
    assert (written.linked, written.email.by[:5], master.asked) == (True, "file:", ["data_key"])
    assert envelope(tmp_path).open("customer 7", written.email) == NEW


def test_an_address_that_is_known_is_neither_written_nor_asked_for_again(
    shop: App, server: AuthorizationServer, master: Counting
) -> None:
    token = token_of(server, "customer 7", email=NEW)
    shop.answer(said("Launch", "l1", token))
    before = household(shop, "customer 7"), version(shop, "customer 7")

    for number in range(1, 4):
        shop.answer(said("Launch", f"l{number + 1}", token, at=minutes(number), session=f"s{number}"))

    assert (household(shop, "customer 7"), version(shop, "customer 7")) == before
    assert master.asked == ["data_key"]
    # Another process, that never sealed anything, knows it as well, and without any key.
    cold = replace(shop, contacts=Envelope(lambda: pytest.fail("needs no key"), lambda: SECRET))
    cold.answer(said("Launch", "l9", token, at=minutes(9), session="s9"))
    assert (household(shop, "customer 7"), version(shop, "customer 7")) == before


def test_an_address_that_changed_is_sealed_anew_and_one_key_serves_all(
    shop: App, server: AuthorizationServer, master: Counting, tmp_path: Path
) -> None:
    found = []
    for number, address in enumerate([NEW, "moved@example.org"]):
        token = token_of(server, "customer 7", email=address)
        shop.answer(said("Launch", f"l{number}", token, at=minutes(number), session=f"s{number}"))
        sealed = household(shop, "customer 7").email
        assert isinstance(sealed, Sealed)
        found.append(envelope(tmp_path).open("customer 7", sealed))
    assert (found, master.asked) == ([NEW, "moved@example.org"], ["data_key"])


def test_a_token_without_an_address_takes_none_away(shop: App, server: AuthorizationServer) -> None:
    shop.answer(said("Launch", "l1", token_of(server, "customer 7", email=NEW)))
    before = household(shop, "customer 7").email
    shop.answer(said("Launch", "l2", token_of(server, "customer 7"), at=minutes(1), session="two"))
    assert household(shop, "customer 7").email == before


def test_without_a_key_the_account_is_linked_and_the_address_comes_with_the_next_session(
    shop: App, server: AuthorizationServer, master: Counting, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = [0.0]
    shop = replace(shop, contacts=Envelope(lambda: master, lambda: SECRET, clock=lambda: clock[0]))
    token = token_of(server, "customer 7", email=NEW)
    master.down = "KMS answered AccessDeniedException"

    reply = shop.answer(said("AddToCart", "l1", token, product="oat milk"))

    assert (reply.customer_id, keys(reply)[0]) == ("customer 7", "cart-added")
    assert (household(shop, "customer 7").linked, household(shop, "customer 7").email) == (True, "")
    assert outcomes(shop, "customer 7") == ["added_to_cart"]
    assert [(one.levelno, one.getMessage()) for one in caplog.records if "address" in one.getMessage()] == [
        (logging.ERROR, "an address is not sealed: KMS answered AccessDeniedException")
    ]
    assert NEW not in caplog.text

    master.down, clock[0] = "", 61.0
    shop.answer(said("Launch", "l2", token, at=minutes(2), session="two"))
    sealed = household(shop, "customer 7").email
    assert isinstance(sealed, Sealed)
    assert envelope(tmp_path).open("customer 7", sealed) == NEW


def test_without_a_key_the_address_before_stays(shop: App, server: AuthorizationServer, master: Counting) -> None:
    shop.answer(said("Launch", "l1", token_of(server, "customer 7", email=NEW)))
    before = household(shop, "customer 7").email
    later = replace(shop, contacts=Envelope(lambda: master, lambda: SECRET))
    master.down = "KMS does not answer"

    later.answer(
        said("Launch", "l2", token_of(server, "customer 7", email="x@example.org"), at=minutes(1), session="2")
    )

    assert household(shop, "customer 7").email == before


def test_an_address_of_earlier_days_is_read_and_sealed_when_it_is_written_next(
    shop: App, master: Counting, tmp_path: Path
) -> None:
    """Anna was imported with an address in plain text: turns that write no profile leave it alone."""
    assert household(shop, "anna").email == "anna@example.com"
    shop.answer(turn("Reorder", "r1", product="coffee"))
    assert (household(shop, "anna").email, master.asked) == ("anna@example.com", [])

    shop.answer(turn("Yes", "r2", at=minutes(1)))

    sealed = household(shop, "anna").email
    assert isinstance(sealed, Sealed)
    assert (envelope(tmp_path).open("anna", sealed), master.asked) == ("anna@example.com", ["data_key"])
    assert len(household(shop, "anna").orders) > 0


def test_an_address_of_earlier_days_is_not_lost_without_a_key(shop: App, master: Counting) -> None:
    master.down = "KMS does not answer"
    shop.answer(turn("Reorder", "r1", product="coffee"))

    reply = shop.answer(turn("Yes", "r2", at=minutes(1)))

    assert keys(reply)[0] == "reorder-placed"
    assert household(shop, "anna").email == "anna@example.com"


def test_a_sealed_address_that_is_carried_to_another_household_opens_no_more(shop: App, tmp_path: Path) -> None:
    ours = envelope(tmp_path)
    anna = ours.close("anna", "anna@example.com")
    moved = changed(household(shop, "ben"), email=anna)
    shop.store.put_profiles([Profile(customer=moved, digest=Digest())])

    stolen = household(shop, "ben").email
    assert isinstance(stolen, Sealed)
    with pytest.raises(Exception, match=r"^an address was not sealed for this customer, or was changed since$"):
        ours.open("ben", stolen)
    assert ours.open("anna", stolen) == "anna@example.com"
