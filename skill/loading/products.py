"""``categories.csv`` and ``products.csv`` → products with their words and prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from skill.loading import values
from skill.loading.problem import Problem, Report, Watch, nobody_watches
from skill.loading.table import Row, read_table
from skill.locales.naming import naming
from skill.settings.shop import ShopConfig
from skill.shopping.naming.title import marks, named
from skill.shopping.product import Product, ProductWords, Quote

MOST_STOCK = 999_999_999
_NEEDED = ("id", "price", "name")
_OTHERS = ("category", "brand", "size", "stock", "tax", "sensitive", "spoken", "synonyms", "details")
_WORDS = ("name", "spoken", "synonyms", "details")


class Category(NamedTuple):
    """What people call a category, by language, most usual first; ``sensitive``: it is nobody else's business."""

    words: dict[str, tuple[str, ...]]
    sensitive: bool = False


Categories = Mapping[str, Category]
"""By key."""


def read_categories(path: Path, config: ShopConfig, report: Report) -> Categories:
    """Read ``key, name, synonyms`` and the same with ``_de`` and so on, and ``sensitive`` (yes/no).

    Of a key given twice the first one stays.
    """
    languages = config.languages
    optional = ["sensitive", "synonyms", *values.columns(("name", "synonyms"), languages)[2:]]
    found: dict[str, Category] = {}
    for line, cells in read_table(path, ("key", "name"), optional, report):
        row = dict(zip(("key", "name", *optional), cells, strict=True))
        try:
            key = values.an_id("key", row["key"])
            if key in found:
                raise ValueError(f"key {key!r} was there before")
            if not row["name"]:
                raise ValueError("name is empty")
            sensitive = values.yes("sensitive", row["sensitive"])
        except ValueError as wrong:
            report(Problem(path.name, line, f"{wrong}; line left out"))
            continue
        words: dict[str, tuple[str, ...]] = {}
        for language in languages:
            name = row[values.column_of("name", language, languages)]
            if name:
                synonyms = row[values.column_of("synonyms", language, languages)]
                words[language] = values.several(f"{name}|{synonyms}")
        found[key] = Category(words, sensitive)
    return found


def read_products(
    path: Path, categories: Categories | None, config: ShopConfig, report: Report, watch: Watch = nobody_watches
) -> Iterator[tuple[Product, Quote]]:
    """Read products with their price and stock; a stream.

    Columns: ``id, price, name`` are needed; ``category, brand, size, stock`` (empty: not counted), ``tax``
    (a class of ``shop.yaml``), ``sensitive`` (yes/no; empty: as its category), ``spoken`` (default: what people
    would say for the name, of at most six words), ``synonyms`` (``a|b``), ``details``, and ``name_de, spoken_de,
    synonyms_de, details_de`` for each further language are not. Without ``categories`` a category is called by its key.
    """
    translated = values.columns(_WORDS, config.languages)[len(_WORDS) :]
    names = (*_NEEDED, *_OTHERS, *translated)
    seen: dict[str, int] = {}
    unknown: set[str] = set()
    for row in read_table(path, _NEEDED, (*_OTHERS, *translated), report, watch):
        try:
            product, quote = _product(dict(zip(names, row.values, strict=True)), categories, config)
            if product.id in seen:
                raise ValueError(f"id {product.id!r} was there before, in line {seen[product.id]}")
        except ValueError as wrong:
            report(Problem(path.name, row.line, f"{wrong}; line left out"))
            continue
        if categories is not None and product.category and product.category not in {*categories, *unknown}:
            unknown.add(product.category)
            report(_no_category(path, row, product.category))
        seen[product.id] = row.line
        yield product, quote


def _no_category(path: Path, row: Row, key: str) -> Problem:
    return Problem(path.name, row.line, f"category {key!r} is not in the categories; its products have no words for it")


def _product(row: dict[str, str], categories: Categories | None, config: ShopConfig) -> tuple[Product, Quote]:
    tax = row["tax"] or "standard"
    if tax not in config.taxes.rates:
        raise ValueError(f"tax {tax!r} is not in shop.yaml, which has {', '.join(config.taxes.rates)}")
    category = row["category"]
    kind = Category({config.languages[0]: (category,)} if category else {})
    if categories is not None:
        kind = categories.get(category, Category({}))
    product = Product(
        id=values.an_id("id", row["id"]),
        words=_words(row, config.languages, kind),
        category=category,
        category_words=kind.words,
        brand=values.spoken_text("brand", row["brand"]),
        size=values.spoken_text("size", row["size"]),
        tax=tax,
        sensitive=values.yes("sensitive", row["sensitive"]) if row["sensitive"] else kind.sensitive,
    )
    price = values.price("price", row["price"], config.currency)
    stock = values.whole("stock", row["stock"], 0, MOST_STOCK) if row["stock"] else None
    return product, Quote(product.id, price, stock)


def _words(row: dict[str, str], languages: tuple[str, ...], kind: Category) -> dict[str, ProductWords]:
    if not row["name"]:
        raise ValueError("name is empty")
    found: dict[str, ProductWords] = {}
    for language in languages:
        name, spoken, synonyms, details = (
            values.spoken_text(name, row[values.column_of(name, language, languages)]) for name in _WORDS
        )
        if name:
            tables, brand, size = naming(language), row["brand"], row["size"]
            if spoken:
                told = marks(name, spoken, tables, brand=brand, size=size)
            else:
                spoken, told = named(name, tables, brand=brand, size=size, category=kind.words.get(language, ()))
            found[language] = ProductWords(name, spoken, values.several(synonyms), details, told)
    return found
