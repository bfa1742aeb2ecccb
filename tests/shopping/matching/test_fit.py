"""Why a product fits heard words, and which of several is meant."""

import pytest

from skill.locales.hearing import hearing
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.rank import matches
from skill.shopping.product import Product, ProductWords
from skill.shopping.purchases import Entry, Purchase, rebuild

EN, DE = hearing("en-US"), hearing("de-DE")
TODAY = 740_000

MILK = Product(
    "milk",
    {
        "en": ProductWords("Cloverfield Whole Milk", "Cloverfield whole milk", ("full fat milk",)),
        "de": ProductWords("Cloverfield Vollmilch", "Cloverfield Vollmilch"),
    },
    category="milk",
    category_words={"en": ("milk",), "de": ("Milch",)},
    brand="Cloverfield",
    size="1 gallon",
)
SKIM = Product(
    "skim",
    {"en": ProductWords("Cloverfield Skim Milk", "Cloverfield skim milk")},
    category="milk",
    category_words={"en": ("milk",)},
    brand="Cloverfield",
)
CHOCOLATE = Product(
    "chocolate",
    {"en": ProductWords("Alder Milk Chocolate Bar", "Alder milk chocolate")},
    category="chocolate",
    category_words={"en": ("chocolate", "candy bar")},
    brand="Alder",
)
PAPER = Product(
    "paper",
    {
        "en": ProductWords("Softleaf Toilet Paper, 12 rolls", "Softleaf toilet paper"),
        "de": ProductWords("Softleaf Toilettenpapier", "Softleaf Toilettenpapier", ("Klopapier",)),
    },
    category_words={"en": ("toilet paper", "toilet tissue")},
    brand="Softleaf",
)
OIL = Product(
    "oil",
    {"en": ProductWords("Weir Canola Oil, 48 oz", "Weir canola oil")},
    category="oil",
    category_words={"en": ("oil and vinegar", "oils & vinegars")},
    brand="Weir",
)
PEARS = Product("pears", {"en": ProductWords("Organic D'Anjou Pears", "organic D'Anjou pears")})
KETTLE = Product("kettle", {"en": ProductWords("Weir Water Kettle", "Weir water kettle")}, brand="Weir")


@pytest.mark.parametrize(
    ("heard", "product", "grade"),
    [
        ("oil", OIL, Grade.DESCRIBED),
        ("oil and vinegar", OIL, Grade.OF_KIND),
        ("vinegar", OIL, Grade.NONE),
        ("water kettle", KETTLE, Grade.DESCRIBED),
        ("twelve pack of water kettles", KETTLE, Grade.MENTIONED),
        ("twelve pack of water", KETTLE, Grade.PARTLY),
        ("d'anjou pears", PEARS, Grade.DESCRIBED),
        ("danjou pears", PEARS, Grade.DESCRIBED),
        ("cloverfield whole milk", MILK, Grade.NAMED),
        ("full fat milk", MILK, Grade.NAMED),
        ("milk", MILK, Grade.OF_KIND),
        ("the milks", MILK, Grade.OF_KIND),
        ("whole milk", MILK, Grade.NAMED),
        ("cloverfield milk", MILK, Grade.DESCRIBED),
        ("cloverfield", MILK, Grade.MENTIONED),
        ("gallon", MILK, Grade.MENTIONED),
        ("milk", CHOCOLATE, Grade.MENTIONED),
        ("chocolate", CHOCOLATE, Grade.OF_KIND),
        ("choclate", CHOCOLATE, Grade.SOUNDS),
        ("to let paper", PAPER, Grade.SOUNDS),
        ("sofleaf", PAPER, Grade.SIMILAR),
        ("coffee", MILK, Grade.NONE),
        ("oat milk", MILK, Grade.NONE),
        ("", MILK, Grade.NONE),
    ],
)
def test_grades(heard: str, product: Product, grade: Grade) -> None:
    assert fit(heard, product, EN) is grade


@pytest.mark.parametrize(
    ("heard", "grade"),
    [
        ("Klopapier", Grade.NAMED),
        ("Toilettenpapier", Grade.NAMED),
        ("Papier", Grade.DESCRIBED),
        ("Toilette", Grade.MENTIONED),
    ],
)
def test_german_words(heard: str, grade: Grade) -> None:
    assert fit(heard, PAPER, DE) is grade


def bought(*days_ago: int) -> Entry:
    entry = rebuild(Purchase(TODAY - ago, 1, 100) for ago in days_ago)
    assert entry is not None
    return entry


def test_only_the_best_grade_stays_and_the_most_bought_comes_first() -> None:
    often, once = bought(30, 20, 10), bought(5)
    candidates = [(CHOCOLATE, often), (SKIM, once), (MILK, often)]
    ranked = matches("milk", candidates, EN, TODAY)
    assert [match.product.id for match in ranked] == ["milk", "skim"]
    assert [match.grade for match in ranked] == [Grade.OF_KIND, Grade.OF_KIND]


def test_of_what_the_household_buys_the_kind_is_as_good_as_a_synonym() -> None:
    ranked = matches("full fat milk", [(MILK, bought(5)), (SKIM, bought(30, 20, 10))], EN, TODAY)
    assert [match.product.id for match in ranked] == ["milk"]


def test_of_the_catalogue_a_name_outranks_a_kind() -> None:
    named = Product("named", {"en": ProductWords("Milk", "Milk")})
    assert [match.product.id for match in matches("milk", [(MILK, None), (named, None)], EN, TODAY)] == ["named"]


def test_what_was_refused_is_left_out() -> None:
    ranked = matches("milk", [(MILK, bought(5)), (SKIM, bought(6))], EN, TODAY, refused={"milk"})
    assert [match.product.id for match in ranked] == ["skim"]


FILTERS = Product("filters", {"en": ProductWords("Harlow Basket Coffee Filters", "Harlow coffee filters")})
PERCENT = Product("percent", {"en": ProductWords("Milk 2%", "Milk 2%")})


@pytest.mark.parametrize(
    ("heard", "product", "grade"),
    [
        ("ground coffee", FILTERS, Grade.NONE),  # though ground coffee is called "filter coffee"
        ("coffee filter", FILTERS, Grade.DESCRIBED),
        ("filter coffee", FILTERS, Grade.MENTIONED),
        ("chocolate milk", CHOCOLATE, Grade.MENTIONED),
        ("percent milk", PERCENT, Grade.DESCRIBED),
    ],
)
def test_of_two_words_the_last_says_what_is_wanted(heard: str, product: Product, grade: Grade) -> None:
    assert fit(heard, product, EN) is grade
