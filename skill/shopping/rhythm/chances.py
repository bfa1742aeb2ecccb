"""How probably each product is bought again: at the next visit, or within some days. A logistic regression.

How much each number of the evidence weighs depends on the household: after hundreds of visits a count says more, and
what happened last less, than after five. One set of weights holds for every shop.

Plain Python on a digest; whatever a turn needs twice is computed once (``Outlook``).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cached_property
from math import exp, log
from operator import mul

from skill.shopping.purchases import Digest, Entry
from skill.shopping.rhythm.evidence import days_of_kinds, evidence
from skill.shopping.rhythm.kinds import Typical
from skill.shopping.rhythm.visits import Visits
from skill.shopping.rhythm.weights import WEIGHTS
from skill.shopping.shopping_days import ShoppingDays

WEIGHING = 3
"""So many of ``Outlook.household``, the first ones, change how much the evidence weighs."""


class Horizon(Enum):
    """By when a product would be bought again; the value is the key in ``WEIGHTS``."""

    NEXT_VISIT = "visit"
    """The household shops today."""
    DAYS_7 = "7"
    """Today or on one of the six days after; so too below."""
    DAYS_14 = "14"
    DAYS_30 = "30"


class Outlook:
    """What one household needs, seen from ``day`` (an ordinal): nothing is counted before somebody asks.

    ``kinds`` gives products' kinds by id, ``typical`` what is typical of a kind in this shop; both may be empty.
    ``among`` are the products whose chances will be asked for, if not those of all.
    """

    def __init__(
        self,
        digest: Digest,
        day: int,
        kinds: Mapping[str, str] | None = None,
        typical: Mapping[str, Typical] | None = None,
        shopping: ShoppingDays | None = None,
        *,
        among: Mapping[str, Entry] | None = None,
    ) -> None:
        self.entries = digest.entries
        self.among = digest.entries if among is None else among
        self.day = day
        self.kinds = kinds or {}
        self._typical = typical or {}
        self._shopping = shopping or ShoppingDays(digest)
        self._chances: dict[Horizon, dict[str, float]] = {}

    @cached_property
    def visits(self) -> Visits:
        """Its shopping days."""
        return Visits(self._shopping, self.day)

    @cached_property
    def evidence(self) -> dict[str, tuple[float, ...]]:
        """What speaks for each product ``among``; see ``evidence.NAMES``."""
        return evidence(self.among, self.visits, self.kinds, self._days_of_kinds, self._typical)

    @cached_property
    def _days_of_kinds(self) -> dict[str, list[int]]:
        wanted = {kind for product_id in self.among if (kind := self.kinds.get(product_id))}
        return days_of_kinds(self.entries, self.kinds, wanted)

    @property
    def household(self) -> tuple[float, ...]:
        """What is the same for all its products: visits, products a visit, days between visits and since the last."""
        kept = sum([len(entry.recent) for entry in self.entries.values()])
        visits = self.visits
        return log(visits.count), log(kept / visits.count), log(visits.gap), log(1 + visits.since)

    def last_of_kind(self, product_id: str) -> int:
        """The day on which a product or another one of its kind was bought last."""
        days = self._days_of_kinds.get(self.kinds.get(product_id, ""))
        return days[-1] if days else self.entries[product_id].last.day

    def chances(self, horizon: Horizon) -> dict[str, float]:
        """The chance of every product ever bought, or of those ``among`` them, 0 to 1, by id."""
        found = self._chances.get(horizon)
        if found is None:
            found = self._chances[horizon] = self._weighed(horizon)
        return found

    def _weighed(self, horizon: Horizon) -> dict[str, float]:
        if not self.entries:
            return {}
        bias, by_household, by_product = WEIGHTS[horizon.value]
        household = self.household
        against = -bias - sum(map(mul, by_household, household))
        like = (1.0, *household[:WEIGHING])
        weights = [sum(map(mul, weighs, like)) for weighs in by_product]
        return {
            product_id: 1 / (1 + exp(min(against - sum(map(mul, weights, numbers)), 50.0)))
            for product_id, numbers in self.evidence.items()
        }

    def ranked(self, horizon: Horizon) -> list[tuple[str, float]]:
        """Products with their chances, the likeliest first; of equals the one bought last, then by id."""
        return sorted(
            self.chances(horizon).items(), key=lambda item: (-item[1], -self.entries[item[0]].last.day, item[0])
        )
