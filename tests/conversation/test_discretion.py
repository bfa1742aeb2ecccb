"""What somebody was offered is nobody else's business: another voice neither hears it nor goes on with it."""

from __future__ import annotations

from typing import Any

import pytest

from skill.app import App
from skill.conversation import reply as replies
from skill.conversation.question import Kind
from skill.conversation.reply import Reply
from skill.profile.home import Person
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, CODE, MIA, NOBODY, ZOE, Talk, keys, voice_of

BEN = Person("ben", "Ben", voice=voice_of("Ben"))
OTHERS = ["Ben", MIA, ZOE, NOBODY]
Said = tuple[str, dict[str, Any]]
# How a gift is still being chosen, and what is asked then.
_COFFEE: list[Said] = [("Reorder", {"product": "dark roast coffee"}), ("Gift", {})]
CHOOSING: dict[Kind, list[Said]] = {
    Kind.OFFER: _COFFEE,
    Kind.FAR: [*_COFFEE, ("ChangeQuantity", {"quantity": 40})],
    Kind.SUGGEST: [*_COFFEE, ("ChangeQuantity", {"quantity": 40}), ("No", {})],
    Kind.WHICH: [("Reorder", {"product": "ginger cookies"}), ("Gift", {}), ("Refine", {"product": "milk"})],
}
GOES_ON: list[Said] = [
    ("Yes", {}),
    ("ChangeQuantity", {"quantity": 2}),
    ("Choose", {"position": 1}),
    ("Next", {}),
    ("Reorder", {"quantity": 2}),
    ("Refine", {"product": "the other one"}),
    ("Help", {}),
    ("Fallback", {}),
    ("Price", {}),
    ("ProductDetails", {}),
    ("AddToCart", {}),
]
# "It" is nothing that the others may hear of: what is it, then? To all else the offer is put again, without a name.
STAYS = {intent for intent, _ in GOES_ON} - {"Reorder", "ProductDetails", "AddToCart"}


@pytest.fixture
def talk(app: App) -> Talk:
    """Anna's household, to which Ben belongs, with a voice code."""
    talk = Talk(app)
    talk.change(people=(BEN,), code=CODE)
    return talk


def names(reply: Reply, words: str) -> bool:
    """Whether anything of a reply names it: what is said, asked again or shown."""
    return words in replies.encode(reply).decode()


def begin(talk: Talk, kind: Kind) -> None:
    """Anna has bought every milk before, and chooses a gift."""
    talk.bought("milk-oat", "milk-whole")
    for intent, slots in CHOOSING[kind]:
        talk(ANNA, intent, **slots)
    asked = session(talk.app, "anna").question
    assert asked is not None
    assert asked.kind is kind


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize(("intent", "slots"), GOES_ON)
@pytest.mark.parametrize("kind", CHOOSING)
def test_nobody_else_goes_on_with_a_gift(
    talk: Talk, kind: Kind, other: str, intent: str, slots: dict[str, Any]
) -> None:
    begin(talk, kind)
    before, kept = session(talk.app, "anna").offer, talk.kept()

    reply = talk(other, intent, **slots)

    assert not names(reply, "milk")
    assert not names(reply, "coffee")
    assert talk.kept() == kept
    if kind is Kind.OFFER and intent in STAYS:
        assert session(talk.app, "anna").offer == before
        assert talk.first(ANNA, "Yes") == "reorder-placed"
        assert [(order.person, order.gift) for order in talk.orders()] == [("anna", True)]


def test_who_names_the_very_gift_hears_nothing_special(talk: Talk) -> None:
    begin(talk, Kind.OFFER)
    assert keys(talk("Ben", "Reorder", product="dark roast coffee"))[0] == "reorder-line"
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert (offer.gift, offer.person) == (False, "ben")


@pytest.mark.parametrize("says", ["Yes", "VoiceCode"])
def test_the_code_said_by_somebody_else_orders_no_gift(talk: Talk, says: str) -> None:
    talk(ANNA, "Reorder", product="dollhouse and toilet paper")
    talk(ANNA, "Gift")
    if says == "VoiceCode":
        assert talk.first(ANNA, "Yes") == "account-which-code"
    kept = talk.kept()[1:]

    refused = talk("Ben", says, code="1234")

    assert (keys(refused)[0], talk.outcome) == ("account-gift-not-offered", "refused_other_voice")
    assert (talk.kept()[1:], names(refused, "dollhouse")) == (kept, False)


def test_what_could_be_meant_by_a_gift_is_on_no_card(talk: Talk) -> None:
    begin(talk, Kind.WHICH)
    assert talk(ANNA, "Refine", product="milk").card is None


# What an adult talked about, and how a voice that nobody knows would go on with it. It may buy it: it has the code.
SENSITIVE: list[tuple[list[Said], Said]] = [
    ([("Reorder", {"product": "pregnancy test"})], ("ChangeQuantity", {"quantity": 2})),
    ([("Reorder", {"product": "pregnancy test"})], ("Reorder", {"quantity": 1})),
    (
        [("Reorder", {"product": "pregnancy test and ginger cookies"})],
        ("Reorder", {"product": "cookies", "quantity": 2}),
    ),
    ([("Price", {"product": "pregnancy test"})], ("Yes", {})),
    ([("AddToCart", {"product": "pregnancy test"})], ("Checkout", {})),
    ([("AddToCart", {"product": "pregnancy test"}), ("AddToCart", {"product": "oat milk"})], ("Checkout", {})),
]


@pytest.mark.parametrize("other", [NOBODY, ZOE])
@pytest.mark.parametrize(("before", "then"), SENSITIVE)
def test_an_unknown_voice_hears_no_sensitive_product_by_going_on(
    talk: Talk, before: list[Said], then: Said, other: str
) -> None:
    for intent, slots in before:
        talk(ANNA, intent, **slots)
    kept = talk.kept()

    reply = talk(other, then[0], **then[1])

    assert (names(reply, "pregnancy"), names(reply, "test-kit")) == (False, False)
    assert talk.kept() == kept


def test_an_unknown_voice_with_the_code_hears_of_what_it_ordered_no_more_than_it_was_told(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="pregnancy test and ginger cookies")
    talk(NOBODY, "Yes")

    placed = talk(NOBODY, "VoiceCode", code="1234")

    assert (keys(placed)[0], talk.outcome) == ("reorder-placed", "ordered")
    assert (names(placed, "pregnancy"), names(placed, "cookies")) == (False, True)


def test_an_unknown_voice_that_names_a_sensitive_product_may_go_on_with_it(talk: Talk) -> None:
    talk(NOBODY, "Reorder", product="pregnancy test")
    assert talk.first(NOBODY, "ChangeQuantity", quantity=2) == "reorder-line"
    talk(NOBODY, "Yes")
    placed = talk(NOBODY, "VoiceCode", code="1234")
    assert (keys(placed)[0], names(placed, "pregnancy")) == ("reorder-placed", True)
