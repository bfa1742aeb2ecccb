"""Changing what is offered: another one of its kind, another number, one line of several; the rest stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Reply
from skill.shopping.money import Money
from skill.shopping.product import Product, ProductWords, Quote
from skill.shopping.shop import Shop
from tests.conversation.conftest import bring, session
from tests.support.tiny_shop import NOON, PRODUCTS, turn

_at = NOON + timedelta(minutes=1)
BOTH = "ginger cookies and dark roast coffee"


def say(app: App, intent: str, number: int = 0, who: str = "ben", **more: Any) -> Reply:
    return app.answer(turn(intent, f"say-{number}", who=who, at=_at + timedelta(seconds=number), **more))


def offered(app: App, who: str = "ben") -> list[tuple[str, int]]:
    """(product, units) of the open offer."""
    made = session(app, who).offer
    return [(line.product_id, line.quantity) for line in made.lines] if made else []


def asked(app: App) -> Kind | None:
    question = session(app).question
    return question.kind if question else None


class Fuller:
    """The shop with a third coffee, or without some product."""

    MILD = msgspec.structs.replace(
        PRODUCTS[0], id="coffee-mild", words={"en": ProductWords("Mild Coffee", "mild coffee")}
    )

    def __init__(self, shop: Shop, gone: str = "") -> None:
        self._shop, self._gone = shop, gone

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        return [*self._shop.search(words, language, at_most), *([self.MILD] if "coffee" in words else [])]

    of_kind = search

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        known = self._shop.get(product_ids) | {self.MILD.id: self.MILD}
        return {name: one for name, one in known.items() if name in product_ids and name != self._gone}

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        return self._shop.quote(product_ids) | {self.MILD.id: Quote(self.MILD.id, Money(799, "USD"))}


def fuller(app: App, gone: str = "") -> App:
    return replace(app, shop=cast("Shop", Fuller(app.shop, gone)))


def test_another_one_replaces_its_own_kind_among_several_lines(app: App) -> None:
    say(app, "Reorder", 1, product=BOTH)
    assert offered(app) == [("cookies", 2), ("coffee-dark", 1)]

    say(app, "Refine", 2, product="the decaf")

    assert offered(app) == [("cookies", 2), ("coffee-decaf", 1)]
    assert session(app).refused == ("coffee-dark",)


def test_what_is_of_no_kind_on_offer_is_offered_alone_and_nothing_is_refused(app: App) -> None:
    say(app, "Reorder", 1, product=BOTH)
    say(app, "Refine", 2, product="oat milk")
    assert (offered(app), session(app).refused) == ([("milk-oat", 1)], ())


def test_two_products_of_no_kind_are_not_of_one_kind(app: App) -> None:
    say(app, "Reorder", 1, product=BOTH)
    say(app, "Refine", 2, product="toilet paper")
    assert (offered(app), session(app).refused) == ([("paper", 1)], ())


def test_a_changed_offer_of_the_cart_still_empties_it(app: App) -> None:
    say(app, "AddToCart", 1, product="ginger cookies")
    say(app, "AddToCart", 2, product="dark roast coffee")
    say(app, "Checkout", 3)
    say(app, "Refine", 4, product="the decaf")

    made = session(app).offer
    assert made is not None
    assert made.from_cart
    assert [line.product_id for line in made.lines] == ["cookies", "coffee-decaf"]


def test_another_number_of_an_offer_of_the_cart_still_empties_it(app: App) -> None:
    say(app, "AddToCart", 1, product="ginger cookies")
    say(app, "Checkout", 2)
    say(app, "ChangeQuantity", 3, quantity=3)

    made = session(app).offer
    assert made is not None
    assert (offered(app), made.from_cart) == ([("cookies", 3)], True)


def test_another_number_of_an_offer_leaves_the_cart_alone(app: App) -> None:
    say(app, "Reorder", 1, product="ginger cookies")
    say(app, "ChangeQuantity", 2, quantity=3)

    made = session(app).offer
    assert made is not None
    assert (offered(app), made.from_cart) == ([("cookies", 3)], False)


def test_a_number_of_one_of_several_lines_changes_that_line(app: App) -> None:
    say(app, "Reorder", 1, product=BOTH)
    say(app, "Reorder", 2, product="dark roast coffee", quantity=4)
    assert offered(app) == [("cookies", 2), ("coffee-dark", 4)]
    # Without a number it is another order.
    say(app, "Reorder", 3, product="dark roast coffee")
    assert offered(app) == [("coffee-dark", 1)]


@pytest.mark.parametrize(("quantity", "key"), [(5, "reorder-quantity-of-which"), ("?", "common-fallback")])
def test_a_number_of_nobody_knows_what_changes_nothing(app: App, quantity: Any, key: str) -> None:
    say(app, "Reorder", 1, product=BOTH)
    before = session(app).offer

    reply = say(app, "ChangeQuantity", 2, quantity=quantity)

    assert reply.says[0].key == key
    assert session(app).offer == before


def test_a_number_that_was_not_heard_is_no_position(app: App) -> None:
    bring(app, Kind.WHICH)
    assert say(app, "ChangeQuantity", quantity="?").says[0].key == "common-fallback"
    assert asked(app) is Kind.WHICH


def test_a_number_for_a_suggestion_is_an_offer(app: App) -> None:
    bring(app, Kind.SUGGEST)
    say(app, "ChangeQuantity", quantity=3)
    assert offered(app) == [("cookies", 3)]


def test_another_one_than_suggested_is_offered_and_the_suggestion_not_again(app: App) -> None:
    bring(app, Kind.SUGGEST)
    say(app, "Refine", product="toilet paper")
    assert (offered(app), session(app).refused) == ([("paper", 1)], ("cookies",))


def test_several_things_after_an_open_question_are_all_offered(app: App) -> None:
    bring(app, Kind.OPEN)
    say(app, "Refine", product=BOTH)
    assert offered(app) == [("cookies", 2), ("coffee-dark", 1)]


def test_a_choice_by_words_goes_where_the_choice_was_for(app: App) -> None:
    say(app, "AddToCart", 1, product="milk", quantity=2)
    assert asked(app) is Kind.WHICH
    say(app, "Refine", 2, product="the whole")
    cart = app.store.load("ben", "", NOON).cart
    assert [(line.product_id, line.quantity) for line in cart.lines] == [("milk-whole", 2)]


def test_something_else_than_the_options_refuses_none_of_them(app: App) -> None:
    bring(app, Kind.WHICH)
    say(app, "Refine", product="toilet paper")
    assert (offered(app), session(app).refused) == ([("paper", 1)], ())


def test_several_that_fit_are_asked_about_with_the_number_and_without_the_refused_one(app: App) -> None:
    say(app, "Reorder", 1, product="ginger cookies", quantity=3)
    say(app, "Refine", 2, product="milk")

    question = session(app).question
    assert question is not None
    assert (question.kind, set(question.products)) == (Kind.WHICH, {"milk-oat", "milk-whole"})
    assert (question.quantity, session(app).refused) == (3, ("cookies",))


def test_a_new_number_beats_the_old_one(app: App) -> None:
    say(app, "Reorder", 1, product="dark roast coffee", quantity=3)
    say(app, "Refine", 2, product="decaf coffee", quantity=5)
    assert offered(app) == [("coffee-decaf", 5)]


def test_the_other_one_keeps_the_number_and_refuses_the_first(app: App) -> None:
    say(app, "Reorder", 1, product="dark roast coffee", quantity=3)
    say(app, "Next", 2)
    assert (offered(app), session(app).refused) == ([("coffee-decaf", 3)], ("coffee-dark",))


def test_among_several_others_the_shopper_chooses(app: App) -> None:
    say(app, "Reorder", 1, product="dark roast coffee", quantity=3)
    say(fuller(app), "Next", 2)

    question = session(app).question
    assert question is not None
    assert (question.kind, set(question.products)) == (Kind.WHICH, {"coffee-decaf", "coffee-mild"})
    assert (question.quantity, session(app).refused) == (3, ("coffee-dark",))


def test_there_is_no_other_one_of_several_things(app: App) -> None:
    say(app, "Reorder", 1, product=BOTH)
    before = session(app).offer
    assert say(app, "Next", 2).says[0].key == "common-nothing-next"
    assert session(app).offer == before


def test_an_unknown_voice_hears_of_no_other_one_that_it_could_not_buy(app: App) -> None:
    say(app, "Reorder", 1, who="anna", person="", product="dark roast coffee")
    before = offered(app, "anna")
    assert [name for name, _ in before] == ["coffee-dark"]

    assert say(app, "Next", 2, who="anna", person="").says[0].key == "common-nothing-next"
    assert offered(app, "anna") == before


def test_a_suggestion_that_is_sold_no_more(app: App) -> None:
    bring(app, Kind.SUGGEST)
    reply = say(fuller(app, gone="cookies"), "Yes")
    assert [saying.key for saying in reply.says] == ["reorder-sold-no-more", "common-what-to-order"]
    assert app.store.timeline("ben").interactions[0].outcome == "sold_out"
