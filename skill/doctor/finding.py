"""What an examination finds: a sentence, how bad it is, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from skill.errors import RestockError


class Level(Enum):
    """How bad it is: nothing to do, worth a look, or shoppers will suffer."""

    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"


class Finding(NamedTuple):
    """One thing that was looked at. ``do`` is what to do about it; empty when it is well."""

    level: Level
    what: str
    do: str = ""


Examination = Callable[[], Iterable[Finding]]


def well(what: str) -> Finding:
    """All is as it should be."""
    return Finding(Level.WELL, what)


def look(what: str, do: str) -> Finding:
    """It works, and may not be what was meant."""
    return Finding(Level.LOOK, what, do)


def wrong(what: str, do: str) -> Finding:
    """It does not work, or Amazon will refuse it."""
    return Finding(Level.WRONG, what, do)


def findings(examinations: Iterable[tuple[str, Examination]]) -> Iterator[Finding]:
    """Run them one after the other; one that cannot be carried out is a finding and stops no other.

    Our own errors say what to set. Of others the kind is told and the text, which is the AWS SDK's or the system's.
    """
    for subject, examine in examinations:
        try:
            yield from examine()
        except RestockError as problem:
            yield wrong(subject, str(problem))
        except Exception as problem:
            yield wrong(f"{subject} cannot be examined", f"{type(problem).__name__}: {problem}")
