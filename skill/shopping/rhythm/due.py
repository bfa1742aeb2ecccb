"""What is running low, and what is the usual. Both say why in one sentence: every so many days, the last so long ago.

What is due has gone without for most of its own gap; among that, and for the usual, the ``chances`` decide. On real
histories they tell far better than the gap alone what will be bought: people buy in bursts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sqrt

import msgspec

from skill.shopping.purchases import Entry
from skill.shopping.rhythm.chances import Horizon, Outlook
from skill.shopping.rhythm.kinds import median

FEWEST_DAYS = 3
"""Shopping days from which a product has a rhythm."""
# Due from three quarters of the own gap on, while it is no longer than four and some with such a history buy it within
# two weeks: else it is probably bought no more.
DUE_FROM, DUE_UNTIL, LEAST_CHANCE = 0.75, 4.0, 0.07
# In "my usual": the likeliest few, and some more of which each is likely.
USUAL_FEWEST, USUAL_MOST, USUAL_FROM = 3, 5, 0.3


class Rhythm(msgspec.Struct, frozen=True):
    """Every ``gap`` days, the last one ``since`` days ago."""

    gap: float
    since: int


def rhythm(entry: Entry, day: int) -> Rhythm | None:
    """The rhythm of one product on ``day`` (ordinal); None while it was bought too rarely to tell."""
    gaps = entry.gaps()
    if len(gaps) < FEWEST_DAYS - 1:
        return None
    return Rhythm(max(1.0, median(gaps)), day - entry.last.day)


def repeated(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The products that have a rhythm: all that ``running_low`` and ``usual`` can come to."""
    # Most of a long history was bought once or twice: that is seen at once.
    return {
        product_id: entry
        for product_id, entry in entries.items()
        if entry.times >= FEWEST_DAYS and len(entry.gaps()) >= FEWEST_DAYS - 1
    }


def running_low(outlook: Outlook) -> list[tuple[str, Rhythm]]:
    """The products that are due, the likeliest to be bought within two weeks first.

    Not due is what the household probably buys no more; what was bought in a larger amount than usual lasts longer;
    what was replaced by another of its kind waits from then on. Pauses do not count: nothing was used up in them.
    """
    chances = outlook.chances(Horizon.DAYS_14)
    due = [
        (-chances[product_id], product_id, found)
        for product_id, entry in outlook.among.items()
        if chances[product_id] >= LEAST_CHANCE
        and DUE_FROM <= _missing(outlook, product_id, entry) <= DUE_UNTIL
        and (found := rhythm(entry, outlook.day))
    ]
    due.sort(key=lambda item: item[:2])
    return [(product_id, found) for _, product_id, found in due]


def usual(outlook: Outlook) -> list[str]:
    """What belongs in "my usual": what the household, shopping today, would most likely buy again; at most five."""
    repeated = [
        (product_id, chance)
        for product_id, chance in outlook.ranked(Horizon.NEXT_VISIT)
        if len(outlook.entries[product_id].gaps()) >= FEWEST_DAYS - 1
    ]
    more = [product_id for product_id, chance in repeated[USUAL_FEWEST:USUAL_MOST] if chance >= USUAL_FROM]
    return [product_id for product_id, _ in repeated[:USUAL_FEWEST]] + more


def _missing(outlook: Outlook, product_id: str, entry: Entry) -> float:
    """How much of its own gap, as far as the last purchase lasts, the household has gone without; 0: too few days."""
    visits = outlook.visits.by_day
    days = sorted({purchase.day for purchase in entry.recent})
    if len(days) < FEWEST_DAYS:
        return 0.0
    active = [visits[shopped].active for shopped in days]
    gap = max(1.0, median([earlier - later for earlier, later in pairwise(active)]))
    since = visits[max(days[-1], outlook.last_of_kind(product_id))].active
    return since / (gap * _lasting(entry, days))


def _lasting(entry: Entry, days: Sequence[int]) -> float:
    """How much longer than usual the last purchase lasts: 1 for the usual units or fewer.

    Twice the units do not last twice as long on real histories: who buys more also uses more. The root does.
    """
    units = sum([purchase.quantity for purchase in entry.recent if purchase.day == days[-1]])
    usual_units = (sum([purchase.quantity for purchase in entry.recent]) - units) / (len(days) - 1)
    return sqrt(max(1.0, units / usual_units))
