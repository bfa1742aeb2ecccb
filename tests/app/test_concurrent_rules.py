"""Rules that count hold for several devices at the very same moment: limits of a day, and undoing once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import msgspec

from skill.app import App
from skill.profile.home import Home
from skill.shopping.policy import Choices
from skill.storage.port import Versions
from tests.app.looking import YES_AT, keys, ordered
from tests.app.test_concurrent import consistent, said, stock, together
from tests.support.samples import commit
from tests.support.tiny_shop import NOON, turn


def limited(app: App, choices: Choices) -> None:
    """What Anna's household chose before."""
    loaded = app.store.load("anna", "", NOON)
    assert loaded.customer is not None
    customer = msgspec.structs.replace(loaded.customer, home=Home(choices=choices))
    app.store.commit(
        commit("anna", id="choose", at=NOON, expected=Versions(loaded.versions.customer), customer=customer)
    )


def test_two_rooms_together_spend_no_more_than_the_limit_of_the_day(app: App) -> None:
    """96.29 and 15.37 of 100 dollars: each alone would do."""
    limited(app, Choices(per_day=10_000))
    said(
        app,
        turn("Reorder", "r1", session="kitchen", product="dollhouse"),
        turn("Reorder", "r2", session="office", product="oat milk", quantity=3),
    )

    yeses = [turn("Yes", f"yes-{room}", session=room, at=YES_AT) for room in ("kitchen", "office")]
    replies = together(app, yeses)

    assert Counter(keys(reply)[0] for reply in replies) == {"reorder-placed": 1, "account-day-limit": 1}
    (order,) = ordered(app.store)
    assert order.totals.total.minor in (9629, 1537)
    consistent(app.store)


def test_an_order_that_two_rooms_cancel_is_cancelled_once(app: App) -> None:
    """Its units come back once, and one e-mail tells it."""
    said(
        app,
        turn("Reorder", "r1", session="kitchen", product="oat milk", quantity=3),
        turn("Yes", "r2", session="kitchen"),
        turn("CancelOrder", "r3", session="kitchen", at=YES_AT),
        turn("CancelOrder", "r4", session="office", at=YES_AT),
    )
    assert stock(app.store, "milk-oat") == 9

    at = YES_AT + timedelta(seconds=1)
    replies = together(app, [turn("Yes", f"undo-{room}", session=room, at=at) for room in ("kitchen", "office")])

    assert Counter(keys(reply)[0] for reply in replies) == {"orders-cancelled": 1, "orders-none-to-cancel": 1}
    assert stock(app.store, "milk-oat") == 12
    errands = [errand.kind.value for errand in app.store.due(NOON + timedelta(days=9))]
    assert sorted(errands) == ["cancelled-mail", "order-mail"]
    consistent(app.store)
