"""What stands between a wish and an order besides price and stock: an unusual number, the code, the account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from skill.profile.errand import Errand, ErrandKind
from skill.profile.home import Home, Wish
from skill.services.household import Household
from skill.services.offering import Asking, Declined, Forbidden, Offered, Want, make_offer
from skill.services.ordering import Ordered, ToVerify, cancel, confirm
from skill.shopping.money import Money
from skill.shopping.offer import Offer
from skill.shopping.order import Order
from skill.shopping.payment import PaymentMethod
from skill.shopping.permission import Code, Decision, May, Speaker
from skill.shopping.product import Quote
from skill.storage.memory import MemoryStore
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import ADULT, CHILD, KNOWN, LATER, UNKNOWN, offered
from tests.support.tiny_shop import CONFIG, NOON, order_of

Households = Callable[..., Household]
COFFEE, MILK, DOLLHOUSE, PAPER = (KNOWN[name] for name in ("coffee-dark", "milk-oat", "dollhouse", "paper"))
LARGE = Decision(May.VERIFY, "large", limit=Money(10000, "USD"))


def make(
    shop: EmbeddedShop, household: Household, *wants: Want, sure: tuple[str, ...] = ()
) -> Offered | Forbidden | Asking | Declined:
    made = make_offer(shop, CONFIG, household, wants, session="s", turn_id="r1", sure=sure)
    assert isinstance(made, (Offered, Forbidden, Asking, Declined))
    return made


def made_of(shop: EmbeddedShop, household: Household, *wants: Want) -> Offered:
    made = make(shop, household, *wants)
    assert isinstance(made, Offered)
    return made


def ordered(shop: EmbeddedShop, household: Household, offer: Offer) -> Ordered:
    result = confirm(shop, household, offer, "alexa")
    assert isinstance(result, Ordered)
    return result


def test_six_of_what_is_bought_one_by_one_are_asked_about_with_all_that_was_wanted(
    shop: EmbeddedShop, household: Households
) -> None:
    asked = make(shop, household(), Want(MILK), Want(COFFEE, 6))
    assert asked == Asking(COFFEE, 6, 1, (("milk-oat", 3), ("coffee-dark", 6)))


def test_the_question_about_an_unusual_number_tells_what_is_not_there(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    store.put_quotes([Quote("milk-oat", Money(349, "USD"), 0), Quote("coffee-dark", Money(899, "USD"), 7)])
    asked = make(shop, household(), Want(MILK), Want(COFFEE, 9))
    assert asked == Asking(COFFEE, 7, 1, (("coffee-dark", 7),), left_out=(MILK,), fewer=True)


def test_six_of_what_was_never_bought_have_no_usual(shop: EmbeddedShop, household: Households) -> None:
    decaf = KNOWN["coffee-decaf"]
    assert make(shop, household(), Want(decaf, 6)) == Asking(decaf, 6, None, (("coffee-decaf", 6),))


def test_a_number_that_was_confirmed_is_offered_and_ordered(shop: EmbeddedShop, household: Households) -> None:
    made = make(shop, household(), Want(COFFEE, 6), sure=("coffee-dark",))
    assert isinstance(made, Offered)
    assert [(line.quantity, made.offer.sure) for line in made.offer.lines] == [(6, ("coffee-dark",))]
    assert ordered(shop, household(at=LATER), made.offer).order.lines == made.offer.lines


def test_a_number_that_nobody_confirmed_is_not_ordered(shop: EmbeddedShop, household: Households) -> None:
    offer = offered(shop, household(), ("coffee-dark", 1))
    many = replace(offer, lines=(replace(offer.lines[0], quantity=6),))
    assert confirm(shop, household(), many, "alexa") == Asking(COFFEE, 6, 1, (("coffee-dark", 6),))


@pytest.mark.parametrize(
    ("speaker", "code"),
    [
        (ADULT, False),
        (replace(ADULT, code=Code.SET), True),
        (replace(ADULT, code=Code.ASSISTANT), True),
        (replace(ADULT, code=Code.SET, verified=True), False),
    ],
)
def test_a_large_order_tells_that_the_code_is_needed(
    shop: EmbeddedShop, household: Households, speaker: Speaker, code: bool
) -> None:
    """A doll's house and paper: (89.99 + 12.49) × 1.07 = 109.65."""
    anna = household(speaker=speaker)
    made = made_of(shop, anna, Want(DOLLHOUSE), Want(PAPER))
    assert (made.offer.totals.total, made.code) == (Money(10965, "USD"), code)
    result = confirm(shop, anna, made.offer, "alexa")
    assert result == ToVerify(LARGE) if code else isinstance(result, Ordered)


def test_a_code_that_is_locked_orders_nothing_large(shop: EmbeddedShop, household: Households) -> None:
    offer = offered(shop, household(), ("dollhouse", 1), ("paper", 1))
    locked = household(speaker=replace(ADULT, code=Code.LOCKED))
    forbidden = Forbidden(Decision(May.NO, "code-locked"))
    assert make(shop, locked, Want(DOLLHOUSE), Want(PAPER)) == forbidden
    assert confirm(shop, locked, offer, "alexa") == forbidden


def test_an_unknown_voice_that_knows_the_code_may_buy_something_new(shop: EmbeddedShop, household: Households) -> None:
    unknown = household(speaker=replace(UNKNOWN, code=Code.SET))
    made = made_of(shop, unknown, Want(PAPER))
    assert made.code
    assert confirm(shop, unknown, made.offer, "alexa") == ToVerify(
        Decision(May.VERIFY, "new-for-unknown-voice", limit=Money(5000, "USD"))
    )
    known = household(speaker=replace(UNKNOWN, code=Code.SET, verified=True))
    assert ordered(shop, known, made.offer).order.person == ""


def test_a_limit_counts_the_total_that_must_be_paid(shop: EmbeddedShop, household: Households) -> None:
    """Three oat milks cost 10.47, with delivery 15.37."""
    enough = replace(CONFIG.policy, per_order=Money(1537, "USD"))
    less = replace(CONFIG.policy, per_order=Money(1536, "USD"))
    offer = made_of(shop, household(policy=enough), Want(MILK)).offer
    forbidden = Forbidden(Decision(May.NO, "order-limit", limit=Money(1536, "USD")))
    assert make(shop, household(policy=less), Want(MILK)) == forbidden
    assert confirm(shop, household(policy=less), offer, "alexa") == forbidden


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 18, 9, 30, tzinfo=UTC)),
        ("Pacific/Pago_Pago", datetime(2026, 11, 19, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_limit_of_a_day_counts_the_customers_day(household: Households, zone: str, at: datetime) -> None:
    """Half past eleven at night; half past midnight before is the same day in no other zone."""
    before = order_of("o-1", at - timedelta(hours=23), ("dollhouse", 11))
    customer = replace(household().customer, orders=(before,))
    anna = household(zone=ZoneInfo(zone), at=at, customer=customer)
    decision = anna.permits([(MILK, 1)], Money(2000, "USD"))
    assert decision == Decision(May.NO, "day-limit", limit=Money(100000, "USD"))


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        ({"address": {}}, "address"),
        ({"payment": {}}, "payment"),
        ({"payment_method": PaymentMethod(expires="2026-10")}, "expired"),
        ({"payment_method": PaymentMethod(expires="2027-10", blocked=True)}, "blocked"),
    ],
)
def test_an_account_that_cannot_pay_or_be_delivered_to_orders_nothing(
    shop: EmbeddedShop, household: Households, account: dict[str, object], reason: str
) -> None:
    offer = offered(shop, household(), ("milk-oat", 1))
    anna = household(customer=replace(household().customer, **account))
    assert make(shop, anna, Want(MILK)) == Declined(reason)
    assert confirm(shop, anna, offer, "alexa") == Declined(reason)


def test_what_was_ordered_a_short_while_ago_is_told(shop: EmbeddedShop, household: Households) -> None:
    before = order_of("o-1", NOON - timedelta(minutes=10), ("milk-oat", 1))
    anna = household(customer=household().customer.with_order(before))
    assert made_of(shop, anna, Want(COFFEE), Want(MILK)).again == (("milk-oat", 10),)
    undone = household(customer=anna.customer.with_order(replace(before, cancelled_at=NOON)))
    assert made_of(shop, undone, Want(COFFEE), Want(MILK)).again == ()


def test_an_order_names_whose_voice_said_yes_and_until_when_it_can_be_undone(
    shop: EmbeddedShop, household: Households
) -> None:
    offer = offered(shop, household(), ("milk-oat", 1))
    soon = replace(CONFIG.policy, undo_minutes=60)
    by_anna = ordered(shop, household(), offer).order
    by_nobody = ordered(shop, household(speaker=UNKNOWN, at=LATER, policy=soon), offer).order
    assert (by_anna.person, by_anna.undo_until) == ("anna", None)
    assert (by_nobody.person, by_nobody.undo_until) == ("", LATER + timedelta(hours=1))


def mail(kind: ErrandKind, order: Order, locale: str) -> Errand:
    return Errand(f"{kind}-{order.id}", kind, "anna", LATER, order.id, locale)


def test_an_order_and_its_end_are_each_told_by_one_mail(shop: EmbeddedShop, household: Households) -> None:
    offer = offered(shop, household(), ("milk-oat", 1))
    result = ordered(shop, household(at=LATER), offer)
    assert result.changes.errands == (mail(ErrandKind.ORDER_MAIL, result.order, "en-US"),)
    undone = cancel(household(customer=result.changes.customer, at=LATER, locale="de-DE"), result.order)
    assert undone is not None
    assert undone.errands == (mail(ErrandKind.CANCELLED_MAIL, result.order, "de-DE"),)


def test_a_childs_wish_for_what_is_ordered_is_answered(shop: EmbeddedShop, household: Households) -> None:
    wishes = Wish("dollhouse", "mia", NOON), Wish("cookies", "mia", NOON, 2)
    customer = replace(household().customer, home=Home(wishes=wishes))
    offer = offered(shop, household(), ("dollhouse", 1))
    result = ordered(shop, household(customer=customer), offer)
    assert result.changes.customer is not None
    assert result.changes.customer.home.wishes == wishes[1:]
    refused = confirm(shop, household(customer=customer, speaker=CHILD), offer, "alexa")
    assert refused == Forbidden(Decision(May.NO, "child"))
