"""Many households at once: copies of the demo shop's, and an endless row of dialogues that they hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.support.recorded import Script, Talk
from skill.loading.customers import demo_user, identity_of
from skill.loading.shop_folder import load_folder
from skill.profile.contact import Seal
from skill.services.contact import sealed
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest
from skill.storage.memory import MemoryStore
from skill.storage.port import Profile, Store
from skill.storefronts.catalogue import Catalogue
from tests.dialogues.support.script import STRANGER

# As many days before today do the dialogues begin: they are over before tomorrow, so nothing they leave to be done
# has to wait for a day that has not come.
DAYS = 30
_PLENTY = 10_000_000
_AT_ONCE = 10


class Copies(NamedTuple):
    """How many copies of each household there are."""

    of: dict[str, int]

    @classmethod
    def shared_out(cls, scripts: Sequence[Script], households: int) -> Copies:
        """About so many in all, each household by how many of the dialogues are its own, and at least one."""
        own = Counter(script.household for script in scripts)
        return cls({name: max(1, round(households * count / own.total())) for name, count in own.items()})


def move_in(store: Store, catalogue: Path, copies: Copies, today: datetime, contacts: Seal) -> int:
    """Load the demo shop and the copies of its households; write ``catalogue``. Nothing is ever sold out.

    ``contacts`` seals their addresses.

    Returns how many copies were written: strangers have no household.
    """
    config = load_shop(DEMO_SHOP)
    source = MemoryStore()
    load_folder(source, config, DEMO_SHOP, catalogue, (today - timedelta(days=DAYS)).date())
    store.put_quotes(_plenty(source, catalogue))
    store.put_profiles(_profiles(source, copies, contacts))
    return sum(count for name, count in copies.of.items() if name != STRANGER)


def talks(scripts: Sequence[Script], copies: Copies, *, today: datetime, dialogues: int, seed: int) -> Iterator[Talk]:
    """Dialogues without end, in an order that follows from ``seed``; every script comes equally often.

    Each copy of a household talks as long after its last dialogue as ``dialogues`` (about how many there will be)
    fit into the days until ``today``, a day at most. No two that are held at the same time share a household, as long
    as there are more copies than clients.
    """
    dice = random.Random(seed)
    own = Counter(script.household for script in scripts)
    most = max(dialogues * own[name] / len(scripts) / copies.of[name] for name in own)
    step = min(timedelta(days=1), timedelta(days=DAYS - 2) / max(1.0, most))
    begins = datetime.combine(today.date(), datetime.min.time(), UTC) - timedelta(days=DAYS)
    held: Counter[str] = Counter()
    number = 0
    while True:
        for script in dice.sample(scripts, len(scripts)):
            number += 1
            times, copy = divmod(held[script.household], copies.of[script.household])
            held[script.household] += 1
            user = demo_user(_copy(script.household, copy))
            yield Talk(script, user=user, unique=f"load{seed}-{number}", at=begins + script.hour + times * step)


def _copy(household: str, number: int) -> str:
    return f"{household}~{number}"


def _profiles(source: MemoryStore, copies: Copies, contacts: Seal) -> Iterator[Profile]:
    for name, count in copies.of.items():
        if name == STRANGER:
            continue
        loaded = source.load(name, "", datetime.now(UTC))
        if loaded.customer is None:
            raise LookupError(f"the demo shop has no household {name!r}")
        digest = Digest({**loaded.digest.entries, **source.rest_of_digest(name).entries})
        orders = tuple(source.orders(name))
        for number in range(count):
            copy_id = _copy(name, number)
            customer = sealed(msgspec.structs.replace(loaded.customer, id=copy_id), contacts)
            yield Profile(customer=customer, digest=digest, orders=orders, identities=(identity_of(copy_id),))


def _plenty(source: MemoryStore, catalogue: Path) -> Iterator[Quote]:
    with Catalogue(catalogue) as products:
        ids = [product.id for product in products.every()]
    for start in range(0, len(ids), _AT_ONCE):
        for quote in source.quotes(ids[start : start + _AT_ONCE]).values():
            yield quote if quote.stock is None else msgspec.structs.replace(quote, stock=_PLENTY)
