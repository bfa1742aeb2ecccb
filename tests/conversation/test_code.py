"""The voice code in dialogue: what another room has settled meanwhile, and who says that none is wanted."""

from __future__ import annotations

import pytest

from skill.app import App
from skill.profile.voice_code import VoiceCode
from tests.conversation.household import ANNA, CODE, MIA, NOBODY, Talk, keys


@pytest.fixture
def talk(app: App) -> Talk:
    """Anna's household."""
    return Talk(app)


def code_of(talk: Talk) -> VoiceCode:
    """The code that is set."""
    code = talk.home.code
    assert code is not None
    return code


@pytest.mark.parametrize("said", [[], ["9999"]])
def test_a_code_that_another_room_has_set_meanwhile_is_asked_for_first(talk: Talk, said: list[str]) -> None:
    """The kitchen was asked for new digits, once or already again, when there was no code yet."""
    talk(ANNA, "SetUpCode", session="kitchen")
    for digits in said:
        talk(ANNA, "VoiceCode", code=digits, session="kitchen")
    talk.change(code=CODE)
    kept = talk.kept()

    asked = talk(ANNA, "VoiceCode", code="9999", session="kitchen")

    old_first = ["account-code-change", "account-which-old-code"]
    assert (keys(asked), talk.outcome, talk.kept()) == (old_first, "asked_code", kept)
    for digits, key in (("1234", "account-new-code"), ("9999", "account-code-again"), ("9999", "account-code-set")):
        assert talk.first(ANNA, "VoiceCode", code=digits, session="kitchen") == key
    assert code_of(talk).matches("9999")


def test_digits_that_differ_are_asked_for_anew_without_the_old_code(talk: Talk) -> None:
    talk.change(code=CODE)
    talk(ANNA, "ChangeCode")
    said = [talk.first(ANNA, "VoiceCode", code=digits) for digits in ("1234", "5555", "5556", "7777", "7777")]

    assert said == [
        "account-new-code",
        "account-code-again",
        "account-code-differs",
        "account-code-again",
        "account-code-set",
    ]
    assert code_of(talk).matches("7777")


@pytest.mark.parametrize(("who", "declined"), [(ANNA, True), (MIA, False), (NOBODY, False)])
def test_only_a_grown_up_of_the_household_settles_that_no_code_is_wanted(talk: Talk, who: str, declined: bool) -> None:
    talk(ANNA, "Reorder", product="dollhouse and toilet paper")
    assert keys(talk(ANNA, "Yes"))[-1] == "account-offer-code"

    assert keys(talk(who, "No")) == ["account-code-declined", "common-anything-else"]

    assert talk.home.code_declined is declined


def test_who_forgot_the_code_hears_who_can_reset_it(talk: Talk) -> None:
    talk.change(code=CODE)
    assert keys(talk(ANNA, "RemoveCode")) == ["account-which-code"]
    kept = talk.kept()
    assert keys(talk(ANNA, "ChangeCode")) == ["common-help-code", "account-which-code"]
    assert talk.kept() == kept
