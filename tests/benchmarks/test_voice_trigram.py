"""A trigram model of made-up sentences: what it writes are shares."""

import math
from collections import defaultdict
from pathlib import Path

import pytest

from benchmarks.support.voice_trigram import counted, write

SAID = ["order the milk", "order the oat milk", "reorder the milk", "stop"]


def _read(path: Path) -> dict[tuple[str, ...], tuple[float, float]]:
    """By words, how likely the last of them is and what is left for others after them all."""
    found: dict[tuple[str, ...], tuple[float, float]] = {}
    size = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.endswith("-grams:"):
            size = int(line[1])
        elif size and line[:1] in "-0" and line:
            likely, *words = line.split()
            rest = float(words.pop()) if len(words) > size else 0.0
            found[tuple(words)] = 10 ** float(likely), 10**rest
    return found


@pytest.fixture
def model(tmp_path: Path) -> dict[tuple[str, ...], tuple[float, float]]:
    write(counted(SAID[:2]) + counted(SAID[2:]), tmp_path / "model")
    return _read(tmp_path / "model")


def test_whatever_was_said_before_the_next_word_is_one_of_all(
    model: dict[tuple[str, ...], tuple[float, float]],
) -> None:
    words = [gram[0] for gram in model if len(gram) == 1 and gram != ("<s>",)]

    def likely(*gram: str) -> float:
        if gram in model:
            return model[gram][0]
        return model.get(gram[:-1], (0.0, 1.0))[1] * likely(*gram[1:])

    for before in [(), ("<s>",), ("the",), ("order", "the"), ("the", "milk"), ("milk", "stop")]:
        assert sum(likely(*before, word) for word in words) == pytest.approx(1.0, abs=1e-3)


def test_what_is_left_to_others_are_the_kinds_of_words_that_followed(
    model: dict[tuple[str, ...], tuple[float, float]],
) -> None:
    # Kinds out of kinds and times: one and two, two and three, two and two.
    assert model["order",][1] == pytest.approx(1 / 3, abs=1e-4)
    assert model["the",][1] == pytest.approx(2 / 5, abs=1e-4)
    assert model["order", "the"][1] == pytest.approx(2 / 4, abs=1e-4)


def test_every_size_has_as_many_lines_as_it_says(tmp_path: Path) -> None:
    write(counted(SAID), tmp_path / "model")
    counts: dict[int, int] = defaultdict(int)
    for gram in _read(tmp_path / "model"):
        counts[len(gram)] += 1
    said = [line for line in (tmp_path / "model").read_text(encoding="utf-8").splitlines() if line.startswith("ngram")]

    assert said == [f"ngram {size}={counts[size]}" for size in (1, 2, 3)]
    assert math.isclose(_read(tmp_path / "model")["<s>",][0], 0.0, abs_tol=1e-9)
