"""How long a turn and a guest are remembered, turn after turn, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from skill.app import App
from skill.errors import Conflict
from skill.profile.customer import Identity
from skill.profile.retention import Retention
from skill.storage.memory import MemoryStore
from skill.storage.port import ForgetsInTime, Store
from tests.app.stores import Failing
from tests.support import tiny_shop
from tests.support.tiny_shop import NOON, guest_id, turn

GUEST = guest_id("nobody")
OWN = Identity.of("alexa", tiny_shop.account("nobody"))
DAY = timedelta(days=1)
MILK = {"product": "oat milk"}


def says(app: App, number: int, intent: str, at: datetime, who: str = "nobody", **slots: str) -> None:
    known = {"customer_id": "anna"} if who == "anna" else {}
    app.answer(turn(intent, f"r{number}", at=at, who=who, **known, **slots))


def ends(store: Store, at: datetime) -> tuple[int, int, datetime | None]:
    """Versions of the guest's profile and cart, and when it ends."""
    loaded = store.load(GUEST, "", at)
    return loaded.versions.customer, loaded.versions.cart, loaded.expires


def told(store: Store, customer_id: str, at: datetime) -> list[str]:
    return [event.id for event in store.timeline(customer_id, at=at).interactions]


def keeping(app: App, **days: timedelta | None) -> App:
    return replace(app, config=msgspec.structs.replace(app.config, retention=Retention(**days)))


def test_a_guest_ends_ninety_days_after_the_last_turn(app: App) -> None:
    says(app, 1, "AddToCart", NOON, **MILK)
    assert ends(app.store, NOON) == (1, 1, NOON + 90 * DAY)

    # On the same day nothing is written for it; later, profile and cart begin their time anew.
    says(app, 2, "Launch", NOON + timedelta(hours=23))
    assert ends(app.store, NOON) == (1, 1, NOON + 90 * DAY)
    says(app, 3, "Launch", NOON + DAY)
    assert ends(app.store, NOON) == (2, 2, NOON + 91 * DAY)
    assert app.store.load(GUEST, "", NOON + 91 * DAY - timedelta(seconds=1)).cart.units("milk-oat") == 1

    # Each turn ends after its own time.
    assert told(app.store, GUEST, NOON + 90 * DAY) == ["r3", "r2"]
    assert told(app.store, GUEST, NOON + 91 * DAY) == []


def test_a_guest_who_comes_back_later_is_a_new_one(app: App) -> None:
    says(app, 1, "AddToCart", NOON, **MILK)
    late = NOON + 100 * DAY
    says(app, 2, "ShowCart", late)

    loaded = app.store.load(GUEST, "", late)
    assert (loaded.cart.lines, loaded.expires) == ((), late + 90 * DAY)
    assert told(app.store, GUEST, late) == ["r2"]
    if isinstance(app.store, ForgetsInTime):
        # The first turn, its cart, and the account that led there: it does so again from the next turn on.
        assert app.store.expire(late) == 3
        says(app, 3, "Launch", late)
        assert (app.store.identify(OWN), ends(app.store, late)[2]) == (GUEST, late + 90 * DAY)


def test_a_household_stays_and_its_turns_end(app: App) -> None:
    says(app, 1, "Reorder", NOON, "anna", **MILK)
    says(app, 2, "Yes", NOON, "anna")

    assert app.store.load("anna", "", NOON).expires is None
    assert told(app.store, "anna", NOON + 400 * DAY - timedelta(seconds=1)) == ["r2", "r1"]
    late = NOON + 400 * DAY
    assert told(app.store, "anna", late) == []
    if isinstance(app.store, ForgetsInTime):
        assert app.store.expire(late) == 2
    loaded = app.store.load("anna", "", late)
    assert loaded.customer is not None
    assert NOON in [order.placed_at for order in app.store.orders("anna")]
    assert "milk-oat" in loaded.digest.entries


def test_a_shop_that_keeps_everything(app: App) -> None:
    says(app, 1, "Launch", NOON)
    keeper = keeping(app, interactions=None, guests=None)
    says(keeper, 2, "Launch", NOON + timedelta(minutes=1))

    assert ends(app.store, NOON + 9999 * DAY) == (2, 0, None)
    assert told(app.store, GUEST, NOON + 9999 * DAY) == ["r2"]
    # And one that begins to forget.
    says(app, 3, "Launch", NOON + timedelta(minutes=2))
    assert ends(app.store, NOON) == (3, 0, NOON + 90 * DAY + timedelta(minutes=2))


@pytest.mark.parametrize(
    ("days", "household", "guest"),
    [
        ({"interactions": 5 * DAY, "guests": None}, 5 * DAY, 5 * DAY),
        ({"interactions": 5 * DAY, "guests": 9 * DAY}, 5 * DAY, 5 * DAY),
        ({"interactions": None, "guests": 9 * DAY}, None, 9 * DAY),
        ({"interactions": None, "guests": None}, None, None),
    ],
)
def test_the_shorter_time_counts_for_a_guests_turn(
    days: dict[str, timedelta | None], household: timedelta | None, guest: timedelta | None
) -> None:
    retention = Retention(**days)
    assert retention.interaction_ends(NOON, guest=False) == (household and NOON + household)
    assert retention.interaction_ends(NOON, guest=True) == (guest and NOON + guest)


def test_a_turn_that_came_too_late_each_time_ends_as_well(catalogue: Path) -> None:
    store = MemoryStore()
    tiny_shop.settle(store)
    failing = Failing(store)
    failing.commits = [Conflict("cart")] * 4
    says(tiny_shop.app(catalogue, failing), 1, "AddToCart", NOON, "anna", **MILK)

    assert told(store, "anna", NOON) == ["r1"]
    assert store.expire(NOON + 400 * DAY) == 1
    assert told(store, "anna", NOON) == []
