"""Other words for the same thing, per language; what one word may also mean; what sounds the same."""

from __future__ import annotations

import pytest

from skill.locales.hearing import hearing
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.synonyms import rewritten
from skill.shopping.matching.terms import terms
from tests.shopping.matching.shelf import DE, EN, product


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("loo roll", "Plumeau Toilet Paper"),
        ("bathroom tissue", "Plumeau Toilet Paper"),
        ("toilet paper", "Plumeau Loo Roll"),
        ("TP", "Plumeau Bath Tissue"),
        ("kitchen roll", "Plumeau Paper Towels"),
        ("pop", "Sprizz Orange Soda"),
        ("orange pop", "Sprizz Orange Soda"),
        ("fizzy drink", "Sprizz Orange Soda"),
        ("washing up liquid", "Foamly Dish Soap"),
        ("dish soap", "Foamly Washing Up Liquid"),
        ("nappies", "Pippo Diapers"),
        ("crisps", "Krix Potato Chips"),
        ("potato chips", "Krix Crisps"),
        ("cling film", "Wrappit Plastic Wrap"),
        ("bin bags", "Wrappit Trash Bags"),
        ("courgettes", "Green Acre Zucchini"),
        ("aubergine", "Green Acre Eggplant"),
        ("decaffeinated coffee", "Moccora Decaf Coffee"),
        ("decaf coffee", "Moccora Caffeine Free Coffee"),
        ("unscented detergent", "Foamly Fragrance Free Laundry Detergent"),
        ("tinned tomatoes", "Sunny Acre Canned Tomatoes"),
    ],
)
def test_english_words_for_the_same(heard: str, name: str) -> None:
    assert fit(heard, product(name), EN) is Grade.DESCRIBED


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("Klopapier", "Wölkchen Toilettenpapier"),
        ("Toilettenpapier", "Wölkchen WC-Papier"),
        ("WC-Papier", "Wölkchen Klopapier"),
        ("Küchenrolle", "Wölkchen Haushaltspapier"),
        ("Küchenkrepp", "Wölkchen Küchenrolle"),
        ("Spüli", "Blink Spülmittel"),
        ("Limo", "Sprizz Limonade"),
        ("Brause", "Sprizz Limonade"),
        ("Semmeln", "Landbäck Brötchen"),
        ("Schrippen", "Landbäck Brötchen"),
        ("Weckle", "Landbäck Semmeln"),
        ("Sprudel", "Bergtal Mineralwasser"),
        ("Selters", "Bergtal Mineralwasser"),
        ("Möhren", "Feldfrisch Karotten"),
        ("gelbe Rüben", "Feldfrisch Möhren"),
        ("Waschpulver", "Blink Vollwaschmittel"),
        ("Erdäpfel", "Feldfrisch Kartoffeln"),
        ("Topfen", "Almgut Quark"),
        ("entkoffeinierter Kaffee", "Moccora koffeinfreier Kaffee"),
        ("laktosefreie Milch", "Almgut Milch ohne Laktose"),
        ("Wasser ohne Kohlensäure", "Bergtal stilles Wasser"),
    ],
)
def test_german_words_for_the_same(heard: str, name: str) -> None:
    assert fit(heard, product(name), DE) is Grade.DESCRIBED


@pytest.mark.parametrize(
    ("heard", "name", "locale"),
    [
        ("kleenex", "Plumeau Facial Tissues", "en-US"),
        ("Zewa", "Wölkchen Küchenrolle", "de-DE"),
        ("Pril", "Blink Spülmittel", "de-DE"),
        ("flower", "Millstone Flour", "en-US"),
        ("serial", "Krix Cereal", "en-US"),
        ("meet", "Green Acre Meat", "en-US"),
        ("pair", "Green Acre Pears", "en-US"),
        ("Lax", "Fjordgut Lachs", "de-DE"),
    ],
)
def test_what_a_word_may_also_mean_never_outranks_a_name(heard: str, name: str, locale: str) -> None:
    assert fit(heard, product(name), hearing(locale)) is Grade.MENTIONED


def test_a_word_in_front_of_others_is_often_something_else() -> None:
    assert fit("pop tarts", product("Sprizz Soda Tarts"), EN) is Grade.MENTIONED
    assert fit("pop tarts", product("Krix Pop Tarts"), EN) is Grade.DESCRIBED


def test_the_words_themselves_are_not_among_the_others() -> None:
    heard = terms("loo roll", EN)
    others = [other.terms for other in rewritten(heard, EN)]
    assert ("toilet", "paper") in others
    assert heard not in others
    assert rewritten(terms("zeppelin", EN), EN) == ()


@pytest.mark.parametrize("hearing_", [EN, DE], ids=["en", "de"])
def test_no_line_of_the_tables_is_the_same_thing_twice(hearing_: Hearing) -> None:
    for kind, lines in hearing_.groups().items():
        for line in lines:
            told = [terms(phrase, hearing_) for phrase in line]
            assert len(told) == len(set(told)) > 1 or kind == "homophones", line
