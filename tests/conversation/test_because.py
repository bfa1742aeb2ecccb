""" "Why that one?": only what is true of the product, and nothing of somebody else's gift."""

from __future__ import annotations

import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.turn import Slot
from skill.profile.home import Person
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, NOBODY, Talk, keys, voice_of


@pytest.fixture
def talk(app: App) -> Talk:
    """Anna's household, in which Ben's voice is known too."""
    talk = Talk(app)
    talk.change(people=(Person("ben", "Ben", voice=voice_of("Ben")),))
    return talk


def test_what_the_words_mean_is_told(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="coffee")
    told = talk(ANNA, "WhyThat").says[0]
    assert (told.key, told.values) == ("reorder-because", {"why": "only"})
    talk(ANNA, "Reorder", product="whole milk")
    told = talk(ANNA, "WhyThat").says[0]
    assert (told.key, told.values) == ("reorder-because", {"why": "new"})


def test_the_offer_stays_open_and_nothing_is_ordered(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="coffee")
    before = session(talk.app, "anna")
    talk(ANNA, "WhyThat")
    after = session(talk.app, "anna")
    assert (after.offer, after.question) == (before.offer, before.question)
    assert after.question is not None
    assert after.question.kind is Kind.OFFER
    assert talk.orders() == []


def test_with_nothing_on_offer_that_is_said(talk: Talk) -> None:
    assert keys(talk(ANNA, "WhyThat"))[0] == "reorder-nothing-offered"


def test_of_several_things_on_offer_each_is_told(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="coffee and oat milk")
    said = talk(ANNA, "WhyThat").says
    assert [one.key for one in said[:-1]] == ["product-because", "product-how-often-rarely"]


def test_what_was_just_ordered_is_told_as_it_was_before(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="whole milk")
    talk(ANNA, "Yes")
    told = talk(ANNA, "WhyThat").says[0]
    assert (told.key, told.values) == ("reorder-because", {"why": "new"})
    assert len(talk.orders()) == 1


def test_nothing_is_told_of_what_somebody_else_just_ordered_as_a_gift(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "Gift")
    talk(ANNA, "Yes")
    for other in ("Ben", NOBODY):
        assert keys(talk(other, "WhyThat"))[0] == "reorder-nothing-offered"


def test_nothing_is_told_of_somebody_elses_gift(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "Gift")
    for other in ("Ben", NOBODY):
        said = talk(other, "WhyThat").says
        assert said[0].key == "common-fallback"
        assert "doll" not in repr(said)


def test_what_the_assistant_alone_knew_by_these_words_was_bought_all_the_same(talk: Talk) -> None:
    talk(ANNA, "Reorder", slots={"product": Slot("zeppelin", ("coffee-dark",))})
    offered = session(talk.app, "anna").offer
    assert offered is not None
    assert [line.product_id for line in offered.lines] == ["coffee-dark"]
    assert keys(talk(ANNA, "WhyThat"))[0] == "product-because"
