"""Writing the catalogue file: beside the old one, then in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product
from skill.storefronts.catalogue import FORMAT
from skill.storefronts.searching.index import IndexWriter, Watch

_SCHEMA = Path(__file__).with_name("catalogue.sql")


def build(
    path: Path, products: Iterable[Product], hearings: Mapping[str, Hearing], watch: Watch = lambda *_: None
) -> int:
    """Write a catalogue and put it in the place of the one before; readers of the old one are not disturbed.

    ``hearings`` are how each language is heard, by two-letter code, the shop's first one first. When ``products``
    fails, the old file stays. ``watch`` is told what is being indexed, how much is done, and how much there is.

    Returns:
        The number of products.

    Raises:
        ValueError: when an id comes twice, or a language is no two-letter code.

    """
    if not hearings or not all(len(code) == 2 and code.isascii() and code.isalpha() for code in hearings):
        raise ValueError(f"languages are two-letter codes, not {list(hearings)!r}")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            count = _fill(connection, products, hearings, watch)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _fill(
    connection: sqlite3.Connection, products: Iterable[Product], hearings: Mapping[str, Hearing], watch: Watch
) -> int:
    # A half-written file is thrown away: nothing needs to be safe before the rename.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
    connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
    writers = [IndexWriter(connection, code, hearing) for code, hearing in hearings.items()]
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
        for writer in writers:
            writer.add(product)
    connection.executemany("INSERT INTO category_words (body, n) VALUES (?, ?)", category_words.items())
    connection.execute("INSERT INTO about VALUES (?, ?, ?)", (FORMAT, " ".join(hearings), count))
    for writer in writers:
        writer.write(watch)
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    return count
