"""Which of our products stands for which real one in a household; pure, so that it is tested without the data.

In one household each of our products stands for at most one real product. So every series of prices and
every rhythm is that of one real product, never a mixture of several.
"""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

MOST_AT_ONCE = 24
"""A line with more pieces is a weight or a slip of the till."""
FARTHEST = 1.8
"""A price more than this many times above or below ours is another size of thing, or a slip of the till."""
SAME_SHELF = 0.2
"""Prices nearer than this (natural logarithm) count as equally near, so that households differ in brand."""


@dataclass(frozen=True)
class Line:
    """One real line: ``cents`` is the total of all pieces at the regular shelf price, ``when`` is aware."""

    household: int
    basket: int
    product: int
    kind: tuple[str, str]
    when: datetime
    quantity: int
    cents: int

    @property
    def unit_cents(self) -> int:
        """The price of one piece in cents, halves rounded up."""
        return (2 * self.cents + self.quantity) // (2 * self.quantity)


@dataclass(frozen=True)
class Variant:
    """One of our products and its price in the catalogue, in cents."""

    product_id: str
    cents: int


@dataclass(frozen=True)
class Purchase:
    """One line of a demo order."""

    basket: int
    when: datetime
    product_id: str
    quantity: int
    unit_cents: int


def believable(line: Line) -> bool:
    """Tell whether the line is a number of pieces at a price; the data also holds returns and weights."""
    return 1 <= line.quantity <= MOST_AT_ONCE and line.cents > 0


def distance(cents: float, variant: Variant) -> float:
    """How far a real price lies from ours, the same up and down: 0 means equal."""
    return abs(math.log(cents / variant.cents))


def taste(household: int, product: int, variant: Variant) -> str:
    """A fixed coin for equally near variants, so that not every household drinks the same coffee."""
    return hashlib.sha256(f"{household}/{product}/{variant.product_id}".encode()).hexdigest()


def choose(lines: Iterable[Line], variants: Sequence[Variant]) -> dict[int, Variant]:
    """Give a household's real products of one kind to our variants of that kind, the favourite first.

    Each real product takes the free variant with the nearest price; a real product that finds none
    (all taken, or every price too far) is left out.
    """
    prices: dict[int, list[int]] = defaultdict(list)
    baskets: Counter[int] = Counter()
    household = 0
    for line in filter(believable, lines):
        household = line.household
        prices[line.product].append(line.unit_cents)
        baskets[line.product] += 1
    free = list(variants)
    chosen: dict[int, Variant] = {}
    for product in sorted(prices, key=lambda p: (-baskets[p], p)):
        cents = median(prices[product])
        near = [v for v in free if distance(cents, v) <= math.log(FARTHEST)]
        if near:
            best = min(near, key=lambda v: (int(distance(cents, v) / SAME_SHELF), taste(household, product, v)))
            chosen[product] = best
            free.remove(best)
    return chosen


def purchases(lines: Iterable[Line], standing_for: Mapping[int, Variant]) -> list[Purchase]:
    """Return what was bought in our products, oldest first; lines of one product in a basket become one.

    Lines with a price too far from ours are left out (see ``FARTHEST``).
    """
    same: dict[tuple[datetime, int, str], list[Line]] = defaultdict(list)
    for line in filter(believable, lines):
        variant = standing_for.get(line.product)
        if variant and distance(line.unit_cents, variant) <= math.log(FARTHEST):
            same[line.when, line.basket, variant.product_id].append(line)
    bought: list[Purchase] = []
    for (when, basket, product_id), together in sorted(same.items(), key=lambda item: item[0]):
        quantity = sum(line.quantity for line in together)
        cents = sum(line.cents for line in together)
        bought.append(Purchase(basket, when, product_id, quantity, (2 * cents + quantity) // (2 * quantity)))
    return bought
