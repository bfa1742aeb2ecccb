"""Fit ``searching/meaning-en.bin`` of the storefronts: vectors of pieces of words, for what names are about.

    python tools/fit_meaning.py --data FOLDER [--out FILE]      # needs numpy and scipy

The pieces are MiniLM's own vocabulary. Their vectors start as what MiniLM makes of each alone and are fitted (Adam) to
two things at once: that the sum of a text's vectors points where MiniLM's embedding of the text does (Tulkens and van
Dongen, "Model2Vec", 2024), for names of ``FOLDER/amazon/items.csv.gz``, for some of their words as in a query, and for
single words; and that some words of a name are nearer to its other words than to those of other names (InfoNCE; van
den Oord and others, 2018). MiniLM's numbers are cut to the 64 in which the names differ most. Products of the queries
that ``benchmarks/search.py`` asks are left out. Takes some 20 minutes on two cores.
"""

import argparse
import math
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.minilm import Floats, MiniLM
from benchmarks.support.search_queries import read_queries
from benchmarks.support.sets import rows
from skill.locales.hearing import hearing
from skill.storefronts.searching.meaning import INSIDE, NUMBERS, pieces, written
from skill.storefronts.searching.words import index_terms

NAMES, PARTS_A_NAME, WORD_IN_NAMES = 36_000, 2, 4
ROUNDS, BATCH, OTHERS, RATE, OWN_WORDS, SHARPNESS = 15, 4096, 2048, 0.003, 0.02, 10.0
SEED = 1
OUT = Path(__file__).resolve().parents[1] / "skill" / "storefronts" / "searching" / "meaning-en.bin"
ENGLISH = hearing("en")

Bags = Any
"""A sparse matrix: a row a text, a column a piece, how often it occurs."""


def main(arguments: list[str] | None = None) -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit the table of meanings.")
    parser.add_argument("--data", type=Path, required=True, help="a folder that holds amazon/items.csv.gz and queries/")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write")
    given = parser.parse_args(arguments)
    model = MiniLM()
    known = {piece: n for n, piece in enumerate(_pieces(model))}
    asked = {name for graded in read_queries(given.data) for name in graded.products.values()}
    names = sorted({row["name"].strip() for row in rows(given.data / "amazon" / "items.csv.gz")} - asked - {""})
    chance = random.Random(SEED)
    chance.shuffle(names)
    texts = [*_words(names), *_parts(names[:NAMES], chance), *names[:NAMES]]
    vectors = fitted(model, known, texts, names)
    scaled = np.round(vectors / np.abs(vectors).max() * 127).astype(int)
    given.out.write_bytes(written({piece: scaled[n].tolist() for piece, n in known.items()}))
    print(f"{given.out}: {len(known)} pieces, from {len(texts)} texts")


def fitted(model: MiniLM, known: dict[str, int], texts: Sequence[str], names: Sequence[str]) -> Floats:
    """A row a piece."""
    told = model.embed(texts)
    middle = told.mean(0)
    most = np.linalg.eigh(np.cov(told.T))[1][:, ::-1][:, :NUMBERS].astype(np.float32)
    aims = _long((told - middle) @ most)[0]
    alone = model.embed([piece.removeprefix(INSIDE) for piece in known])
    bags, others = _bags(texts, known), _bags(names, known)
    often = np.asarray((others > 0).sum(0)).ravel() + 1
    share = often / often.sum()
    # Arora and others, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017.
    vectors = np.asarray(_long((alone - middle) @ most)[0] * (1e-3 / (1e-3 + share))[:, None], np.float32)
    own, several = (np.flatnonzero(np.diff(each.indptr) >= least) for each, least in ((bags, 1), (others, 4)))
    chance = np.random.default_rng(SEED)
    mean, square = np.zeros_like(vectors), np.zeros_like(vectors)
    steps = ROUNDS * math.ceil(len(own) / BATCH)
    for step in range(steps):
        drawn, drawn_others = chance.choice(own, BATCH), chance.choice(several, OTHERS, replace=False)
        slope = 100 * (
            _to_aims(vectors, bags[drawn], aims[drawn]) + OWN_WORDS * _to_own(vectors, others[drawn_others], chance)
        )
        mean, square = _more(mean, slope, 0.9), _more(square, slope**2, 0.99)
        rate = RATE * (1 - step / steps) + 1e-5
        spread = np.sqrt(square / (1 - 0.99 ** (step + 1))) + 1e-6
        vectors -= rate * mean / (1 - 0.9 ** (step + 1)) / spread
    return vectors


def _to_aims(vectors: Floats, bags: Bags, aims: Floats) -> Floats:
    """The slope of how far texts point from where they should."""
    found, length = _long(bags @ vectors)
    cosine = (found * aims).sum(1, keepdims=True)
    return np.asarray(bags.T @ ((cosine * found - aims) / length / len(aims)), np.float32)


def _to_own(vectors: Floats, bags: Bags, chance: np.random.Generator) -> Floats:
    """The slope of how hard it is to tell by some words of a name which of many names the other words are from."""
    count = bags.shape[0]
    taken = chance.random(len(bags.data)) < chance.uniform(0.1, 0.6, count).repeat(np.diff(bags.indptr))
    some, rest = bags.copy(), bags.copy()
    some.data, rest.data = bags.data * taken, bags.data * ~taken
    (one, one_length), (two, two_length) = _long(some @ vectors), _long(rest @ vectors)
    near = np.exp(SHARPNESS * (one @ two.T) - SHARPNESS)
    wrong = (near / near.sum(1, keepdims=True) - np.eye(count, dtype=np.float32)) * np.float32(SHARPNESS / count)
    made = []
    for bag, found, slope, length in ((some, one, wrong @ two, one_length), (rest, two, wrong.T @ one, two_length)):
        across = (slope - (slope * found).sum(1, keepdims=True) * found) / length
        across[length[:, 0] < 1e-3] = 0
        made.append(bag.T @ across)
    return np.asarray(made[0] + made[1], np.float32)


def _more(before: Floats, now: Floats, kept: float) -> Floats:
    return np.asarray(kept * before + (1 - kept) * now, np.float32)


def _long(vectors: Floats) -> tuple[Floats, Floats]:
    """Vectors of length one, and how long they were."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True) + np.float32(1e-6)
    return np.asarray(vectors / length, np.float32), np.asarray(length, np.float32)


def _bags(texts: Sequence[str], known: dict[str, int]) -> Bags:
    made: dict[str, list[int]] = {}
    at, which = [], []
    for n, text in enumerate(texts):
        for term in index_terms(text, ENGLISH):
            if term not in made:
                made[term] = [known[piece] for piece in pieces(term, known)]
            which += made[term]
            at += [n] * len(made[term])
    ones = np.ones(len(at), np.float32)
    return sparse.csr_matrix((ones, (at, which)), shape=(len(texts), len(known)))  # type: ignore[no-untyped-call]


def _pieces(model: MiniLM) -> Iterator[str]:
    """Those of letters and digits."""
    for piece in model.pieces():
        bare = piece.removeprefix(INSIDE)
        if bare.isascii() and bare.isalnum():
            yield piece


def _words(names: Sequence[str]) -> list[str]:
    """The words that several names have."""
    counts: dict[str, int] = {}
    for name in names:
        for term in dict.fromkeys(index_terms(name, ENGLISH)):
            counts[term] = counts.get(term, 0) + 1
    return [term for term, count in counts.items() if count >= WORD_IN_NAMES and not term.isdigit()]


def _parts(names: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Some words of names, as people ask: neighbours, or from here and there."""
    for name in names:
        words = name.replace(",", " ").split()
        for _ in range(PARTS_A_NAME):
            count = chance.choice((1, 2, 2, 3, 3, 4, 5))
            if chance.random() < 0.5:
                start = chance.randrange(max(1, min(len(words), 12) - count + 1))
                part = words[start : start + count]
            else:
                places = range(min(len(words), 14))
                part = [words[place] for place in sorted(chance.sample(places, min(count, len(places))))]
            yield " ".join(part).strip(" -|()&.").lower()


if __name__ == "__main__":
    main()
