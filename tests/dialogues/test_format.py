"""A file that is not written as README.md says is refused, with the file, the dialogue and the key."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from skill.shopping.payment import PaymentMethod
from tests.dialogues.support.reading import read
from tests.dialogues.support.script import Change, Dialogue, Expected, Given, GivenOrder, GivenWish, Step
from tests.dialogues.support.strict_yaml import BadDialogue

WHOLE = """
- dialogue: Coffee
  given:
    customer: miller
    speaker: nobody
    now: 2026-11-20 17:30
    cart: {milk: 2}
    stock: {tea: 0, milk: plenty}
    price: {tea: 2.49}
    device: screen
    pin: achieved
    code: "0042"
    choices: {unknown_limit: 20.00, unknown_voices: no, far_times: 3}
    payment: {expires: 2026-10, blocked: yes}
    lacks: [email]
    wishes: [{person: Mia, product: dollhouse}, {person: Mia, product: tea, quantity: 2}]
    recent: ["2 × tea, 10 minutes ago", "1 × milk, 1 day ago"]
  steps:
    - say: yes
      hears: ["One.", "Two?"]
      includes: [One]
      question: offer
      card: {title: T, text: X}
      orders: ["1 × tea, 2.49"]
      cart: {}
      mails: [order-mail]
    - later: 20 minutes
      pin: not achieved
    - device: kitchen
      silent: true
  then:
    orders: []
    cart: {milk: 2}
    timeline: ["Yes: misheard"]
    mails: []
"""


def reading(folder: Path, text: str) -> list[Dialogue]:
    path = folder / "en-US" / "test.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return list(read(path, "en-US"))


def test_everything_there_is(tmp_path: Path) -> None:
    expected = Expected(
        hears="One. Two?",
        includes=("One",),
        question="offer",
        card={"title": "T", "text": "X"},
        orders=("1 × tea, 2.49",),
        cart={},
        mails=("order-mail",),
    )
    assert reading(tmp_path, WHOLE) == [
        Dialogue(
            where="en-US/test.yaml",
            locale="en-US",
            name="Coffee",
            given=Given(
                customer="miller",
                speaker="nobody",
                now=datetime(2026, 11, 20, 17, 30),  # noqa: DTZ001 - a wall clock
                cart={"milk": 2},
                stock={"tea": 0, "milk": None},
                price={"tea": Decimal("2.49")},
                device="screen",
                pin="achieved",
                code="0042",
                choices={"unknown_limit": Decimal("20.00"), "unknown_voices": False, "far_times": 3},
                payment=PaymentMethod(expires="2026-10", blocked=True),
                lacks=("email",),
                wishes=(GivenWish("Mia", "dollhouse"), GivenWish("Mia", "tea", 2)),
                recent=(GivenOrder("tea", 2, timedelta(minutes=10)), GivenOrder("milk", 1, timedelta(days=1))),
            ),
            steps=(
                Step(1, Change(), "say", "yes", (), expected),
                Step(2, Change(later=timedelta(minutes=20), pin="not achieved"), "", "", (), Expected()),
                Step(3, Change(device="kitchen"), "silent", "", (), Expected()),
            ),
            orders=(),
            cart={"milk": 2},
            timeline=("Yes: misheard",),
            mails=(),
        )
    ]


def test_what_is_left_out(tmp_path: Path) -> None:
    (dialogue,) = reading(tmp_path, "- dialogue: Short\n  steps: [{open: true}]\n")
    assert dialogue.given == Given()
    assert (dialogue.orders, dialogue.cart, dialogue.timeline, dialogue.mails) == ((), None, None, None)


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ("[{sagt: yes}]", "en-US/test.yaml, 'X', step 1: unknown key 'sagt'"),
        ("[{say: yes, open: true}]", "en-US/test.yaml, 'X', step 1: say and open are two steps"),
        ("[{hears: Hello}]", "en-US/test.yaml, 'X', step 1: nobody says or does anything"),
        ("[{speaker: nobody, hears: Hi}]", "en-US/test.yaml, 'X', step 1: nobody says anything, so nothing"),
        ("[{open: maybe}]", "en-US/test.yaml, 'X', step 1: write open: true"),
        ("[{replay: first}]", "en-US/test.yaml, 'X', step 1: write replay: last"),
        ("[{say: yes, question: ofer}]", "en-US/test.yaml, 'X', step 1: question is one of none, open, offer"),
        ("[{say: yes, card: {titel: T}}]", "en-US/test.yaml, 'X', step 1, card: unknown key 'titel'"),
        ("[{say: yes, cart: {tea: two}}]", "en-US/test.yaml, 'X', step 1: 'two' is not a whole number"),
        ("[{later: soon}]", "en-US/test.yaml, 'X', step 1: later is a time such as 20 minutes"),
        ("[{price: {tea: cheap}}]", "en-US/test.yaml, 'X', step 1: a price is a number such as 5.99"),
        ("[{say: yes, orders: none}]", "en-US/test.yaml, 'X', step 1: expected a list, not 'none'"),
        (
            "[{pin: wrong}]",
            "'X', step 1: pin is one of achieved, not achieved, not enabled, not 'wrong'",
        ),
        ("[{say: yes, mails: none}]", "en-US/test.yaml, 'X', step 1: expected a list, not 'none'"),
        ("[{say: [yes]}]", r"en-US/test.yaml, 'X', step 1: expected words, not \['yes'\]"),
        ("[]", "en-US/test.yaml, 'X': expected a list"),
    ],
)
def test_a_wrong_step(tmp_path: Path, steps: str, complaint: str) -> None:
    with pytest.raises(BadDialogue, match=complaint):
        reading(tmp_path, f"- dialogue: X\n  steps: {steps}\n")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("{code: 123}", "'X', given: code is four digits such as 1234, not '123'"),
        ("{code: [1]}", r"'X', given: code is four digits such as 1234, not \['1'\]"),
        ("{pin: maybe}", "'X', given: pin is one of achieved"),
        ("{choices: {limit: 5}}", "'X', given, choices: unknown key 'limit'; known are unknown_limit, code_from"),
        ("{choices: {per_day: much}}", "'X', given, choices: a price is a number"),
        ("{choices: {unknown_voices: 1}}", "'X', given, choices: write yes or no, not '1'"),
        ("{choices: {far_from: x}}", "'X', given, choices: 'x' is not a whole number"),
        ("{payment: {expires: 2026-13}}", "'X', given, payment: expires is a month such as 2027-04, not '2026-13'"),
        ("{payment: {blocked: maybe}}", "'X', given, payment: write yes or no, not 'maybe'"),
        ("{payment: {card: 4}}", "'X', given, payment: unknown key 'card'"),
        ("{lacks: [money]}", "'X', given, lacks: an account lacks one of address, payment, email, not"),
        ("{lacks: []}", "'X', given, lacks: an account lacks one of address, payment, email, not"),
        ("{wishes: []}", "'X', given, wishes: expected a list"),
        ("{wishes: [{person: Mia}]}", "'X', given, wishes: expected words, not None"),
        ("{wishes: [{person: Mia, product: tea, quantity: x}]}", "'X', given, wishes: 'x' is not a whole number"),
        ("{recent: [tea]}", "'X', given, recent: an order is written 2 × coffee-bluebird-dark, 10 minutes ago, not"),
        ("{recent: ['1 × tea, long ago']}", "'X', given, recent: the last part is a time such as 20 minutes"),
    ],
)
def test_a_wrong_beginning(tmp_path: Path, given: str, complaint: str) -> None:
    with pytest.raises(BadDialogue, match=complaint):
        reading(tmp_path, f"- dialogue: X\n  given: {given}\n  steps: [{{open: true}}]\n")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- steps: [{open: true}]\n", "en-US/test.yaml, dialogue 1: it has no name"),
        ("- dialog: X\n", "en-US/test.yaml, dialogue 1: unknown key 'dialog'"),
        ("- dialogue: X\n  dialogue: Y\n", "line 2: 'dialogue' comes twice"),
        ("- dialogue: X\n  given: {now: tomorrow}\n  steps: [{open: true}]\n", "'X', given: now is a day and an hour"),
        ("- dialogue: X\n  given: {device: tv}\n  steps: [{open: true}]\n", "'X', given: device is speaker or screen"),
        ("- dialogue: X\n  steps: [{open: true}]\n  then: {order: []}\n", "'X', then: unknown key 'order'"),
        ("dialogue: X\n", "en-US/test.yaml: expected a list"),
        ("- [", "test.yaml"),
    ],
)
def test_a_wrong_dialogue(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadDialogue, match=complaint):
        reading(tmp_path, text)
