"""products.csv and categories.csv."""

from pathlib import Path

import pytest

from skill.loading.products import Categories, Category, read_categories, read_products
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.shopping.money import Money
from skill.shopping.product import Mark, Product, ProductWords, Quote
from tests.loading.files import CATEGORIES, PRODUCTS, Problems, write

SHOP = load_shop(DEMO_SHOP)
WORDS = {"en": ("coffee", "java", "cup of joe"), "de": ("Kaffee",)}


def products(
    folder: Path, text: str, categories: Categories | None = None
) -> tuple[list[tuple[Product, Quote]], list[str]]:
    problems = Problems()
    path = write(folder / "products.csv", text)
    return list(read_products(path, categories, SHOP, problems)), problems.said


def test_products_with_all_and_with_the_least_columns(tmp_path: Path) -> None:
    found, said = products(tmp_path, PRODUCTS, {"coffee": Category(WORDS)})
    assert said == []
    assert found == [
        (
            Product(
                "coffee",
                {
                    "en": ProductWords(
                        "Bluebird Coffee, 12 oz",
                        "Bluebird coffee",
                        ("regular coffee", "filter coffee"),
                        "Medium roast.",
                        (Mark("12 ounces"),),
                    ),
                    "de": ProductWords(
                        "Bluebird Kaffee", "Kaffee von Bluebird", ("Filterkaffee",), "", (Mark("12 Unzen"),)
                    ),
                },
                "coffee",
                WORDS,
                "Bluebird",
                "12 oz",
                "food",
            ),
            Quote("coffee", Money(499, "USD"), 3),
        ),
        (Product("soap", {"en": ProductWords("Soap", "soap")}, sensitive=True), Quote("soap", Money(200, "USD"), None)),
    ]


def test_without_categories_the_key_is_the_word(tmp_path: Path) -> None:
    found, said = products(tmp_path, "id,price,name,category\nt,1,Tea,tea\ns,1,Soap,\n")
    assert [product.category_words for product, _ in found] == [{"en": ("tea",)}, {}]
    assert said == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",1.00,Tea,,,", "id is empty; line left out"),
        ("a\tb,1.00,Tea,,,", "id 'a\\tb' is no id of at most 200 printable characters; line left out"),
        ("t,,Tea,,,", "price '' is not an amount of money such as 4.99; line left out"),
        ('t,"4,99",Tea,,,', "price '4,99' is not an amount of money such as 4.99; line left out"),
        ("t,$4.99,Tea,,,", "price '$4.99' is not an amount of money such as 4.99; line left out"),
        ("t,4.999,Tea,,,", "price '4.999' has more decimals than USD knows; line left out"),
        ("t,-1,Tea,,,", "price '-1' is negative; line left out"),
        ("t,NaN,Tea,,,", "price 'NaN' is not an amount of money such as 4.99; line left out"),
        ("t,1.00,,,,", "name is empty; line left out"),
        (f"t,1.00,{'x' * 2001},,,", "name is longer than 2000 characters; line left out"),
        ("t,1.00,Tea,many,,", "stock 'many' is not a whole number; line left out"),
        ("t,1.00,Tea,-2,,", "stock '-2' is not a whole number; line left out"),
        ("t,1.00,Tea,,luxury,", "tax 'luxury' is not in shop.yaml, which has standard, food; line left out"),
        ("t,1.00,Tea,,,perhaps", "sensitive 'perhaps' is neither yes nor no; line left out"),
        ("ok,1.00,Tea,,,", "id 'ok' was there before, in line 2; line left out"),
    ],
)
def test_a_wrong_line_is_left_out_and_the_rest_loaded(tmp_path: Path, line: str, sentence: str) -> None:
    found, said = products(tmp_path, f"id,price,name,stock,tax,sensitive\nok,1,Ok,,,\n{line}\nlast,1,Last,0,,YES\n")
    assert [product.id for product, _ in found] == ["ok", "last"]
    assert said == [f"products.csv line 3: {sentence}"]


def test_an_unknown_category_is_said_once_and_its_products_kept(tmp_path: Path) -> None:
    found, said = products(tmp_path, "id,price,name,category\na,1,A,tee\nb,1,B,tee\n", {"tea": Category(WORDS)})
    assert [(product.category, product.category_words) for product, _ in found] == [("tee", {}), ("tee", {})]
    assert said == ["products.csv line 2: category 'tee' is not in the categories; its products have no words for it"]


def test_categories(tmp_path: Path) -> None:
    problems = Problems()
    path = write(tmp_path / "categories.csv", CATEGORIES + "coffee,again,,,\n,nameless,,,\ntea,,Tee,,\nrice,rice,,,\n")
    assert read_categories(path, SHOP, problems) == {"coffee": Category(WORDS), "rice": Category({"en": ("rice",)})}
    assert problems.said == [
        "categories.csv line 3: key 'coffee' was there before; line left out",
        "categories.csv line 4: key is empty; line left out",
        "categories.csv line 5: name is empty; line left out",
    ]


def test_what_is_sensitive_is_said_of_a_category_or_of_a_product(tmp_path: Path) -> None:
    problems = Problems()
    path = write(tmp_path / "categories.csv", "key,name,sensitive\npills,pills,yes\ntea,tea,no\nrice,rice,perhaps\n")
    categories = read_categories(path, SHOP, problems)
    text = "id,price,name,category,sensitive\na,1,A,pills,\nb,1,B,pills,no\nc,1,C,tea,\nd,1,D,tea,yes\ne,1,E,,\n"
    found, _ = products(tmp_path, text, categories)
    assert [product.sensitive for product, _ in found] == [True, False, False, True, False]
    assert problems.said == ["categories.csv line 4: sensitive 'perhaps' is neither yes nor no; line left out"]


def test_without_a_spoken_name_it_is_what_people_would_say_in_each_language(tmp_path: Path) -> None:
    text = (
        "id,price,brand,size,name,spoken,name_de,spoken_de\n"
        'a,1,Fernhill,,"FERNHILL Whitening Toothpaste for Gums, Mint, 3.4 Oz x 3",,"Zahnpasta Minze, 3 x 75 ml",\n'
        'b,1,Fernhill,2 oz,"FERNHILL Dental Floss EB20",the floss,"Zahnseide gewachst, 50 m",\n'
    )
    (paste, _), (floss, _) = products(tmp_path, text)[0]
    assert paste.words == {
        "en": ProductWords(
            "FERNHILL Whitening Toothpaste for Gums, Mint, 3.4 Oz x 3",
            "Fernhill whitening toothpaste",
            marks=(Mark("mint", 1), Mark("three-pack"), Mark("3.4 ounces"), Mark("for gums")),
        ),
        "de": ProductWords(
            "Zahnpasta Minze, 3 x 75 ml",
            "Fernhill Zahnpasta Minze",
            marks=(Mark("Dreierpack"), Mark("75 Milliliter")),
        ),
    }
    assert (floss.words["en"].spoken, floss.words["de"].spoken) == ("the floss", "Fernhill Zahnseide gewachst")
    assert floss.words["en"].marks == (Mark("Fernhill", 0), Mark("2 ounces"), Mark("dental", 0))
