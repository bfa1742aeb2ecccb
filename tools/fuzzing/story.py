"""One story: some households and guests talk in turn, each step a request that was drawn, sent and judged.

What is drawn depends on the answers - a good part of all stories must get as far as an order - and on the seed, on
nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

import msgspec

from skill.conversation.question import Session
from skill.shopping.money import Money
from skill.shopping.product import Quote
from tools.fuzzing.drawing.devices import Cast, Device
from tools.fuzzing.drawing.houses import House
from tools.fuzzing.drawing.likely import AFTER, ANYTIME, BUILT_IN, PLOTS
from tools.fuzzing.drawing.mutate import mutated
from tools.fuzzing.drawing.requests import EVENTS, LINKING, OTHERS, envelope, head, own
from tools.fuzzing.drawing.slots import WEIRD, Hints, digits, said, slots
from tools.fuzzing.drawing.values import CODES, INTENTS, anything
from tools.fuzzing.judging.answers import Fault, replayed
from tools.fuzzing.judging.judge import Judge
from tools.fuzzing.judging.till import SECRET
from tools.fuzzing.world import START, Seen, Shop, Step, World

LENGTH = 40
"""The most requests of a story."""
NOISE = [0.15, 0.15, 1.0]
"""How much of what nobody sends: in a calm story a conversation gets far, in a wild one anything may come between."""
_NEWCOMERS = ("Mia", "Zoe", "Lena", "Max")


@dataclass
class Told:
    """A story as it was told: what was sent, what came of it, and what the last request broke."""

    houses: tuple[House, ...]
    steps: list[Step] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Teller:
    """Draws the story of one seed, one request after the other."""

    def __init__(self, shop: Shop, seed: str, locale: str = "") -> None:
        self._dice = dice = Random(seed)
        self._shop = shop
        self._cast = Cast(dice, shop.profiles, locale)
        self._now = START + timedelta(minutes=dice.randrange(60 * 24 * 14))
        self._number = 0
        self._devices = [self._cast.device() for _ in range(dice.choice([1, 1, 2, 3]))]
        self._sound: dict[int, Seen] = {}
        self._fresh = dice.choice(CODES)
        self._noise = dice.choice(NOISE)

    def tell(self) -> Told:
        """The whole story, up to the first broken rule."""
        houses = tuple(self._cast.houses.values())
        world, told = World(self._shop, houses), Told(houses)
        judge = Judge(world)
        for _ in range(self._dice.randint(1, LENGTH)):
            device = self._dice.choice(self._devices)
            before = self._again() if self._dice.random() < 0.06 else None
            step = told.steps[before] if before is not None else self._step(device)
            seen = world.send(step)
            told.faults += judge.faults(step, seen)
            if before is not None:
                told.faults += replayed(told.seen[before], seen)
            told.steps.append(step)
            told.seen.append(seen)
            if told.faults:
                return told
            self._sound = _remembered(self._sound, seen)
            if before is None:
                if _lasts(step, seen):
                    self._sound[len(told.steps) - 1] = seen
                self._heard(device, seen)
        told.faults += judge.books()
        return told

    def _again(self) -> int | None:
        """An earlier request that was sound, to be sent again."""
        return self._dice.choice(list(self._sound)) if self._sound else None

    def _step(self, device: Device) -> Step:
        dice = self._dice
        self._number += 1
        self._now += timedelta(seconds=dice.choice([2, 5, 20, 90, 1200, 100_000] if dice.random() < 0.2 else [4]))
        if dice.random() < 0.08:
            device.line = self._cast.other_line(device)
        raw = self._request(device)
        dark = device.line.token is not ... and dice.random() < 0.03
        if dice.random() < 0.25 * self._noise:
            return Step(mutated(dice, raw, dice.choice([1, 1, 2, 3, 8])), self._now, dark=dark)
        if dice.random() < 0.01 * self._noise:
            return Step(anything(dice), self._now)
        shelf = self._shelf(device) if device.about and dice.random() < 0.06 else None
        return Step(raw, self._now, shelf, dark)

    def _shelf(self, device: Device) -> Quote:
        """Another price, or fewer units, of what is talked about."""
        dice = self._dice
        quote = self._shop.quotes[dice.choice(device.about)]
        price = Money(max(1, quote.price.minor + dice.choice([-100, 0, 1, 5000])), quote.price.currency)
        return msgspec.structs.replace(quote, price=price, stock=dice.choice([None, 0, 0, 1, 2, 500]))

    def _request(self, device: Device) -> dict[str, Any]:
        dice = self._dice
        kind = self._kind(device)
        locale = device.locale if dice.random() > 0.05 * self._noise else self._cast.locale()
        number = self._number
        if dice.random() < 0.01 and number > 1:
            number = dice.randrange(1, number)  # the id of another request, at another time
        request = head(dice, kind, self._now, number, locale)
        if kind in ("IntentRequest", "CanFulfillIntentRequest"):
            request |= self._intent(device)
        elif kind != "LaunchRequest":
            asked = device.waiting if dice.random() < 0.85 else dice.choice(["t", "", None, anything(dice)])
            request |= own(dice, kind, asked=asked, token=self._cast.token(device.customer))
        session = kind not in ("CanFulfillIntentRequest", *EVENTS) or dice.random() < 0.1
        return envelope(device.line, request, session=session)

    def _kind(self, device: Device) -> str:
        dice = self._dice
        if device.waiting and dice.random() < (0.7 if device.asked == "pin" else 0.05):
            return "SessionResumedRequest"
        kinds = ["IntentRequest"] * 80 + ["LaunchRequest"] * 6 + ["SessionEndedRequest", "CanFulfillIntentRequest"] * 2
        return dice.choice([*kinds, dice.choice(LINKING), dice.choice(EVENTS), dice.choice(OTHERS)])

    def _intent(self, device: Device) -> dict[str, Any]:
        dice = self._dice
        likely = AFTER.get(device.asked, PLOTS[device.plot])
        name: Any = dice.choice(likely) if dice.random() < self._likely(device) else dice.choice([*ANYTIME, *BUILT_IN])
        if dice.random() < 0.04 * self._noise:
            name = dice.choice(INTENTS)
        hints = self._hints(device)
        filled = slots(dice, name if isinstance(name, str) else "", hints)
        if device.asked in SECRET and dice.random() < 0.2:
            # Four digits that were heard as something else.
            slot = dice.choice(["product", "quantity", "position", "date", "name", "code"])
            code = digits(dice, hints.code)
            filled = {slot: said(slot, dice.choice([code, f"my code is {code}"]) if dice.random() < 0.2 else code)}
        if isinstance(name, str) and name in BUILT_IN:
            name, filled = f"AMAZON.{name}Intent", {} if dice.random() < 0.95 else filled
        states = ["STARTED", "IN_PROGRESS", "COMPLETED", "NEW_STATE"]
        state = {"dialogState": dice.choice(states)} if dice.random() < 0.1 else {}
        return {
            "intent": {"name": name, "confirmationStatus": dice.choice(["NONE", "DENIED"]), "slots": filled},
            **state,
        }

    def _likely(self, device: Device) -> float:
        """How often somebody says what was to be expected."""
        calm = self._noise < 1
        return (0.95 if calm else 0.75) if device.asked in AFTER else (0.8 if calm else 0.5)

    def _hints(self, device: Device) -> Hints:
        words = self._shop.vocabularies["de-DE" if str(device.locale).startswith("de") else "en-US"]
        house = self._cast.houses.get(device.customer)
        people = self._shop.profiles[house.customer].customer.people if house else ()
        names = (*(person.name for person in people), *_NEWCOMERS)
        return Hints(
            words, house.code if house and house.code else self._fresh, names, device.large, WEIRD * self._noise
        )

    def _heard(self, device: Device, seen: Seen) -> None:
        """What the next request carries: the answer's own attributes, and no new session once one is open."""
        body = seen.answer if isinstance(seen.answer, dict) else {}
        given = body.get("sessionAttributes")
        if given and len(self._cast.given) < 12:
            self._cast.given.append(given)
        ended = body.get("response", {}).get("shouldEndSession") is True
        if ended:
            fresh = self._cast.session() if self._dice.random() < 0.8 else device.line.session
            device.line = replace(device.line, session=fresh, new=self._dice.random() < 0.9, attributes=None)
        elif body.get("response"):
            device.line = replace(device.line, new=False, attributes=given)
        for directive in body.get("response", {}).get("directives", ()):
            device.waiting = directive.get("token", "")
        for commit in seen.commits:
            if commit.session is not None:
                question = msgspec.json.decode(commit.session, type=Session).question
                device.asked = question.kind if question else ""
                device.asked = "ordered" if commit.new_order and device.asked == "open" else device.asked
                device.about = question.products if question else ()


def _lasts(step: Step, seen: Seen) -> bool:
    """Whether a request means the same when it comes again: it carries its time, and its token could be looked at."""
    request = step.raw.get("request") if isinstance(step.raw, dict) else None
    if any("unreachable" in record.getMessage() for record in seen.logs):
        return False
    return isinstance(request, dict) and request.get("timestamp") == f"{step.now:%Y-%m-%dT%H:%M:%SZ}"


def _remembered(sent: dict[int, Seen], seen: Seen) -> dict[int, Seen]:
    """Without what somebody said who is forgotten, or whose account leads elsewhere from now on."""
    gone = {*seen.forgot, *(commit.customer_id for commit in seen.commits if commit.unlink)}
    if not gone:
        return sent
    return {key: one for key, one in sent.items() if gone.isdisjoint(commit.customer_id for commit in one.commits)}


def retold(shop: Shop, houses: Sequence[House], steps: list[Step]) -> list[Fault]:
    """The same requests sent to a fresh shop: what they break."""
    world = World(shop, houses)
    judge = Judge(world)
    sent: dict[int, Seen] = {}
    for step in steps:
        seen = world.send(step)
        faults = judge.faults(step, seen)
        if id(step) in sent:
            faults += replayed(sent[id(step)], seen)
        sent = _remembered(sent, seen)
        if _lasts(step, seen):
            sent.setdefault(id(step), seen)
        if faults:
            return faults
    return judge.books()
