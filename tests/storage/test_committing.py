"""All or nothing: what refuses a commit, and that a refused one leaves no trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from skill.errors import AlreadyAnswered, Conflict, OutOfStock, StoreError
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest
from skill.storage.conditions import stock_changes
from skill.storage.port import Commit, Loaded, StockChange, Store, Versions
from tests.storage.households import ONE_DAY, PRODUCTS, TOMORROW, errand, everything, nothing_written
from tests.support.samples import NOW, cart, commit, customer, digest, identity, interaction, order


def test_everything_is_written_together(shop: Store) -> None:
    shop.commit(everything())

    assert shop.load("anna", "session-1", NOW) == Loaded(
        customer(), cart("after"), digest(2), b"after", Versions(2, 2, 2, 2)
    )
    assert shop.rest_of_digest("anna") == digest(3)
    assert shop.order("anna", "o-after") == order("o-after")
    assert shop.order("anna", "o-before") == order("o-before", cancelled_at=NOW)
    assert (shop.identify(identity("before")), shop.identify(identity("after"))) == (None, "anna")
    assert shop.due(ONE_DAY) == [errand("e-after"), errand("e-before"), errand("e-later", due=TOMORROW)]
    assert [event.id for event in shop.timeline("anna").interactions] == ["request-1", "before"]
    assert {name: quote.stock for name, quote in shop.quotes(PRODUCTS).items()} == {
        "coffee-1": 1,
        "milk-1": 0,
        "bread-1": None,
    }


@pytest.mark.parametrize(
    ("change", "condition"),
    [
        ({"expected": Versions(0, 1, 1, 1)}, "customer"),
        ({"expected": Versions(2, 1, 1, 1)}, "customer"),
        ({"expected": Versions(1, 0, 1, 1)}, "cart"),
        ({"expected": Versions(1, 2, 1, 1)}, "cart"),
        ({"expected": Versions(1, 1, 0, 1)}, "digest"),
        ({"expected": Versions(1, 1, 2, 1)}, "digest"),
        ({"expected": Versions(1, 1, 1, 0)}, "session"),
        ({"expected": Versions(1, 1, 1, 2)}, "session"),
        ({"new_order": order("o-before"), "changed_order": None}, "new order"),
        ({"changed_order": order("o-never")}, "changed order"),
        ({"identity": identity("of somebody else")}, "identity"),
        ({"customer_id": "ben", "changed_order": None}, "customer"),
        ({"expected": Versions(2, 2, 2, 2), "new_order": order("o-before"), "changed_order": None}, "customer"),
        ({"expected": Versions(1, 1, 1, 2), "stock": (StockChange("milk-1", 1),)}, "session"),
        ({"identity": identity("of somebody else"), "stock": (StockChange("milk-1", 1),)}, "identity"),
    ],
)
def test_a_conflict_is_named_and_writes_nothing(shop: Store, change: dict[str, Any], condition: str) -> None:
    shop.link("ben", identity("of somebody else"))

    with nothing_written(shop), pytest.raises(Conflict) as refused:
        shop.commit(everything(**change))

    assert refused.value.condition == condition
    assert shop.identify(identity("of somebody else")) == "ben"
    assert shop.timeline("ben").interactions == ()


@pytest.mark.parametrize(
    ("stock", "product"),
    [
        ((StockChange("coffee-1", 4),), "coffee-1"),
        ((StockChange("coffee-1", 2), StockChange("coffee-1", 2)), "coffee-1"),
        ((StockChange("coffee-1", 1), StockChange("milk-1", 1)), "milk-1"),
        ((StockChange("never-sold", 1),), "never-sold"),
    ],
)
def test_a_product_that_ran_out_writes_nothing(shop: Store, stock: tuple[StockChange, ...], product: str) -> None:
    with nothing_written(shop), pytest.raises(OutOfStock) as refused:
        shop.commit(everything(stock=stock))

    assert refused.value.product_id == product


def test_the_last_unit_can_be_sold_and_given_back(shop: Store) -> None:
    shop.commit(commit(id="1", stock=(StockChange("coffee-1", 3),)))
    assert shop.quotes(["coffee-1"])["coffee-1"].stock == 0

    shop.commit(commit(id="2", stock=(StockChange("coffee-1", -3), StockChange("bread-1", -1))))
    assert {name: quote.stock for name, quote in shop.quotes(PRODUCTS).items()} == {
        "coffee-1": 3,
        "milk-1": 0,
        "bread-1": None,
    }


def test_giving_back_to_a_product_that_is_gone_is_no_error(shop: Store) -> None:
    shop.commit(commit(stock=(StockChange("gone", -1),)))

    assert shop.quotes(["gone"]) == {}
    with nothing_written(shop), pytest.raises(OutOfStock):
        shop.commit(commit(id="2", stock=(StockChange("gone", 1),)))
    shop.put_quotes([Quote("gone", Money(100, "USD"), 5)])
    assert shop.quotes(["gone"]) == {"gone": Quote("gone", Money(100, "USD"), 5)}


def test_taking_as_many_as_are_given_back_is_nothing(shop: Store) -> None:
    shop.commit(commit(stock=(StockChange("milk-1", 2), StockChange("milk-1", -2))))

    assert shop.quotes(["milk-1"])["milk-1"].stock == 0


def test_one_order_from_one_offer_however_often_it_is_confirmed(shop: Store) -> None:
    shop.commit(commit(id="yes-1", new_order=order("o-1"), stock=(StockChange("coffee-1", 1),)))

    with nothing_written(shop), pytest.raises(Conflict) as refused:
        shop.commit(commit(id="yes-2", new_order=order("o-1", NOW + timedelta(1)), stock=(StockChange("coffee-1", 1),)))

    assert refused.value.condition == "new order"


def test_an_order_id_belongs_to_its_customer(shop: Store) -> None:
    shop.commit(commit("ben", new_order=order("o-before", seller="another")))

    assert shop.order("ben", "o-before") == order("o-before", seller="another")
    assert shop.order("anna", "o-before") == order("o-before")


def test_an_account_comes_to_its_first_customer_and_may_be_claimed_again_by_them(shop: Store) -> None:
    shop.commit(commit("anna", id="1", identity=identity("before")))

    with pytest.raises(Conflict) as refused:
        shop.commit(commit("ben", id="2", identity=identity("before")))

    assert refused.value.condition == "identity"
    assert shop.identify(identity("before")) == "anna"


def test_an_account_is_unlinked_from_its_own_customer(shop: Store) -> None:
    shop.commit(commit("anna", id="1", unlink=identity("before")))
    assert shop.identify(identity("before")) is None

    shop.commit(commit("anna", id="2", unlink=identity("before")))
    assert shop.identify(identity("before")) is None
    assert len(shop.timeline("anna").interactions) == 3


def test_an_account_that_leads_elsewhere_stays_and_all_the_rest_is_written(shop: Store) -> None:
    shop.link("ben", identity("before"))

    shop.commit(everything())

    assert shop.identify(identity("before")) == "ben"
    assert shop.load("anna", "session-1", NOW).versions == Versions(2, 2, 2, 2)
    assert shop.identify(identity("after")) == "anna"
    assert shop.quotes(["coffee-1"])["coffee-1"].stock == 1
    assert [one.id for one in shop.due(ONE_DAY)] == ["e-after", "e-before", "e-later"]
    with pytest.raises(AlreadyAnswered):
        shop.commit(everything())


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"expected": Versions(1, 1, 1, 2)}, Conflict),
        ({"identity": identity("before"), "unlink": identity("of somebody else")}, Conflict),
        ({"stock": (StockChange("milk-1", 1),)}, OutOfStock),
    ],
)
def test_what_is_refused_stays_so_with_nothing_to_unlink(
    shop: Store, change: dict[str, Any], kind: type[StoreError]
) -> None:
    shop.link("ben", identity("before"))

    with nothing_written(shop), pytest.raises(kind):
        shop.commit(everything(**change))


def test_linking_replaces(shop: Store) -> None:
    shop.link("ben", identity("before"))
    shop.link("ben", identity("before"))

    assert shop.identify(identity("before")) == "ben"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"digest": None}, "the rest of a digest is written together with its hot part only"),
        ({"session_expires": None}, "a session needs a time at which it expires"),
        ({"changed_order": order("o-after")}, "an order is either new or changed"),
        ({"unlink": identity("after")}, "an account is either linked or unlinked"),
        ({"outbox": (errand(), errand("e-2", "ben"))}, "an errand is written with its own customer only"),
        ({"outbox": (errand(due=NOW.replace(tzinfo=None)),)}, "an errand is due at a time with a zone"),
    ],
)
def test_a_commit_that_contradicts_itself_is_refused(shop: Store, change: dict[str, Any], why: str) -> None:
    with nothing_written(shop), pytest.raises(ValueError, match=f"^{why}$"):
        shop.commit(everything(**change))


def test_a_turn_without_a_session_leaves_the_sessions_alone(shop: Store) -> None:
    before = shop.load("anna", "session-1", NOW)
    shop.commit(commit(session=None, session_expires=NOW + timedelta(days=1)))
    assert shop.load("anna", "session-1", NOW) == before


def test_who_was_never_imported_has_no_rare_products(shop: Store) -> None:
    shop.commit(commit("guest"))
    assert shop.rest_of_digest("guest") == Digest()


def test_each_product_is_taken_once_and_only_when_something_is_taken() -> None:
    changes = (StockChange("a", 2), StockChange("b", 1), StockChange("a", 1), StockChange("c", 2), StockChange("c", -2))
    assert stock_changes(commit(stock=changes)) == {"a": 3, "b": 1}


def test_refusals_are_errors_of_the_store() -> None:
    assert {kind.__base__ for kind in (AlreadyAnswered, Conflict, OutOfStock)} == {StoreError}


def test_a_whole_interaction_comes_back(store: Store) -> None:
    event = interaction(slots={"product": "ø #1", "quantity": "?"}, products=("a", "b"), person="p1", order_id="o-1")
    store.commit(Commit(customer_id="anna", interaction=event, reply=b"r"))

    assert store.timeline("anna").interactions == (event,)
