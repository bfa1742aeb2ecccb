"""Orders that are to come, came, or are cancelled: value by value, and what an unknown voice or a child hears."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from skill.app import App
from skill.conversation.question import Kind, Question, Session
from skill.conversation.reply import Amount, Card, Day, Hours, Reply, Saying, Thing, Things, Value
from skill.shopping.order import Order
from skill.storage.port import Versions
from tests.conversation.conftest import session
from tests.support.samples import commit
from tests.support.tiny_shop import NOON, ZONE, turn, voice

HOURS = Hours("14:00", "18:00")
TODAY, TOMORROW = Day(date(2026, 11, 18), 0), Day(date(2026, 11, 19), 1)
COOKIES: dict[str, Value] = {"things": Things((Thing(2, "ginger cookies"),)), "count": 2, "named": "yes"}
SECRET: dict[str, Value] = {"things": Things(()), "count": 2, "named": "no"}
TOTAL = Amount(1340, "USD")
GROWN_UP = Saying("account-child-cancel", {"seller": "Corner Pantry"})


def say(app: App, intent: str, number: int = 0, at: datetime | None = None, **more: Any) -> Reply:
    said_at = at or NOON + timedelta(seconds=number)
    return app.answer(turn(intent, f"say-{number}", at=said_at, **{"who": "ben"} | more))


def order(app: App, number: int = 0) -> Order:
    """Two packs of cookies."""
    say(app, "Reorder", number, product="ginger cookies", quantity=2)
    say(app, "Yes", number + 1)
    return newest(app)


def newest(app: App) -> Order:
    loaded = app.store.load("ben", "", NOON)
    assert loaded.customer is not None
    return loaded.customer.orders[0]


def recorded(app: App) -> tuple[str, str, tuple[str, ...]]:
    """Outcome, order and products of the last turn."""
    found = app.store.timeline("ben").interactions[0]
    return found.outcome, found.order_id, found.products


def test_an_order_to_come(app: App) -> None:
    placed = order(app)
    reply = say(app, "WhereIsMyOrder", 5)
    coming = Saying("orders-coming", COOKIES | {"placed": TODAY, "day": TOMORROW, "hours": HOURS})
    assert reply.says == (coming, Saying("common-anything-else"))
    assert reply.card == Card(Saying("orders-card-title"), (coming,))
    assert recorded(app) == ("answered", placed.id, ("cookies",))
    assert session(app).mentioned == ("cookies",)


def test_one_on_its_way_and_one_that_came(app: App) -> None:
    placed = order(app)
    way = say(app, "WhereIsMyOrder", 5, at=placed.leaves_at)
    assert way.says[0].key == "orders-on-its-way"
    came = say(app, "WhereIsMyOrder", 6, at=datetime(2026, 11, 19, 18, tzinfo=ZONE))
    yesterday, today = Day(date(2026, 11, 18), -1), Day(date(2026, 11, 19), 0)
    assert came.says[0] == Saying("orders-delivered", COOKIES | {"placed": yesterday, "day": today, "hours": HOURS})


def test_how_many_more_are_to_come(app: App) -> None:
    order(app)
    say(app, "Reorder", 3, product="dark roast coffee")
    say(app, "Yes", 4)
    reply = say(app, "WhereIsMyOrder", 5)
    assert reply.says[1] == Saying("orders-more-coming", {"count": 1})


def test_an_unknown_voice_hears_how_many_things_and_no_names(app: App) -> None:
    order(app)
    reply = say(app, "WhereIsMyOrder", 5, person="")
    assert reply.says[0] == Saying("orders-coming", SECRET | {"placed": TODAY, "day": TOMORROW, "hours": HOURS})


def test_the_last_order(app: App) -> None:
    order(app)
    reply = say(app, "RecentOrders", 5)
    assert reply.says[0] == Saying("orders-last", COOKIES | {"placed": TODAY})


def test_what_was_bought_in_a_week(app: App) -> None:
    reply = say(app, "RecentOrders", 5, date="2026-W46")
    bought = Saying("orders-in-period", {"things": Things((Thing(2, "ginger cookies"),)), "more": 0})
    assert reply.says == (bought, Saying("common-anything-else"))
    assert reply.card == Card(Saying("orders-card-title"), (bought,))
    assert recorded(app) == ("answered", "", ("cookies",))

    stranger = say(app, "RecentOrders", 6, date="2026-W46", person="")
    assert stranger.says[0] == Saying("orders-in-period-count", {"count": 2})
    assert recorded(app) == ("answered", "", ())


def test_a_day_to_come_is_the_same_one_of_the_week_before(app: App) -> None:
    """On Wednesday, "on Wednesday" may be heard as the next one. Cookies a week ago, and more today."""
    order(app)
    bought = Saying("orders-in-period", {"things": COOKIES["things"], "more": 0})
    for number, day in enumerate(("2026-12-02", "2026-11-25", "2026-11-18", "2026-11-11"), 5):
        assert say(app, "RecentOrders", number, date=day).says[0] == bought
    for number, day in enumerate(("2026-11-26", "2026-11-19", "2026-11-12", "2026-11-10"), 9):
        assert say(app, "RecentOrders", number, date=day).says[0] == Saying("orders-nothing-then", {"day": TODAY})


def test_cancelled_after_being_asked(app: App) -> None:
    placed = order(app)
    stock = app.store.quotes(["cookies"])["cookies"].stock

    ask = say(app, "CancelOrder", 5)
    assert ask.says == (Saying("orders-ask-cancel", COOKIES | {"total": TOTAL}),)
    assert recorded(app) == ("asked_cancel", placed.id, ())
    question = session(app).question
    assert question is not None
    assert (question.kind, question.order_id) == (Kind.CANCEL_ORDER, placed.id)
    assert newest(app).cancelled_at is None

    done = say(app, "Yes", 6)
    said = Saying("orders-cancelled", COOKIES | {"total": TOTAL})
    assert done.says == (said, Saying("common-anything-else"))
    assert done.card == Card(Saying("orders-card-title"), (said,))
    assert recorded(app) == ("order_cancelled", placed.id, ())
    assert newest(app).cancelled_at == NOON + timedelta(seconds=6)
    assert (stock, app.store.quotes(["cookies"])["cookies"].stock) == (1, 3)
    assert session(app).ordered == ""


def test_kept_after_a_no(app: App) -> None:
    placed = order(app)
    say(app, "CancelOrder", 5)
    reply = say(app, "No", 6)
    assert reply.says[0] == Saying("orders-kept")
    assert recorded(app) == ("declined", placed.id, ())
    assert newest(app).cancelled_at is None


def test_too_late_to_ask_and_too_late_to_say_yes(app: App) -> None:
    placed = order(app)
    too_late = Saying("orders-too-late", COOKIES | {"why": "left", "seller": "Corner Pantry"})
    say(app, "CancelOrder", 5, at=placed.leaves_at - timedelta(seconds=1))
    assert say(app, "Yes", 6, at=placed.leaves_at).says[0] == too_late
    assert recorded(app) == ("too_late", placed.id, ())

    assert say(app, "CancelOrder", 7, at=placed.leaves_at).says[0] == too_late
    assert recorded(app) == ("too_late", placed.id, ())
    assert newest(app).cancelled_at is None


def test_nothing_to_cancel_once_it_came(app: App) -> None:
    placed = order(app)
    assert placed.window is not None
    assert say(app, "CancelOrder", 5, at=placed.window.end).says[0] == Saying("orders-none-to-cancel")


def test_a_child_cancels_nothing(app: App) -> None:
    say(app, "Reorder", 1, who="anna", product="oat milk")
    say(app, "Yes", 2, who="anna")
    mia = voice("anna", "Mia")

    assert say(app, "CancelOrder", 3, who="anna", person=mia).says[0] == GROWN_UP
    say(app, "CancelOrder", 4, who="anna")
    assert say(app, "Yes", 5, who="anna", person=mia).says[0] == GROWN_UP

    assert [one.outcome for one in app.store.timeline("anna").interactions[:1]] == ["refused_child_cancel"]
    assert all(one.cancelled_at is None for one in app.store.orders("anna"))


def test_a_question_about_an_order_that_nobody_knows_any_more(app: App) -> None:
    placed = order(app)
    say(app, "CancelOrder", 5)
    say(app, "Yes", 6)
    # Asked about once more, on a device that still shows the question.
    asked = Question(Kind.CANCEL_ORDER, (Saying("orders-ask-cancel"),), order_id=placed.id)
    for number, question in enumerate((asked, Question(Kind.CANCEL_ORDER, asked.ask, order_id="gone")), 7):
        stored = msgspec.json.encode(Session(question=question))
        before = app.store.load("ben", "session-1", NOON).versions
        app.store.commit(
            commit(
                "ben",
                id=f"other-{number}",
                at=NOON,
                expected=Versions(session=before.session),
                session=stored,
                session_expires=NOON + timedelta(days=1),
            )
        )
        reply = say(app, "Yes", number)
        assert reply.says == (Saying("orders-none-to-cancel"), Saying("common-anything-else"))
        assert recorded(app) == ("answered", "", ())
    assert newest(app).cancelled_at == NOON + timedelta(seconds=6)


def test_without_any_order(app: App) -> None:
    asked: list[tuple[str, dict[str, Any]]] = [
        ("RecentOrders", {}),
        ("WhereIsMyOrder", {}),
        ("RecentOrders", {"date": "2026-W46"}),
    ]
    for number, (intent, slots) in enumerate(asked):
        reply = say(app, intent, number, who="nobody", **slots)
        assert reply.says == (Saying("orders-none"), Saying("common-anything-else"))
        assert app.store.timeline(reply.customer_id).interactions[0].outcome == "answered"


def test_the_order_of_this_session_is_meant_until_it_leaves_then_another(app: App) -> None:
    first = order(app)
    later = first.leaves_at - timedelta(seconds=30)
    say(app, "Reorder", 3, at=later, session="session-2", product="dark roast coffee")
    say(app, "Yes", 4, at=later, session="session-2")
    second = newest(app)
    say(app, "CancelOrder", 5, at=later)
    assert recorded(app)[:2] == ("asked_cancel", first.id)
    say(app, "CancelOrder", 6, at=first.leaves_at, session="session-3")
    assert recorded(app)[:2] == (
        ("asked_cancel", second.id) if second.cancellable(first.leaves_at) else ("too_late", second.id)
    )
