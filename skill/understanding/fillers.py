"""Takes the politeness out of a sentence: "Alexa, could you please order milk, thanks" → "order milk"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SPACE = re.compile(r"\s+")
_PUNCTUATION = re.compile(r"[?!;:,…\"„“”()]|\.(?=\s|$)|(?<!\w)'")


class Fillers:
    """The words of `fillers:` in a locale's common.yaml: dropped anywhere, at the start, at the end.

    `particles` only colour a sentence ("mal", "denn"): they are dropped last, for many phrases need one of them.
    """

    def __init__(self, fillers: Mapping[str, Sequence[str]]) -> None:
        self._anywhere = re.compile(rf"\b(?:{_either(fillers['anywhere'])})\b", re.IGNORECASE)
        self._start = re.compile(rf"^(?:{_either(fillers['start'])})(?:\s+|$)", re.IGNORECASE)
        self._end = re.compile(rf"(?:^|\s+)(?:{_either(fillers['end'])})$", re.IGNORECASE)
        particles = fillers.get("particles")
        self._particles = re.compile(rf"\b(?:{_either(particles)})\b", re.IGNORECASE) if particles else None

    def readings(self, sentence: str) -> list[str]:
        """The sentence as said and with ever less around it; the fullest first, never an empty one."""
        readings = dict.fromkeys(self._shorter(plain(sentence)))
        if self._particles:
            readings |= dict.fromkeys(self._shorter(plain(self._particles.sub(" ", list(readings)[-1]))))
        return [reading for reading in readings if reading]

    def _shorter(self, text: str) -> list[str]:
        """A text, and what is left of it without its fillers."""
        readings = dict.fromkeys([text, plain(self._anywhere.sub(" ", text))])
        for at in (self._start, self._end):
            shorter = list(readings)[-1]
            while (cut := plain(at.sub("", shorter, count=1))) != shorter:
                readings[cut] = None
                shorter = cut
        return list(readings)


def plain(sentence: str) -> str:
    """Without punctuation at the edges of words, single spaced."""
    return _SPACE.sub(" ", _PUNCTUATION.sub(" ", sentence.replace("’", "'"))).strip()


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
