"""What the table of topics never lets happen, done all the same: nothing is ordered, nothing changed, nothing fails.

A session may have been stored by another version, or half of it may be gone; a topic may be put into another cell.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.account import proof, wishes
from skill.conversation.buying import far
from skill.conversation.buying.confirm import order_it
from skill.conversation.orders import orders
from skill.conversation.question import Kind, Question, Session
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene
from skill.profile.home import Home, Wish
from skill.profile.voice_code import random_code
from skill.recording import open_scene
from skill.services.changes import NO_CHANGES
from skill.storage.port import Versions
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, CODE, NOBODY, Talk, keys
from tests.support.samples import commit
from tests.support.tiny_shop import NOON, turn, voice

ELSE, WHICH = Saying("common-anything-else"), Saying("account-which-code")


@pytest.fixture
def talk(app: App) -> Talk:
    return Talk(app)


def scene(app: App, kept: Session | None = None, *, person: str = ANNA, verified: bool = False) -> Scene:
    """Somebody speaks while this is what was kept of the session."""
    said = turn("Yes", "r1", person=voice("anna", person) if person else "")
    loaded = app.store.load("anna", "session-1", NOON)
    made = open_scene(said, "anna", loaded, store=app.store, shop=app.shop, config=app.config, new_code=random_code)
    speaker = replace(made.household.speaker, verified=verified)
    return dataclasses.replace(
        made, session=kept or Session(), household=dataclasses.replace(made.household, speaker=speaker)
    )


def keep(talk: Talk, kept: Session) -> None:
    """A session as another version may have stored it."""
    before = talk.store.load("anna", "session-1", NOON).versions
    stored, expected = msgspec.json.encode(kept), Versions(session=before.session)
    day = NOON + timedelta(days=1)
    talk.store.commit(commit("anna", id="kept", at=NOON, expected=expected, session=stored, session_expires=day))


TOPICS: dict[str, tuple[Callable[[Scene], Answer], list[str], str]] = {
    "order": (order_it, ["common-what-to-order"], "asked"),
    "so many": (far.so_many, ["common-anything-else"], "misheard"),
    "not so many": (far.not_so_many, ["common-anything-else"], "misheard"),
    "that many": (lambda on: far.instead(on, 4), ["common-anything-else"], "misheard"),
    "grant": (wishes.grant, ["reorder-sold-no-more", "common-anything-else"], "sold_out"),
    "deny": (wishes.deny, ["account-unknown-settings", "common-anything-else"], "refused_unknown_settings"),
    "cancel": (orders.cancel_it, ["orders-none-to-cancel", "common-anything-else"], "answered"),
    "keep": (orders.keep_it, ["orders-kept", "common-anything-else"], "declined"),
}


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_to_no_question_does_nothing(talk: Talk, topic: str) -> None:
    talk.change(wishes=(Wish("cookies", "mia", NOON),))
    talk(ANNA, "Reorder", product="oat milk")
    talk(ANNA, "Yes")
    answer, said, outcome = TOPICS[topic]
    reply = answer(scene(talk.app))
    assert ([saying.key for saying in reply.says], reply.outcome) == (said, outcome)
    assert (reply.changes, reply.offer, reply.order_id) == (NO_CHANGES, None, "")


@pytest.mark.parametrize(
    ("asked", "verified", "proven"),
    [
        (Question(Kind.CODE, (WHICH,), about="MarkAdult", name="Mia"), True, True),
        (Question(Kind.CODE, (WHICH,), about="MarkAdult", name="Mia"), False, False),
        (Question(Kind.CODE, (WHICH,), about="RemoveCode"), True, False),
        (Question(Kind.CODE, (WHICH,)), True, False),
        (Question(Kind.OPEN, (ELSE,), about="MarkAdult"), True, False),
        (None, True, False),
    ],
)
def test_the_code_proves_what_it_was_asked_about_and_only_when_it_was_right(
    app: App, asked: Question | None, verified: bool, proven: bool
) -> None:
    found = proof.proven(scene(app, Session(question=asked), verified=verified), "MarkAdult")
    assert found == (asked if proven else None)


def test_what_the_code_is_asked_about_is_kept_and_nothing_else(talk: Talk) -> None:
    talk.change(code=CODE)
    made = proof.unproven(scene(talk.app), "AllowUnknown")
    assert made is not None
    assert made.question == Question(Kind.CODE, (WHICH,), about="AllowUnknown")


def test_the_right_code_for_what_nobody_knows_any_more_changes_nothing(talk: Talk) -> None:
    talk.change(code=CODE)
    keep(talk, Session(question=Question(Kind.CODE, (WHICH,), about="SomethingOfYesterday")))
    assert talk(ANNA, "VoiceCode", code="1234").says == (Saying("account-code-left"), ELSE)
    assert (talk.outcome, talk.home, talk.orders()) == ("declined", Home(code=CODE), [])


def test_a_new_code_that_was_lost_is_said_twice_again(talk: Talk) -> None:
    keep(talk, Session(question=Question(Kind.CODE_AGAIN, (Saying("account-code-again"),))))
    assert keys(talk(ANNA, "VoiceCode", code="9876")) == ["account-code-again"]
    asked = session(talk.app, "anna").question
    assert asked is not None
    assert asked.code is not None
    assert (asked.kind, asked.code.matches("9876"), talk.home) == (Kind.CODE_AGAIN, True, Home())


@pytest.mark.parametrize("person", [ANNA, NOBODY])
def test_a_pin_for_an_offer_that_was_lost_orders_nothing(talk: Talk, person: str) -> None:
    keep(talk, Session(question=Question(Kind.PIN, (Saying("reorder-ask"),))))
    talk(person, "Resumed", resumed="", reason="ACHIEVED")
    assert (talk.outcome, talk.orders()) == ("misheard", [])


def test_what_was_asked_about_and_is_sold_no_more_is_asked_about_again(talk: Talk) -> None:
    asked = Question(Kind.FAR, (Saying("reorder-ask"),), products=("gone",), quantity=9, units=(("gone", 9),))
    keep(talk, Session(question=asked))
    assert keys(talk(ANNA, "Yes")) == ["reorder-ask"]
    assert (talk.outcome, session(talk.app, "anna").offer) == ("misheard", None)


def test_a_wish_that_was_answered_on_another_device_meanwhile(talk: Talk) -> None:
    talk.change(wishes=(Wish("cookies", "mia", NOON),))
    talk(ANNA, "ShowWishes")
    talk.change(wishes=())
    assert talk(ANNA, "No").says == (Saying("account-wish-denied"), ELSE)
    assert talk.home == Home()
