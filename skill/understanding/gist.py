"""What a sentence says in other words than the templates': the shopping in it, and what it is about.

For everything that is taken for granted here, no word may be left that nobody can explain: "can you check if my order
has been delivered" is about an order, "check if my order of operations is right" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from skill.understanding.fillers import plain
from skill.understanding.names import words
from skill.understanding.products import Products, any_of


class Rule(NamedTuple):
    """An intent: what all must be said for it, what must not, and how many words may stay unexplained.

    With ``called`` the first word may be what we are called, whatever that is.
    """

    intent: str
    says: tuple[re.Pattern[str], ...]
    never: tuple[re.Pattern[str], ...]
    also: tuple[re.Pattern[str], ...]
    strange: int
    called: bool


class Gist:
    """The `gist` of a locale: small words that say nothing, where shopping begins, where a clause ends, and rules."""

    def __init__(self, gist: Mapping[str, Any], products: Products) -> None:
        self._small, self._begins, self._asks, self._articles, conditions = (
            frozenset(word.casefold() for word in gist[key])
            for key in ("small", "begins", "asks", "articles", "conditions")
        )
        self._idle = (self._small | conditions) - self._begins
        self._ends = re.compile(
            rf"[,;.!?:]+(?:\s+|$)|\s+(?:{'|'.join(map(re.escape, gist['ends']))})\s+", re.IGNORECASE
        )
        self._products = products
        groups = {name: any_of(phrases) for name, phrases in gist["groups"].items()}
        self._rules = [_rule(rule, groups) for rule in gist["rules"]]

    def parts(self, sentence: str) -> Iterator[str]:
        """What may hold the shopping of a sentence: from a shopping verb on, by clauses; the fullest first.

        Nothing that is left away around it says anything but small words.
        """
        whole = plain(sentence)
        if self._products.elsewhere(whole) or not self._shops(whole):
            return
        parts = dict.fromkeys(self._from_verbs(whole))
        clauses = [text for text in map(plain, self._ends.split(sentence.replace("’", "'"))) if text]
        for n, clause in enumerate(clauses):
            if all(self._fits(other) for m, other in enumerate(clauses) if m != n):
                parts.update(dict.fromkeys(self._from_verbs(clause)))
        parts.pop(whole, None)
        yield from parts

    def intent(self, sentence: str) -> str | None:
        """The intent of the first rule that explains the sentence."""
        found = self.explained(sentence)
        return found[0] if found else None

    def explained(self, sentence: str) -> tuple[str, str] | None:
        """The intent of the first rule that explains the sentence, and the words that it leaves unexplained."""
        said = plain(sentence).casefold()
        if self._products.elsewhere(said):
            return None
        for rule in self._rules:
            if (
                all(pattern.search(said) for pattern in rule.says)
                and not any(pattern.search(said) for pattern in rule.never)
                and len(left := self._unexplained(said, rule)) <= rule.strange
            ):
                return rule.intent, " ".join(left)
        return None

    def _from_verbs(self, clause: str) -> Iterator[str]:
        """The clause, and what begins at a shopping verb after nothing but small words."""
        yield clause
        heard = clause.split()
        if heard[0].casefold() in self._asks:
            return
        for n, word in enumerate(heard[:-1]):
            if n and word.casefold() in self._begins and heard[n - 1].casefold() not in self._articles:
                yield " ".join(heard[n:])
            if word.casefold() not in self._small:
                return

    def _fits(self, clause: str) -> bool:
        """Whether a clause says nothing, or is about shopping too."""
        telling = next((word for word in words(clause) if word not in self._idle), "")
        return not telling or telling in self._begins or self._products.shopping(clause)

    def _shops(self, sentence: str) -> bool:
        """Whether there can be any shopping in it."""
        return self._products.shopping(sentence) or not self._begins.isdisjoint(words(sentence))

    def _unexplained(self, said: str, rule: Rule) -> list[str]:
        """The words that are neither small nor what the rule looks for."""
        for pattern in (*rule.says, *rule.also):
            said = pattern.sub(" , ", said)
        heard = list(words(said))[rule.called :]
        return [word for word in heard if word not in self._small]


def _rule(rule: Mapping[str, Any], groups: Mapping[str, re.Pattern[str]]) -> Rule:
    says, never, also = (tuple(groups[name] for name in rule.get(key, ())) for key in ("says", "never", "also"))
    return Rule(rule["intent"], says, never, also, rule.get("strange", 0), rule.get("called", False))
