"""What holds for any words: nothing raises, an own name finds its product first, small differences do not matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.shopping.matching.alike import alike_among
from skill.shopping.matching.asked import readings, spoken_as, unnamed
from skill.shopping.matching.exact import Fitting, Grade, fit_exactly, fit_unnamed
from skill.shopping.matching.heard import counted, names_a_measure, points_back, several, units
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.letters import with_letters
from tests.shopping.matching.shelf import DE, EN, product

NAMES = {
    "en": [
        "Plumeau Toilet Paper",
        "Plumeau Paper Towels",
        "Moccora Decaf Coffee",
        "Moccora Coffee, 12 oz",
        "Sprizz Cola, 2 l",
        "Sprizz Sugar Free Cola",
        "Not Your Cheese",
        "Seven Sisters 7 Grain Bread",
        "Krix Chips without Salt",
        "Half & Half",
    ],
    "de": [
        "Wölkchen Toilettenpapier",
        "Wölkchen Küchenrolle",
        "Moccora Kaffee entkoffeiniert",
        "Moccora Kaffeebohnen, 500 g",
        "Sprizz Cola ohne Zucker",
        "Almgut Milch 1,5 %",
        "Landbäck Brötchen, 6 Stück",
        "Nicht ohne Käse",
    ],
}
SHELVES = {language: [product(name) for name in names] for language, names in NAMES.items()}
HEARINGS = {"en": EN, "de": DE}
WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["not", "ohne", "two", "liters", "of", "sugar", "free", "frei", "%", "½", "6 x", "dozen", "12er"]
        ),
        st.text(max_size=12),
    ),
    max_size=8,
).map(" ".join)


def best(heard: str, language: str) -> list[str]:
    """The names that fit best, as the household's own products are looked for."""
    shelf, hearing = SHELVES[language], HEARINGS[language]
    fits = [(fit_exactly(heard, one, hearing), one.id) for one in shelf]
    if max(fits)[0].grade < Grade.MENTIONED:
        among = alike_among(heard, shelf, hearing)
        fits = [(among(heard, one, hearing), one.id) for one in shelf]
    top = max(fits)[0]
    return [name for fit, name in fits if fit == top and top.grade]


@given(WORDS, st.sampled_from(["en", "de"]), st.one_of(st.none(), st.integers(1, 99)))
@settings(max_examples=300, deadline=None)
def test_nothing_raises_on_any_words(heard: str, language: str, told: int | None) -> None:
    hearing = HEARINGS[language]
    best(heard, language)
    wanted = counted(heard, hearing, told)
    assert wanted.quantity is None or wanted.quantity > 0 or "0" in heard
    for one in SHELVES[language]:
        assert (units(wanted, one, hearing) or 1) >= 0
        assert fit_unnamed(heard, one, hearing).grade in {Grade.NONE, Grade.OF_KIND}
    several(wanted, hearing)
    names_a_measure(heard, hearing)
    points_back(heard, hearing)
    unnamed(heard, hearing)
    assert 1 <= len(spoken_as(heard, hearing)) <= 3
    assert len(readings(heard, hearing)) <= 40


@given(
    st.lists(st.sampled_from(" ".join(sum(NAMES.values(), ["not", "soda", "caffè"])).split()), max_size=4),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_what_lacks_the_letters_fits_in_no_way(words: list[str], german: bool) -> None:
    heard, language = " ".join(words), "de" if german else "en"
    shelf, hearing = SHELVES[language], HEARINGS[language]
    fits = [one for one in shelf if fit_exactly(heard, one, hearing).grade]
    held = [one for one, _ in with_letters(heard, [(one, None) for one in shelf], hearing)]
    assert [one for one in held if one in fits] == fits


@pytest.mark.parametrize(("language", "name"), [(language, name) for language in NAMES for name in NAMES[language]])
def test_a_products_own_name_finds_it_first(language: str, name: str) -> None:
    assert best(name, language) == [name]
    assert fit_exactly(name, product(name), HEARINGS[language]) == Fitting(Grade.NAMED)


def changed(name: str, hearing: Hearing) -> list[str]:
    """The name in other letters, and among words that say nothing."""
    filler = sorted(hearing.fillers)
    return [name.upper(), name.lower(), f"{filler[0]} {name}", f"{name} {filler[-1]}", f"  {name.replace(' ', '  ')} "]


@pytest.mark.parametrize(("language", "name"), [(language, name) for language in NAMES for name in NAMES[language]])
def test_case_accents_and_words_that_say_nothing_do_not_matter(language: str, name: str) -> None:
    for heard in changed(name, HEARINGS[language]):
        assert best(heard, language) == [name], heard
    assert best(name.replace("ö", "o").replace("ü", "u").replace("ä", "a"), language) == [name]


@given(st.sampled_from(NAMES["en"][:4] + NAMES["en"][7:8]), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_words_does_not_matter(name: str, random: object) -> None:
    words = name.replace(",", "").split()
    random.shuffle(words)  # type: ignore[attr-defined]
    assert name in best(" ".join(words), "en")
