"""Products as they are imported, from their titles."""

from __future__ import annotations

from skill.locales.naming import naming
from skill.shopping.naming.title import named
from skill.shopping.product import Product, ProductWords


def product(title: str, language: str = "en", *, key: str = "", brand: str = "", size: str = "") -> Product:
    """A product whose spoken name is made from its title; ``key`` is its id (default: the title)."""
    spoken, marks = named(title, naming(language), brand=brand, size=size)
    return Product(key or title, {language: ProductWords(title, spoken, marks=marks)})
