"""What an offer, its yes and its refusals say, value by value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind, Question, Session
from skill.conversation.reply import Amount, Card, Day, Hours, Reply, Saying, Thing, Things, Value
from skill.shopping.money import Money
from skill.shopping.product import Product, Quote
from skill.shopping.shop import Shop
from tests.conversation.conftest import session
from tests.support.samples import commit
from tests.support.tiny_shop import NOON, turn

_at = NOON + timedelta(minutes=1)
TOMORROW, HOURS = Day(date(2026, 11, 19), 1), Hours("14:00", "18:00")
COOKIES = Things((Thing(2, "ginger cookies"),))
LABELS: dict[str, Value] = {"address": "home", "payment": "visa", "known": "yes"}
UNHEARD: dict[str, Value] = {"address": "", "payment": "", "known": "no"}


def say(app: App, intent: str, number: int = 0, **more: Any) -> Reply:
    return app.answer(turn(intent, f"say-{number}", who="ben", at=_at + timedelta(seconds=number), **more))


def keys(reply: Reply) -> list[str]:
    return [saying.key for saying in reply.says]


def newest(app: App) -> tuple[str, tuple[str, ...]]:
    """Outcome and products of the last turn."""
    found = app.store.timeline("ben").interactions[0]
    return found.outcome, found.products


class Emptied:
    """A shop that sells these products no more, and counts how often it is asked for prices."""

    def __init__(self, shop: Shop, *gone: str) -> None:
        self._shop, self._gone, self.quoted = shop, gone, 0

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        return [one for one in self._shop.search(words, language, at_most) if one.id not in self._gone]

    of_kind = search

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        found = self._shop.get(product_ids)
        return {name: one for name, one in found.items() if name not in self._gone}

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        self.quoted += 1
        return {name: one for name, one in self._shop.quote(product_ids).items() if name not in self._gone}


def emptied(app: App, *gone: str) -> tuple[App, Emptied]:
    shop = Emptied(app.shop, *gone)
    return replace(app, shop=cast("Shop", shop)), shop


def test_an_offer_and_its_order_value_by_value(app: App) -> None:
    app.store.put_quotes([Quote("cookies", Money(450, "USD"), 3)])

    offered = say(app, "Reorder", 1, product="ginger cookies")

    facts = (
        Saying(
            "reorder-line", {"item": COOKIES, "quantity": 2, "each": Amount(450, "USD"), "price": Amount(900, "USD")}
        ),
        Saying("reorder-last-paid", {"name": "ginger cookies", "price": Amount(425, "USD"), "way": "up"}),
        Saying(
            "reorder-total",
            {"total": Amount(1390, "USD"), "delivery": Amount(490, "USD"), "free": "no", "taxed": "none"},
        ),
        Saying(
            "reorder-delivery",
            {"seller": "Corner Pantry", "day": TOMORROW, "hours": HOURS, **LABELS},
        ),
    )
    assert offered.says == (*facts, Saying("reorder-ask"))
    assert offered.reprompt == (Saying("reorder-ask-again", {"things": COOKIES, "total": Amount(1390, "USD")}),)
    assert offered.card == Card(Saying("reorder-card-title"), facts)
    assert newest(app) == ("offered", ("cookies",))
    assert session(app).mentioned == ("cookies",)
    made = session(app).offer
    assert made is not None
    assert not made.from_cart

    placed = say(app, "Yes", 2)

    confirmed = (
        Saying(
            "reorder-placed",
            {
                "things": COOKIES,
                "named": "yes",
                "hidden": 0,
                "total": Amount(1390, "USD"),
                "seller": "Corner Pantry",
            },
        ),
        Saying("reorder-arrives", {"day": TOMORROW, "hours": HOURS, **LABELS}),
    )
    undo = Saying("reorder-undo", {"invocation": "corner pantry"})
    assert placed.says == (*confirmed, undo, Saying("common-anything-else"))
    assert placed.card == Card(Saying("reorder-placed-card-title"), confirmed)
    assert newest(app) == ("ordered", ("cookies",))
    assert session(app).ordered == made.order_id


def test_a_price_that_fell_and_several_lines(app: App) -> None:
    app.store.put_quotes([Quote("cookies", Money(400, "USD"), 3)])
    reply = say(app, "Reorder", 1, product="ginger cookies and toilet paper")
    assert reply.says[1] == Saying(
        "reorder-last-paid-for", {"name": "ginger cookies", "price": Amount(425, "USD"), "way": "down"}
    )


def test_a_voice_that_nobody_knows_hears_neither_address_nor_payment(app: App) -> None:
    offered = say(app, "Reorder", 1, product="ginger cookies", person="")
    delivery = {"seller": "Corner Pantry", "day": TOMORROW, "hours": HOURS, **UNHEARD}
    assert offered.says[-2] == Saying("reorder-delivery", delivery)
    assert offered.card is not None
    assert offered.card.lines == offered.says[:-1]
    placed = say(app, "Yes", 2, person="")
    arrives = Saying("reorder-arrives", {"day": TOMORROW, "hours": HOURS, **UNHEARD})
    assert placed.says[1] == arrives
    assert placed.card is not None
    assert placed.card.lines[1] == arrives


def test_no_card_names_what_is_nobody_elses_business(app: App) -> None:
    """It is said to the voice that asked, and shown to whoever passes."""
    test = {"things": Things(()), "named": "no", "hidden": 2}
    kit, price = Things((Thing(2, "pregnancy test"),)), Amount(2198, "USD")
    offered = say(app, "Reorder", 1, product="pregnancy test", quantity=2)
    assert offered.says[0].values["item"] == kit
    assert offered.card is not None
    assert offered.card.lines[0] == Saying("reorder-line-private", {"quantity": 2, "price": price})
    assert offered.card.lines[1:] == offered.says[1:-1]
    placed = say(app, "Yes", 2)
    assert placed.says[0].values["things"] == kit
    assert placed.card is not None
    assert placed.card.lines[0].values.items() >= test.items()

    say(app, "Reorder", 3, product="pregnancy test and ginger cookies")
    both = say(app, "Yes", 4)
    assert both.card is not None
    cookies = {"things": Things((Thing(2, "ginger cookies"),)), "named": "some", "hidden": 2}
    assert both.card.lines[0].values.items() >= cookies.items()


def test_an_outdated_offer_is_made_anew_with_its_quantity_and_the_quotes_of_the_yes(app: App) -> None:
    say(app, "Reorder", 1, product="ginger cookies", quantity=3)
    app.store.put_quotes([Quote("cookies", Money(450, "USD"), 3)])
    watched, shop = emptied(app)

    reply = say(watched, "Yes", 2)

    assert reply.says[0] == Saying("reorder-changed", {"why": "price"})
    assert newest(app) == ("offered_anew", ("cookies",))
    made = session(app).offer
    assert made is not None
    assert [(line.quantity, line.unit_price) for line in made.lines] == [(3, Money(450, "USD"))]
    assert shop.quoted == 1


def test_a_yes_to_what_is_sold_no_more(app: App) -> None:
    say(app, "Reorder", 1, product="ginger cookies")
    watched, _ = emptied(app, "cookies")

    reply = say(watched, "Yes", 2)

    assert keys(reply) == ["reorder-sold-no-more", "common-what-to-order"]
    assert newest(app)[0] == "sold_out"
    assert (session(app).offer, list(app.store.orders("ben"))[-1].channel) == (None, "import")


@pytest.mark.parametrize(("intent", "key"), [("Yes", "common-what-to-order"), ("No", "reorder-left")])
def test_a_question_whose_offer_is_missing_orders_nothing(app: App, intent: str, key: str) -> None:
    stored = Session(question=Question(Kind.OFFER, (Saying("reorder-ask"),), products=("cookies",)))
    app.store.commit(
        commit("ben", at=NOON, session=msgspec.json.encode(stored), session_expires=NOON + timedelta(days=1))
    )

    reply = say(app, intent)

    assert keys(reply)[0] == key
    assert newest(app) == ("asked" if intent == "Yes" else "declined", ())
    assert all(order.channel == "import" for order in app.store.orders("ben"))


def test_sold_out_with_nothing_instead(app: App) -> None:
    app.store.put_quotes([Quote("cookies", Money(425, "USD"), 0)])
    reply = say(app, "Reorder", 1, product="ginger cookies")
    assert keys(reply) == ["reorder-sold-out", "common-anything-else"]
    assert newest(app) == ("sold_out", ("cookies",))


def test_sold_out_with_something_instead(app: App) -> None:
    app.store.put_quotes([Quote("milk-oat", Money(349, "USD"), 0)])
    reply = say(app, "Reorder", 1, product="oat milk")
    said: dict[str, Any] = {"name": "oat milk", "instead": "whole milk", "price": Amount(299, "USD")}
    assert reply.says == (Saying("reorder-sold-out-instead", said),)
    assert newest(app) == ("sold_out", ("milk-oat", "milk-whole"))
    assert session(app).mentioned == ("milk-whole",)
    asked = session(app).question
    assert asked is not None
    assert (asked.kind, asked.products, session(app).offer) == (Kind.SUGGEST, ("milk-whole",), None)


def test_what_was_refined_away_is_not_found_again(app: App) -> None:
    say(app, "Reorder", 1, product="dark roast coffee", quantity=2)
    say(app, "Refine", 2, product="the decaf")
    made = session(app).offer
    assert made is not None
    assert [(line.product_id, line.quantity) for line in made.lines] == [("coffee-decaf", 2)]
    assert session(app).refused == ("coffee-dark",)
