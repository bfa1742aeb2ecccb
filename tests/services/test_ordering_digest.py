"""What an order does to the digest: both of its parts, the right place in time, and no read that is not needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from skill.loading.profiles import digest_of
from skill.profile.customer import RECENT_ORDERS
from skill.services.household import History, Household
from skill.services.ordering import Ordered, Outdated, cancel, confirm
from skill.shopping import purchases
from skill.shopping.order import Order
from skill.shopping.purchases import Purchase, split
from skill.storage.memory import MemoryStore
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import LATER, offered
from tests.support.tiny_shop import NOON, ZONE, order_of

Households = Callable[..., Household]
AFTER_EVERY_ID, BEFORE_EVERY_ID = "o-zzz", "a-first"


def no_read() -> Iterable[Order]:
    """Reading all orders costs a trip that an ordinary order must not make."""
    raise AssertionError("all orders were read")


def in_order(*orders: Order) -> list[Order]:
    return sorted(orders, key=lambda order: (order.placed_at, order.id))


@pytest.mark.parametrize(
    ("at", "recent"),
    [
        (NOON, ()),
        # Later today something else was bought, and the same thing, but that was undone.
        (NOON, (order_of("o-1", NOON + timedelta(hours=1), ("cookies", 1)),)),
        (NOON, (replace(order_of("o-1", NOON + timedelta(hours=1), ("milk-oat", 1)), cancelled_at=LATER),)),
        # The same thing in the same moment, but of an order that comes first all the same.
        (NOON, (order_of(BEFORE_EVERY_ID, NOON, ("milk-oat", 1)),)),
        # On the day of the last purchase, after it.
        (NOON - timedelta(weeks=4) + timedelta(hours=1), ()),
    ],
)
def test_an_order_in_its_time_reads_no_other_orders(
    shop: EmbeddedShop, household: Households, at: datetime, recent: tuple[Order, ...]
) -> None:
    anna = household(at=at, all_orders=no_read)
    customer = replace(anna.customer, orders=(*recent, *anna.customer.orders)[:5])
    before = anna.history.hot.entries["milk-oat"]

    result = confirm(
        shop,
        household(at=at, all_orders=no_read, customer=customer),
        offered(shop, household(at=at, customer=customer), ("milk-oat", 2)),
        "alexa",
    )

    assert isinstance(result, Ordered)
    assert result.changes.digest is not None
    entry = result.changes.digest.entries["milk-oat"]
    assert entry == purchases.bought(before, Purchase(anna.day, 2, 349))


def test_of_two_orders_in_one_moment_the_ids_tell_which_came_first(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    other = order_of(AFTER_EVERY_ID, NOON, ("milk-oat", 7))
    earlier = list(store.orders("anna"))
    anna = household(
        customer=household().customer.with_order(other),
        history=History(digest_of(in_order(*earlier, other), ZONE), no_read),  # type: ignore[arg-type]
        all_orders=lambda: [*earlier, other],
    )

    result = confirm(shop, anna, offered(shop, anna, ("milk-oat", 2)), "alexa")

    assert isinstance(result, Ordered)
    assert result.changes.digest is not None
    assert [one.quantity for one in result.changes.digest.entries["milk-oat"].recent] == [3, 2, 7]
    assert result.changes.digest.entries == digest_of(in_order(*earlier, other, result.order), ZONE).entries


def test_an_order_older_than_the_digest_is_put_in_its_place_though_the_profile_names_no_later_one(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    late = household(at=NOON - timedelta(weeks=5), customer=replace(household().customer, orders=()))

    result = confirm(shop, late, offered(shop, late, ("milk-oat", 2)), "alexa")

    assert isinstance(result, Ordered)
    assert result.changes.digest is not None
    expected = digest_of(in_order(*store.orders("anna"), result.order), ZONE)
    assert result.changes.digest.entries == expected.entries


def test_two_lines_of_one_product_count_both(shop: EmbeddedShop, household: Households) -> None:
    anna = household()
    offer = offered(shop, anna, ("milk-oat", 2))

    result = confirm(shop, anna, replace(offer, lines=(*offer.lines, replace(offer.lines[0], quantity=5))), "alexa")

    assert isinstance(result, Ordered)
    assert result.changes.digest is not None
    assert [one.quantity for one in result.changes.digest.entries["milk-oat"].recent] == [3, 2, 5]


def test_an_order_changes_the_rare_part_of_the_digest_too(
    shop: EmbeddedShop, store: MemoryStore, household: Households, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Oat milk, bought once, lies in the rest; bought again it becomes hot and the pregnancy test goes there."""
    monkeypatch.setattr(purchases, "HOT", 2)
    hot, rest = split(digest_of(store.orders("anna"), ZONE))
    assert (set(hot.entries), set(rest.entries)) == ({"coffee-dark", "test-kit"}, {"milk-oat"})
    anna = household(history=History(hot, lambda: rest))

    result = confirm(shop, anna, offered(shop, anna, ("milk-oat", 2)), "alexa")

    assert isinstance(result, Ordered)
    expected = split(digest_of([*store.orders("anna"), result.order], ZONE))
    assert (result.changes.digest, result.changes.digest_rest) == expected
    assert set(expected[1].entries) == {"test-kit"}


def test_a_cancelled_order_changes_the_rare_part_of_the_digest_too(
    shop: EmbeddedShop, store: MemoryStore, household: Households, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purchases, "HOT", 2)
    before = list(store.orders("anna"))
    anna = household()
    order = order_of("o-1", NOON, ("dollhouse", 1))
    hot, rest = split(digest_of([*before, order], ZONE))
    assert (set(hot.entries), set(rest.entries)) == ({"coffee-dark", "dollhouse"}, {"test-kit", "milk-oat"})

    changes = cancel(
        household(
            at=LATER,
            customer=anna.customer.with_order(order),
            history=History(hot, lambda: rest),
            all_orders=lambda: [*before, order],
        ),
        order,
    )

    assert changes is not None
    expected = split(digest_of(before, ZONE))
    assert (changes.digest, changes.digest_rest) == expected
    assert set(expected[1].entries) == {"milk-oat"}


def test_however_many_products_a_cancelled_order_has_all_orders_are_read_once(household: Households) -> None:
    """A large order from the web, say."""
    (line,) = order_of("o-1", NOON, ("cookies", 1)).lines
    lines = tuple(replace(line, product_id=f"product-{number}") for number in range(100))
    order = replace(order_of("o-1", NOON, ("cookies", 1)), lines=lines)
    read: list[str] = []

    def orders() -> Iterable[Order]:
        read.append("once")
        return [order]

    changes = cancel(household(at=LATER, customer=household().customer.with_order(order), all_orders=orders), order)

    assert changes is not None
    assert (read, changes.digest) == (["once"], household().history.hot)


def test_a_purchase_counts_on_the_day_where_the_customer_lives(household: Households) -> None:
    late_evening = datetime(2026, 11, 18, 23, 30, tzinfo=ZONE)
    anna = household(all_orders=list)

    found = anna.recomputed(["milk-oat"], order_of("o-1", late_evening, ("milk-oat", 1)))["milk-oat"]

    assert found is not None
    assert found.last.date.isoformat() == "2026-11-18"


def test_orders_of_one_moment_are_recomputed_by_their_ids(household: Households) -> None:
    second = order_of("o-2", NOON, ("milk-oat", 2))

    anna = household(all_orders=lambda: [second])
    found = anna.recomputed(["milk-oat"], order_of("o-1", NOON, ("milk-oat", 1)))["milk-oat"]

    assert found is not None
    assert [one.quantity for one in found.recent] == [1, 2]


def test_what_is_sold_no_more_is_not_ordered(shop: EmbeddedShop, household: Households) -> None:
    anna = household()
    offer = offered(shop, anna, ("milk-oat", 2))

    gone = confirm(shop, anna, replace(offer, lines=(replace(offer.lines[0], product_id="gone"),)), "alexa")

    assert gone == Outdated("stock", {})


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Kiritimati", 19), ("Pacific/Pago_Pago", 18)])
def test_an_order_counts_on_the_day_where_the_customer_lives(
    shop: EmbeddedShop, household: Households, zone: str, day: int
) -> None:
    """In Kiritimati it is tomorrow already, in Pago Pago still the morning."""
    anna = household(zone=ZoneInfo(zone))

    result = confirm(shop, anna, offered(shop, anna, ("paper", 1)), "alexa")

    assert isinstance(result, Ordered)
    assert result.changes.digest is not None
    assert result.changes.digest.entries["paper"].last.date == date(2026, 11, day)


def test_when_as_many_came_later_as_the_profile_names_there_may_be_more(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    """The oat milk that was ordered a second later is no longer named: all orders are read."""
    milk = order_of("o-milk", NOON + timedelta(seconds=1), ("milk-oat", 7))
    later = [order_of(f"o-{number}", NOON + timedelta(seconds=number), ("paper", 1)) for number in range(2, 7)]
    every = [*store.orders("anna"), milk, *later]
    customer = replace(household().customer, orders=tuple(reversed(later)))
    assert len(customer.orders) == RECENT_ORDERS
    anna = household(
        customer=customer,
        history=History(digest_of(every, ZONE), no_read),  # type: ignore[arg-type]
        all_orders=lambda: every,
    )

    result = confirm(shop, anna, offered(shop, anna, ("milk-oat", 2)), "alexa")

    assert isinstance(result, Ordered)
    assert result.changes.digest is not None
    assert [one.quantity for one in result.changes.digest.entries["milk-oat"].recent] == [3, 2, 7]
