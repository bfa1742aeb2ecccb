"""Households in a few words: which product was bought how many days ago."""

from collections.abc import Mapping

from skill.shopping.purchases import Digest, Entry, Purchase, rebuild
from skill.shopping.rhythm.chances import Outlook
from skill.shopping.rhythm.kinds import Typical

TODAY = 740_000  # a Wednesday


def entry(*days_ago: int, units: Mapping[int, int] | None = None) -> Entry:
    """An entry; ``units`` gives the quantity of some days, others are 1."""
    made = rebuild(Purchase(TODAY - ago, (units or {}).get(ago, 1), 100) for ago in days_ago)
    assert made is not None
    return made


def every(gap: int, last: int, *, times: int = 10, units: Mapping[int, int] | None = None) -> Entry:
    """Bought every ``gap`` days, the last time ``last`` days ago."""
    return entry(*(last + gap * n for n in range(times)), units=units)


def outlook(
    entries: Mapping[str, Entry],
    *,
    kinds: Mapping[str, str] | None = None,
    typical: Mapping[str, Typical] | None = None,
    day: int = TODAY,
) -> Outlook:
    """What such a household needs."""
    return Outlook(Digest(dict(entries)), day, kinds, typical)
