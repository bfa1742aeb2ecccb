"""The key for e-mail addresses: there, another one, none; and addresses that it cannot read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from skill.adapters import open_contacts
from skill.doctor import contact
from skill.doctor.finding import look, well, wrong
from skill.profile.contact import SealError
from skill.profile.customer import Customer
from skill.settings.environment import Settings
from skill.shopping.purchases import Digest
from skill.storage.open import open_store
from skill.storage.port import Profile
from tests.support.keys import key_file

AGAIN = "restock import --customers FILE seals them with the key of today"


@pytest.fixture
def given(tmp_path: Path) -> Settings:
    return Settings.from_env({"RESTOCK_DATA": str(tmp_path / "data")})


def keep(given: Settings, *, plain: bool = False) -> None:
    """Anna and Ben, each with an address, and Cleo without."""
    seal = open_contacts(given)
    for name in ("anna", "ben"):
        address = f"{name}@example.com"
        customer = Customer(name, linked=True, email=address if plain else seal.close(name, address))
        open_store(given.store).put_profiles([Profile(customer=customer, digest=Digest())])
    open_store(given.store).put_profiles([Profile(customer=Customer("cleo", linked=True), digest=Digest())])


def test_before_there_is_an_address_there_is_no_key_and_none_is_made(given: Settings) -> None:
    assert list(contact.key(given)) == [well("a key for e-mail addresses is made with the first one")]
    assert not given.data.exists()


def test_a_key_of_this_machine(given: Settings) -> None:
    keep(given)
    told = f"e-mail addresses are sealed with {given.data / 'contact.key'}; keep a copy of it apart from the store's"
    assert list(contact.key(given)) == [well(told)]


def test_another_key_than_the_one_they_were_sealed_with(given: Settings, tmp_path: Path) -> None:
    keep(given)
    other = replace(given, contact_key=str(key_file(tmp_path)))
    assert list(contact.key(other)) == [
        well("e-mail addresses are sealed with the key of RESTOCK_CONTACT_KEY"),
        wrong(
            "2 of the first 2 e-mail addresses cannot be read: the file of RESTOCK_CONTACT_KEY is not the one that "
            "addresses were sealed with",
            f"set RESTOCK_CONTACT_KEY to the key they were sealed with; or {AGAIN}",
        ),
    ]


def test_addresses_of_earlier_days(given: Settings, tmp_path: Path) -> None:
    keyed = replace(given, contact_key=str(key_file(tmp_path)))
    keep(keyed, plain=True)
    assert list(contact.key(keyed)) == [
        well("e-mail addresses are sealed with the key of RESTOCK_CONTACT_KEY"),
        look("2 e-mail addresses are kept as plain text, from before they were sealed", AGAIN),
    ]


def test_no_key_where_others_share_the_table(given: Settings) -> None:
    with pytest.raises(
        SealError, match=r"^RESTOCK_CONTACT_KEY is missing; e-mail addresses are kept encrypted: set it"
    ):
        list(contact.key(replace(given, store="dynamodb://restock")))


def test_a_file_that_holds_no_key(given: Settings, tmp_path: Path) -> None:
    file = tmp_path / "no-key"
    file.write_text("a key?")
    with pytest.raises(SealError, match=r"no-key holds no key in base64; make one with: openssl rand -base64 32$"):
        list(contact.key(replace(given, contact_key=str(file))))
