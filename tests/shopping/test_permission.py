"""Who may buy what by voice: every row of ``policy.txt``, and what else a decision tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from skill.shopping.money import Money
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.shopping.permission import Bought, Code, Decision, May, Speaker, decide, may_set_up, may_undo, spent
from skill.shopping.policy import Choices, Policy
from skill.shopping.pricing import Totals

NOON = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")

VOICES = {
    "a guest": Speaker(linked=False),
    "a guest's known voice": Speaker(linked=False, recognised=True, person="anna"),
    "a child": Speaker(linked=True, recognised=True, child=True, person="mia"),
    "perhaps a child": Speaker(linked=True, child=True),
    "a child with the code": Speaker(linked=True, recognised=True, child=True, person="mia", verified=True),
    "unknown": Speaker(linked=True),
    "unknown, forbidden": Speaker(linked=True),
    "forbidden, with code": Speaker(linked=True, verified=True),
    "unknown with the code": Speaker(linked=True, verified=True),
    "adult": Speaker(linked=True, recognised=True, person="anna"),
    "adult, others not": Speaker(linked=True, recognised=True, person="anna"),
    "adult, sure of it": Speaker(linked=True, recognised=True, person="anna"),
    "adult with the code": Speaker(linked=True, recognised=True, person="anna", verified=True),
}
BOUGHT = {"coffee": Bought(1, 1), "milk": Bought(2, 2), "paper": Bought(1, 9)}
WANTED = {
    "bought before": ("coffee",),
    "new": ("dollhouse",),
    "old and 1 new": ("coffee", "dollhouse"),
    "of usual two": ("milk",),
    "once bought nine": ("paper",),
}
TABLE = Path(__file__).with_name("policy.txt").read_text(encoding="utf-8").splitlines()
ROWS = [row for row in TABLE if row.strip() and not row.startswith("#")][1:]


def usd(amount: str) -> Money:
    return Money.parse(amount, "USD")


DEFAULT = Policy(
    unknown_limit=usd("50"), code_from=usd("100"), per_order=usd("500"), per_day=usd("1000"), per_speaker=usd("500")
)


def order(total: str, person: str = "", ago: timedelta = timedelta(hours=1), product: str = "paper") -> Order:
    zero, cost = usd("0"), usd(total)
    totals = Totals(cost, zero, zero, cost, False)
    return Order(
        f"o-{person}-{total}-{ago}", NOON - ago, (Line(product, product, 1, cost),), totals, person=person or "nobody"
    )


def by_unknown(total: str) -> Order:
    return replace(order(total), person="")


def decided(
    units: Mapping[str, int],
    price: str | None,
    speaker: Speaker = VOICES["adult"],
    policy: Policy = DEFAULT,
    *,
    orders: tuple[Order, ...] = (),
    sure: tuple[str, ...] = (),
) -> Decision:
    total = None if price is None else usd(price)
    return decide(units, total, speaker, policy, bought=BOUGHT, orders=orders, at=NOON, zone=ZONE, sure=sure)


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row.split()) for row in ROWS])
def test_the_policy(row: str) -> None:
    voice, code, wants, price, today, answer, because = (cell.strip() for cell in row.split("|"))
    speaker = replace(VOICES[voice], code=Code(code))
    policy = replace(DEFAULT, unknown_voices=not ("forbidden" in voice or "others not" in voice))
    count, what = wants.split(" ", 1)
    units = dict.fromkeys(WANTED[what], int(count))
    everybody, own = (int(part) for part in today.split(","))
    orders = (
        order(str(everybody - own), person="somebody else"),
        replace(order(str(own)), person=speaker.person),
    )

    decision = decided(
        units,
        None if price == "?" else price,
        speaker,
        policy,
        orders=orders if everybody else (),
        sure=tuple(units) if "sure" in voice else (),
    )

    assert (decision.answer.name, decision.reason) == (answer, because)


@pytest.mark.parametrize(
    ("speaker", "price", "limit"),
    [
        ("adult", "500.01", "500"),
        ("unknown", "50.01", "50"),
    ],
)
def test_a_limit_that_was_reached_is_told(speaker: str, price: str, limit: str) -> None:
    assert decided({"coffee": 1}, price, VOICES[speaker]).limit == usd(limit)


def test_a_large_order_tells_from_what_total_the_code_is_asked() -> None:
    adult = replace(VOICES["adult"], code=Code.SET)
    assert decided({"coffee": 1}, "120", adult) == Decision(May.VERIFY, "large", limit=usd("100"))


def test_an_unusual_quantity_tells_the_usual_one() -> None:
    assert decided({"milk": 9}, "20") == Decision(May.ASK, "far", product_id="milk", usual=2)
    assert decided({"dollhouse": 9}, "20") == Decision(May.ASK, "far", product_id="dollhouse", usual=None)


def test_of_several_unusual_quantities_each_is_asked_about_once() -> None:
    first = decided({"coffee": 9, "milk": 9, "dollhouse": 2}, "20")
    second = decided({"coffee": 9, "milk": 9, "dollhouse": 2}, "20", sure=("coffee",))
    assert (first.product_id, second.product_id) == ("coffee", "milk")
    assert decided({"coffee": 9, "milk": 9}, "20", sure=("coffee", "milk")) == Decision(May.YES)


@pytest.mark.parametrize(
    ("ago", "again"),
    [
        (timedelta(seconds=30), (("coffee", 0),)),
        (timedelta(minutes=10), (("coffee", 10),)),
        (timedelta(minutes=719), (("coffee", 719),)),
        (timedelta(minutes=720), ()),
        (timedelta(minutes=-1), ()),  # a clock that jumped back
    ],
)
def test_the_same_thing_within_twelve_hours_is_told(ago: timedelta, again: tuple[tuple[str, int], ...]) -> None:
    before = order("5", ago=ago, product="coffee")
    assert decided({"coffee": 1, "milk": 1}, "20", orders=(before,)) == Decision(May.YES, again=again)


def test_of_several_orders_of_the_same_thing_the_latest_is_told() -> None:
    orders = tuple(order("5", ago=timedelta(minutes=m), product="coffee") for m in (90, 5, 40))
    assert decided({"coffee": 1}, "20", orders=orders).again == (("coffee", 5),)


def test_the_same_thing_again_is_told_where_a_code_is_needed_too() -> None:
    adult, before = replace(VOICES["adult"], code=Code.SET), order("5", product="coffee")
    decision = decided({"coffee": 1}, "120", adult, orders=(before,))
    assert decision == Decision(May.VERIFY, "large", limit=usd("100"), again=(("coffee", 60),))


def test_a_cancelled_order_counts_for_nothing() -> None:
    undone = replace(order("400", person="anna", product="coffee"), cancelled_at=NOON)
    assert decided({"coffee": 1}, "500", orders=(undone,)) == Decision(May.YES)


def test_a_day_is_the_customers_day() -> None:
    """Noon in New York on the 18th: eleven at night of the 17th was another day there, if not in Greenwich."""
    yesterday = replace(order("400", person="anna"), placed_at=datetime(2026, 11, 18, 4, 59, tzinfo=UTC))
    today = replace(yesterday, placed_at=datetime(2026, 11, 18, 5, 0, tzinfo=UTC))
    assert decided({"coffee": 1}, "100.01", orders=(yesterday,)).answer is May.YES
    assert decided({"coffee": 1}, "100.01", orders=(today,)).reason == "speaker-limit"
    assert spent([yesterday, today], NOON, ZONE, "USD") == usd("400")


def test_unknown_voices_together_are_one_speaker() -> None:
    policy = replace(DEFAULT, per_speaker=usd("60"))
    orders = (by_unknown("30"), by_unknown("20"), order("60", person="anna"))
    assert decided({"coffee": 1}, "10", VOICES["unknown"], policy, orders=orders).answer is May.YES
    assert decided({"coffee": 1}, "10.01", VOICES["unknown"], policy, orders=orders).reason == "speaker-limit"


def test_another_voice_has_a_limit_of_its_own() -> None:
    orders = (order("500", person="ben"),)
    assert decided({"coffee": 1}, "100", orders=orders).answer is May.YES


@pytest.mark.parametrize(
    ("voice", "policy", "expected"),
    [
        ("adult", DEFAULT, Decision(May.YES)),
        ("unknown", DEFAULT, Decision(May.YES)),
        ("unknown", replace(DEFAULT, unknown_voices=False), Decision(May.NO, "unknown-voices")),
        ("adult", replace(DEFAULT, unknown_voices=False), Decision(May.YES)),
        ("a child", DEFAULT, Decision(May.NO, "child-cancel")),
        ("perhaps a child", DEFAULT, Decision(May.NO, "child-cancel")),
    ],
)
def test_who_may_undo_an_order(voice: str, policy: Policy, expected: Decision) -> None:
    assert may_undo(VOICES[voice], policy) == expected


@pytest.mark.parametrize(
    ("voice", "expected"),
    [
        ("adult", Decision(May.YES)),
        ("unknown", Decision(May.NO, "unknown-settings")),
        ("unknown with the code", Decision(May.NO, "unknown-settings")),
        ("a child", Decision(May.NO, "child-settings")),
        ("perhaps a child", Decision(May.NO, "child-settings")),
        ("a guest", Decision(May.NO, "not-linked")),
        ("a guest's known voice", Decision(May.NO, "not-linked")),
    ],
)
def test_who_may_change_what_is_allowed(voice: str, expected: Decision) -> None:
    assert may_set_up(VOICES[voice]) == expected


def test_a_household_chooses_for_itself() -> None:
    choices = Choices(unknown_voices=False, unknown_limit=2000, code_from=3000, far_times=2, duplicate_minutes=5)
    assert DEFAULT.chosen(choices) == replace(
        DEFAULT, unknown_voices=False, unknown_limit=usd("20"), code_from=usd("30"), far_times=2, duplicate_minutes=5
    )
    assert DEFAULT.chosen(Choices(far_from=9, undo_minutes=30)) == replace(DEFAULT, far_from=9, undo_minutes=30)
    assert DEFAULT.chosen(Choices()) == DEFAULT


def test_the_shops_limits_are_only_lowered() -> None:
    lower = DEFAULT.chosen(Choices(per_order=4000, per_day=6000, per_speaker=5000))
    assert (lower.per_order, lower.per_day, lower.per_speaker) == (usd("40"), usd("60"), usd("50"))
    assert DEFAULT.chosen(Choices(per_order=50001, per_day=100001, per_speaker=50001)) == DEFAULT


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        (ZoneInfo("Pacific/Kiritimati"), datetime(2026, 11, 18, 9, 30, tzinfo=UTC)),
        (ZoneInfo("Pacific/Pago_Pago"), datetime(2026, 11, 19, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_day_is_the_customers_day_wherever_the_machine_is(zone: ZoneInfo, at: datetime) -> None:
    """Half past eleven at night and half past midnight before: two days in every other zone of the world."""
    before = replace(order("990", person="ben"), placed_at=at - timedelta(hours=23))
    assert spent([before], at, zone, "USD") == usd("990")

    over = decide(
        {"coffee": 1}, usd("10.01"), VOICES["adult"], DEFAULT, bought=BOUGHT, orders=[before], at=at, zone=zone
    )
    assert over == Decision(May.NO, "day-limit", limit=usd("1000"))


def test_the_same_thing_at_the_same_moment_is_told() -> None:
    before = order("5", ago=timedelta(0), product="coffee")
    assert decided({"coffee": 1}, "20", orders=(before,)).again == (("coffee", 0),)
