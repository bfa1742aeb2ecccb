"""Names that a recogniser expects: whisper's beam search, in which tokens of a taught name count for more.

As an assistant does with what a skill sends for a household (contextual biasing by shallow fusion): each hypothesis
that begins a name gets a bonus a token, and loses it when it goes on otherwise in the middle of a word. It keeps the
bonus of one name or part of a name: a request is about one product. A sentence does not begin with one: what nothing is
understood of would come out as some name. Whatever is about none is heard as it sounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.support.voice_whisper import Decoder, Ears, Floats

_BONUS = 1.5
"""A token of a name, in logarithms. On development requests 2 heard hardly more, and names where there were none."""
_BEAM = 6
_BEGINNINGS = 8
"""Names that are begun after a word: those that sound likeliest."""
_LONGEST = 40
_NAME = 6
_WITHIN = re.compile("[A-Za-z']")
_SIGN = re.compile(r"[^\w\s'&%.-]")
_UNSAID = frozenset("a an the and or of for with in on by to from it is my me i we you your one two some more".split())


class Node:
    """A place in a tree of tokens; ``whole``: a word ends here."""

    def __init__(self) -> None:
        self.next: dict[int, Node] = {}
        self.whole = False

    def add(self, tokens: Iterable[int]) -> None:
        """Put a phrase into the tree."""
        node = self
        for token in tokens:
            node = node.next.setdefault(token, Node())
        node.whole = True


class Hypothesis(NamedTuple):
    """What may have been said. ``kept`` is the bonus of a name, ``coming`` that of the one that is being said."""

    tokens: tuple[int, ...]
    likely: float
    kept: float
    coming: float
    node: Node | None

    @property
    def worth(self) -> float:
        """What hypotheses of one length are compared by."""
        return self.likely + max(self.kept, self.coming)


def phrases(name: str) -> list[str]:
    """What may be said of a name: any words of it that stand together and neither begin nor end with an ``of``."""
    words = _SIGN.sub(" ", name).split()
    found = []
    for start, first in enumerate(words):
        if len(first) < 3 or not first[0].isalpha() or first.lower() in _UNSAID:
            continue
        for end in range(start + 1, min(len(words), start + _NAME) + 1):
            if end == start + 1 or (len(words[end - 1]) > 1 and words[end - 1].lower() not in _UNSAID):
                found.append(" ".join(words[start:end]))
    return found


def tree(names: Iterable[str], encode: Callable[[str], Sequence[int]]) -> Node:
    """All phrases of some names as tokens, however they are written."""
    root = Node()
    said = dict.fromkeys(phrase for name in names for phrase in phrases(name))
    for written in dict.fromkeys(way for phrase in said for way in (phrase, phrase.lower(), phrase.title())):
        root.add(encode(f" {written}"))
    return root


def hear(ears: Ears, encoded: Floats, prompt: Sequence[int], names: Node) -> str:
    """The likeliest sentence."""
    best = Search(ears, names).best(encoded, prompt)
    return str(ears.tokens.decode(list(best))).strip()


class Search:
    """A beam search that expects names."""

    def __init__(self, ears: Ears, names: Node) -> None:
        self._decoder: Decoder = ears.decoder
        self._names = names
        self._beginnings = np.fromiter(names.next, np.int64, len(names.next))
        self._end: int = ears.tokens.eot
        self._written = ears.tokens.tokenizer.id_to_token

    def best(self, encoded: Floats, prompt: Sequence[int]) -> tuple[int, ...]:
        """The tokens of the likeliest sentence, longer ones not being at a disadvantage."""
        sound = self._decoder.listen(encoded)
        step = self._decoder.step(np.array([prompt], np.int64), None, sound)
        beam = [Hypothesis((), 0.0, 0.0, 0.0, None)]
        done: list[Hypothesis] = []
        while len(beam[0].tokens) < _LONGEST:
            grown = [
                (hypothesis, number)
                for number, row in enumerate(step.likely)
                for hypothesis in self._on(beam[number], row)
            ]
            grown.sort(key=lambda one: -one[0].worth)
            kept: list[tuple[Hypothesis, int]] = []
            for hypothesis, number in grown:
                if hypothesis.tokens[-1] == self._end:
                    done.append(hypothesis)
                else:
                    kept.append((hypothesis, number))
                if len(kept) == _BEAM:
                    break
            beam = [hypothesis for hypothesis, _ in kept]
            if len(done) >= _BEAM or (done and max(one.worth for one in done) >= beam[0].worth):
                break
            numbers = [number for _, number in kept]
            memory = [(keys[numbers], values[numbers]) for keys, values in step.memory]
            step = self._decoder.step(np.array([[one.tokens[-1]] for one in beam], np.int64), memory, sound)
        best = max(done or beam, key=lambda one: one.worth / len(one.tokens))
        return tuple(token for token in best.tokens if token != self._end)

    def _on(self, hypothesis: Hypothesis, row: NDArray[np.float32]) -> list[Hypothesis]:
        """A hypothesis with one more token: the likeliest, and those that go on or begin with a name."""
        node = hypothesis.node
        tokens = dict.fromkeys(int(token) for token in np.argsort(-row, kind="stable")[:_BEAM])
        tokens |= dict.fromkeys(node.next if node else ())
        if hypothesis.tokens and (node is None or node.whole):
            order = np.argsort(-row[self._beginnings], kind="stable")[:_BEGINNINGS]
            tokens |= dict.fromkeys(int(token) for token in self._beginnings[order])
        return [self._with(hypothesis, token, float(row[token])) for token in tokens]

    def _with(self, hypothesis: Hypothesis, token: int, likely: float) -> Hypothesis:
        said, total = (*hypothesis.tokens, token), hypothesis.likely + likely
        node, kept = hypothesis.node, hypothesis.kept
        if node and token in node.next:
            return Hypothesis(said, total, kept, hypothesis.coming + _BONUS, node.next[token])
        if self._within(token):
            return Hypothesis(said, total, kept, 0.0, None)
        if node and node.whole:
            kept = max(kept, hypothesis.coming)
        if hypothesis.tokens and token in self._names.next:
            return Hypothesis(said, total, kept, _BONUS, self._names.next[token])
        return Hypothesis(said, total, kept, 0.0, None)

    def _within(self, token: int) -> bool:
        """Whether a token goes on with the word before it."""
        return token < self._end and _WITHIN.match(self._written(token)) is not None
