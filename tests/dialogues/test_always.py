"""What holds at every step is really checked: a real conversation, spoilt in one place at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace as replaced

from skill.profile.customer import Customer, Person
from tests.dialogues.support.always import always
from tests.dialogues.support.moment import Moment
from tests.dialogues.support.play import play
from tests.dialogues.support.reading import read
from tests.dialogues.support.script import NOBODY, NOW, Dialogue
from tests.dialogues.support.stage import Cast, Stage

COFFEE = """
- dialogue: Coffee
  steps: [{say: reorder the coffee}, {say: yes}, {replay: last}]
  then: {orders: ["2 × coffee-bluebird-dark, 16.48"]}
"""
HOUSEHOLD = Customer("anna", people=(Person("p1", "Anna"),), payment={"en": "the card ending 42"})
ANNA = Cast("anna", "account", HOUSEHOLD, ZoneInfo("UTC"), NOW.replace(tzinfo=UTC))
CODE = """
- dialogue: Code
  given: {code: "1234", choices: {code_from: 10.00}}
  steps: [{say: reorder the coffee}, {say: yes}, {say: one two three four}]
  then: {orders: ["2 × coffee-bluebird-dark, 16.48"]}
"""


def dialogue(folder: Path, text: str) -> Dialogue:
    path = folder / "en-US" / "coffee.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    (only,) = read(path, "en-US")
    return only


@pytest.fixture(scope="module")
def coffee(tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    return dialogue(tmp_path_factory.mktemp("coffee"), COFFEE)


@pytest.fixture(scope="module")
def moments(memory_stage: Stage, coffee: Dialogue) -> list[Moment]:
    return play(memory_stage, coffee)


def broken(moment: Moment, coffee: Dialogue, speaker: str = "Anna") -> list[str]:
    return always(moment, coffee, ANNA, speaker)


def test_nothing_is_broken_in_a_real_conversation(moments: list[Moment], coffee: Dialogue) -> None:
    assert [broken(moment, coffee) for moment in moments] == [[], [], []]


def test_a_turn_that_is_not_on_the_timeline(moments: list[Moment], coffee: Dialogue) -> None:
    offer = moments[0]
    lost = replace(offer, after=replace(offer.after, timeline=(*offer.after.timeline, *offer.after.timeline)))
    assert broken(lost, coffee) == ["1 requests made 2 interactions"]


def test_an_order_without_a_yes_to_an_offer(moments: list[Moment], coffee: Dialogue) -> None:
    assert broken(replace(moments[1], asked="open"), coffee) == ["ordered by Yes while the open question was open"]


def test_an_order_by_a_code_that_no_yes_asked_for(memory_stage: Stage, tmp_path: Path) -> None:
    coded = dialogue(tmp_path, CODE)
    *_, code = play(memory_stage, coded)
    assert broken(code, coded) == []
    said = tuple(replaced(one, intent="Repeat") for one in code.before.timeline)
    unasked = replace(code, before=replace(code.before, timeline=said))
    assert broken(unasked, coded) == ["ordered by VoiceCode while the open question was code"]


def test_an_order_that_was_not_offered(moments: list[Moment], coffee: Dialogue) -> None:
    yes = moments[1]
    ordered = yes.after.orders[0]
    other = type(ordered)("o-other", ordered.placed_at, ordered.lines, ordered.totals)
    wrong = replace(yes, after=replace(yes.after, orders=(other,)))
    assert broken(wrong, coffee) == ["what was ordered is not what was offered"]


def test_an_offer_that_is_not_spoken_in_full(moments: list[Moment], coffee: Dialogue) -> None:
    offer = moments[0]
    short = replace(offer, heard=replace(offer.heard, speech="2 of the coffee. Shall I order it?", card=None))
    assert broken(short, coffee) == [
        "the offer does not say '$16.48'",
        "the card does not say '$16.48'",
        "the offer does not say 'Corner Pantry'",
        "the card does not say 'Corner Pantry'",
        "the card does not say '2'",
    ]


def test_a_session_that_listens_to_nothing(moments: list[Moment], coffee: Dialogue) -> None:
    yes = moments[1]
    deaf = replace(yes, heard=replace(yes.heard, speech="Done.", reprompt=""))
    assert broken(deaf, coffee) == [
        "waits for an answer without a reprompt",
        "waits for an answer to what is no question",
    ]
    closed = replace(yes, heard=replace(yes.heard, session_open=False))
    assert len(broken(closed, coffee)) == 1
    assert broken(closed, coffee)[0].startswith("the session is closed, the open question Question(")


def test_a_replay_that_changes_something(moments: list[Moment], coffee: Dialogue) -> None:
    again = replace(moments[2], before=moments[0].before)
    assert broken(again, coffee) == ["the same request sent again changed something"]


def test_a_name_for_an_unknown_voice(moments: list[Moment], coffee: Dialogue) -> None:
    yes = moments[1]
    named = replace(yes, heard=replace(yes.heard, speech="Done, Anna. Anything else?"))
    assert broken(named, coffee) == []
    assert broken(named, coffee, NOBODY) == ["an unknown voice hears Anna"]


def test_how_the_household_pays_for_an_unknown_voice(moments: list[Moment], coffee: Dialogue) -> None:
    assert broken(moments[0], coffee, NOBODY) == ["an unknown voice hears the card ending 42"]
