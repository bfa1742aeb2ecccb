"""What children asked for: read to grown-ups we know, one by one, and nothing ordered without an offer of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying, Thing, Things
from skill.profile.home import Home, Person, Wish
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, MIA, NOBODY, Talk, keys
from tests.conversation.test_offer_answers import emptied
from tests.support.tiny_shop import NOON

ELSE, WHAT = Saying("common-anything-else"), Saying("common-what-to-order")
DOLLHOUSE, COOKIES = Wish("dollhouse", "mia", NOON), Wish("cookies", "mia", NOON + timedelta(minutes=1), 2)
NOT_THEIRS = Wish("paper", "gone", NOON)


def ask(units: int, name: str) -> Saying:
    """The question about a wish of Mia's."""
    return Saying("account-wish", {"name": "Mia", "item": Things((Thing(units, name),))})


def about(wish: Wish, name: str) -> Question:
    """That question, as it is kept."""
    units = wish.quantity or 1
    return Question(Kind.WISH, (ask(units, name),), products=(wish.product_id,), quantity=wish.quantity)


@pytest.fixture
def talk(app: App) -> Talk:
    talk = Talk(app)
    talk.change(wishes=(DOLLHOUSE, COOKIES))
    return talk


def asked(talk: Talk) -> Question | None:
    """The open question."""
    return session(talk.app, "anna").question


def recorded(talk: Talk) -> tuple[str, tuple[str, ...]]:
    """Outcome and products of the last turn."""
    found = talk.store.timeline("anna").interactions[0]
    return found.outcome, found.products


def test_the_oldest_wish_is_asked_about_first(talk: Talk) -> None:
    before = talk.kept()
    assert talk(ANNA, "ShowWishes").says == (ask(1, "dollhouse"),)
    assert (recorded(talk), asked(talk)) == (("asked_wish", ("dollhouse",)), about(DOLLHOUSE, "dollhouse"))
    assert session(talk.app, "anna").mentioned == ("dollhouse",)
    assert talk.kept() == before


@pytest.mark.parametrize("wishes", [(), (NOT_THEIRS,)], ids=["none", "of somebody who is gone"])
def test_without_a_wish_there_is_none(talk: Talk, wishes: tuple[Wish, ...]) -> None:
    talk.change(wishes=wishes)
    assert talk(ANNA, "ShowWishes").says == (Saying("account-no-wishes"), ELSE)
    assert recorded(talk) == ("answered", ())


def test_a_wish_of_nobody_is_passed_over_and_the_next_one_asked_about(talk: Talk) -> None:
    talk.change(wishes=(NOT_THEIRS, Wish("no such product", "mia", NOON), COOKIES))
    assert talk(ANNA, "ShowWishes").says == (ask(2, "ginger cookies"),)
    assert asked(talk) == about(COOKIES, "ginger cookies")


@pytest.mark.parametrize(
    ("name", "first"), [("zoe", (2, "ginger cookies")), ("mia", (1, "dollhouse")), ("anna", (1, "dollhouse"))]
)
def test_the_named_childs_wish_comes_first(talk: Talk, name: str, first: tuple[int, str]) -> None:
    zoe = Person("zoe", "Zoe", child=True)
    talk.change(people=(zoe,), wishes=(DOLLHOUSE, replace(COOKIES, person="zoe")))
    (said,) = talk(ANNA, "ShowWishes", name=name).says
    assert said.values["item"] == Things((Thing(*first),))


def test_yes_makes_an_offer_and_the_next_yes_orders_it_and_answers_the_wish(talk: Talk) -> None:
    talk.change(wishes=(COOKIES, DOLLHOUSE))
    talk(ANNA, "ShowWishes")
    reply = talk(ANNA, "Yes")
    assert (keys(reply)[0], keys(reply)[-1]) == ("reorder-line", "reorder-ask")
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert [(line.product_id, line.quantity) for line in offer.lines] == [("cookies", 2)]
    assert (talk.orders(), talk.home.wishes) == ([], (COOKIES, DOLLHOUSE))
    talk(ANNA, "Yes")
    assert (len(talk.orders()), talk.home.wishes) == (1, (DOLLHOUSE,))


def test_what_was_asked_for_without_a_number_is_one(talk: Talk) -> None:
    """Not the household's usual three."""
    talk.change(wishes=(Wish("milk-oat", "mia", NOON),))
    assert talk(ANNA, "ShowWishes").says == (ask(1, "oat milk"),)
    talk(ANNA, "Yes")
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert [(line.product_id, line.quantity) for line in offer.lines] == [("milk-oat", 1)]


def test_the_yes_of_a_child_or_an_unknown_voice_makes_no_offer(talk: Talk) -> None:
    for person, key in ((MIA, "account-child-wish"), (NOBODY, "account-new-for-unknown-voice")):
        talk(ANNA, "ShowWishes")
        assert talk.first(person, "Yes") == key
        assert (session(talk.app, "anna").offer, talk.orders()) == (None, [])


def test_no_forgets_that_wish_and_goes_on_to_the_next(talk: Talk) -> None:
    talk(ANNA, "ShowWishes")
    assert talk(ANNA, "No").says == (Saying("account-wish-denied"), ask(2, "ginger cookies"))
    assert (recorded(talk), asked(talk)) == (("declined", ("dollhouse",)), about(COOKIES, "ginger cookies"))
    assert session(talk.app, "anna").mentioned == ("cookies",)
    assert talk.home == Home(wishes=(COOKIES,))
    assert talk(ANNA, "No").says == (Saying("account-wish-denied"), ELSE)
    assert (recorded(talk), talk.home, talk.orders()) == (("declined", ("cookies",)), Home(), [])


@pytest.mark.parametrize("person", [MIA, NOBODY])
def test_the_no_of_anybody_else_leaves_the_wish(talk: Talk, person: str) -> None:
    talk(ANNA, "ShowWishes")
    before = talk.kept()
    assert talk(person, "No").says == (Saying("account-unknown-settings"), ELSE)
    assert (recorded(talk), talk.kept()) == (("refused_unknown_settings", ()), before)


def test_what_is_sold_no_more_by_the_time_of_the_yes(talk: Talk) -> None:
    talk(ANNA, "ShowWishes")
    poorer, _ = emptied(talk.app, "dollhouse")
    talk.app = poorer
    assert talk(ANNA, "Yes").says == (Saying("reorder-sold-no-more"), ELSE)
    assert (recorded(talk), session(talk.app, "anna").offer) == (("sold_out", ()), None)


def test_what_was_refused_today_is_not_asked_about(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "No")
    talk.change(wishes=(replace(DOLLHOUSE, at=NOON), COOKIES))
    assert talk(ANNA, "ShowWishes").says == (ask(2, "ginger cookies"),)
