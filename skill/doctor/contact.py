"""The key for e-mail addresses: whether it can be had, and whether it opens what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from skill.adapters import open_contacts
from skill.doctor.finding import Finding, look, well, wrong
from skill.profile.contact import Opener, Sealed, SealError
from skill.settings.environment import Settings
from skill.storage.open import open_store
from skill.storage.port import ListsCustomers, Store

_SOME = 50
_AGAIN = "restock import --customers FILE seals them with the key of today"


def key(given: Settings) -> Iterator[Finding]:
    """Whether an address can be sealed, and the first ones of a local store can be read. Nothing is written."""
    own = given.data / "contact.key"
    if not given.contact_key and not given.store.startswith("dynamodb:") and not own.exists():
        yield well("a key for e-mail addresses is made with the first one")
        return
    contacts = open_contacts(given)
    contacts.ours(Sealed("", b"", b"", b""))  # SealError says what is wrong
    if given.contact_key:
        yield well("e-mail addresses are sealed with the key of RESTOCK_CONTACT_KEY")
    else:
        yield well(f"e-mail addresses are sealed with {own}; keep a copy of it apart from the store's")
    store = open_store(given.store, endpoint=given.store_endpoint or None)
    if isinstance(store, ListsCustomers):
        yield from _kept(store, contacts, store.customer_ids(limit=_SOME))


def _kept(store: Store, contacts: Opener, names: Iterable[str]) -> Iterator[Finding]:
    sealed, plain, unreadable, why = 0, 0, 0, ""
    for name in names:
        customer = store.load(name, "", datetime.now(UTC)).customer
        if customer is None or not customer.email:
            continue
        if isinstance(customer.email, str):
            plain += 1
            continue
        sealed += 1
        try:
            contacts.open(name, customer.email)
        except SealError as problem:
            unreadable, why = unreadable + 1, str(problem)
    if unreadable:
        told = f"{unreadable} of the first {sealed} e-mail addresses cannot be read: {why}"
        yield wrong(told, f"set RESTOCK_CONTACT_KEY to the key they were sealed with; or {_AGAIN}")
    if plain:
        yield look(f"{plain} e-mail addresses are kept as plain text, from before they were sealed", _AGAIN)
