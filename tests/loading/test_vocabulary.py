"""A catalogue's names are those of the files it was made of."""

from datetime import date
from pathlib import Path

import pytest

from skill.loading.products import read_products
from skill.loading.shop_folder import load_folder
from skill.loading.vocabulary import vocabulary_of
from skill.locales.vocabulary import Entry, read_vocabulary
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.storage.memory import MemoryStore
from skill.storefronts.catalogue import Catalogue
from tests.loading.files import Problems, write


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_the_demo_shops_names(tmp_path: Path, locale: str) -> None:
    load_folder(MemoryStore(), load_shop(DEMO_SHOP), DEMO_SHOP, tmp_path / "catalogue", date(2026, 11, 21))
    from_files = read_vocabulary(DEMO_SHOP / "products.csv", DEMO_SHOP / "categories.csv", locale)
    with Catalogue(tmp_path / "catalogue") as catalogue:
        loaded = vocabulary_of(catalogue.every(), locale)
    assert loaded.products == from_files.products
    assert sorted(loaded.categories, key=str) == sorted(from_files.categories, key=str)


@pytest.mark.parametrize(
    ("locale", "spoken"), [("en-US", "Fernhill whitening toothpaste"), ("de-DE", "Fernhill Zahnpasta Minze")]
)
def test_alexa_learns_the_name_that_is_said_and_no_long_title(tmp_path: Path, locale: str, spoken: str) -> None:
    text = (
        "id,price,brand,name,name_de\n"
        'a,1,Fernhill,"FERNHILL Whitening Toothpaste to Help Bleeding Gums for Good Gum Health, Mint, 3.4 Oz x 3",'
        '"FERNHILL ZAHNPASTA MINZE, 3 x 75 ml"\n'
        'b,2,,"Green Tea, 20 bags",\n'
    )
    file = write(tmp_path / "products.csv", text)
    read = [product for product, _ in read_products(file, {}, load_shop(DEMO_SHOP), Problems())]
    taught = vocabulary_of(read, locale)
    assert taught.products == read_vocabulary(file, None, locale, first="en").products
    assert taught.products[0].value == spoken
    assert taught.products[0].synonyms == (() if locale == "en-US" else ("FERNHILL ZAHNPASTA MINZE",))
    assert taught.products[1] == Entry("b", "green tea", ("Green Tea",))
