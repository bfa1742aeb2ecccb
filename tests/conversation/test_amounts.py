"""An amount that was asked for, in packs: what it makes is said, and permission counts the packs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.turn import Slot
from skill.locales.hearing import hearing
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storefronts.build import build
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, Talk, keys
from tests.support.tiny_shop import CONFIG, PRODUCTS

SIZES = {"cookies": "1 lb", "milk-oat": "1 l", "milk-whole": "3 l", "paper": "8 rolls"}


@pytest.fixture
def talk(app: App, tmp_path: Path) -> Talk:
    """The tiny shop, whose products have sizes here."""
    sized = [msgspec.structs.replace(product, size=SIZES.get(product.id, "")) for product in PRODUCTS]
    build(tmp_path / "catalogue", sized, {language: hearing(language) for language in CONFIG.languages})
    return Talk(replace(app, shop=EmbeddedShop(Catalogue(tmp_path / "catalogue", hearing), app.store.quotes)))


def offered(talk: Talk) -> list[tuple[str, int]]:
    made = session(talk.app, "anna").offer
    return [(line.product_id, line.quantity) for line in made.lines] if made else []


def heard(quantity: int | None, unit: str, product: str) -> dict[str, Any]:
    slots = {"unit": Slot(unit), "product": Slot(product)}
    return {"slots": slots | ({"quantity": Slot(str(quantity))} if quantity is not None else {})}


@pytest.mark.parametrize(
    ("said", "expected", "note"),
    [
        (heard(2, "pounds", "ginger cookies"), ("cookies", 2), False),
        (heard(None, "pound", "ginger cookies"), ("cookies", 1), False),
        (heard(2, "liters", "oat milk"), ("milk-oat", 2), False),
        (heard(4, "liters", "whole milk"), ("milk-whole", 1), True),
        (heard(5, "liters", "whole milk"), ("milk-whole", 2), True),
        (heard(12, "rolls", "toilet paper"), ("paper", 2), True),
        (heard(1500, "grams", "ginger cookies"), ("cookies", 3), True),
        (heard(2, "packs", "ginger cookies"), ("cookies", 2), False),
        # Nobody knows how much is in one: as many as the number.
        (heard(2, "pounds", "dark roast coffee"), ("coffee-dark", 2), False),
    ],
)
def test_an_amount_becomes_the_nearest_packs(
    talk: Talk, said: dict[str, Any], expected: tuple[str, int], note: bool
) -> None:
    reply = talk(ANNA, "Reorder", **said)
    assert (offered(talk), "reorder-nearest" in keys(reply)) == ([expected], note)


def test_so_many_packs_are_asked_about(talk: Talk) -> None:
    """Permission counts packs, however they were asked for."""
    talk.store.put_quotes([Quote("milk-oat", Money(349, "USD"), 50)])
    reply = talk(ANNA, "Reorder", **heard(20, "liters", "oat milk"))
    asked = session(talk.app, "anna").question
    assert asked is not None
    assert (keys(reply)[-1], asked.kind, asked.quantity, offered(talk)) == ("reorder-far", Kind.FAR, 20, [])


def test_more_packs_than_can_be_sold_are_refused(talk: Talk) -> None:
    reply = talk(ANNA, "Reorder", **heard(400, "liters", "oat milk"))
    assert (keys(reply)[0], offered(talk)) == ("reorder-too-many", [])


def test_what_is_chosen_tells_how_many_packs_it_makes(talk: Talk) -> None:
    talk.bought("milk-oat", "milk-whole")
    talk(ANNA, "Reorder", **heard(3, "liters", "milk"))
    packs = {"milk-oat": 3, "milk-whole": 1}
    asked = session(talk.app, "anna").question
    assert asked is not None
    if asked.kind is Kind.WHICH:
        talk(ANNA, "Choose", position="1")
    ((first, quantity),) = offered(talk)
    assert quantity == packs[first]
    talk(ANNA, "Choose", position="other")
    ((other, quantity),) = offered(talk)
    assert (other != first, quantity) == (True, packs[other])


def test_an_amount_in_the_cart(talk: Talk) -> None:
    reply = talk(ANNA, "AddToCart", **heard(5, "liters", "whole milk"))
    assert keys(reply) == ["reorder-nearest", "cart-added", "cart-anything-else"]
    loaded = talk.store.load("anna", "", talk.store.timeline("anna").interactions[0].at)
    assert [(line.product_id, line.quantity) for line in loaded.cart.lines] == [("milk-whole", 2)]


@pytest.mark.parametrize("said", [heard(None, "", "that one"), heard(None, "", "this one again")])
def test_words_that_name_nothing_point_back(talk: Talk, said: dict[str, Any]) -> None:
    talk(ANNA, "Price", product="dark roast coffee")
    talk(ANNA, "Reorder", **said)
    assert [product_id for product_id, _ in offered(talk)] == ["coffee-dark"]
