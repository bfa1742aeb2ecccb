"""Playing a dialogue on a stage: every step through a device, every expectation compared, nothing assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import timedelta
from itertools import count
from typing import Any

import msgspec

from skill.conversation.question import Session
from skill.loading.customers import CHANNEL, demo_voice
from skill.profile.customer import hashed
from skill.simulator import Device, Heard
from skill.simulator.heard import checked
from skill.simulator.pin import both
from tests.dialogues.support.always import always
from tests.dialogues.support.before import ELSEWHERE
from tests.dialogues.support.moment import Moment, State, card_written, orders_written, timeline_written
from tests.dialogues.support.script import NOBODY, PERHAPS, SOMEBODY_NEW, STRANGER, Dialogue, Expected, Step
from tests.dialogues.support.stage import Cast, Stage, ours

BETWEEN_STEPS = timedelta(seconds=10)
SURE, NOT_SURE = 300, 200
"""How sure the assistant is of a voice it recognises, and of one it only guesses."""

_sessions = msgspec.json.Decoder(Session)
Mismatch = str


class DialogueFailed(AssertionError):
    """The dialogue went differently; the message is what was said so far and what differs."""


class Play:
    """One dialogue, played once."""

    def __init__(self, stage: Stage, dialogue: Dialogue, cast: Cast) -> None:
        self._stage, self._dialogue, self._cast = stage, dialogue, cast
        self._speaker = dialogue.given.speaker or (NOBODY if dialogue.given.customer == STRANGER else cast.adult())
        self._device, self._pin = dialogue.given.device, dialogue.given.pin
        self._devices: dict[str, Device] = {}
        self._sessions: dict[str, str] = {}
        self._last: Heard | None = None
        self._ids = count(1)
        self._requests = 0
        self._states: dict[str, State] = {}

    def moments(self) -> Iterator[tuple[Step, Moment | None, list[Mismatch]]]:
        """Each step as it is played, and what differs from what was written; no moment when nobody did anything."""
        for step in self._dialogue.steps:
            self._change(step)
            if not step.action:
                yield step, None, self._compare_state(step.expected, self._state())
                continue
            moment = self._play(step)
            differs = [
                *self._compare(step.expected, moment),
                *always(moment, self._dialogue, self._cast, self._recognised(moment)),
            ]
            yield step, moment, differs
            self._stage.clock.move(BETWEEN_STEPS)

    def end(self) -> list[Mismatch]:
        """What differs in the end."""
        state, dialogue = self._state(), self._dialogue
        differs = _differ("orders", dialogue.orders, orders_written(state.orders))
        differs += _differ("orders stored", orders_written(state.orders), self._orders_stored())
        if dialogue.cart is not None:
            differs += _differ("cart", dialogue.cart, _cart(state))
        if dialogue.timeline is not None:
            differs += _differ("timeline", dialogue.timeline, timeline_written(state.timeline))
        if dialogue.mails is not None:
            differs += _differ("mails", dialogue.mails, self._stage.mails(self._cast))
        return differs

    def _change(self, step: Step) -> None:
        change = step.change
        self._stage.clock.move(change.later)
        if change.later:
            self._states.clear()
        self._stage.change_shop(change)
        self._speaker = self._known(change.speaker or self._speaker)
        self._device = change.device or self._device
        self._pin = change.pin or self._pin

    def _play(self, step: Step) -> Moment:
        if self._device not in self._devices:
            self._devices[self._device] = self._new_device()
        device = self._devices[self._device]
        device.voice(self._voice(), self._confidence())
        device.pin_says(self._pin.upper().replace(" ", "_"))
        before, asked, sent = self._state(), self._state().question, self._requests
        if not device.session_open:
            asked = "none"
        heard = self._act(device, step)
        self._last = heard
        self._sessions[self._device] = heard.request["session"]["sessionId"]
        return Moment(step, heard, asked, before, self._state(fresh=True), self._requests - sent)

    def _act(self, device: Device, step: Step) -> Heard:
        match step.action:
            case "say":
                return device.say(step.said)
            case "open":
                return device.open()
            case "silent":
                return device.silent()
            case "close":
                return device.close()
            case "touch":
                return device.touch(list(step.touched))
        if self._last is None:
            raise AssertionError("nothing was sent yet that could be sent again")
        again = [self._again(one.request) for one in (self._last.before, self._last) if one]
        return both(*again) if len(again) > 1 else again[0]

    def _again(self, request: Mapping[str, Any]) -> Heard:
        return checked(request, self._stage.entry(dict(request)), screen=self._dialogue.given.device == "screen")

    def _entry(self, request: dict[str, Any]) -> dict[str, Any]:
        self._requests += 1
        return self._stage.entry(request)

    def _new_device(self) -> Device:
        return self._stage.device(
            self._cast,
            self._dialogue.locale,
            name=self._device,
            voice=self._voice(),
            # Not a guest's own id: requests' ids are logged.
            new_id=lambda: f"{self._cast.user_id.rpartition('DEMO-')[2]}.{next(self._ids):03}",
            entry=self._entry,
        )

    def _known(self, speaker: str) -> str:
        people = [person.name for person in self._cast.customer.people] if self._cast.customer else []
        if speaker.removeprefix(PERHAPS) not in (NOBODY, SOMEBODY_NEW, *people):
            raise AssertionError(f"nobody in this household is called {speaker!r}; there is {', '.join(people)}")
        return speaker

    def _voice(self) -> str | None:
        """Alexa's id of who speaks; None when the voice is not recognised."""
        household = self._dialogue.given.customer
        return None if self._speaker == NOBODY else demo_voice(household, self._speaker.removeprefix(PERHAPS))

    def _confidence(self) -> int:
        return NOT_SURE if self._speaker.startswith(PERHAPS) else SURE

    def _recognised(self, moment: Moment) -> str:
        """Who spoke, as far as the household knows: nobody when the voice is none of theirs, or may be another's."""
        if self._confidence() < SURE:
            return NOBODY
        voice = hashed(CHANNEL, self._voice() or "")
        return self._speaker if any(person.voice == voice for person in moment.after.people) else NOBODY

    def _state(self, *, fresh: bool = False) -> State:
        """What the store holds; read again only after a step that may have changed it."""
        if fresh or self._device not in self._states:
            store, customer_id = self._stage.store, self._cast.customer_id
            loaded = store.load(customer_id, self._sessions.get(self._device, ""), self._stage.clock())
            orders = [one for one in (loaded.customer.orders if loaded.customer else ()) if ours(one, self._cast)]
            timeline = store.timeline(customer_id, limit=50).interactions[::-1]
            state = State(
                session=_sessions.decode(loaded.session) if loaded.session else Session(),
                cart=loaded.cart,
                orders=tuple(sorted(orders, key=lambda order: order.placed_at)),
                timeline=tuple(one for one in timeline if one.channel != ELSEWHERE and one.at >= self._cast.began),
                people=loaded.customer.everyone if loaded.customer else (),
            )
            self._states = {self._device: state}
        return self._states[self._device]

    def _orders_stored(self) -> tuple[str, ...]:
        return orders_written(tuple(self._stage.orders(self._cast)))

    def _compare(self, expected: Expected, moment: Moment) -> list[Mismatch]:
        heard = moment.heard
        differs = [] if expected.hears is None else _differ("heard", expected.hears, heard.speech)
        differs += [f"not heard: {words!r}" for words in expected.includes if words not in heard.speech]
        if expected.question is not None:
            differs += _differ("open question", expected.question, moment.question)
        if expected.card is not None:
            differs += _differ("card", expected.card, card_written(heard.card))
        return differs + self._compare_state(expected, moment.after)

    def _compare_state(self, expected: Expected, state: State) -> list[Mismatch]:
        differs = [] if expected.orders is None else _differ("orders", expected.orders, orders_written(state.orders))
        differs += [] if expected.mails is None else _differ("mails", expected.mails, self._stage.mails(self._cast))
        return differs + ([] if expected.cart is None else _differ("cart", expected.cart, _cart(state)))


def play(stage: Stage, dialogue: Dialogue) -> list[Moment]:
    """Play it to its end, whatever happens, then raise DialogueFailed when anything differed."""
    told = [f"{dialogue.where}: {dialogue.name}", ""]
    moments: list[Moment] = []
    failed = False

    def note(differs: list[Mismatch]) -> None:
        nonlocal failed
        failed = failed or bool(differs)
        told.extend(f"     ✗ {one}" for one in differs)

    try:
        with stage.set_up(dialogue.given) as cast:
            playing = Play(stage, dialogue, cast)
            for step, moment, differs in playing.moments():
                told.extend(_told(step, moment))
                note(differs)
                moments += [moment] if moment else []
            told.append("in the end")
            note(playing.end())
    except AssertionError as wrong:  # an answer that Alexa would not take, a name that the demo shop does not know
        note([str(wrong)])
    if failed:
        raise DialogueFailed("\n".join(told))
    return moments


def attempt(stage: Stage, dialogue: Dialogue, each: Callable[[Moment], None]) -> None:
    """Play it for what happens only, not for what was expected."""
    with stage.set_up(dialogue.given) as cast:
        for _, moment, _ in Play(stage, dialogue, cast).moments():
            if moment:
                each(moment)


def _told(step: Step, moment: Moment | None) -> list[str]:
    if moment is None:
        changed = {field.name: getattr(step.change, field.name) for field in fields(step.change)}
        told = [f"{name}: {value}" for name, value in changed.items() if value]
        return [f"{step.number:>2}  ({', '.join(told)})"]
    said = step.said or f"({step.action})"
    return [f"{step.number:>2}  {said}", f"      [{moment.intent}] {moment.heard.speech}  → {moment.question}"]


def _cart(state: State) -> dict[str, int]:
    return {line.product_id: line.quantity for line in state.cart.lines}


def _differ(what: str, expected: object, found: object) -> list[Mismatch]:
    if expected == found:
        return []
    return [f"{what}\n         expected: {_shown(expected)}\n         found:    {_shown(found)}"]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{one}"' for one in value) + "]"
    return str(value)
