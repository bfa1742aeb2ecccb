"""A few made-up products in two languages, for the tests of what fits them."""

from __future__ import annotations

from collections.abc import Sequence

from skill.locales.hearing import hearing
from skill.shopping.matching.exact import Grade, fit_exactly
from skill.shopping.product import Product, ProductWords

EN, DE = hearing("en-US"), hearing("de-DE")


def product(name: str, *, brand: str = "", size: str = "", kind: str = "", synonyms: Sequence[str] = ()) -> Product:
    """One product of one language; its id is its name."""
    kinds: dict[str, tuple[str, ...]] = {"en": (kind,)} if kind else {}
    return Product(name, {"en": ProductWords(name, name, tuple(synonyms))}, kind, kinds, brand, size)


def fitting(heard: str, products: Sequence[Product], locale: str = "en-US") -> list[str]:
    """The names of those that the words fit best, in grade and score, in the order of the shelf; MENTIONED at least."""
    fits = [(fit_exactly(heard, one, hearing(locale)), one.id) for one in products]
    best = max(fit for fit, _ in fits)
    return [name for fit, name in fits if fit == best] if best.grade >= Grade.MENTIONED else []
