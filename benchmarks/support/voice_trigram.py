"""Sentences → a trigram model in ARPA's form: how likely each word is after two others (Witten and Bell).

What was seen keeps the more of its share, the fewer different words were seen after the same two: after ``reorder the``
comes anything, after ``how much`` hardly anything but ``is``. pocketsphinx's own tool takes half of each for the rest;
in noise that hears less, without noise more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

Words = tuple[str, ...]
_BEGIN, _END = "<s>", "</s>"
_NEVER = -99.0


class Counts(NamedTuple):
    """How often each word, pair and triple was said."""

    words: Counter[Words]
    pairs: Counter[Words]
    triples: Counter[Words]

    def __add__(self, other: Counts) -> Counts:  # type: ignore[override]
        """Both together."""
        return Counts(*(ours + theirs for ours, theirs in zip(self, other, strict=True)))


def counted(sentences: Iterable[str]) -> Counts:
    """What is in some sentences."""
    found = Counts(Counter(), Counter(), Counter())
    for sentence in sentences:
        words = (_BEGIN, *sentence.split(), _END)
        for counts, size in zip(found, (1, 2, 3), strict=True):
            first = 1 if size == 1 else 0  # Nobody says the beginning of a sentence.
            counts.update(words[start : start + size] for start in range(first, len(words) - size + 1))
    return found


def write(counts: Counts, path: Path) -> None:
    """The model as a file."""
    total, kinds = counts.words.total(), len(counts.words)
    alone = {word: (count + 1) / (total + kinds) for word, count in counts.words.items()}
    pairs, after_word = _likely(counts.pairs, alone)
    triples, after_pair = _likely(counts.triples, pairs)
    first = {(_BEGIN,): 0.0} | alone
    lines = ["\\data\\"]
    lines += [f"ngram {size}={len(grams)}" for size, grams in enumerate((first, pairs, triples), 1)]
    lines += ["", "\\1-grams:", *_lines(first, after_word), "", "\\2-grams:", *_lines(pairs, after_pair)]
    lines += ["", "\\3-grams:", *_lines(triples, None), "", "\\end\\", ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _likely(counts: Counter[Words], shorter: dict[Words, float]) -> tuple[dict[Words, float], dict[Words, float]]:
    """How likely the last word is after those before it; and what share those before it leave to anything else."""
    total: Counter[Words] = Counter()
    kinds: Counter[Words] = Counter()
    for words, count in counts.items():
        total[words[:-1]] += count
        kinds[words[:-1]] += 1
    rest = {before: kinds[before] / (total[before] + kinds[before]) for before in total}
    likely = {
        words: (count + kinds[words[:-1]] * shorter[words[1:]]) / (total[words[:-1]] + kinds[words[:-1]])
        for words, count in counts.items()
    }
    return likely, rest


def _lines(likely: dict[Words, float], rest: dict[Words, float] | None) -> Iterable[str]:
    for words, share in likely.items():
        line = f"{math.log10(share) if share else _NEVER:.4f} {' '.join(words)}"
        yield line if rest is None else f"{line} {math.log10(rest.get(words, 1.0)):.4f}"
