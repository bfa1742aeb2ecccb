"""A catalogue of long titles as it is heard: short names, told apart where two of one name meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.reply import Reply
from skill.loading.catalogue_file import write_catalogue
from skill.loading.products import Category, read_products
from skill.loading.profiles import profile
from skill.locales.hearing import hearing
from skill.locales.words import Words
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.storage.memory import MemoryStore
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from tests.loading.files import Problems, write
from tests.support import tiny_shop
from tests.support.samples import order
from tests.support.tiny_shop import CONFIG, NOON, turn

PRODUCTS = """\
id,category,price,name,name_de
paste,paste,4.00,"FERNHILL Teeth Whitening Toothpaste To Help Gums, Mint Paste For Gum Health, 3.4 Oz",\
"FERNHILL ZAHNPASTA weiß für gesundes Zahnfleisch, 75 ml"
paste-3,paste,11.00,"FERNHILL Teeth Whitening Toothpaste To Help Gums, Mint Paste For Gum Health, 3.4 Oz x 3",\
"FERNHILL ZAHNPASTA weiß für gesundes Zahnfleisch, 3 x 75 ml"
water-lime,water,6.00,"Glowberry Sparkling Water, Lime, 12 fl oz (Pack of 8)","Glowberry Mineralwasser, Limette"
water-lemon,water,6.00,"Glowberry Sparkling Water, Lemon, 12 fl oz (Pack of 8)","Glowberry Mineralwasser, Zitrone"
cable-2,cable,9.00,Norden Charging Cable EB20,Norden Ladekabel EB20
cable-3,cable,9.00,Norden Charging Cable EB30,Norden Ladekabel EB30
"""
KINDS = {
    "paste": Category({"en": ("toothpaste",), "de": ("Zahnpasta",)}),
    "water": Category({"en": ("water",), "de": ("Wasser", "Mineralwasser")}),
    "cable": Category({"en": ("cable", "charging cable"), "de": ("Kabel", "Ladekabel")}),
}
Talk = Callable[..., str]


@pytest.fixture
def talk(tmp_path: Path) -> Callable[..., Talk]:
    """Anna's account, in which so much was bought; then what she says and hears, in one locale."""

    def settle(*bought: str, locale: str = "en-US") -> Talk:
        problems = Problems()
        rows = list(read_products(write(tmp_path / "products.csv", PRODUCTS), KINDS, CONFIG, problems))
        assert problems == []
        write_catalogue(tmp_path / "catalogue", [product for product, _ in rows], CONFIG.languages)
        store = MemoryStore()
        store.put_quotes([quote for _, quote in rows])
        orders = [_order(n, key, quotes={quote.product_id: quote for _, quote in rows}) for n, key in enumerate(bought)]
        customer = tiny_shop.household("anna").customer
        store.put_profiles([profile(customer, orders, (), tiny_shop.ZONE)])
        app = App(store, EmbeddedShop(Catalogue(tmp_path / "catalogue", hearing), store.quotes), CONFIG)
        said = count(1)

        def say(intent: str, **slots: Any) -> str:
            n = next(said)
            reply = app.answer(turn(intent, f"say-{n}", at=NOON + timedelta(seconds=10 * n), locale=locale, **slots))
            return _heard(reply, locale)

        return say

    return settle


def _order(n: int, key: str, quotes: dict[str, Quote]) -> Order:
    line = Line(key, "as it was called then", 1, quotes[key].price)
    placed_at = NOON - timedelta(weeks=3 + n)
    return msgspec.structs.replace(order(f"before-{n}", placed_at, channel="import"), lines=(line,))


def _heard(reply: Reply, locale: str) -> str:
    card = Words(locale, strict=True).say(reply.card.lines) if reply.card else ""
    return Words(locale, strict=True).say(reply.says) + " | " + card


@pytest.mark.parametrize(
    ("locale", "words", "plain", "three"),
    [
        ("en-US", "toothpaste", "Fernhill whitening toothpaste", "Fernhill whitening toothpaste three-pack"),
        ("de-DE", "Zahnpasta", "Fernhill Zahnpasta weiß", "Fernhill Zahnpasta weiß Dreierpack"),
    ],
)
def test_the_pack_is_said_only_where_it_distinguishes(
    talk: Callable[..., Talk], locale: str, words: str, plain: str, three: str
) -> None:
    offered = talk("paste-3", locale=locale)("Reorder", product=words)
    assert f"{plain} " in offered
    assert three not in offered
    say = talk("paste", "paste-3", locale=locale)
    say("AddToCart", product=words)
    say("AddToCart", product=three)
    held = say("ShowCart")
    assert held.count(three) == 2  # aloud and on the card
    assert held.count(plain) == 4
    assert three in say("LastBought", product=three)


@pytest.mark.parametrize(
    ("locale", "words", "first", "second"),
    [
        ("en-US", "water", "Glowberry lime sparkling water", "Glowberry lemon sparkling water"),
        ("de-DE", "Mineralwasser", "Glowberry Mineralwasser Limette", "Glowberry Mineralwasser Zitrone"),
    ],
)
def test_options_are_told_apart_and_so_is_the_one_that_was_chosen(
    talk: Callable[..., Talk], locale: str, words: str, first: str, second: str
) -> None:
    asked = talk(locale=locale)("Price", product=words)
    assert (asked.count(first), asked.count(second)) == (2, 2)
    say = talk(locale=locale)
    asked = say("Reorder", product=words)
    assert (asked.count(first), asked.count(second)) == (2, 2)
    offered = say("Choose", position=2)
    assert offered.count(second) == 2
    assert first not in offered
    assert second in say("Yes")


@pytest.mark.parametrize(
    ("locale", "words", "first", "second"),
    [
        ("en-US", "charging cable", "Norden charging cable the first", "Norden charging cable the second"),
        ("de-DE", "Ladekabel", "Norden Ladekabel das erste", "Norden Ladekabel das zweite"),
    ],
)
def test_what_nothing_tells_apart_is_counted(
    talk: Callable[..., Talk], locale: str, words: str, first: str, second: str
) -> None:
    say = talk(locale=locale)
    asked = say("Reorder", product=words)
    assert (asked.count(first), asked.count(second)) == (2, 2)


def test_several_lines_of_an_offer_and_an_order_are_told_apart(talk: Callable[..., Talk]) -> None:
    say = talk()
    say("AddToCart", product="lime sparkling water")
    say("AddToCart", product="lemon sparkling water")
    for told in (say("Checkout"), say("Yes"), say("WhereIsMyOrder")):
        assert "Glowberry lime sparkling water" in told
        assert "Glowberry lemon sparkling water" in told
