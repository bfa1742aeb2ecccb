"""What can be bought: a product, the words for it, and its price and stock at one moment."""

from __future__ import annotations

from functools import cached_property

import msgspec

from skill.shopping.matching.hearing import APOSTROPHES, folded
from skill.shopping.money import Money


class Mark(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """What tells a product from one of the same spoken name: said before the ``at``-th word of it (-1: at its end)."""

    text: str
    at: int = -1


class ProductWords(msgspec.Struct, frozen=True, omit_defaults=True):
    """A product in one language: the shelf name, what Alexa says, what people say, and a sentence of facts.

    ``marks`` are said only where ``spoken`` would be taken for another product's; the most telling is the first.
    """

    name: str
    spoken: str
    synonyms: tuple[str, ...] = ()
    details: str = ""
    marks: tuple[Mark, ...] = ()


class Product(msgspec.Struct, frozen=True, omit_defaults=True, dict=True):
    """One article of the catalogue. ``words`` is keyed by language (``en``); the first one stands in for others."""

    id: str
    words: dict[str, ProductWords]
    category: str = ""
    category_words: dict[str, tuple[str, ...]] = {}
    brand: str = ""
    size: str = ""
    tax: str = "standard"
    sensitive: bool = False

    @cached_property
    def letters(self) -> str:
        """All that it is called in any language, folded: what is not in here, nobody can mean by it."""
        texts = [self.brand, self.size]
        for words in self.words.values():
            texts += words.name, words.spoken, *words.synonyms, *(mark.text for mark in words.marks)
        for names in self.category_words.values():
            texts += names
        return folded("\n".join(texts)).translate(APOSTROPHES)

    def in_language(self, language: str) -> ProductWords:
        """The words in ``language``, or in the shop's first language."""
        return self.words.get(language) or next(iter(self.words.values()))

    def category_names(self, language: str) -> tuple[str, ...]:
        """What people call the whole category, most usual first; empty when the shop names none."""
        return self.category_words.get(language) or next(iter(self.category_words.values()), ())


class Quote(msgspec.Struct, frozen=True):
    """Price and stock now. ``stock`` None: not counted, always there."""

    product_id: str
    price: Money
    stock: int | None = None

    def has(self, quantity: int) -> bool:
        """Whether that many can be sold."""
        return self.stock is None or self.stock >= quantity
