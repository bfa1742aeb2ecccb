"""Writing the catalogue file: beside the old one, then in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from skill.shopping.product import Product
from skill.storefronts import words
from skill.storefronts.catalogue import FORMAT

_SCHEMA = Path(__file__).with_name("catalogue.sql")
_COLUMNS = "name, spoken, synonyms, brand, category, size"


def build(path: Path, products: Iterable[Product], languages: Sequence[str]) -> int:
    """Write a catalogue and put it in the place of the one before; readers of the old one are not disturbed.

    ``languages`` are two-letter codes, the shop's first one first. When ``products`` fails, the old file stays.

    Returns:
        The number of products.

    Raises:
        ValueError: when an id comes twice, or a language is no two-letter code.

    """
    if not languages or not all(len(code) == 2 and code.isascii() and code.isalpha() for code in languages):
        raise ValueError(f"languages are two-letter codes, not {languages!r}")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            count = _fill(connection, products, languages)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _fill(connection: sqlite3.Connection, products: Iterable[Product], languages: Sequence[str]) -> int:
    # A half-written file is thrown away: nothing needs to be safe before the rename.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
    for language in languages:
        connection.execute(
            f"CREATE VIRTUAL TABLE words_{language} USING fts5({_COLUMNS}, content='', prefix='4 5 6', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
    connection.execute("BEGIN")
    count = 0
    category_words: dict[bytes, int] = {}
    for count, product in enumerate(products, 1):
        shared = msgspec.msgpack.encode(product.category_words)
        n = category_words.setdefault(shared, len(category_words) + 1)
        body = msgspec.msgpack.encode(msgspec.structs.replace(product, category_words={}))
        try:
            connection.execute("INSERT INTO product VALUES (?, ?, ?)", (product.id, n, body))
        except sqlite3.IntegrityError:
            raise ValueError(f"product id {product.id!r} comes twice") from None
        connection.execute("INSERT INTO number VALUES (?, ?)", (count, product.id))
        for language in languages:
            connection.execute(
                f"INSERT INTO words_{language} (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (count, *_indexed(product, language)),
            )
    connection.executemany("INSERT INTO category_words (body, n) VALUES (?, ?)", category_words.items())
    connection.execute("INSERT INTO about VALUES (?, ?, ?)", (FORMAT, " ".join(languages), count))
    for language in languages:
        connection.execute(f"INSERT INTO words_{language} (words_{language}) VALUES ('optimize')")  # noqa: S608
        if language in words.COMPOUNDING:
            _compounds(connection, language)
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    return count


def _indexed(product: Product, language: str) -> Iterator[str]:
    named = product.in_language(language)
    for text in (
        named.name,
        named.spoken,
        " ".join(named.synonyms),
        product.brand,
        " ".join(product.category_names(language)),
        product.size,
    ):
        yield " ".join(words.terms(text))


def _compounds(connection: sqlite3.Connection, language: str) -> None:
    """Note every indexed word under itself and under its ends: "kaffeefilter" under "filter"."""
    connection.execute(f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, words_{language}, row)")
    seen = {row[0] for row in connection.execute("SELECT term FROM temp.seen")}
    connection.execute("DROP TABLE temp.seen")
    connection.execute(
        f"CREATE TABLE compound_{language} (tail TEXT, compound TEXT, PRIMARY KEY (tail, compound)) WITHOUT ROWID"
    )
    connection.executemany(
        f"INSERT INTO compound_{language} VALUES (?, ?)",  # noqa: S608
        (
            (tail, term)
            for term in sorted(seen)
            if term.isalpha() and len(term) >= words.SHORTEST_TAIL
            for tail in (term, *words.tails(term))
        ),
    )
