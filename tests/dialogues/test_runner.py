"""The runner notices what differs, and says so in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.support.play import DialogueFailed, play
from tests.dialogues.support.reading import read
from tests.dialogues.support.script import Dialogue
from tests.dialogues.support.stage import Stage


def dialogue(folder: Path, text: str) -> Dialogue:
    path = folder / "en-US" / "test.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    (only,) = read(path, "en-US")
    return only


def failure(stage: Stage, folder: Path, text: str) -> str:
    with pytest.raises(DialogueFailed) as failed:
        play(stage, dialogue(folder, text))
    return str(failed.value)


def test_the_conversation_so_far_and_what_differs(memory_stage: Stage, tmp_path: Path) -> None:
    text = """
- dialogue: Wrong
  steps:
    - say: stop
      hears: Farewell.
    - later: 1 day
    - say: cancel
      question: open
"""
    assert failure(memory_stage, tmp_path, text).splitlines() == [
        "en-US/test.yaml: Wrong",
        "",
        " 1  stop",
        "      [Stop] Goodbye.  → ended",
        "     ✗ heard",
        "         expected: Farewell.",
        "         found:    Goodbye.",
        " 2  (later: 1 day, 0:00:00)",
        " 3  cancel",
        "      [Cancel] Goodbye.  → ended",
        "     ✗ open question",
        "         expected: open",
        "         found:    ended",
        "in the end",
    ]


@pytest.mark.parametrize(
    ("steps", "then", "complaint"),
    [
        ("[{say: stop, includes: [Good, day]}]", "{}", "not heard: 'day'"),
        ("[{say: stop, card: link}]", "{}", "card\n         expected: link\n         found:    none"),
        ("[{say: stop, cart: {tea: 1}}]", "{}", "cart\n         expected: {'tea': 1}\n         found:    {}"),
        ("[{say: stop, mails: [a]}]", "{}", 'mails\n         expected: ["a"]\n         found:    []'),
        ("[{say: stop}]", "{mails: [a]}", 'mails\n         expected: ["a"]\n         found:    []'),
        ("[{say: stop, orders: [a]}]", "{}", 'orders\n         expected: ["a"]\n         found:    []'),
        ("[{say: stop}]", "{orders: [a]}", 'orders\n         expected: ["a"]\n         found:    []'),
        (
            "[{say: reorder the coffee}, {say: yes}]",
            "{}",
            'expected: []\n         found:    ["2 × coffee-bluebird-dark, ',
        ),
        ("[{say: stop}]", "{cart: {tea: 1}}", "cart\n         expected: {'tea': 1}\n         found:    {}"),
        (
            "[{say: stop}]",
            '{timeline: ["Stop: gone"]}',
            'expected: ["Stop: gone"]\n         found:    ["Stop: stopped"]',
        ),
        ("[{speaker: Ana}]", "{}", "nobody in this household is called 'Ana'; there is Anna, Ben, Mia"),
        ("[{price: {tea: 2.00}}]", "{}", "the demo shop has no product 'tea'"),
        ("[{replay: last}]", "{}", "nothing was sent yet that could be sent again"),
    ],
)
def test_each_thing_that_is_checked(memory_stage: Stage, tmp_path: Path, steps: str, then: str, complaint: str) -> None:
    assert complaint in failure(memory_stage, tmp_path, f"- dialogue: X\n  steps: {steps}\n  then: {then}\n")


def test_alexas_own_pin_is_one_step_and_two_requests(memory_stage: Stage, tmp_path: Path) -> None:
    text = """
- dialogue: PIN
  given: {pin: not achieved, choices: {code_from: 10.00}}
  steps:
    - say: reorder the coffee
    - say: yes
      question: open
      mails: []
    - pin: achieved
    - say: reorder the coffee
    - say: yes
      mails: [order-mail]
    - replay: last
  then:
    orders: ["2 × coffee-bluebird-dark, 16.48"]
    timeline:
      - "Reorder: offered"
      - "Yes: asked_code"
      - "Resumed: not_verified"
      - "Reorder: offered"
      - "Yes: asked_code"
      - "Resumed: ordered"
"""
    moments = play(memory_stage, dialogue(tmp_path, text))
    assert [(one.intent, one.outcome, one.requests) for one in moments] == [
        ("Reorder", "offered", 1),
        ("Yes", "not_verified", 2),
        ("Reorder", "offered", 1),
        ("Yes", "ordered", 2),
        ("silence", "", 0),
    ]


def test_what_the_household_has_settled(stage: Stage, tmp_path: Path) -> None:
    text = """
- dialogue: Settled
  given:
    code: "0042"
    choices: {code_from: 10.00, unknown_voices: no, duplicate_minutes: 30}
    wishes: [{person: Mia, product: toys-maplelane-dollhouse}]
    recent: ["2 × coffee-bluebird-dark, 1 hour ago", "1 × plantmilk-grainly-oat, 20 minutes ago"]
  steps:
    - say: reorder the coffee
      includes: [$16.48 in total]
      question: offer
    - say: yes
      question: code
    - say: zero zero four two
      mails: [order-mail]
    - say: what did the kids ask for
      includes: [Mia, dollhouse]
      question: wish
    - speaker: nobody
    - say: reorder the coffee
      orders: ["2 × coffee-bluebird-dark, 16.48"]
  then:
    orders: ["2 × coffee-bluebird-dark, 16.48"]
"""
    play(stage, dialogue(tmp_path, text))


def test_a_blocked_card(memory_stage: Stage, tmp_path: Path) -> None:
    text = "- dialogue: X\n  given: {payment: {blocked: yes}}\n  steps: [{say: reorder the coffee, question: open}]\n"
    (moment,) = play(memory_stage, dialogue(tmp_path, text))
    assert moment.outcome == "payment_declined"


@pytest.mark.parametrize(
    ("lacks", "outcome"), [("address", "refused_no_address"), ("payment", "refused_no_payment"), ("email", "offered")]
)
def test_an_account_that_lacks_something(memory_stage: Stage, tmp_path: Path, lacks: str, outcome: str) -> None:
    text = f"- dialogue: X\n  given: {{lacks: [{lacks}]}}\n  steps: [{{say: reorder the coffee}}]\n"
    (moment,) = play(memory_stage, dialogue(tmp_path, text))
    assert moment.outcome == outcome


def test_somebody_new_is_nobody_until_introduced(memory_stage: Stage, tmp_path: Path) -> None:
    text = """
- dialogue: New
  given: {speaker: somebody new, code: "0042"}
  steps:
    - say: who am I
    - say: I'm Ben
      question: code
    - say: zero zero four two
    - say: who am I
      includes: [Ben]
"""
    assert len(play(memory_stage, dialogue(tmp_path, text))) == 4


def test_perhaps_somebody_is_not_recognised(memory_stage: Stage, tmp_path: Path) -> None:
    text = """
- dialogue: Perhaps
  given: {speaker: perhaps Anna}
  steps:
    - open: true
      includes: ["Welcome to Corner Pantry. You're"]
    - speaker: Anna
      say: who am I
      includes: [Anna]
    - speaker: perhaps Mia
      say: order milk
      includes: [children]
"""
    assert len(play(memory_stage, dialogue(tmp_path, text))) == 3


def test_perhaps_nobody_there(memory_stage: Stage, tmp_path: Path) -> None:
    text = "- dialogue: X\n  given: {speaker: perhaps Ana}\n  steps: [{open: true}]\n"
    with pytest.raises(AssertionError, match="nobody in this household is called 'perhaps Ana'; there is"):
        play(memory_stage, dialogue(tmp_path, text))


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (
            "{wishes: [{person: Ana, product: tea}]}",
            "nobody in this household is called 'Ana'; there is Anna, Ben, Mia",
        ),
        ("{recent: ['2 × tea, 1 day ago']}", "2 × tea cannot be ordered before: "),
        (
            "{recent: ['200 × coffee-bluebird-dark, 1 day ago']}",
            "200 × coffee-bluebird-dark cannot be ordered before: ",
        ),
        ("{customer: stranger, code: '1234'}", "a stranger has no household, and has settled nothing"),
    ],
)
def test_a_past_that_cannot_be(memory_stage: Stage, tmp_path: Path, given: str, complaint: str) -> None:
    text = f"- dialogue: X\n  given: {given}\n  steps: [{{open: true}}]\n"
    assert complaint in failure(memory_stage, tmp_path, text)


def test_a_household_that_does_not_exist(memory_stage: Stage, tmp_path: Path) -> None:
    text = "- dialogue: X\n  given: {customer: nemo}\n  steps: [{open: true}]\n"
    assert "the demo shop has no household 'nemo'" in failure(memory_stage, tmp_path, text)


def test_shelves_are_put_back_and_dialogues_do_not_hear_of_each_other(memory_stage: Stage, tmp_path: Path) -> None:
    text = """
- dialogue: Takes the last two
  given: {stock: {coffee-bluebird-dark: 2}, price: {coffee-bluebird-dark: 1.00}}
  steps: [{say: reorder the coffee}, {say: yes}]
  then: {orders: ["2 × coffee-bluebird-dark, 6.90"]}
"""
    one = dialogue(tmp_path, text)
    before = dict(memory_stage.store.quotes(["coffee-bluebird-dark"]))
    assert len(play(memory_stage, one)) == len(play(memory_stage, one)) == 2
    assert dict(memory_stage.store.quotes(["coffee-bluebird-dark"])) == before
