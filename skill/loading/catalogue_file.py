"""The catalogue file of some products, with how their languages are heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from skill.loading.problem import Watch, nobody_watches
from skill.locales.hearing import hearing
from skill.shopping.product import Product
from skill.storefronts.build import build


def write_catalogue(
    path: Path, products: Iterable[Product], languages: Sequence[str], watch: Watch = nobody_watches
) -> int:
    """Build the file in the place of the one before; the shop's first language comes first.

    Returns:
        The number of products.

    Raises:
        ValueError: when an id comes twice, or a language is no two-letter code.

    """
    return build(path, products, {code: hearing(code) for code in languages}, watch)
