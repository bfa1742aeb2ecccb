"""Words whose last letters differ from what a product is called."""

from __future__ import annotations

import pytest

from skill.locales.hearing import hearing
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.product import Product, ProductWords


@pytest.mark.parametrize(
    ("heard", "name", "grade"),
    [
        ("french fries", "French Fries", Grade.NAMED),
        ("fries", "Crinkle Cut Fries", Grade.DESCRIBED),
        ("fry", "French Fries", Grade.NAMED),
        ("brie", "Soft Brie", Grade.DESCRIBED),
        ("brie", "Brie", Grade.NAMED),
        ("ice", "Ice", Grade.NAMED),
        ("7 up", "7 Up", Grade.NAMED),
    ],
)
def test_a_word_that_changes_its_end_still_fits(heard: str, name: str, grade: Grade) -> None:
    product = Product("one", {"en": ProductWords(name, name)})
    assert fit(heard, product, hearing("en-US")) is grade


def test_what_it_is_called_in_any_language_is_looked_through_once() -> None:
    product = Product(
        "oat",
        {"en": ProductWords("Oat Drink", "oat milk", ("barista",)), "de": ProductWords("Haferdrink", "Hafermilch")},
        category_words={"en": ("milk",), "de": ("Käse",)},
        brand="Øatly",
        size="1 l",
    )
    assert set(product.letters.split("\n")) == {
        *("øatly", "1 l", "oat drink", "oat milk", "barista", "haferdrink", "hafermilch", "milk", "kase")
    }
    assert product.letters is product.letters
