"""The catalogue file: what is found, how it is replaced, how much of it is held."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.loading.catalogue_file import write_catalogue
from skill.locales.hearing import hearing
from skill.shopping.product import Product, ProductWords
from skill.storefronts.catalogue import Catalogue


def named(product_id: str, name: str, *synonyms: str, german: str = "", **more: str) -> Product:
    words = {"en": ProductWords(name, name, synonyms)}
    if german:
        words["de"] = ProductWords(german, german)
    return Product(product_id, words, **more)  # type: ignore[arg-type]


SHELF = (
    named("banana-bread", "Banana Bread", german="Bananenbrot"),
    named("bananas", "Bananas", german="Bananen"),
    named("berries", "Blueberries", german="Heidelbeeren"),
    named("filters", "Coffee Filters", german="Kaffeefilter"),
    named("coffee", "Ground Coffee", german="Kaffee gemahlen"),
    named("flour", "Flour", german="Mehl"),
    named("creme", "Crème Brûlée", german="Süße Creme"),
    named("eggs", "Large Eggs", german="Eier"),
    named("apples", "Apples", german="Äpfel"),
    named("rice", "Rice", german="Reis"),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    assert write_catalogue(tmp_path / "shelf", SHELF, ("en", "de")) == len(SHELF)
    with Catalogue(tmp_path / "shelf", hearing) as opened:
        yield opened


@pytest.mark.parametrize(
    ("heard", "language", "found"),
    [
        ("banana", "en", ["bananas", "banana-bread"]),
        ("bananas", "en", ["bananas", "banana-bread"]),
        ("BANANA bread", "en", ["banana-bread", "bananas"]),
        ("hen's eggs", "en", ["eggs"]),
        ("blueberry", "en", ["berries"]),
        ("egg", "en", ["eggs"]),
        ("creme brulee", "en", ["creme"]),
        ("coff", "en", ["coffee", "filters"]),
        ("coffee please", "en", ["coffee", "filters"]),
        ("ice", "en", []),
        ("Apfel", "de", ["apples"]),
        ("Banane", "de", ["bananas", "banana-bread"]),
        ("süsse Creme", "de", ["creme"]),
        ("Filter", "de", ["filters"]),
        ("Weizenmehl", "de", ["flour"]),
        ("Eis", "de", []),
        ("Kaffee", "de", ["coffee", "filters"]),
        ("rice", "fr", ["rice"]),
    ],
)
def test_search(catalogue: Catalogue, heard: str, language: str, found: list[str]) -> None:
    assert [product.id for product in catalogue.search(heard, language, 10)] == found


def test_all_words_before_some(catalogue: Catalogue) -> None:
    assert [product.id for product in catalogue.search("ground coffee", "en", 10)] == ["coffee", "filters"]
    assert [product.id for product in catalogue.search("filters coffee", "en", 10)] == ["filters", "coffee"]
    assert [product.id for product in catalogue.search("cold coffee", "en", 10)] == ["coffee", "filters"]


DRINKS = (
    named("cola", "Cola", size="2 l"),
    named("small-cola", "Cola", size="330 ml"),
    named("diet-cola", "Diet Cola", size="330 ml"),
    named("charmin", "Charmin Toilet Paper"),
    named("yogurt", "Strawberry Yogurt"),
    named("yogurt-drink", "Yogurt Drink with Strawberry Pieces"),
    named("table", "Bedside Table"),
    named("cheese", "Cheddar Cheese"),
    named("steak", "Steak Fries"),
    named("cookies", "Gluten Free Cookies"),
    named("plain-cookies", "Butter Cookies"),
    named("chili", "Sweet Chilli Sauce"),
    named("chili-us", "Sweet Chili Sauce"),
    named("pizza", "Pepperoni Pizza"),
    named("small-pizza", "Pepperoni Pizza for One"),
    named("apples", "Just Apples"),
    named("bags", "Kitchen Bags, Drawstring, 2.5 Gallon Strong", size="3 gal"),
    named("other-bags", "Drawstring Kitchen Bags", size="5 gal"),
)


@pytest.mark.parametrize(
    ("heard", "first"),
    [
        ("sharmin", "charmin"),
        ("to let paper", "charmin"),
        ("toiletpaper", "charmin"),
        ("bed side table", "table"),
        ("yoghurt", "yogurt"),
        ("strawbery yogrt", "yogurt"),
        ("strawberry yogurt", "yogurt"),
        ("yogurt with strawberry pieces", "yogurt-drink"),
        ("chedar chese", "cheese"),
        ("chedarchese", "cheese"),
        ("cheddarchese", "cheese"),
        ("stake fries", "steak"),
        ("glutin free cookies", "cookies"),
        ("cookies without gluten", "cookies"),
        ("butter cookies", "plain-cookies"),
        ("two litre cola", "cola"),
        ("0.33 l cola", "small-cola"),
        ("cola not the diet one", "cola"),
        ("sweet chilli sauce", "chili"),
        ("sweet chili sauce", "chili-us"),
        ("gluten frea cookies", "cookies"),
        ("peperoni pizza for one", "small-pizza"),
        ("peperoni pizza", "pizza"),
        ("just aples", "apples"),
        ("kitchen bags drawstring 2 5 gallon strong", "bags"),
    ],
)
def test_misheard_words_sizes_and_what_is_not_wanted(tmp_path: Path, heard: str, first: str) -> None:
    write_catalogue(tmp_path / "drinks", DRINKS, ("en",))
    with Catalogue(tmp_path / "drinks", hearing) as catalogue:
        assert catalogue.search(heard, "en", 3)[0].id == first


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "drinks", DRINKS, ("en",))
    with Catalogue(tmp_path / "drinks", hearing) as catalogue:
        assert [catalogue.search(heard, "en", 3) for heard in ("zeppelin", "xylophone", "not cola")] == [[], [], []]


def test_names_about_the_same_stand_in_for_the_words_on_a_small_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Samsung Galaxy A10, 32GB, Blue", "Smart Plug", "Men's Leather Sandals", "Cat Food", "Paper Towels")
    write_catalogue(tmp_path / "shelf", [named(name, name) for name in names], ("en",))

    def found(heard: str) -> list[str]:
        with Catalogue(tmp_path / "shelf", hearing) as catalogue:
            return [product.id for product in catalogue.search(heard, "en", 10)]

    assert found("smartphone")[0] == "Samsung Galaxy A10, 32GB, Blue"
    assert found("kitten chow") == ["Cat Food"]
    assert found("cat food")[0] == "Cat Food"
    monkeypatch.setattr("skill.storefronts.searching.meant.SMALL", 4)
    assert found("kitten chow") == []


def test_a_search_needs_to_know_how_words_are_heard(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "drinks", DRINKS, ("en",))
    with Catalogue(tmp_path / "drinks") as catalogue:
        assert list(catalogue.get(["cola"])) == ["cola"]
        with pytest.raises(ValueError, match="must know how its languages are heard"):
            catalogue.search("cola", "en", 1)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old"
    write_catalogue(path, DRINKS, ("en",))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET format = 1")
    connection.close()
    with pytest.raises(SettingsError, match="is no catalogue of this version; build it with: restock catalogue build"):
        Catalogue(path)


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        '"" OR ""',
        "NEAR(a b)",
        "name:coffee",
        "*",
        "-",
        "(",
        "\0",
        "\ud800",
        "👍",
        "a" * 100_000,
        "x " * 50_000,
        "^coffee^",
        "{name}",
        "'",
        ";",
        "1e999",
    ],
)
def test_no_words_are_taken_for_a_query(catalogue: Catalogue, hostile: str) -> None:
    for language in ("en", "de", "en; DROP TABLE product"):
        assert {product.id for product in catalogue.search(hostile, language, 10)} <= {"coffee", "filters"}


def test_every_product_in_the_catalogues_order(catalogue: Catalogue) -> None:
    assert list(catalogue.every()) == list(SHELF)
    assert (catalogue.products, catalogue.languages) == (10, ("en", "de"))


def test_a_product_comes_back_as_it_was(tmp_path: Path) -> None:
    words: dict[str, tuple[str, ...]] = {"en": ("coffee", "java")}
    whole = Product("ä/1", {"en": ProductWords("n", "s", ("a", "b"), "d")}, "c", words, "B", "1 l", "food", True)
    write_catalogue(tmp_path / "one", [whole, named("bare", "Bare")], ("en",))
    with Catalogue(tmp_path / "one") as catalogue:
        assert catalogue.get(["ä/1", "bare"]) == {"ä/1": whole, "bare": named("bare", "Bare")}


def test_it_holds_no_more_products_than_told(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "many", (named(str(n), f"thing {n}") for n in range(50)), ("en",))
    with Catalogue(tmp_path / "many", kept=10) as catalogue:
        assert len(catalogue.get([str(n) for n in range(50)])) == 50
        first = catalogue.get(["45"])["45"]
        catalogue.get([str(n) for n in range(9)])
        assert catalogue.get(["45"])["45"] is first
        catalogue.get([str(n) for n in range(10)])
        assert catalogue.get(["45"])["45"] == first
        assert catalogue.get(["45"])["45"] is not first
        assert list(catalogue.every())[7] == named("7", "thing 7")


def test_a_rebuild_replaces_the_file_and_disturbs_no_reader(tmp_path: Path, catalogue: Catalogue) -> None:
    write_catalogue(tmp_path / "shelf", [named("new", "New")], ("en",))
    assert catalogue.get(["rice", "new"]) == {"rice": SHELF[-1]}
    with Catalogue(tmp_path / "shelf") as rebuilt:
        assert list(rebuilt.get(["rice", "new"])) == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["shelf"]


def test_a_failed_build_leaves_the_old_file(tmp_path: Path, catalogue: Catalogue) -> None:
    before = (tmp_path / "shelf").read_bytes()
    with pytest.raises(ValueError, match="product id 'a' comes twice"):
        write_catalogue(tmp_path / "shelf", [named("a", "A"), named("a", "B")], ("en",))
    with pytest.raises(ValueError, match="languages are two-letter codes"):
        write_catalogue(tmp_path / "shelf", [], ("en; --",))
    assert (tmp_path / "shelf").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["shelf"]


def test_the_file_is_never_written(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        catalogue._connection.execute("DELETE FROM product")


def test_a_missing_or_foreign_file_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as missing:
        Catalogue(tmp_path / "none")
    assert str(missing.value) == (
        f"RESTOCK_CATALOGUE={tmp_path}/none does not exist; build it with: restock catalogue build"
    )
    (tmp_path / "text").write_text("no database")
    sqlite3.connect(tmp_path / "empty").close()
    (tmp_path / "empty").touch()
    for name in ("text", "empty"):
        with pytest.raises(SettingsError) as foreign:
            Catalogue(tmp_path / name)
        assert str(foreign.value) == (
            f"RESTOCK_CATALOGUE={tmp_path}/{name} is no catalogue of this version; "
            "build it with: restock catalogue build"
        )


def test_a_path_with_signs_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "50% off?#1" / "catalogue"
    write_catalogue(path, SHELF, ("en",))
    with Catalogue(path) as catalogue:
        assert catalogue.products == 10


def test_many_threads(catalogue: Catalogue) -> None:
    ids = [product.id for product in SHELF]

    def look(n: int) -> bool:
        return list(catalogue.get(ids[n % 10 :])) == ids[n % 10 :] and len(catalogue.search("coffee", "en", 5)) == 2

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(look, range(400)))


def test_a_hundred_thousand_products(tmp_path: Path) -> None:
    kinds = ("coffee", "tea", "milk", "bread", "rice", "soap", "apples", "cheese")
    products = (named(f"p{n}", f"{kinds[n % 8]} number {n}", brand=f"brand {n % 997}") for n in range(100_000))
    write_catalogue(tmp_path / "large", products, ("en",))
    ids = [f"p{n * 163}" for n in range(600)]
    with Catalogue(tmp_path / "large", hearing) as catalogue:
        assert len(catalogue.get(ids)) == 600
        assert [product.id for product in catalogue.search("coffee number 4096", "en", 3)] == ["p4096"]
