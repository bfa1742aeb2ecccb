"""What must never be in a log line, and the search for it.

Three kinds are looked for: what has a shape of its own (addresses of e-mail, Alexa's ids, tokens); what the fixtures
hold (names and ids of households, secrets, voice codes); and what each test really says to the skill (slot words,
accounts, voices, tokens), which is learned from the turns themselves while they are answered.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from skill.conversation.turn import Turn
from tests.support.needs import ROOT

# The shop's own addresses are public.
_PUBLIC = r"(?!orders@|help@)"
SHAPES = {
    "an e-mail address": rf"\b{_PUBLIC}[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "an Alexa id": r"amzn1\.ask\.(?:account|person|device)\.[\w.-]+",
    "a guest's id": r"\bguest-[0-9a-f]{16}\b",
    "a token": r"\beyJ[\w-]{8,}",
    "an Alexa token": r"\b(?:demo|simulated)-(?:api-)?access-token\b",
    "a password in an address": r"://[^\s/:@]+:[^\s/@]+@",
}

SECRETS = (
    "a secret of at least thirty-two characters",
    "a secret of more than thirty-two bytes",
    "only-for-benchmarks-only-for-benchmarks",
    "s" * 32,
    "keep-me-secret",
    "a-password",
)
"""RESTOCK_SECRET and passwords, as fixtures set them."""

CODES = ("1234", "4321", "2468", "8642", "9999", "7391")
"""Voice codes that tests say. They are looked for as a number of their own: not in a time, a port, a line's number, a
measure, or in the random digits of an id."""

TINY = (
    *("Anna", "Mia", "Ben", "Leo", "anna", "ben", "mia"),
    *("coffee-dark", "coffee-decaf", "milk-oat", "milk-whole", "dollhouse", "test-kit"),
)
"""People, households and products of the tiny shop."""

CANARIES = ("Zebedee", "Xanthippe", "quetzalfruit", "okapi", "3917")
"""What nothing else is called: see ``tests/telemetry/test_redaction.py``."""

_SHORTEST_WORD = 6


class Watch:
    """Searches texts for secrets, known ones and learned ones."""

    def __init__(self) -> None:
        self._learned: set[str] = set()

    def learn(self, *words: str) -> None:
        """These are secrets, too, until ``forget``. What the skill's own code calls things is none."""
        self._learned.update(word.lower() for word in words if len(word) >= _SHORTEST_WORD and _telling(word.lower()))

    def learn_turn(self, turn: Turn) -> None:
        """All that a turn brings with it and no log line may hold."""
        self.learn(*(slot.heard for slot in turn.slots.values()))
        self.learn(turn.account, turn.person, turn.perhaps, turn.token.reveal(), turn.resumed)

    def forget(self) -> None:
        """What was learned is over."""
        self._learned.clear()

    def found(self, text: str) -> list[str]:
        """Each kind of secret in a text, and the secret."""
        lower = text.lower()
        found = [f"{kind}: {match[0]}" for kind, shape in _shapes().items() for match in shape.finditer(text)]
        return found + [f"what was said: {word}" for word in sorted(self._learned) if word in lower]


def leaks(lines: Iterable[str], watch: Watch | None = None) -> list[str]:
    """The lines that hold secrets, each after what it holds."""
    watch = watch or Watch()
    return [f"{'; '.join(found)}\n    {line}" for line in lines if (found := watch.found(line))]


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    words = "|".join(re.escape(word) for word in dict.fromkeys((*TINY, *CANARIES, *_demo())))
    return {kind: re.compile(shape) for kind, shape in SHAPES.items()} | {
        "a name or an id": re.compile(rf"(?<![\w./-])(?:{words})(?![\w/-])"),
        "a secret": re.compile("|".join(re.escape(secret) for secret in SECRETS)),
        "a voice code": re.compile(rf"(?<![\w.:#-])(?:{'|'.join(CODES)})(?![\w.:-]| (?:ms|MB)\b)"),
    }


@cache
def _demo() -> tuple[str, ...]:
    """Names and ids of the demo shop's households."""
    with (ROOT / "skill" / "demo" / "customers.csv").open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    names = {person.partition(":")[0] for row in rows for person in row["people"].split("|")}
    return (*sorted(names), *(str(row["customer_id"]) for row in rows))


@cache
def _own_words() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "skill").rglob("*.py"))).lower()


@cache
def _telling(word: str) -> bool:
    """Whether a word in a log line could only be somebody's: it is nowhere in the code."""
    return any(letter.isalpha() for letter in word) and word not in _own_words()
