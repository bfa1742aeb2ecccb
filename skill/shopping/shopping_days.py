"""The days on which a household shopped, read off its digest: what came since counts in visits, not in days only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from skill.shopping.purchases import Digest


class ShoppingDays:
    """Each day once, oldest first. Of the far past only what the entries still hold: twelve purchases a product.

    ``whole_from`` is the day from which on none is missing.
    """

    def __init__(self, digest: Digest) -> None:
        self.days = sorted({purchase.day for entry in digest.entries.values() for purchase in entry.recent})
        cut = [entry.recent[0].day for entry in digest.entries.values() if entry.times > len(entry.recent)]
        self.whole_from = max(cut, default=self.days[0] if self.days else 0)

    def since(self, day: int) -> int:
        """How many shopping days there were after ``day``."""
        return len(self.days) - bisect_right(self.days, day)

    def between(self, first: int, last: int) -> int:
        """How many there were from ``first`` to ``last``, both included."""
        return bisect_right(self.days, last) - bisect_left(self.days, first)
