"""Sentence templates written out: `(order|buy) [the] {product}` → four sentences.

The syntax is hassil's: `(a|b)` one of, `[a|b]` one of or nothing, `<rule>` another template, `{slot}` stays.
A template with many places to choose at has thousands of sentences, and a listener that learns from examples needs
few of them: the plainest sentence, then one choice changed at a time; where the *pairs* of choices fit into MANY
sentences too, each pair is written out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

_TOKEN = re.compile(r"[()\[\]|]|<[^<>]+>|[^()\[\]|<>]+")
_SPACE = re.compile(r"\s+")
_CLOSING = {"(": ")", "[": "]"}
MANY = 24
Row = tuple[int, ...]


class BadTemplate(ValueError):
    """A template with brackets that do not match, or with a rule that does not exist."""


def expand(template: str, rules: Mapping[str, str], *, every: bool = False) -> list[str]:
    """The sentences of a template, the same ones in the same order each time, none twice.

    Thinned as described above; with `every` all combinations are written out. Raises BadTemplate.
    """
    tokens = _TOKEN.findall(template)
    texts, rest = _alternatives(tokens, rules, every)
    if rest:
        raise BadTemplate(f"unexpected {rest[0]!r} in {template!r}")
    return list(dict.fromkeys(_SPACE.sub(" ", text).strip() for text in texts))


def _alternatives(tokens: Sequence[str], rules: Mapping[str, str], every: bool) -> tuple[list[str], Sequence[str]]:
    """Reads `a|b|c` up to a closing bracket or the end; gives the texts and the tokens left."""
    texts: list[str] = []
    while True:
        sequence, tokens = _sequence(tokens, rules, every)
        texts += sequence
        if not tokens or tokens[0] != "|":
            return texts, tokens
        tokens = tokens[1:]


def _sequence(tokens: Sequence[str], rules: Mapping[str, str], every: bool) -> tuple[list[str], Sequence[str]]:
    """Reads parts that follow each other, up to `|`, a closing bracket or the end."""
    places: list[list[str]] = []
    while tokens and tokens[0] not in {"|", ")", "]"}:
        part, tokens = tokens[0], tokens[1:]
        if part in _CLOSING:
            texts, tokens = _alternatives(tokens, rules, every)
            if not tokens or tokens[0] != _CLOSING[part]:
                raise BadTemplate(f"missing {_CLOSING[part]!r}")
            tokens = tokens[1:]
            places.append([*texts, ""] if part == "[" else texts)
        elif part.startswith("<"):
            if part[1:-1] not in rules:
                raise BadTemplate(f"no rule {part}")
            places.append(expand(rules[part[1:-1]], rules, every=every))
        else:
            places.append([part])
    counts = [len(place) for place in places]
    rows = list(itertools.product(*map(range, counts))) if every else _thinned(places, counts)
    return ["".join(place[choice] for place, choice in zip(places, row, strict=True)) for row in rows], tokens


def _thinned(places: Sequence[Sequence[str]], counts: Sequence[int]) -> list[Row]:
    """Rows of choices, one index a place: one change at a time, then the pairs that are missing if they fit."""
    plainest = tuple(place.index("") if "" in place else 0 for place in places)
    rows = [plainest]
    for place, count in enumerate(counts):
        rows += [(*plainest[:place], choice, *plainest[place + 1 :]) for choice in range(count)]
    rows = list(dict.fromkeys(rows))
    widest = sorted(counts)[-2:]
    if widest[0] * widest[-1] <= MANY:
        more = rows + _missing_pairs(counts, rows)
        if len(more) <= MANY:
            return sorted(more)
    return rows


def _missing_pairs(counts: Sequence[int], rows: Sequence[Row]) -> list[Row]:
    """Few rows in which every two choices of different places meet that do not meet in `rows`."""
    missing = {
        (a, x, b, y): None
        for a, b in itertools.combinations(range(len(counts)), 2)
        for x in range(counts[a])
        for y in range(counts[b])
        if not any(row[a] == x and row[b] == y for row in rows)
    }
    more = []
    while missing:
        a, x, b, y = next(iter(missing))
        row = {a: x, b: y}
        for place in range(len(counts)):
            if place not in row:
                gains = [_gain(row, place, choice, missing) for choice in range(counts[place])]
                row[place] = gains.index(max(gains))
        for pair in itertools.combinations(sorted(row), 2):
            missing.pop((pair[0], row[pair[0]], pair[1], row[pair[1]]), None)
        more.append(tuple(row[place] for place in range(len(counts))))
    return more


def _gain(row: Mapping[int, int], place: int, choice: int, missing: Mapping[tuple[int, int, int, int], None]) -> int:
    """How many missing pairs this choice would bring into the row."""
    return sum(
        ((other, taken, place, choice) if other < place else (place, choice, other, taken)) in missing
        for other, taken in row.items()
    )
