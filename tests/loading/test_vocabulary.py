"""A catalogue's names are those of the files it was made of."""

from datetime import date
from pathlib import Path

import pytest

from skill.loading.shop_folder import load_folder
from skill.loading.vocabulary import vocabulary_of
from skill.locales.vocabulary import read_vocabulary
from skill.settings import DEMO_SHOP
from skill.shop_config import load_shop
from skill.storage.memory import MemoryStore
from skill.storefronts.catalogue import Catalogue


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_the_demo_shops_names(tmp_path: Path, locale: str) -> None:
    load_folder(MemoryStore(), load_shop(DEMO_SHOP), DEMO_SHOP, tmp_path / "catalogue", date(2026, 11, 21))
    from_files = read_vocabulary(DEMO_SHOP / "products.csv", DEMO_SHOP / "categories.csv", locale)
    with Catalogue(tmp_path / "catalogue") as catalogue:
        loaded = vocabulary_of(catalogue.every(), locale)
    assert loaded.products == from_files.products
    assert sorted(loaded.categories, key=str) == sorted(from_files.categories, key=str)
