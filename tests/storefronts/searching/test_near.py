"""Words that are nearly on the shelf."""

import sqlite3
from pathlib import Path

import pytest

from skill.loading.catalogue_file import write_catalogue
from skill.shopping.product import Product, ProductWords
from skill.storefronts.searching.near import NearTerms, near_keys


def test_near_terms_share_a_key() -> None:
    for one, two in (("yogurt", "yogrt"), ("yogurt", "yohurt"), ("yogurt", "yougrt"), ("charmin", "sharmin")):
        assert near_keys(one, "en") & near_keys(two, "en")
    assert near_keys("42", "en") == near_keys("at", "en") == set()
    assert not near_keys("yogurt", "en") & near_keys("coffee", "en")


@pytest.mark.parametrize(
    ("word", "likest"),
    [
        ("yogrt", "yogurt"),
        ("sharmin", "charmin"),
        ("carrotss", "carrot"),  # two letters too many
        ("chocolaet", "chocolate"),
        ("karit", "carrot"),  # the same sound
        ("zeppelin", None),
        ("at", None),
    ],
)
def test_the_likest_term(tmp_path: Path, word: str, likest: str | None) -> None:
    names = ("Yogurt", "Charmin", "Carrots", "Chocolate", "Rice", "Ratatouille")
    write_catalogue(tmp_path / "shelf", (Product(name, {"en": ProductWords(name, name)}) for name in names), ("en",))
    connection = sqlite3.connect(tmp_path / "shelf")
    found = NearTerms(connection, "en").terms(word, further=True)
    words = dict(connection.execute("SELECT n, word FROM term_en"))
    connection.close()
    assert (words[found[0][0]] if found else None) == likest
    assert all(products == 1 and 0.62 <= likeness < 1 for _, products, likeness in found)
