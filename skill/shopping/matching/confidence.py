"""How sure we are of the first of several that fit, and what to do about it: offer, offer and name another, or ask."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

# Of rebuys as ``benchmarks/voice.py`` puts them into words (customers for development, before the last fifth of their
# histories; tuned on them, so a little too good) one offer at once of a thousand was wrong from here on.
AT_ONCE_FROM = 0.91
# The same where the words are the name of the first and hold for the second too: a third of those with less were wrong.
AT_ONCE_OF_NAMESAKES_FROM = 0.985
# The first one is likelier than not, and it is nearly always one of the first two, when together they come to this.
WITH_ANOTHER_ABOVE, TOGETHER_FROM = 0.5, 0.91


class How(Enum):
    """What to do with what was found."""

    AT_ONCE = "at-once"
    """Offer the first one."""
    WITH_ANOTHER = "with-another"
    """Offer the first one and name the second, in case that was meant."""
    OPTIONS = "options"
    """Read a few to choose from."""


def how(shares: Sequence[float], *, namesakes: bool = False) -> How:
    """What to do, by how probably each is meant (the likeliest first, 1 together); at once when there is but one."""
    if len(shares) <= 1 or shares[0] >= (AT_ONCE_OF_NAMESAKES_FROM if namesakes else AT_ONCE_FROM):
        return How.AT_ONCE
    another = shares[0] > WITH_ANOTHER_ABOVE and shares[0] + shares[1] >= TOGETHER_FROM
    return How.WITH_ANOTHER if another else How.OPTIONS
