"""What all dialogues of a locale cover together: which intents, and which answers to which open question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from skill.conversation.question import Kind
from skill.locales.sentences import declared
from tests.dialogues.support.moment import Moment
from tests.dialogues.support.play import attempt
from tests.dialogues.support.script import Dialogue
from tests.dialogues.support.stage import Stage

ANSWERS = ("Yes", "No", "Cancel", "Stop", "Help", "Repeat", "Fallback", "silence")
"""What must be tried while each question is open."""

Shape = tuple[tuple[str, ...], ...]


@dataclass
class Coverage:
    """Collected over dialogues. A shape is a dialogue without its words and products: two with one shape count once."""

    intents: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    shapes: set[Shape] = field(default_factory=set)

    def missing(self) -> list[str]:
        """What no dialogue has yet, in words."""
        intents = [f"nobody says {intent}" for intent in declared().intents if intent not in self.intents]
        pairs = [
            f"{answer} while the question is {kind.value}"
            for kind in Kind
            for answer in ANSWERS
            # The PIN is asked for by the assistant: a shopper answers it, and we hear only the result.
            if kind is not Kind.PIN and (kind.value, answer) not in self.pairs
        ]
        return intents + pairs


def covered(stage: Stage, dialogues: Iterable[Dialogue]) -> Coverage:
    """Play all of them, whatever they expect, and see what happened."""
    found = Coverage()
    for dialogue in dialogues:
        moments: list[Moment] = []
        attempt(stage, dialogue, moments.append)
        for moment in moments:
            answer = "silence" if moment.step.action == "silent" else moment.intent
            found.intents.add(moment.intent)
            found.pairs.add((moment.asked, answer))
        found.shapes.add(tuple(_shape(moments)))
    return found


def _shape(moments: Iterable[Moment]) -> Iterator[tuple[str, ...]]:
    for moment in moments:
        change = moment.step.change
        changed = [name for name in ("later", "stock", "price", "speaker", "device", "pin") if getattr(change, name)]
        yield (moment.step.action, moment.intent, moment.outcome, moment.question, *changed)
