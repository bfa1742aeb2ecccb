"""What a household bought, condensed: the digest.

One ``Entry`` a product: enough to say when, how often, how many and for how much, of constant size however
long the history. A new purchase updates its entry in constant time; ``rebuild`` folds the same update over
the raw purchases, so both give equal entries to the last bit. A purchase that arrives late, or one undone,
recomputes that one entry from its raw purchases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import msgspec

KEPT = 12
HOT = 600
HALF_LIFE_DAYS = 90.0
# Tuned on the earlier purchases of development customers.
_OLDER, _FIRST_ONE = 0.9, 0.5


class Purchase(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One product in one order: ``day`` as a proleptic ordinal, units, and the unit price in minor units."""

    day: int
    quantity: int
    unit_price: int

    @property
    def date(self) -> date:
        """The calendar day in the customer's time zone."""
        return date.fromordinal(self.day)


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Everything remembered of one product; ``recent`` holds the last purchases, oldest first."""

    first_day: int
    times: int
    units: int
    decayed: float
    decay_day: int
    weekdays: tuple[int, ...]
    recent: tuple[Purchase, ...]

    @property
    def last(self) -> Purchase:
        """The newest purchase."""
        return self.recent[-1]

    @property
    def usual_quantity(self) -> int:
        """The quantity bought most often lately, the newest purchase counting most.

        One is the quantity of most purchases of anybody: it begins with half a purchase, and so wins a draw.
        """
        counts: dict[int, float] = {}
        for purchase in self.recent:
            counts = {quantity: count * _OLDER for quantity, count in counts.items()}
            counts[purchase.quantity] = counts.get(purchase.quantity, 0.0) + 1.0
        counts[1] = counts.get(1, 0.0) + _FIRST_ONE
        return max(counts, key=lambda quantity: (counts[quantity], -quantity))

    def gaps(self) -> list[int]:
        """Days between successive shopping days, oldest first."""
        days = sorted({purchase.day for purchase in self.recent})
        return [later - earlier for earlier, later in pairwise(days)]

    def strength(self, day: int) -> float:
        """How often lately: each purchase counts one on its day and half after 90 days."""
        return self.decayed * float(0.5 ** (max(0, day - self.decay_day) / HALF_LIFE_DAYS))


class Digest(msgspec.Struct, frozen=True):
    """Entries by product id. ``complete`` False: the rarer products lie in a second item not read yet."""

    entries: dict[str, Entry] = {}
    complete: bool = True
    version: int = 1


def bought(entry: Entry | None, purchase: Purchase) -> Entry:
    """Add a purchase that is not older than the newest one.

    Raises:
        ValueError: for an older one; the entry must then be rebuilt.

    """
    weekday = purchase.date.weekday()
    if entry is None:
        weekdays = tuple(int(day == weekday) for day in range(7))
        return Entry(purchase.day, 1, purchase.quantity, 1.0, purchase.day, weekdays, (purchase,))
    if purchase.day < entry.last.day:
        raise ValueError("a purchase older than the newest one: rebuild the entry")
    weekdays = tuple(count + (day == weekday) for day, count in enumerate(entry.weekdays))
    return Entry(
        entry.first_day,
        entry.times + 1,
        entry.units + purchase.quantity,
        entry.strength(purchase.day) + 1.0,
        purchase.day,
        weekdays,
        (*entry.recent, purchase)[-KEPT:],
    )


def rebuild(purchases: Iterable[Purchase]) -> Entry | None:
    """The entry of one product from all its purchases, in any order; None when there is none.

    Purchases of one day keep the order in which they come.
    """
    entry: Entry | None = None
    for purchase in sorted(purchases, key=lambda purchase: purchase.day):
        entry = bought(entry, purchase)
    return entry


def pooled(entries: Sequence[Entry]) -> Entry:
    """Several products' entries, at least one, as if they were one product: what was bought of a whole kind."""
    newest = max(entry.decay_day for entry in entries)
    recent = sorted((purchase for entry in entries for purchase in entry.recent), key=lambda purchase: purchase.day)
    return Entry(
        min(entry.first_day for entry in entries),
        sum(entry.times for entry in entries),
        sum(entry.units for entry in entries),
        sum(entry.strength(newest) for entry in entries),
        newest,
        tuple(map(sum, zip(*(entry.weekdays for entry in entries), strict=True))),
        tuple(recent[-KEPT:]),
    )


def split(digest: Digest) -> tuple[Digest, Digest]:
    """The hot part (repeated or recent products, at most 600) and the rest."""
    if len(digest.entries) <= HOT:
        return msgspec.structs.replace(digest, complete=True), Digest()
    ranked = sorted(digest.entries.items(), key=lambda item: (-min(item[1].times, 2), -item[1].last.day, item[0]))
    return Digest(dict(ranked[:HOT]), complete=False), Digest(dict(ranked[HOT:]))
