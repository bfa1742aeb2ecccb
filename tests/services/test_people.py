"""Names as they are heard and meant, and what becomes of a profile."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from skill.profile.customer import Customer, Person
from skill.profile.home import Home
from skill.profile.voice_code import new_code
from skill.services.people import (
    MOST_PEOPLE,
    Introduction,
    first_name,
    introduction,
    known,
    with_kind,
    with_new_person,
    with_voice,
)

ANNA = Person("anna", "Anna", voice="anna's")
MIA = Person("mia", "Mia", child=True, voice="mia's")
MAX = Person("max", "Max", child=True)
CODE = new_code("1234", bytes(16), cost=16)
CUSTOMER = Customer("anna", linked=True, people=(ANNA, MIA), home=Home(people=(MAX,)))


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("mia", "Mia"),
        ("  mia  ", "Mia"),
        ("ANNA", "ANNA"),
        ("anna lena", "Anna Lena"),
        ("jean-luc", "Jean-Luc"),
        ("o'neil", "O'Neil"),
        ("jürgen", "Jürgen"),
        ("ju\u0308rgen", "Jürgen"),
        ("æther", "Æther"),
        ("j. r.", "J. R."),
        ("?", ""),
        ("", ""),
        ("4711", ""),
        ("mia2", ""),
        ("<b>mia</b>", ""),
        ("a b c d", ""),
        ("x" * 41, ""),
        ("-", ""),
        ("mia-", ""),
        ("_mia_", ""),
    ],
)
def test_a_name_as_it_is_heard(heard: str, name: str) -> None:
    assert first_name(heard) == name


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anna", ANNA),
        ("anna", ANNA),
        ("ÁNNA", ANNA),
        ("Max", MAX),
        ("Anna Lena", None),
        ("Ann", None),
        ("", None),
        ("-", None),
    ],
)
def test_who_is_meant(name: str, person: Person | None) -> None:
    assert known(CUSTOMER, name) == person


def test_a_first_name_is_enough_when_it_is_one_persons() -> None:
    lena, lara = Person("l1", "Lena Schmidt"), Person("l2", "Lara Schmidt")
    customer = replace(CUSTOMER, people=(lena, lara))
    assert known(customer, "lena") == lena
    assert known(customer, "lena schmidt") == lena
    twins = replace(CUSTOMER, people=(lena, Person("l3", "Lena Meyer")))
    assert known(twins, "lena") is None


@pytest.mark.parametrize(
    ("name", "without", "with_code"),
    [
        ("Max", Introduction.CHILD, Introduction.CHILD),
        ("Mia", Introduction.NO_CODE, Introduction.CODE),
        ("Anna", Introduction.NO_CODE, Introduction.CODE),
        ("Quentin", Introduction.NO_CODE, Introduction.CODE),
    ],
)
def test_what_a_new_voice_needs(name: str, without: Introduction, with_code: Introduction) -> None:
    assert introduction(CUSTOMER, name) is without
    coded = replace(CUSTOMER, home=replace(CUSTOMER.home, code=CODE))
    assert introduction(coded, name) is with_code


def test_a_voice_is_one_persons_and_a_persons_voice_is_one() -> None:
    after = with_voice(CUSTOMER, MIA, "new")
    assert after == replace(CUSTOMER, home=Home(people=(MAX, replace(MIA, voice="new"))))
    assert (after.person("new"), after.person("mia's")) == (replace(MIA, voice="new"), None)


def test_a_voice_outlasts_being_a_child() -> None:
    after = with_kind(CUSTOMER, MIA, child=False)
    assert after.person("mia's") == replace(MIA, child=False)


def test_somebody_new_has_an_id_of_their_own() -> None:
    first = with_new_person(replace(CUSTOMER, people=(Person("zoe", "Zoé Schmidt"),)), "Zoe", child=True)
    assert first.home.people[-1] == Person("zoe-2", "Zoe", child=True)
    assert with_new_person(CUSTOMER, "Jean-Luc", child=False).home.people[-1] == Person("jean-luc", "Jean-Luc")


def test_a_household_is_full_at_some_point() -> None:
    people = tuple(Person(f"p{number}", f"P{number}") for number in range(MOST_PEOPLE))
    with pytest.raises(ValueError, match=f"at most {MOST_PEOPLE} people"):
        with_new_person(replace(CUSTOMER, people=people, home=Home()), "Zoe", child=True)
