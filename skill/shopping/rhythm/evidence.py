"""What a digest says for and against each product being bought again: a few numbers a product, all on a log scale.

They are what ``weights`` weigh: how often, lately and over the years; how long ago beside the product's own gap; what
else of its kind was bought since; and what is typical of the kind in this shop, which speaks loudest of what was
bought once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, log, sqrt

from skill.shopping.purchases import Entry
from skill.shopping.rhythm.kinds import ANY, UNKNOWN, Typical
from skill.shopping.rhythm.visits import LONG, MIDDLE, NEAR, Visit, Visits

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
_YEAR_AGO = range(335, 396)
# What ever so many visits in a row would count.
_MOST_NEAR, _MOST_MIDDLE = NEAR / (1 - NEAR), MIDDLE / (1 - MIDDLE)
_ALWAYS = -log(0.1)
_ONE_SEASON = log(2)


def evidence(
    entries: Mapping[str, Entry], visits: Visits, kinds: Mapping[str, str], typical: Mapping[str, Typical]
) -> dict[str, tuple[float, ...]]:
    """The numbers of ``NAMES`` for each entry. A product that ``kinds`` does not name is of a kind of its own."""
    by_day, days, day, count = visits.by_day, visits.shopping.days, visits.day, visits.count
    of_kind = _days_of_kinds(entries, kinds)
    whole = typical.get(ANY, UNKNOWN)
    shops: dict[str, tuple[float, float, float]] = {}
    once: dict[int, tuple[float, float, float, float, float, float]] = {}
    found: dict[str, tuple[float, ...]] = {}
    for product_id, entry in entries.items():
        recent = entry.recent
        kind = kinds.get(product_id) or product_id
        shop = shops.get(kind) or shops.setdefault(kind, _shop(typical.get(kind, whole), visits))
        shop_gap, kind_gap, kind_again = shop
        others = of_kind.get(kind)
        if entry.times == 1:  # most of a long history: what is the same for all of a day is worked out once
            bought = recent[0].day
            visit = by_day[bought]
            often = once.get(bought) or once.setdefault(
                bought, (*_often(visit.near, visit.middle, visit.short, visit.long, visit.ago), _ever(entry, day))
            )
            overdue = log((visit.active + 0.5) / shop_gap)
            found[product_id] = (
                *often,
                log(visit.ago),
                overdue,
                overdue if overdue > 0 else 0.0,
                0.0,
                _ONE_SEASON if day - bought in _YEAR_AGO else 0.0,
                log(entry.units),
                log(1 + len(others) - bisect_right(others, bought)) if others else 0.0,
                kind_gap,
                kind_again,
                kind_again,
            )
            continue
        near = middle = short = long = 0.0
        season = before = 0
        kept: list[Visit] = []
        for purchase in recent:
            shopped = purchase.day
            if shopped != before:
                before = shopped
                visit = by_day[shopped]
                kept.append(visit)
                near += visit.near
                middle += visit.middle
                short += visit.short
                long += visit.long
                if day - shopped in _YEAR_AGO:
                    season += 1
        seen, first, last = len(kept), kept[0], kept[-1]
        since_first = count - bisect_left(days, entry.first_day) or 1
        forgotten = 0.0
        if entry.times > len(recent):
            # Purchases that are kept no more: as if they were spread evenly over the days before.
            forgotten = (entry.times - len(recent)) * seen / len(recent)
            if since_first > first.ago:
                rate = forgotten / (since_first - first.ago)
                near += rate * (first.near - NEAR**since_first) * _MOST_NEAR
                middle += rate * (first.middle - MIDDLE**since_first) * _MOST_MIDDLE
            if recent[0].day > entry.first_day:
                rate = forgotten / (recent[0].day - entry.first_day)
                long += rate * LONG * (first.long - exp((entry.first_day - day) / LONG))
        overdue = log((last.active + 0.5) * seen / (first.active - last.active + shop_gap))
        found[product_id] = (
            *_often(near, middle, short, long, since_first),
            _ever(entry, day),
            log(last.ago),
            overdue,
            overdue if overdue > 0 else 0.0,
            overdue * _steadiness(kept) if seen > 2 else 0.0,
            log(1 + season) if season else 0.0,
            log(entry.units / entry.times),
            log(1 + len(others) - bisect_right(others, before)) if others else 0.0,
            kind_gap,
            kind_again,
            kind_again if seen + forgotten <= 1 else 0.0,
        )
    return found


def _often(
    near: float, middle: float, short: float, long: float, since_first: int
) -> tuple[float, float, float, float, float]:
    """How often, in the five ways that ``NAMES`` begins with."""
    share = (near + _FEW) / ((1 - NEAR**since_first) * _MOST_NEAR + 0.2)
    return (
        log(share),
        -log(1.1 - share) if share < 1 else _ALWAYS,
        log((middle + _FEW) / ((1 - MIDDLE**since_first) * _MOST_MIDDLE + 0.2)),
        log(short + _FEW),
        log(long + _FEW),
    )


def _ever(entry: Entry, day: int) -> float:
    """How often, of all purchases: those too that are kept no more."""
    return log(entry.strength(day) + _SOME)


def _shop(shop: Typical, visits: Visits) -> tuple[float, float, float]:
    """The gap that counts as one more of the product's own; the typical gap and odds on a log scale."""
    return max(shop.gap, visits.gap), log(shop.gap / UNKNOWN.gap), log(shop.again / (1 - shop.again))


def _days_of_kinds(entries: Mapping[str, Entry], kinds: Mapping[str, str]) -> dict[str, list[int]]:
    """The days on which each kind was bought of which the household knows several products, oldest first."""
    members: dict[str, list[Entry]] = {}
    for product_id, entry in entries.items():
        if kind := kinds.get(product_id):
            members.setdefault(kind, []).append(entry)
    return {
        kind: sorted({purchase.day for entry in several for purchase in entry.recent})
        for kind, several in members.items()
        if len(several) > 1
    }


def _steadiness(kept: Sequence[Visit]) -> float:
    """1 for a product bought at even gaps, 0 for one bought by chance, less than that in bursts."""
    gaps = [earlier.active - later.active for earlier, later in pairwise(kept)]
    mean = sum(gaps) / len(gaps) or 1.0
    spread = sqrt(sum([(gap - mean) ** 2 for gap in gaps]) / len(gaps)) / mean
    # Drawn towards chance, the more the fewer gaps there are.
    return 1 - min(1.5, (spread * len(gaps) + 1) / (len(gaps) + 1))
