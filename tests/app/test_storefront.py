"""A shop whose storefront is asked too: shoppers hear the same, whether it answers or not, on every store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from skill.app import App
from skill.bootstrap import build_app, lambda_entry
from skill.settings.environment import Settings
from skill.storage.memory import MemoryStore
from skill.storefronts.outside import SearchedOutside
from skill.storefronts.ucp import UcpSearch
from tests.alexa.requests import SKILL_ID, request, slot
from tests.app.looking import everything, ordered
from tests.support import tiny_shop
from tests.support.alexa_response import spoken
from tests.support.merchant import PROFILE, Merchant, Sold, merchant
from tests.support.tiny_shop import turn

SOLD = [
    Sold("gid://storefront/7", "Oat Milk", "Hafermilch", [("4711", "milk-oat")]),
    Sold("cookies", "Ginger Cookies", "Ingwerkekse"),
    Sold("web-only", "Oat milk of the web shop"),
]


@pytest.fixture
def storefront() -> Iterator[Merchant]:
    with merchant(SOLD) as running:
        yield running


@pytest.fixture
def asking(app: App, storefront: Merchant) -> App:
    """The skill on each store in turn, with the storefront's search."""
    return replace(app, shop=SearchedOutside(app.shop, UcpSearch(storefront.endpoint, PROFILE)))


@pytest.mark.parametrize(("locale", "words"), [("en-US", "oat milk"), ("de-DE", "Hafermilch")])
def test_who_never_bought_it_is_offered_what_the_storefront_finds(
    asking: App, storefront: Merchant, locale: str, words: str
) -> None:
    asking.answer(turn("Reorder", "r1", who="ben", locale=locale, product=words))
    assert asking.answer(turn("Yes", "yes", who="ben", locale=locale)).says[0].key == "reorder-placed"

    [order] = ordered(asking.store, "ben")
    assert [(line.product_id, line.price) for line in order.lines] == [("milk-oat", tiny_shop.QUOTES[2].price)]
    assert {(one.query, one.context and one.context.language) for one in storefront.asked} == {(words, locale[:2])}


def test_what_the_household_buys_nobody_outside_is_asked_for(asking: App, storefront: Merchant) -> None:
    asking.answer(turn("Reorder", "r1", product="oat milk"))
    asking.answer(turn("Yes", "yes"))
    assert [line.product_id for line in ordered(asking.store)[0].lines] == ["milk-oat"]
    assert storefront.headers == []


def test_shoppers_hear_the_same_when_it_is_down(asking: App, storefront: Merchant) -> None:
    storefront.answer = (503, b"")
    asked = turn("Reorder", "r1", who="ben", product="oat milk")
    said, written = asking.answer(asked), everything(asking.store, "ben")
    # Sent again it is answered from the store, and nobody is asked.
    assert asking.answer(asked) == said
    assert everything(asking.store, "ben") == written
    assert len(storefront.headers) == 1

    assert asking.answer(turn("Yes", "yes", who="ben")).says[0].key == "reorder-placed"
    assert [line.product_id for line in ordered(asking.store, "ben")[0].lines] == ["milk-oat"]


@pytest.fixture
def settings(storefront: Merchant, catalogue: Path) -> dict[str, str]:
    """A server's or a Lambda's, with a storefront; the catalogue is there."""
    tiny_shop.app(catalogue, MemoryStore())
    return {
        "RESTOCK_STORE": "memory:",
        "RESTOCK_CATALOGUE": str(catalogue),
        "RESTOCK_SECRET": "s" * 32,
        "RESTOCK_SKILL_ID": SKILL_ID,
        "RESTOCK_SEARCH": storefront.endpoint,
        "RESTOCK_SEARCH_PROFILE": PROFILE,
    }


def test_a_server_asks_the_storefront_of_its_settings(settings: dict[str, str], storefront: Merchant) -> None:
    shop = build_app(Settings.from_env(settings)).shop
    assert shop.search("Hafermilch", "de", 5)[0].id == "milk-oat"
    without = {name: value for name, value in settings.items() if "SEARCH" not in name}
    build_app(Settings.from_env(without)).shop.search("Hafermilch", "de", 5)
    assert [one.query for one in storefront.asked] == ["Hafermilch"]


def test_a_lambda_asks_it_too_but_not_while_its_picture_is_taken(
    settings: dict[str, str], storefront: Merchant
) -> None:
    handle = lambda_entry({**settings, "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"})
    assert storefront.headers == []
    answer = handle(request("Price", {"product": slot("product", "ginger cookies")}), None)
    assert spoken(answer)
    assert [one.query for one in storefront.asked] == ["ginger cookies"]
