"""What could not be read, for whoever wrote the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from skill.errors import RestockError


class Problem(NamedTuple):
    """One line of one file, and what is wrong with it. Line 1 is the first line of the file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.text}"


class UnreadableFile(RestockError):
    """Nothing of a file can be used. The text names the file and says what it needs."""


Report = Callable[[Problem], None]
"""Takes each problem as it is found."""

Watch = Callable[[str, int, int], None]
"""Told now and then what is being done, how much of it is done, and how much there is (bytes or customers)."""


def nobody_watches(what: str, done: int, of: int) -> None:
    """A :data:`Watch` that shows nothing."""
