"""The matrix must be able to fail: each of these skills is broken on purpose, and the books tell."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, cast

import pytest
from msgspec.structs import replace

from skill.app import UNCERTAIN, UNREACHABLE
from skill.channels.mail.mailer import Mail, Mailer
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn
from skill.errors import AlreadyAnswered, StoreUnavailable
from skill.profile.errand import Errand
from skill.storage.port import Commit, Store
from tests.dialogues.support.reading import dialogues
from tests.dialogues.support.stage import Demo
from tests.faults.floor import Floor, Overheard, address_of
from tests.faults.matrix import go, points

BOUGHT = next(one for one in dialogues("en-US") if one.orders and len(one.steps) == 2)


class Between:
    """A store that does something else with one operation."""

    def __init__(self, store: Store, **others: Callable[..., Any]) -> None:
        self._store = store
        vars(self).update(others)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class MailsFirst(Floor):
    """Sends the e-mails of a turn, then commits it."""

    def _serving(self, store: Store) -> Store:
        def commit(change: Commit) -> None:
            for errand in change.outbox:
                self.mailbox.send(_mail(errand, change))
            store.commit(replace(change, outbox=()))

        return cast("Store", Between(store, commit=commit))


class ErrandsApart(Floor):
    """Commits a turn, then writes its errands."""

    def _serving(self, store: Store) -> Store:
        written: Any = self.store

        def commit(change: Commit) -> None:
            store.commit(replace(change, outbox=()))
            for errand in change.outbox:
                self.trouble.meet("store.link", partial(written._outbox.put, errand))

        return cast("Store", Between(store, commit=commit))


class FreshOrders(Floor):
    """Gives each order an id of its own, whatever the offer is called."""

    def _serving(self, store: Store) -> Store:
        def commit(change: Commit) -> None:
            if change.new_order is not None and change.customer is not None:
                order = replace(change.new_order, id=f"o-{uuid.uuid4().hex[:12]}")
                others = [one for one in change.customer.orders if one.id != change.new_order.id]
                change = replace(
                    change,
                    new_order=order,
                    customer=change.customer.with_orders([order, *others]),
                    interaction=replace(change.interaction, order_id=order.id),
                    outbox=tuple(replace(one, order_id=order.id) for one in change.outbox),
                )
            store.commit(change)

        return cast("Store", Between(store, commit=commit))


class DoneFirst(Floor):
    """Takes an errand out of the outbox before it is done."""

    def _serving(self, store: Store) -> Store:
        def postpone(errand: Errand, until: datetime) -> Errand | None:
            taken = store.postpone(errand, until)
            if taken:
                store.done(taken)
            return taken

        return cast("Store", Between(store, postpone=postpone))


class Soothing(Floor):
    """Answers as if all were well when nobody knows."""

    def _skill(self, values: dict[str, Any]) -> Overheard:
        return SoothingSkill(**values)


class SoothingSkill(Overheard):
    def answer(self, turn: Turn) -> Reply:
        reply = super().answer(turn)
        if reply in (UNCERTAIN, UNREACHABLE):
            reply = Reply(silent=True)
            self.replies.append(reply)
        return reply


class Forgetful(Floor):
    """Answers again what was answered before."""

    def _serving(self, store: Store) -> Store:
        def commit(change: Commit) -> None:
            try:
                store.commit(change)
            except AlreadyAnswered:
                store.commit(replace(change, interaction=replace(change.interaction, id=uuid.uuid4().hex)))

        return cast("Store", Between(store, commit=commit))


class WrongDoor(Floor):
    """Sends each e-mail to whom the one before should have gone."""

    def _mailer(self) -> Mailer:
        return cast("Mailer", WrongPost(super()._mailer()))


class WrongPost:
    place = "the wrong door"

    def __init__(self, real: Mailer) -> None:
        self._real, self._before = real, ""

    def send(self, mail: Mail) -> None:
        self._real.send(replace(mail, to=self._before or mail.to))
        self._before = mail.to


class Swallowing(Floor):
    """Goes on after an error as if it had been written."""

    def _serving(self, store: Store) -> Store:
        def commit(change: Commit) -> None:
            try:
                store.commit(change)
            except StoreUnavailable:
                return

        return cast("Store", Between(store, commit=commit))


@pytest.mark.parametrize(
    ("kind", "complaint"),
    [
        (MailsFirst, "an e-mail that nothing caused"),
        (ErrandsApart, "0 e-mails told the order-mail"),
        (FreshOrders, "what was ordered is not what was offered"),
        (DoneFirst, "0 e-mails told the order-mail"),
        (Soothing, "was answered and is 0 times on the timeline"),
        (Forgetful, "on the timeline, and never sent"),
        (WrongDoor, "the bystander was told somebody else's order"),
        (Swallowing, "was answered and is 0 times on the timeline"),
    ],
)
def test_a_broken_skill_is_noticed(demo: Demo, kind: type[Floor], complaint: str) -> None:
    assert any(complaint in wrong for wrong in _complaints(kind(demo, "memory:")))


def test_a_whole_one_is_not(demo: Demo) -> None:
    assert list(_complaints(Floor(demo, "memory:"))) == []


def _complaints(floor: Floor) -> Iterator[str]:
    """What the runs of a dialogue find; one that goes wrong without a fault needs no further ones."""
    try:
        every = list(points(floor, [BOUGHT]))
    except AssertionError as wrong:
        yield str(wrong)
        return
    for point in every:
        yield from go(floor, point).wrong


def _mail(errand: Errand, change: Commit) -> Mail:
    """Just what the skill would send."""
    order = change.new_order
    assert order is not None
    return Mail(
        key=f"{errand.kind}-{order.id}",
        sender="shop@example.com",
        name="",
        to=address_of(errand.customer_id),
        subject="",
        text=" ".join([order.id, *(line.name for line in order.lines)]),
        language=errand.locale,
        at=errand.due,
    )
