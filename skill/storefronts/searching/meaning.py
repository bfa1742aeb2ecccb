"""What words are about, as numbers: names about like things lie near each other, whatever words they use.

A language has a table of pieces of words, each with a vector; a text is about the sum of its pieces. The pieces are
those of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), the vectors fitted to what that model makes of texts
(``tools/fit_meaning.py``). A language without a table ranks by words alone.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import mul
from pathlib import Path

from skill.shopping.matching.terms import LACKING

NUMBERS = 64
# Begins a piece that is not the first of its word.
INSIDE = "##"
# What a product lacks is about the thing, and about being free of it.
FREE = "free"
_SIGNATURE = b"restock meaning 1"
# A vector of length one is kept in four bits a number, which lie between -7.5 and 7.5 of these steps.
_STEPS, _MIDDLE = 22.0, 7.5
_HALF = NUMBERS // 2
# The bits that tell on which side of the middle each number lies.
_SIDES = int.from_bytes(b"\x88" * _HALF)
_LOW, _HIGH = bytes(byte & 15 for byte in range(256)), bytes(byte >> 4 for byte in range(256))

Vector = Sequence[float]


def table(language: str) -> dict[str, array[int]]:
    """The pieces of a language and their vectors, whole numbers of any one scale; empty when there is no table."""
    path = Path(__file__).with_name(f"meaning-{language}.bin")
    if not path.is_file():
        return {}
    signature, pieces, rows = path.read_bytes().split(b"\n", 2)
    if signature != _SIGNATURE:
        raise ValueError(f"{path} is no table of meanings")
    vectors = array("b", rows)
    return {piece: vectors[n * NUMBERS : (n + 1) * NUMBERS] for n, piece in enumerate(pieces.decode().split())}


def written(vectors: Mapping[str, Sequence[int]]) -> bytes:
    """The bytes of a table."""
    rows = b"".join(array("b", vector).tobytes() for vector in vectors.values())
    return b"\n".join([_SIGNATURE, " ".join(vectors).encode(), rows])


def pieces(term: str, known: Container[str]) -> list[str]:
    """The longest pieces that make up a term, from its beginning on; none when some of it is in no piece."""
    if term.startswith(LACKING):
        return [*pieces(term.removeprefix(LACKING), known), *([FREE] if FREE in known else [])]
    found: list[str] = []
    start = 0
    while start < len(term):
        inside = INSIDE if start else ""
        end = next((end for end in range(len(term), start, -1) if inside + term[start:end] in known), start)
        if end == start:
            return []
        found.append(inside + term[start:end])
        start = end
    return found


def parts(term: str) -> Iterator[str]:
    """All that may be pieces of a term."""
    term = term.removeprefix(LACKING)
    for start in range(len(term)):
        inside = INSIDE if start else ""
        yield from (inside + term[start:end] for end in range(start + 1, len(term) + 1))


def total(vectors: Iterable[Vector]) -> list[float] | None:
    """The sum of some vectors, of length one; None of none."""
    summed = [float(sum(column)) for column in zip(*vectors, strict=True)]
    length = math.sqrt(math.fsum(map(mul, summed, summed)))
    return [number / length for number in summed] if length else None


def packed(vector: Vector) -> bytes:
    """A vector of length one in half a byte a number: the first half of them low, the second high."""
    levels = [min(15, max(0, int(number * _STEPS + _MIDDLE + 0.5))) for number in vector]
    return bytes([low | high << 4 for low, high in zip(levels[:_HALF], levels[_HALF:], strict=True)])


def sides(name: bytes) -> int:
    """A rough picture of a packed vector: the fewer bits of two pictures differ, the nearer they are."""
    return int.from_bytes(name) & _SIDES


class About:
    """What a query is about, made ready to be compared with many names."""

    def __init__(self, vector: Vector) -> None:
        self.sides = sides(packed(vector))
        self._low, self._high = vector[:_HALF], vector[_HALF:]
        self._middle = _MIDDLE * math.fsum(vector)

    def likeness(self, name: bytes) -> float:
        """The cosine to what a name is about, nearly."""
        levels: float = sum(map(mul, self._low, name.translate(_LOW)), sum(map(mul, self._high, name.translate(_HIGH))))
        return (levels - self._middle) / _STEPS
