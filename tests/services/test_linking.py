"""What an account brings to a household, and what it leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from skill.profile.customer import Customer
from skill.profile.home import Home
from skill.services.linking import MOST_LINKED, joined, left
from skill.shopping.cart import MOST_LINES, Cart, CartLine

NOON = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def household(**linked: int) -> Customer:
    return Customer("anna", linked=True, home=Home(linked={guest: at(minutes) for guest, minutes in linked.items()}))


def cart(*lines: tuple[str, int, int]) -> Cart:
    """(product, units, minutes)."""
    return Cart(tuple(CartLine(product, units, at(minutes)) for product, units, minutes in lines))


def test_the_greater_number_counts_and_what_is_put_in_is_put_in_now() -> None:
    own = cart(("milk", 3, 0), ("tea", 1, 0))
    guest = cart(("milk", 2, 1), ("tea", 5, 2), ("coffee", 1, 3))

    customer, merged = joined(household(), own, guest_id="g", guest=guest, at=at(9))

    assert merged == cart(("milk", 3, 0), ("tea", 5, 9), ("coffee", 1, 9))
    assert customer == household(g=9)


def test_what_was_brought_before_is_not_brought_again() -> None:
    guest = cart(("milk", 2, 1), ("tea", 1, 6))

    customer, merged = joined(household(g=5), Cart(), guest_id="g", guest=guest, at=at(9))

    assert merged == cart(("tea", 1, 9))
    assert customer == household(g=9)


def test_older_news_changes_nothing() -> None:
    before = household(g=5)
    customer, merged = joined(before, Cart(), guest_id="g", guest=cart(("milk", 2, 1)), at=at(3))
    assert (customer, merged) == (before, Cart())
    assert customer is before


def test_a_full_cart_takes_no_more_kinds_but_more_of_what_it_holds() -> None:
    own = cart(*((f"p{number}", 1, 0) for number in range(MOST_LINES)))
    guest = cart(("p7", 4, 1), ("another", 1, 1))

    _, merged = joined(household(), own, guest_id="g", guest=guest, at=at(9))

    assert (len(merged.lines), merged.units("p7"), merged.units("another")) == (MOST_LINES, 4, 0)


def test_the_last_twenty_accounts_are_remembered() -> None:
    customer = household()
    for number in range(MOST_LINKED + 5):
        customer, _ = joined(customer, Cart(), guest_id=f"g{number}", guest=Cart(), at=at(number))

    assert customer == household(**{f"g{number}": number for number in range(5, MOST_LINKED + 5)})


def test_leaving_ends_one_account_only() -> None:
    assert left(household(g=5, other=6), guest_id="g", at=at(7)) == household(other=6)
    assert left(household(g=5), guest_id="g", at=at(5)) == household()


def test_news_of_leaving_from_before_it_was_linked_again_is_late() -> None:
    assert left(household(g=5), guest_id="g", at=at(4)) is None


def test_an_account_that_no_token_linked_leaves_all_the_same() -> None:
    before = household(other=6)
    assert left(before, guest_id="g", at=at(4)) is before
