"""What a digest says for and against each product being bought again: a few numbers a product, all on a log scale.

They are what ``weights`` weigh: how often, lately and over the years; how long ago beside the product's own gap; what
else of its kind was bought since; and what is typical of the kind in this shop, which speaks loudest of what was
bought once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from math import exp, log, sqrt

from skill.shopping.purchases import Entry
from skill.shopping.rhythm.kinds import ANY, UNKNOWN, Typical
from skill.shopping.rhythm.visits import LONG, MIDDLE, NEAR, Visits

NAMES = (
    "often_near",
    "always",
    "often_middle",
    "often_short",
    "often_long",
    "often_ever",
    "visits_since",
    "since_gap",
    "overdue",
    "steady",
    "season",
    "units",
    "substitutes",
    "kind_gap",
    "kind_again",
    "once_kind_again",
)
"""What each number of an ``evidence`` is:

- how often: each purchase counting less with every visit since, as a share of the visits since the first one, and once
  more by how near that is to every visit; the same forgetting slowly; each counting less with every active day since;
  with every day, for years; and half after 90 days, of all that were ever made (``Entry.strength``);
- visits since the last one, this one included;
- active days since ÷ the own gap; how much that is over one; and the same times how steady the gaps are;
- how often a year ago at this time; units a purchase; how many times others of the kind were bought since;
- typical of the kind in this shop: the gap, and the odds of being bought again; those once more if bought just once.
"""

_FEW = 0.02  # so little counts what was all but forgotten
_SOME = 0.3  # of the count of all purchases what tells little: less than one in the last half year
# What ever so many visits in a row would count.
_MOST_NEAR, _MOST_MIDDLE = NEAR / (1 - NEAR), MIDDLE / (1 - MIDDLE)
_ALWAYS = -log(0.1)


def evidence(
    entries: Mapping[str, Entry],
    visits: Visits,
    kinds: Mapping[str, str],
    days_of_kinds: Mapping[str, Sequence[int]],
    typical: Mapping[str, Typical],
) -> dict[str, tuple[float, ...]]:
    """The numbers of ``NAMES`` for each entry. A product that ``kinds`` does not name is of a kind of its own."""
    whole = typical.get(ANY, UNKNOWN)
    found: dict[str, tuple[float, ...]] = {}
    for product_id, entry in entries.items():
        kind = kinds.get(product_id) or product_id
        others = days_of_kinds.get(kind)
        substitutes = len(others) - bisect_right(others, entry.last.day) if others else 0
        found[product_id] = _numbers(entry, visits, typical.get(kind, whole), substitutes)
    return found


def _numbers(entry: Entry, visits: Visits, shop: Typical, substitutes: int) -> tuple[float, ...]:
    by_day, recent = visits.by_day, entry.recent
    near = middle = short = long = 0.0
    season = before = 0
    active: list[float] = []
    for purchase in recent:
        if purchase.day != before:
            before = purchase.day
            last = by_day[before]
            active.append(last.active)
            near += last.near
            middle += last.middle
            short += last.short
            long += last.long
            season += last.season
    seen = len(active)
    since_first = visits.count - bisect_left(visits.shopping.days, entry.first_day) or 1
    forgotten = 0.0
    if entry.times > len(recent):
        # Purchases that are kept no more: as if they were spread evenly over the days before.
        first = by_day[recent[0].day]
        forgotten = (entry.times - len(recent)) * seen / len(recent)
        if since_first > first.ago:
            rate = forgotten / (since_first - first.ago)
            near += rate * (first.near - NEAR**since_first) * _MOST_NEAR
            middle += rate * (first.middle - MIDDLE**since_first) * _MOST_MIDDLE
        if recent[0].day > entry.first_day:
            rate = forgotten / (recent[0].day - entry.first_day)
            long += rate * LONG * (first.long - exp((entry.first_day - visits.day) / LONG))
    share = (near + _FEW) / ((1 - NEAR**since_first) * _MOST_NEAR + 0.2)
    # The shop's gap counts as one more of the product's own.
    overdue = log((last.active + 0.5) * seen / (active[0] - last.active + max(shop.gap, visits.gap)))
    again = log(shop.again / (1 - shop.again))
    return (
        log(share),
        -log(1.1 - share) if share < 1 else _ALWAYS,
        log((middle + _FEW) / ((1 - MIDDLE**since_first) * _MOST_MIDDLE + 0.2)),
        log(short + _FEW),
        log(long + _FEW),
        log(entry.strength(visits.day) + _SOME),
        log(last.ago),
        overdue,
        overdue if overdue > 0 else 0.0,
        overdue * _steadiness(active) if seen > 2 else 0.0,
        log(1 + season),
        log(entry.units / entry.times),
        log(1 + substitutes),
        log(shop.gap / UNKNOWN.gap),
        again,
        again if seen + forgotten <= 1 else 0.0,
    )


def days_of_kinds(
    entries: Mapping[str, Entry], kinds: Mapping[str, str], wanted: Collection[str]
) -> dict[str, list[int]]:
    """The days on which each of the ``wanted`` kinds was bought of which there are several products, oldest first."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for product_id, entry in entries.items():
        kind = kinds.get(product_id, "")
        if kind in wanted:
            members[kind].append(entry)
    return {
        kind: sorted({purchase.day for entry in several for purchase in entry.recent})
        for kind, several in members.items()
        if len(several) > 1
    }


def _steadiness(active: Sequence[float]) -> float:
    """1 for a product bought at even gaps, 0 for one bought by chance, less than that in bursts."""
    gaps = [earlier - later for earlier, later in pairwise(active)]
    mean = sum(gaps) / len(gaps) or 1.0
    spread = sqrt(sum([(gap - mean) ** 2 for gap in gaps]) / len(gaps)) / mean
    # Drawn towards chance, the more the fewer gaps there are.
    return 1 - min(1.5, (spread * len(gaps) + 1) / (len(gaps) + 1))
