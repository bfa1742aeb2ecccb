"""What fits best first, and of that what this household most probably means."""

from math import exp

import pytest
from msgspec.structs import replace

from skill.locales.hearing import hearing
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.habit import Why, chances
from skill.shopping.matching.rank import WEIGHED, Match, matches, shares
from skill.shopping.product import Product, ProductWords
from skill.shopping.purchases import Entry, Purchase, rebuild

EN = hearing("en-US")
TODAY = 740_000


def coffee(name: str) -> Product:
    words = {"en": ProductWords(f"Bluebird {name}", name)}
    return Product(name, words, category="coffee", category_words={"en": ("coffee",)})


def bought(*days_ago: int) -> Entry:
    entry = rebuild(Purchase(TODAY - ago, 1, 499) for ago in days_ago)
    assert entry is not None
    return entry


DARK, DECAF, MILD = coffee("dark roast"), coffee("decaf"), coffee("mild roast")


def test_the_likeliest_comes_first_with_its_probability() -> None:
    monthly, yesterday = bought(121, 91, 61, 31), bought(120, 90, 60, 1)
    ranked = matches("coffee", [(DECAF, yesterday), (DARK, monthly)], EN, TODAY)

    assert [match.product for match in ranked] == [DARK, DECAF]
    assert [match.strength for match in ranked] == chances([monthly, yesterday], TODAY)
    assert shares(ranked) == [match.strength for match in ranked]


def test_what_was_never_bought_comes_after_it_in_the_catalogues_order() -> None:
    ranked = matches("coffee", [(MILD, None), (DARK, None), (DECAF, bought(400))], EN, TODAY)

    assert [(match.product, match.strength) for match in ranked] == [(DECAF, 1.0), (MILD, 0.0), (DARK, 0.0)]
    assert shares(ranked) == [1.0, 0.0, 0.0]


def test_of_a_household_that_bought_none_of_them_all_are_alike() -> None:
    ranked = matches("coffee", [(MILD, None), (DARK, None)], EN, TODAY)

    assert [match.product for match in ranked] == [MILD, DARK]
    assert shares(ranked) == [0.5, 0.5]
    assert shares([]) == []


def test_among_equals_the_order_stays() -> None:
    candidates = [(DECAF, bought(20, 10)), (DARK, bought(20, 10)), (MILD, bought(20, 10))]

    assert [match.product for match in matches("coffee", candidates, EN, TODAY)] == [DECAF, DARK, MILD]


def test_what_the_words_name_comes_before_what_habit_says() -> None:
    candidates = [(DARK, bought(*range(7, 70, 7))), (DECAF, bought(200))]

    ranked = matches("decaf", candidates, EN, TODAY)
    assert [(match.product, match.grade, match.strength) for match in ranked] == [(DECAF, Grade.NAMED, 1.0)]


def test_own_products_that_merely_have_the_words_are_weighed_too() -> None:
    plain, hass = coffee("avocados"), coffee("Hass avocados")
    ranked = matches("avocados", [(plain, bought(200)), (hass, bought(*range(7, 70, 7))), (MILD, bought(3))], EN, TODAY)

    assert [match.product for match in ranked] == [hass, plain]
    assert [match.grade for match in ranked] == [Grade.DESCRIBED, Grade.NAMED]
    assert 0.5 < ranked[0].strength < 0.9


def test_a_kind_of_things_keeps_other_kinds_out() -> None:
    filters = replace(coffee("coffee filters"), category="filters", category_words={"en": ("filters",)})
    ranked = matches("coffee", [(DARK, bought(200)), (filters, bought(*range(7, 70, 7)))], EN, TODAY)
    assert [match.product for match in ranked] == [DARK]


def test_what_was_refused_competes_no_more() -> None:
    candidates = [(DARK, bought(20, 10)), (DECAF, bought(30)), (MILD, bought(25, 5))]
    ranked = matches("coffee", candidates, EN, TODAY, refused={"mild roast"})

    assert {match.product.id: match.strength for match in ranked} == pytest.approx(
        dict(zip((DARK.id, DECAF.id), chances([bought(20, 10), bought(30)], TODAY), strict=True))
    )


def test_of_very_many_only_the_latest_are_weighed() -> None:
    many = [(coffee(f"coffee {n}"), bought(n + 1)) for n in range(WEIGHED + 5)]
    ranked = matches("coffee", reversed(many), EN, TODAY)

    weighed = [match for match in ranked if match.strength]
    assert len(ranked) == WEIGHED + 5
    assert {match.product.id for match in weighed} == {f"coffee {n}" for n in range(WEIGHED)}
    assert sum(shares(ranked)) == pytest.approx(1.0)


def test_shares_of_a_part_are_those_of_the_whole_scaled() -> None:
    ranked = [Match(DARK, Grade.OF_KIND, 0.6), Match(DECAF, Grade.OF_KIND, 0.2)]
    assert shares(ranked) == pytest.approx([0.75, 0.25])


def test_the_likeliest_tells_why() -> None:
    often, other = bought(60, 50, 40, 30, 20), bought(15)

    ranked = matches("coffee", [(DECAF, other), (DARK, often), (MILD, None)], EN, TODAY)
    assert [(match.product, match.why) for match in ranked] == [
        (DARK, Why.MOST_OFTEN),
        (DECAF, Why.LATELY),
        (MILD, Why.NEW),
    ]
    assert [match.why for match in matches("decaf", [(DECAF, other)], EN, TODAY)] == [Why.ONLY]


def test_what_was_chosen_for_these_words_before_is_weighed_with_habit() -> None:
    even = [(DECAF, bought(30, 10)), (DARK, bought(30, 10))]
    ranked = matches("coffee", even, EN, TODAY, remembered={"dark roast": 1.0})
    assert [(match.product, match.why) for match in ranked] == [(DARK, Why.REMEMBERED), (DECAF, Why.LATELY)]
    assert shares(ranked) == pytest.approx([exp(2.5) / (1 + exp(2.5)), 1 / (1 + exp(2.5))])

    never = matches("coffee", [(DECAF, None), (MILD, None)], EN, TODAY, remembered={"mild roast": 0.5})
    assert [(match.product, match.strength, match.why) for match in never] == [
        (MILD, 1.0, Why.REMEMBERED),
        (DECAF, 0.0, Why.NEW),
    ]
