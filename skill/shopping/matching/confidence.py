"""How sure we are of the first of several that fit, and what to do about it: offer, offer and name another, or ask."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

# Picking silently among a household's own products is wrong about half the time unless one clearly leads.
AT_ONCE_FROM = 0.7
WITH_ANOTHER_ABOVE = 0.5


class How(Enum):
    """What to do with what was found."""

    AT_ONCE = "at-once"
    """Offer the first one."""
    WITH_ANOTHER = "with-another"
    """Offer the first one and name the second, in case that was meant."""
    OPTIONS = "options"
    """Read a few to choose from."""


def how(shares: Sequence[float]) -> How:
    """What to do, by how probably each is meant (the likeliest first, 1 together); at once when there is but one."""
    if len(shares) <= 1 or shares[0] >= AT_ONCE_FROM:
        return How.AT_ONCE
    return How.WITH_ANOTHER if shares[0] > WITH_ANOTHER_ABOVE else How.OPTIONS
