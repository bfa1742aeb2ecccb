"""How well a product fits some heard words, by whatever way it fits best."""

from __future__ import annotations

from skill.shopping.matching.alike import fit_alike
from skill.shopping.matching.exact import Grade, fit_exactly
from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product


def fit(heard: str, product: Product, hearing: Hearing) -> Grade:
    """The grade of a product for some heard words."""
    exact = fit_exactly(heard, product, hearing).grade
    return exact if exact >= Grade.MENTIONED else fit_alike(heard, product, hearing).grade
