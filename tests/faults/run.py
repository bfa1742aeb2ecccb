"""One dialogue with trouble in it, from the first word to the last e-mail.

There are two ways on after a request that came to nothing:

* ``REDELIVERED``: the very same request is sent again until it is answered, as a client that retries does, and as Alexa
  does with events. Then nobody may notice that anything was wrong: every word, question, order, cart, timeline and
  errand of the dialogue is as it is written, without a fault. In the end some of its requests arrive once more, late.
* ``SAID_AGAIN``: Alexa gives up and ends the session. The shopper says the conversation again from its beginning, with
  new requests in a new session, and goes on. Words may differ then ("this was already ordered"), the books may not.

Then the outbox is swept, in trouble too, until nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from skill.shopping.order import Order
from tests.dialogues.support.always import always
from tests.dialogues.support.moment import Moment
from tests.dialogues.support.play import BETWEEN_STEPS, Play
from tests.dialogues.support.script import Dialogue, Step
from tests.dialogues.support.stage import Cast
from tests.faults.books import wrong
from tests.faults.exchange import Exchange
from tests.faults.faults import Fault, Killed, faults_of
from tests.faults.floor import Floor

_LATE = 2
_OFTEN = 0.2
_ASKED_FOR = "orders-coming", "orders-on-its-way", "orders-delivered"


class Way(StrEnum):
    """How it goes on after a request that came to nothing."""

    REDELIVERED = "redelivered"
    SAID_AGAIN = "said again"


@dataclass(frozen=True)
class Ran:
    """What a run did; the first ``of_turns`` operations were those of the dialogue, the others those of the sweeps.

    ``lost_answers`` are those of orders. ``wrong`` is what is not as it must be; nothing is good.
    """

    operations: tuple[str, ...]
    of_turns: int
    struck: tuple[tuple[str, Fault], ...]
    wrong: tuple[str, ...]
    requests: int
    orders: int
    lost_answers: int
    mails: int
    sweeps: int


def run(floor: Floor, dialogue: Dialogue, plan: Mapping[int, Fault], way: Way, dice: Random) -> Ran:
    """Play the dialogue with this trouble; ``dice`` decide which sweeps meet more of it."""
    further = _further(dice)
    with floor.troubled(dialogue.given, plan, patient=way is Way.REDELIVERED, more=further) as cast:
        broken: list[str] = []
        try:
            if way is Way.REDELIVERED:
                _redelivered(floor, dialogue, cast, broken, dice)
            else:
                Again(floor, dialogue, cast).play(broken)
        except AssertionError as unfit:  # an answer that Alexa would not take
            broken.append(str(unfit))
        turns = len(floor.trouble.log)
        sweeps = floor.sweep(cast)
        floor.trouble.end()
        broken += wrong(floor, cast, dialogue.locale)
        return Ran(
            operations=tuple(floor.trouble.log),
            of_turns=turns,
            struck=tuple(floor.trouble.struck),
            wrong=tuple(broken),
            requests=len(floor.exchanges),
            orders=len(floor.orders(cast)),
            lost_answers=sum(not one.answered and len(_placed(one)) > 0 for one in floor.exchanges),
            mails=len(floor.mailbox.received),
            sweeps=sweeps,
        )


def _further(dice: Random) -> Callable[[str], Fault | None]:
    """In every other run one or two operations of the sweeps go wrong besides."""
    left = dice.choice([0, 0, 1, 2])

    def more(operation: str) -> Fault | None:
        nonlocal left
        if left == 0 or dice.random() > _OFTEN:
            return None
        left -= 1
        return dice.choice(faults_of(operation))

    return more


def _redelivered(floor: Floor, dialogue: Dialogue, cast: Cast, broken: list[str], dice: Random) -> None:
    """Exactly as it is written; and late copies of its requests change nothing."""
    playing = Play(floor, dialogue, cast)
    for _, _, differs in playing.moments():
        broken += differs
    broken += playing.end()
    before = floor.kept(cast)
    sent = list({one.id: one.request for one in floor.exchanges}.values())
    for request in dice.sample(sent, min(_LATE, len(sent))):
        floor.entry(dict(request))
    if floor.kept(cast) != before:
        broken.append("late copies of requests changed something")


class Again(Play):
    """Plays a dialogue like shoppers whose words may come to nothing: they say them again, from the beginning."""

    def __init__(self, floor: Floor, dialogue: Dialogue, cast: Cast) -> None:
        super().__init__(floor, dialogue, cast)
        self._floor = floor
        self._begun: dict[str, list[Step]] = {}

    def play(self, broken: list[str]) -> None:
        """Every step, whatever is heard."""
        for step in self._dialogue.steps:
            self._change(step)
            if step.action:
                lost = self._try(step, broken)
                if lost:
                    self._ask_about(lost, broken)
                    self._say_again(step, broken)
                self._floor.clock.move(BETWEEN_STEPS)

    def _try(self, step: Step, broken: list[str]) -> Exchange | None:
        """Play a step; the request that came to nothing, if there is one."""
        sent, open_before = len(self._floor.exchanges), self._device in self._devices and self._listening()
        try:
            moment: Moment | None = self._play(step)
        except Killed:
            moment = None
        exchanges = self._floor.exchanges[sent:]
        if not open_before:
            self._begun[self._device] = []
        self._begun[self._device].append(step)
        lost = next((one for one in exchanges if not one.answered), None)
        if moment is not None and lost is None:
            broken += self._always(moment, exchanges)
        self._states.clear()
        return lost

    def _always(self, moment: Moment, exchanges: list[Exchange]) -> list[str]:
        tapped_at_nothing = (moment.step.action, moment.asked) == ("touch", "none")
        crowded = any("common-busy" in one.says for one in exchanges)
        if tapped_at_nothing or crowded or not moment.requests:
            return []
        return always(moment, self._dialogue, self._cast, self._recognised(moment))

    def _listening(self) -> bool:
        return self._devices[self._device].session_open

    def _ask_about(self, lost: Exchange, broken: list[str]) -> None:
        """After a yes whose answer was lost: where is my order?"""
        placed = _placed(lost)
        if not placed:
            return
        device = self._devices[self._device]
        device.send("WhereIsMyOrder")
        told = self._floor.exchanges[-1]
        if told.answered and not set(_ASKED_FOR) & set(told.says):
            broken.append(f"{placed[0].id} was ordered and its answer lost, and who asks hears {told.says}")
        device.close()

    def _say_again(self, last: Step, broken: list[str]) -> None:
        """The conversation from its beginning, in a new session."""
        steps, self._begun[self._device] = self._begun[self._device], []
        for step in steps:
            if step.action in ("say", "open", "touch") or step is last:
                self._try(step, broken)
                self._floor.clock.move(BETWEEN_STEPS)


def _placed(exchange: Exchange) -> list[Order]:
    """The orders that a request in trouble placed."""
    known = {order.id for order in exchange.before.orders}
    return [order for order in exchange.after.orders if order.id not in known]
