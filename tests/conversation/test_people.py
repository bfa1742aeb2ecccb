"""Whose voice it is and who belongs to the household: what needs proof, what is refused, and what nobody is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation import reply as replies
from skill.conversation.reply import Card, Saying, Thing, Things, Value
from skill.profile.home import Person
from skill.profile.voice_code import VoiceCode
from skill.services.people import MOST_PEOPLE
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, BEN, CODE, MIA, NOBODY, ZOE, Talk, keys, voice_of
from tests.support.tiny_shop import NOON, turn, voice

LOCKED = replace(CODE, locked_until=NOON + timedelta(hours=1))
MAX = Person("max", "Max", child=True)
MIA_SAME = Person("mia", "Mia", child=True, voice=voice_of(MIA))


@pytest.fixture
def talk(app: App) -> Talk:
    return Talk(app)


@pytest.mark.parametrize("person", [ANNA, MIA])
def test_who_was_recognised_hears_the_own_name(talk: Talk, person: str) -> None:
    before = talk.kept()
    reply = talk(person, "WhoAmI")
    assert reply.says == (Saying("account-you-are", {"name": person}), Saying("common-anything-else"))
    assert (talk.outcome, talk.kept()) == ("answered", before)


@pytest.mark.parametrize("more", [{}, {"perhaps": voice("anna", "Mia")}, {"perhaps": voice("anna", "Anna")}])
@pytest.mark.parametrize("person", [ZOE, NOBODY])
def test_a_voice_that_nobody_knows_hears_no_name(talk: Talk, person: str, more: dict[str, Any]) -> None:
    reply = talk(person, "WhoAmI", **more)
    assert reply.says == (Saying("account-who-unknown"), Saying("common-anything-else"))
    assert talk.outcome == "answered"


@pytest.mark.parametrize("intent", ["WhoAmI", "Introduce", "MarkChild", "MarkAdult", "ShowPeople"])
def test_a_guest_is_asked_to_link_the_account(app: App, intent: str) -> None:
    reply = app.answer(turn(intent, "r1", who="guest", name="Anna"))
    assert keys(reply)[0] == ("account-who-guest" if intent == "WhoAmI" else "account-not-linked")
    assert (reply.card, app.store.timeline(reply.customer_id).interactions[0].outcome) == (
        Card(link=True),
        "refused_not_linked",
    )


# Introducing oneself.


def test_a_child_without_a_voice_gets_it_at_once(talk: Talk) -> None:
    talk.change(people=(MAX,))

    reply = talk(ZOE, "Introduce", name="max")

    assert reply.says[0] == Saying("account-introduced-child", {"name": "Max"})
    assert (talk.outcome, talk.home.people) == ("introduced", (replace(MAX, voice=voice_of(ZOE)),))
    assert talk.first(ZOE, "WhoAmI") == "account-you-are"
    assert talk.first(ZOE, "Reorder", product="oat milk") == "account-child-wish"


def test_a_name_that_was_said_to_a_new_voice_is_repeated_to_nobody(talk: Talk) -> None:
    talk.change(people=(MAX,))
    talk(ZOE, "Introduce", name="Max")
    assert "account-introduced-child" not in keys(talk(NOBODY, "Repeat"))


NAMES = ["Anna", "Mia", "Quentin", "anna", "ANNA", "Mía"]


@pytest.mark.parametrize("code", [None, CODE, LOCKED], ids=["no code", "a code", "a locked code"])
def test_a_new_voice_cannot_hear_which_names_there_are(talk: Talk, code: VoiceCode | None) -> None:
    """Grown-ups, children who have a voice, and names that nobody has: the very same answer, and nothing is written."""
    talk.change(code=code)
    before = talk.kept()

    heard = {replies.encode(talk(ZOE, "Introduce", name=name, session=f"s-{name}", at=NOON)) for name in NAMES}

    assert len(heard) == 1
    assert talk.kept() == before
    expected = {None: "refused_no_code", CODE: "asked_code", LOCKED: "refused_code_locked"}
    assert talk.outcome == expected[code]


def test_a_voice_without_a_profile_is_nobodys(talk: Talk) -> None:
    """Alexa cannot tell it from others, so there is nothing to keep: not even a child's name."""
    talk.change(people=(MAX,), code=CODE)
    before = talk.kept()
    for name in ("Max", "Anna", "Quentin"):
        for more in ({}, {"perhaps": voice("anna", "Zoe")}, {"perhaps": voice("anna", "Mia")}):
            reply = talk(NOBODY, "Introduce", name=name, **more)
            assert keys(reply)[0] == "account-introduce-no-voice"
            assert (talk.outcome, talk.kept()) == ("refused_no_voice", before)


def test_the_code_makes_a_new_voice_a_grown_ups(talk: Talk) -> None:
    talk.change(people=(BEN,), code=CODE)

    asked = talk(ZOE, "Introduce", name="Ben")
    assert (keys(asked), talk.outcome, talk.home.people) == (["account-which-code"], "asked_code", (BEN,))
    reply = talk(ZOE, "VoiceCode", code="1234")

    assert reply.says[0] == Saying("account-introduced", {"name": "Ben"})
    assert (talk.outcome, talk.home.people) == ("introduced", (replace(BEN, voice=voice_of(ZOE)),))
    assert talk.home.code == CODE
    assert talk(ZOE, "WhoAmI").says[0] == Saying("account-you-are", {"name": "Ben"})


def test_with_the_code_a_new_voice_takes_the_place_of_an_old_one(talk: Talk) -> None:
    talk.change(code=CODE)
    talk(ZOE, "Introduce", name="Mia")
    talk(ZOE, "VoiceCode", code="1234")

    assert talk.home.people == (Person("mia", "Mia", child=True, voice=voice_of(ZOE)),)
    assert talk.first(MIA, "WhoAmI") == "account-who-unknown"


def test_the_right_code_and_a_name_that_nobody_has(talk: Talk) -> None:
    talk.change(code=CODE)
    before = talk.kept()
    talk(ZOE, "Introduce", name="Quentin")
    reply = talk(ZOE, "VoiceCode", code="1234")
    assert reply.says[0] == Saying("account-introduce-nobody", {"name": "Quentin"})
    assert (talk.outcome, talk.home) == ("not_found", before[0].customer.home if before[0].customer else None)


@pytest.mark.parametrize("other", [NOBODY, ANNA, MIA, "Theo"])
def test_the_code_counts_for_the_voice_that_introduced_itself(talk: Talk, other: str) -> None:
    """Anna, asked for a code, must not open the door for whoever said her name; nor is another voice bound."""
    talk.change(people=(BEN,), code=CODE)
    before = talk.home
    talk(ZOE, "Introduce", name="Ben")

    talk(other, "VoiceCode", code="1234")

    assert (talk.outcome, talk.home) == ("refused_other_voice", before)


@pytest.mark.parametrize("name", ["Anna", "Quentin", "Mia"])
def test_three_wrong_codes_lock_it_and_bind_nothing(talk: Talk, name: str) -> None:
    talk.change(code=CODE)
    people = talk.customer.everyone
    talk(ZOE, "Introduce", name=name)
    said = [talk.first(ZOE, "VoiceCode", code="9999") for _ in range(3)]
    assert said == ["account-code-wrong", "account-code-wrong", "account-code-now-locked"]
    assert talk.customer.everyone == people
    assert [errand.kind for errand in talk.store.due(NOON + timedelta(days=1))] == ["code-locked-mail"]
    assert talk.first(ZOE, "Introduce", name=name) == "account-code-locked"


def test_a_no_instead_of_the_code_changes_nothing(talk: Talk) -> None:
    talk.change(people=(BEN,), code=CODE)
    before = talk.kept()
    talk(ZOE, "Introduce", name="Ben")
    reply = talk(ZOE, "No")
    assert (keys(reply)[0], talk.kept()) == ("account-code-left", before)


@pytest.mark.parametrize(
    ("person", "name", "said"),
    [
        (ANNA, "Mia", Saying("account-introduce-other-voice", {"name": "Anna"})),
        (ANNA, "Max", Saying("account-introduce-other-voice", {"name": "Anna"})),
        (ANNA, "Quentin", Saying("account-introduce-add-child", {"name": "Anna", "other": "Quentin"})),
        (MIA, "Anna", Saying("account-introduce-other-voice", {"name": "Mia"})),
        (MIA, "Quentin", Saying("account-introduce-other-voice", {"name": "Mia"})),
    ],
)
@pytest.mark.parametrize("code", [None, CODE], ids=["no code", "a code"])
def test_a_voice_that_is_somebodys_stays_it(
    talk: Talk, person: str, name: str, said: Saying, code: VoiceCode | None
) -> None:
    talk.change(people=(MAX,), code=code)
    before = talk.kept()
    reply = talk(person, "Introduce", name=name)
    assert reply.says[0] == said
    assert (talk.outcome, talk.kept()) == ("refused_other_voice", before)


@pytest.mark.parametrize("person", [ANNA, MIA])
def test_the_own_name_is_said_back(talk: Talk, person: str) -> None:
    before = talk.kept()
    assert talk(person, "Introduce", name=person.lower()).says[0] == Saying("account-you-are", {"name": person})
    assert talk.kept() == before


def test_bound_on_another_device_while_the_code_was_asked(talk: Talk) -> None:
    talk.change(people=(BEN, MAX), code=CODE)
    talk(ZOE, "Introduce", name="Ben")
    talk(ZOE, "Introduce", name="Max", session="kitchen")

    talk(ZOE, "VoiceCode", code="1234")

    assert talk.outcome == "refused_other_voice"
    assert talk.home.people == (BEN, replace(MAX, voice=voice_of(ZOE)))


@pytest.mark.parametrize("name", ["?", "", "4711", "a b c d", "x" * 41, "&", "-", "Anna2"])
@pytest.mark.parametrize("intent", ["Introduce", "MarkChild", "MarkAdult"])
def test_no_name_at_all_is_asked_for_again(talk: Talk, intent: str, name: str) -> None:
    before = talk.kept()
    reply = talk(ANNA, intent, name=name)
    assert (keys(reply), talk.outcome) == (["account-which-name", "common-anything-else"], "misheard")
    assert talk.kept() == before


# Children and grown-ups.


def test_somebody_new_is_a_child_without_a_voice(talk: Talk) -> None:
    reply = talk(ANNA, "MarkChild", name="jean-luc")
    assert reply.says[0] == Saying("account-child-added", {"name": "Jean-Luc"})
    assert (talk.outcome, talk.home.people) == ("added_person", (Person("jean-luc", "Jean-Luc", child=True),))
    assert talk.first(ZOE, "Introduce", name="Jean-Luc") == "account-introduced-child"


def test_a_grown_up_becomes_a_child_and_keeps_the_voice(talk: Talk) -> None:
    ben = replace(BEN, voice=voice_of(ZOE))
    talk.change(people=(ben,), code=CODE)
    reply = talk(ANNA, "MarkChild", name="Ben")
    assert reply.says[0] == Saying("account-child-marked", {"name": "Ben"})
    assert (talk.outcome, talk.home.people) == ("marked_child", (replace(ben, child=True),))
    assert talk.first(ZOE, "Reorder", product="oat milk") == "account-child-wish"


def test_nobody_makes_a_child_of_oneself_and_a_child_is_one_already(talk: Talk) -> None:
    before = talk.kept()
    assert (talk.first(ANNA, "MarkChild", name="Anna"), talk.outcome) == ("account-child-self", "refused_self")
    assert (talk.first(ANNA, "MarkChild", name="Mia"), talk.outcome) == ("account-is-child", "answered")
    assert talk.kept() == before


@pytest.mark.parametrize("intent", ["MarkChild", "MarkAdult"])
@pytest.mark.parametrize("name", ["Anna", "Mia", "Quentin"])
@pytest.mark.parametrize(
    ("person", "more", "reason"),
    [
        (MIA, {}, "child-settings"),
        (ZOE, {}, "unknown-settings"),
        (NOBODY, {}, "unknown-settings"),
        (NOBODY, {"perhaps": voice("anna", "Mia")}, "child-settings"),
        (NOBODY, {"perhaps": voice("anna", "Anna")}, "unknown-settings"),
    ],
)
def test_only_a_known_grown_up_says_who_is_a_child(  # noqa: PLR0917 - drawn by name
    talk: Talk, intent: str, name: str, person: str, more: dict[str, Any], reason: str
) -> None:
    before = talk.kept()
    assert talk.first(person, intent, name=name, **more) == f"account-{reason}"
    assert (talk.outcome, talk.kept()) == (f"refused_{reason.replace('-', '_')}", before)


def test_without_a_code_a_grown_up_may_take_protection_away(talk: Talk) -> None:
    reply = talk(ANNA, "MarkAdult", name="Mia")
    assert reply.says[0] == Saying("account-adult-marked", {"name": "Mia"})
    assert (talk.outcome, talk.home.people) == ("marked_adult", (replace(MIA_SAME, child=False),))
    assert talk.first(MIA, "Reorder", product="oat milk") == "reorder-line"


def test_with_a_code_protection_is_taken_away_with_it_only(talk: Talk) -> None:
    talk.change(code=CODE)
    before = talk.kept()

    assert keys(talk(ANNA, "MarkAdult", name="Mia")) == ["account-which-code"]
    assert talk.kept() == before
    assert talk.first(ANNA, "VoiceCode", code="9999") == "account-code-wrong"
    assert not talk.home.people
    assert talk.first(ANNA, "VoiceCode", code="1234") == "account-adult-marked"

    assert talk.home.people == (replace(MIA_SAME, child=False),)
    assert talk.home.code == CODE


@pytest.mark.parametrize(("person", "reason"), [(MIA, "child"), (ZOE, "unknown"), (NOBODY, "unknown")])
def test_the_code_in_another_mouth_takes_no_protection_away(talk: Talk, person: str, reason: str) -> None:
    """Mia heard the digits; they prove nothing about who says them."""
    talk.change(code=CODE)
    before = talk.home
    talk(ANNA, "MarkAdult", name="Mia")
    assert talk.first(person, "VoiceCode", code="1234") == f"account-{reason}-settings"
    assert talk.home == before


def test_a_locked_code_takes_no_protection_away(talk: Talk) -> None:
    talk.change(code=LOCKED)
    before = talk.kept()
    assert talk.first(ANNA, "MarkAdult", name="Mia") == "account-code-locked"
    assert (talk.outcome, talk.kept()) == ("refused_code_locked", before)


def test_a_new_grown_up_joins_with_the_code_only(talk: Talk) -> None:
    before = talk.kept()
    assert talk.first(ANNA, "MarkAdult", name="Ben") == "account-adult-unknown"
    assert (talk.outcome, talk.kept()) == ("refused_no_code", before)

    talk.change(code=CODE)
    talk(ANNA, "MarkAdult", name="Ben")
    assert talk.first(ANNA, "VoiceCode", code="1234") == "account-adult-added"
    assert talk.home.people == (BEN,)


def test_grown_ups_are_so_already(talk: Talk) -> None:
    talk.change(code=CODE)
    before = talk.kept()
    assert talk.first(ANNA, "MarkAdult", name="Anna") == "account-is-adult"
    assert (talk.outcome, talk.kept()) == ("answered", before)


def test_a_household_is_full_at_some_point(talk: Talk) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"[: MOST_PEOPLE - 2]
    talk.change(people=tuple(Person(x, x.upper(), child=True) for x in letters))
    before = talk.kept()
    reply = talk(ANNA, "MarkChild", name="Quentin")
    assert reply.says[0] == Saying("account-people-full", {"count": MOST_PEOPLE})
    assert (talk.outcome, talk.kept()) == ("refused_too_many", before)


# Who do you know?


def test_a_grown_up_hears_the_names_and_which_voices_are_missing(talk: Talk) -> None:
    alone = talk(ANNA, "ShowPeople")
    one: dict[str, Value] = {"adults": Things((Thing(1, "Anna"),)), "children": Things((Thing(1, "Mia"),)), "kids": 1}
    assert alone.says == (Saying("account-people", one), Saying("common-anything-else"))

    talk.change(people=(MAX, BEN))
    said = talk(ANNA, "ShowPeople").says
    assert said[0].values["adults"] == Things((Thing(1, "Anna"), Thing(1, "Ben")))
    assert said[0].values["children"] == Things((Thing(1, "Mia"), Thing(1, "Max")))
    assert said[1] == Saying("account-people-unheard", {"names": Things((Thing(1, "Max"), Thing(1, "Ben")))})


@pytest.mark.parametrize(("person", "reason"), [(MIA, "child"), (ZOE, "unknown"), (NOBODY, "unknown")])
def test_nobody_else_hears_a_name(talk: Talk, person: str, reason: str) -> None:
    before = talk.kept()
    reply = talk(person, "ShowPeople")
    assert reply.says == (Saying("account-people-private"), Saying("common-anything-else"))
    assert (talk.outcome, talk.kept()) == (f"refused_{reason}_settings", before)


def test_an_offer_outlasts_talk_about_people(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="oat milk")
    offer = session(talk.app, "anna").offer
    for intent in ("WhoAmI", "ShowPeople", "ShowSettings"):
        reply = talk(ANNA, intent)
        assert (keys(reply)[-1], session(talk.app, "anna").offer) == ("reorder-ask-again", offer)
