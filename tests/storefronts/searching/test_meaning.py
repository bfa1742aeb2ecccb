"""What words are about, as numbers."""

import math
from pathlib import Path

import pytest

from skill.storefronts.searching import meaning
from skill.storefronts.searching.meaning import NUMBERS, About, packed, parts, pieces, sides, table, total, written

KNOWN = {"paper", "news", "##paper", "sugar", "free", "7"}


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("paper", ["paper"]),
        ("newspaper", ["news", "##paper"]),
        ("-sugar", ["sugar", "free"]),
        ("7", ["7"]),
        ("papers", []),
        ("コーヒー", []),
        ("", []),
    ],
)
def test_the_pieces_of_a_term(term: str, found: list[str]) -> None:
    assert pieces(term, KNOWN) == found
    assert {*found} - {"free"} <= {*parts(term)}


def test_a_packed_vector_keeps_its_direction() -> None:
    one = total([[math.sin(n + 1) for n in range(NUMBERS)]])
    two = total([[math.sin(n + 1) + math.cos(3 * n) for n in range(NUMBERS)]])
    assert one is not None
    assert two is not None
    cosine = math.fsum(a * b for a, b in zip(one, two, strict=True))
    assert len(packed(one)) == NUMBERS / 2
    assert About(one).likeness(packed(two)) == pytest.approx(cosine, abs=0.05)
    assert About(one).likeness(packed(one)) == pytest.approx(1, abs=0.05)
    against = packed([-number for number in one])
    assert (About(one).sides ^ sides(against)).bit_count() == NUMBERS
    assert About(one).sides == sides(packed(one))


def test_the_sum_of_nothing_is_nothing() -> None:
    assert total([]) is None
    assert total([[0] * NUMBERS]) is None


def test_the_tables() -> None:
    vectors = table("en")
    assert table("xx") == {}
    assert all(len(vector) == NUMBERS for vector in vectors.values())

    def likeness(one: str, two: str) -> float:
        about, other = total([vectors[one]]), total([vectors[two]])
        return About(about).likeness(packed(other)) if about and other else 0.0

    assert likeness("cat", "kitten") > 0.5 > likeness("cat", "coffee")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "__file__", str(tmp_path / "meaning.py"))
    kept = {"paper": [*range(-32, 32)], "##s": [1] * NUMBERS}
    (tmp_path / "meaning-en.bin").write_bytes(written(kept))
    assert {piece: [*vector] for piece, vector in table("en").items()} == kept
    (tmp_path / "meaning-en.bin").write_bytes(b"something else\n\n")
    with pytest.raises(ValueError, match="is no table of meanings"):
        table("en")
