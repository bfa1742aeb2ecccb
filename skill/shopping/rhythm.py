"""When a product is due again, from its digest entry alone, and explainable in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from skill.shopping.purchases import Digest, Entry

FEWEST_PURCHASES = 3
# Due from nine tenths of the usual gap on; after two and a half gaps the household has probably stopped.
DUE_FROM, DUE_UNTIL = 0.9, 2.5


class Rhythm(msgspec.Struct, frozen=True):
    """Every ``gap`` days, the last one ``since`` days ago."""

    gap: float
    since: int

    @property
    def due(self) -> bool:
        """Whether it is probably running low."""
        return DUE_FROM <= self.since / self.gap <= DUE_UNTIL


def rhythm(entry: Entry, day: int) -> Rhythm | None:
    """The rhythm of one product on ``day`` (ordinal); None while it was bought too rarely to tell."""
    gaps = entry.gaps()
    if entry.times < FEWEST_PURCHASES or not gaps:
        return None
    return Rhythm(max(1.0, _median(gaps)), day - entry.last.day)


def _median(values: Sequence[int]) -> float:
    # Not that of ``statistics``: a cold start would load fractions and more for this one line.
    ranked = sorted(values)
    return (ranked[len(ranked) // 2] + ranked[~(len(ranked) // 2)]) / 2


def running_low(digest: Digest, day: int, at_most: int = 3) -> list[tuple[str, Rhythm]]:
    """The products that are due, the steadiest buyers' first: by how often lately, then by id."""
    due = [
        (entry.strength(day), product_id, found)
        for product_id, entry in digest.entries.items()
        if (found := rhythm(entry, day)) and found.due
    ]
    due.sort(key=lambda item: (-item[0], item[1]))
    return [(product_id, found) for _, product_id, found in due[:at_most]]


def usual(digest: Digest, day: int, at_most: int = 5) -> list[str]:
    """What belongs in "my usual": products bought in a rhythm that are due, or else the most repeated ones."""
    due = [product_id for product_id, _ in running_low(digest, day, at_most)]
    if due:
        return due
    repeated = [
        (entry.strength(day), product_id)
        for product_id, entry in digest.entries.items()
        if (found := rhythm(entry, day)) and found.since <= found.gap * DUE_UNTIL
    ]
    repeated.sort(key=lambda item: (-item[0], item[1]))
    return [product_id for _, product_id in repeated[: min(3, at_most)]]
