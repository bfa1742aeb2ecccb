"""From an offer to an order and back: what changes, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from skill.loading.profiles import digest_of
from skill.services.changes import Changes
from skill.services.household import Household
from skill.services.offering import Forbidden
from skill.services.ordering import Ordered, Outdated, cancel, confirm, newest
from skill.shopping.cart import Cart
from skill.shopping.money import Money
from skill.shopping.order import Progress
from skill.shopping.permission import Decision, May
from skill.shopping.product import Quote
from skill.storage.memory import MemoryStore
from skill.storage.port import Profile
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import CHILD, GUEST, LATER, UNKNOWN, offered
from tests.support.tiny_shop import NOON, ZONE, order_of

Households = Callable[..., Household]


def bought(shop: EmbeddedShop, household: Household, *wants: tuple[str, int]) -> Ordered:
    """An order a minute after its offer."""
    result = confirm(shop, household, offered(shop, household, *wants), "alexa")
    assert isinstance(result, Ordered)
    return result


def keep(store: MemoryStore, household: Household, changes: Changes) -> None:
    """Store what an order changed."""
    assert changes.customer is not None
    assert changes.digest is not None
    orders = tuple(order for order in (changes.new_order, changes.changed_order) if order)
    store.put_profiles([Profile(customer=changes.customer, digest=changes.digest, orders=orders)])


def test_an_order_is_the_offer(shop: EmbeddedShop, store: MemoryStore, household: Households) -> None:
    offer = offered(shop, household(), ("milk-oat", 2), ("coffee-dark", 1))
    later = household(at=LATER)

    result = confirm(shop, later, offer, "alexa")

    assert isinstance(result, Ordered)
    order, changes = result.order, result.changes
    assert (order.id, order.placed_at, order.channel) == (offer.order_id, LATER, "alexa")
    assert (order.lines, order.totals, order.window) == (offer.lines, offer.totals, offer.window)
    assert (order.seller, order.address, order.payment) == (offer.seller, offer.address, offer.payment)
    assert order.cancelled_at is None
    assert (changes.new_order, changes.changed_order, changes.cart) == (order, None, None)
    assert changes.customer == later.customer.with_order(order)
    assert changes.digest is not None
    assert changes.digest.entries == digest_of([*store.orders("anna"), order], ZONE).entries
    # The coffee is not counted.
    assert changes.stock == {"milk-oat": 2}


@pytest.mark.parametrize(
    ("quote", "at", "why"),
    [
        (Quote("milk-oat", Money(349, "USD"), 1), LATER, "stock"),
        (Quote("milk-oat", Money(399, "USD"), 1), LATER, "stock"),
        (Quote("milk-oat", Money(348, "USD"), 12), LATER, "price"),
        (Quote("milk-oat", Money(349, "EUR"), 12), LATER, "price"),
        (Quote("milk-oat", Money(349, "USD"), 12), NOON + timedelta(minutes=15, microseconds=1), "time"),
    ],
)
def test_an_offer_that_holds_no_more(  # noqa: PLR0917 - drawn by name
    shop: EmbeddedShop, store: MemoryStore, household: Households, quote: Quote, at: datetime, why: str
) -> None:
    offer = offered(shop, household(), ("milk-oat", 2))
    store.put_quotes([quote])

    result = confirm(shop, household(at=at), offer, "alexa")

    assert isinstance(result, Outdated)
    assert (result.why, result.quotes["milk-oat"]) == (why, quote)


def test_an_offer_holds_to_its_last_moment(shop: EmbeddedShop, household: Households) -> None:
    offer = offered(shop, household(), ("milk-oat", 2))
    assert isinstance(confirm(shop, household(at=offer.valid_until), offer, "alexa"), Ordered)


@pytest.mark.parametrize(
    ("speaker", "decision"),
    [
        (CHILD, Decision(May.NO, "child")),
        (GUEST, Decision(May.NO, "not-linked")),
        (UNKNOWN, Decision(May.NO, "new-for-unknown-voice", limit=Money(5000, "USD"))),
    ],
)
def test_who_says_yes_must_be_allowed_too(
    shop: EmbeddedShop, household: Households, speaker: object, decision: Decision
) -> None:
    offer = offered(shop, household(), ("dollhouse", 1))
    assert confirm(shop, household(speaker=speaker), offer, "alexa") == Forbidden(decision)


@pytest.mark.parametrize(("before", "now", "taken"), [(None, 5, {"milk-oat": 2}), (5, None, {})])
def test_units_are_taken_when_they_are_counted_now(  # noqa: PLR0917 - drawn by name
    shop: EmbeddedShop,
    store: MemoryStore,
    household: Households,
    before: int | None,
    now: int | None,
    taken: dict[str, int],
) -> None:
    """The merchant may begin to count between the offer and the yes."""
    store.put_quotes([Quote("milk-oat", Money(349, "USD"), before)])
    offer = offered(shop, household(), ("milk-oat", 2))
    store.put_quotes([Quote("milk-oat", Money(349, "USD"), now)])

    result = confirm(shop, household(at=LATER), offer, "alexa")

    assert isinstance(result, Ordered)
    assert result.changes.stock == taken
    assert [line.counted for line in result.order.lines] == [bool(taken)]


def test_what_was_ordered_leaves_the_cart(shop: EmbeddedShop, household: Households) -> None:
    cart = Cart().add("milk-oat", 2, NOON - timedelta(hours=1)).add("paper", 1, NOON - timedelta(hours=1))
    offer = offered(shop, household(cart=cart), ("milk-oat", 2), from_cart=True)

    result = confirm(shop, household(cart=cart, at=LATER), offer, "alexa")
    assert isinstance(result, Ordered)
    assert result.changes.cart == cart.remove("milk-oat")


def test_what_was_put_into_the_cart_meanwhile_stays(shop: EmbeddedShop, household: Households) -> None:
    cart = Cart().add("milk-oat", 1, NOON - timedelta(hours=1))
    offer = offered(shop, household(cart=cart), ("milk-oat", 1), from_cart=True)
    fuller = cart.add("milk-oat", 3, NOON + timedelta(seconds=20))

    result = confirm(shop, household(cart=fuller, at=LATER), offer, "alexa")
    assert isinstance(result, Ordered)
    assert result.changes.cart is not None
    assert result.changes.cart.units("milk-oat") == 3


@pytest.mark.parametrize("late", [timedelta(seconds=1), timedelta(hours=5), timedelta(days=40)])
@pytest.mark.parametrize("between", [0, 3, 8])
def test_an_order_that_comes_late_is_put_in_its_place(
    shop: EmbeddedShop, store: MemoryStore, household: Households, late: timedelta, between: int
) -> None:
    """Two devices at once, or a clock that lags: the digest is what a rebuild would make, to the last bit."""
    keep(store, household(), bought(shop, household(at=NOON), ("milk-oat", 5)).changes)
    for number in range(between):
        at = NOON + timedelta(seconds=number + 1)
        other = order_of(f"o-{number}", at, ("cookies", 1))
        loaded = store.load("anna", "", NOON)
        assert loaded.customer is not None
        orders = [*store.orders("anna"), other]
        store.put_profiles(
            [Profile(customer=loaded.customer.with_order(other), digest=digest_of(orders, ZONE), orders=(other,))]
        )

    changes = bought(shop, household(at=NOON - late), ("milk-oat", 1)).changes

    assert changes.new_order is not None
    orders = sorted([*store.orders("anna"), changes.new_order], key=lambda order: order.placed_at)
    assert changes.digest is not None
    assert changes.digest.entries == digest_of(orders, ZONE).entries


def test_a_cancelled_order_is_forgotten_and_its_units_come_back(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    before = store.load("anna", "", NOON).digest
    keep(store, household(), bought(shop, household(), ("milk-oat", 2), ("dollhouse", 1), ("coffee-dark", 1)).changes)
    later = household(at=LATER)
    order = later.customer.orders[0]

    changes = cancel(later, order)

    assert changes is not None
    assert changes.changed_order == replace(order, cancelled_at=LATER)
    assert changes.customer == later.customer.with_order(replace(order, cancelled_at=LATER))
    assert changes.stock == {"milk-oat": -2, "dollhouse": -1}
    assert changes.digest is not None
    assert changes.digest.entries == before.entries
    assert changes.new_order is None


def test_an_order_is_cancelled_until_it_leaves(shop: EmbeddedShop, household: Households) -> None:
    order = bought(shop, household(), ("milk-oat", 2)).order

    assert cancel(household(at=order.leaves_at - timedelta(seconds=1)), order) is not None
    assert cancel(household(at=order.leaves_at), order) is None
    assert cancel(household(), replace(order, cancelled_at=NOON)) is None


def test_the_newest_order_in_a_state(shop: EmbeddedShop, household: Households) -> None:
    anna = household()
    order = bought(shop, anna, ("milk-oat", 2)).order
    ordered = household(customer=anna.customer.with_order(order))

    assert newest(ordered, Progress.PLACED) == order
    assert newest(ordered, Progress.ON_ITS_WAY, Progress.CANCELLED) is None
    assert newest(ordered, Progress.DELIVERED) == anna.customer.orders[0]
    on_its_way = household(customer=ordered.customer, at=order.leaves_at)
    assert newest(on_its_way, Progress.PLACED, Progress.ON_ITS_WAY) == order


def test_what_is_sold_out_by_now_tells_in_the_same_trip_what_there_is_instead(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    offer = offered(shop, household(), ("milk-oat", 2))
    gone = Quote("milk-oat", Money(349, "USD"), 0)
    store.put_quotes([gone])

    result = confirm(shop, household(at=LATER), offer, "alexa")

    whole = Quote("milk-whole", Money(299, "USD"))
    assert result == Outdated("stock", {"milk-oat": gone, "milk-whole": whole})


def test_of_several_things_only_their_own_prices_are_asked_for(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    offer = offered(shop, household(), ("milk-oat", 2), ("paper", 1))
    gone, paper = Quote("milk-oat", Money(349, "USD"), 0), Quote("paper", Money(1249, "USD"), 4)
    store.put_quotes([gone])

    result = confirm(shop, household(at=LATER), offer, "alexa")

    assert result == Outdated("stock", {"milk-oat": gone, "paper": paper})
