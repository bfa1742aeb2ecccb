"""Words that were not heard right: by sound and by letters, split and joined; and what is none of it."""

from __future__ import annotations

import pytest

from skill.locales.hearing import hearing
from skill.shopping.matching.alike import alike_among, fit_alike
from skill.shopping.matching.exact import Fitting, Grade, fit_exactly
from skill.shopping.matching.fit import fit
from tests.shopping.matching.shelf import DE, EN, product


@pytest.mark.parametrize(
    ("heard", "name", "grade"),
    [
        ("sharmin", "Charmin Toilet Paper", Grade.SOUNDS),
        ("to let paper", "Plumeau Toilet Paper", Grade.SOUNDS),
        ("coffee maid", "Coffee-mate Creamer", Grade.SOUNDS),
        ("tooth paste", "Pearlo Toothpaste", Grade.DESCRIBED),
        ("toothpaste", "Pearlo Tooth Paste", Grade.DESCRIBED),
        ("corn flakes", "Krix Cornflakes", Grade.DESCRIBED),
        ("cornflakes", "Krix Corn Flakes", Grade.DESCRIBED),
        ("seven up", "7up", Grade.NAMED),
        ("7 up", "Seven Up", Grade.NAMED),
        ("two percent milk", "2% Milk", Grade.NAMED),
        ("2 percent milk", "Milk 2%", Grade.DESCRIBED),
        ("a 1 sauce", "A1 Sauce", Grade.NAMED),
        ("choclate", "Alder Chocolate", Grade.SOUNDS),
        ("plumo toilet paper", "Plumeau Toilet Paper", Grade.SOUNDS),
        ("moccara coffee", "Moccora Coffee", Grade.SOUNDS),
        ("chiken soup", "Chicken Soup", Grade.SOUNDS),
        ("brocoli florets", "Broccoli Florets", Grade.SOUNDS),
        ("strawbery yogurt", "Strawberry Yogurt", Grade.SOUNDS),
        ("plack beans", "Black Beans", Grade.SIMILAR),
        ("cucumper salad", "Cucumber Salad", Grade.SIMILAR),
        ("mixed bikes", "Mixed Berry Oat Bites", Grade.PARTLY),
        ("mouth cheerios", "Honey Nut Cheerios", Grade.PARTLY),
        ("mini or a tangalo", "Minneola Tangelo", Grade.PARTLY),
        ("latinato kale", "Lacinato Kale", Grade.SIMILAR),
        ("mixed nuts", "Mixed Berry Oat Bites", Grade.NONE),
        ("unicorn", "Corn Chips", Grade.NONE),
        ("soup", "Soap", Grade.SOUNDS),
        ("tea", "Toe Cream", Grade.NONE),
        ("zeppelin", "Zucchini", Grade.NONE),
        ("milk", "Silk Scarf", Grade.NONE),
    ],
)
def test_english_mishearings(heard: str, name: str, grade: Grade) -> None:
    assert fit(heard, product(name), EN) is grade


@pytest.mark.parametrize(
    ("heard", "name", "grade"),
    [
        ("Meer rettich", "Scharfer Meerrettich", Grade.DESCRIBED),
        ("Lacks", "Fjordgut Lachs", Grade.MENTIONED),
        ("Schips", "Krix Chips", Grade.SOUNDS),
        ("Toiletten Papier", "Wölkchen Toilettenpapier", Grade.DESCRIBED),
        ("Toilettenpapier", "Wölkchen Toiletten Papier", Grade.DESCRIBED),
        ("Bohnen Kaffee", "Moccora Kaffeebohnen", Grade.DESCRIBED),
        ("Kaffeebohnen", "Moccora Kaffee ganze Bohnen", Grade.DESCRIBED),
        ("Bohnen", "Moccora Kaffeebohnen", Grade.DESCRIBED),
        ("Kaffee", "Blitz Kaffeefilter", Grade.MENTIONED),
        ("Tee", "Bergtal Kräutertee", Grade.DESCRIBED),
        ("Eis", "Landbäck Reis", Grade.NONE),
        ("Feffer", "Scharfer Pfeffer", Grade.SOUNDS),
        ("Yogurt", "Almgut Joghurt", Grade.DESCRIBED),
        ("Zahnpaster", "Perlo Zahnpasta", Grade.DESCRIBED),
        ("Einhorn", "Feldfrisch Horn", Grade.NONE),
        ("Zeppelin", "Feldfrisch Zwiebeln", Grade.NONE),
    ],
)
def test_german_mishearings(heard: str, name: str, grade: Grade) -> None:
    assert fit(heard, product(name), DE) is grade


def test_the_better_it_sounds_the_higher_the_score() -> None:
    paper = product("Plumeau Toilet Paper")
    near = fit_alike("plumo toilet paper", paper, EN)
    far = fit_alike("plumo tolid paiper", paper, EN)
    assert near.grade is far.grade is Grade.SOUNDS
    assert 1 > near.score > far.score > 0


def test_part_of_the_words_is_part_of_it() -> None:
    oat = product("Grainly Organic Oat Milk", brand="Grainly")
    assert fit_alike("grainly oat milk barista", oat, EN).grade is Grade.PARTLY
    assert fit_alike("zebra milk", oat, EN).grade is Grade.NONE
    assert fit_alike("grainly oat milk and cheese", oat, EN).grade is Grade.NONE


def test_many_products_at_once_and_one_by_one_are_the_same() -> None:
    shelf = [product("Plumeau Toilet Paper"), product("Pearlo Toothpaste"), product("Toy Paper Plane")]
    for heard in ("to let paper", "plumo", "pearlow tooth paste", "zeppelin", ""):
        among = alike_among(heard, shelf, EN)
        alone = [max(fit_exactly(heard, one, EN), fit_alike(heard, one, EN)) for one in shelf]
        assert [among(heard, one, EN) for one in shelf] == alone


def test_what_fits_exactly_keeps_its_grade_among_others() -> None:
    soap = product("Foamly Soap")
    assert alike_among("foamly soap", [soap], EN)("foamly soap", soap, EN) == Fitting(Grade.NAMED)


def test_a_language_has_its_own_sounds() -> None:
    crisps = product("Krix Chips")
    assert fit("schips", crisps, hearing("de-DE")) is Grade.SOUNDS
