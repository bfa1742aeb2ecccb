"""One story: some households and guests talk in turn, each step a request that was drawn, sent and judged.

What is drawn depends on the answers - a good part of all stories must get as far as an order - and on the seed, on
nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

import msgspec

from skill.conversation.question import Session
from skill.shopping.money import Money
from skill.shopping.product import Quote
from tools.fuzzing.answers import Fault, replayed
from tools.fuzzing.judge import Judge
from tools.fuzzing.likely import AFTER, ANYTIME, BUILT_IN
from tools.fuzzing.mutate import mutated
from tools.fuzzing.requests import EVENTS, OTHERS, Line, Voice, envelope, head, own
from tools.fuzzing.slots import slots
from tools.fuzzing.values import INTENTS, LOCALES, NO_LOCALES, anything, letters
from tools.fuzzing.world import START, Seen, Shop, Step, World, user_of, voice_of

LENGTH = 40
"""The most requests of a story."""


@dataclass
class Device:
    """One of those who talk: the line it is on, its locale, and what is open: the question, its products,
    and what Alexa was asked to bring back with the result of its PIN.
    """

    line: Line
    locale: Any
    customer: str
    asked: str = ""
    about: tuple[str, ...] = ()
    token: str = "t"


@dataclass
class Told:
    """A story as it was told: what was sent, what came of it, and what the last request broke."""

    households: tuple[str, ...]
    steps: list[Step] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Teller:
    """Draws the story of one seed, one request after the other."""

    def __init__(self, shop: Shop, seed: str, locale: str = "") -> None:
        self._dice = dice = Random(seed)
        self._shop, self._locale = shop, locale
        self.households = tuple(dice.sample(sorted(shop.profiles), 3))
        self._now = START + timedelta(minutes=dice.randrange(60 * 24 * 14))
        self._number = 0
        self._given: list[Any] = [{"c": self.households[0]}, {"c": self.households[0], "m": "0" * 64}]
        self._devices = [self._device() for _ in range(dice.choice([1, 1, 2, 3]))]
        self._sound: set[int] = set()

    def tell(self) -> Told:
        """The whole story, up to the first broken rule."""
        world = World(self._shop, self.households)
        judge, told = Judge(world), Told(self.households)
        for _ in range(self._dice.randint(1, LENGTH)):
            device = self._dice.choice(self._devices)
            before = self._again() if self._dice.random() < 0.06 else None
            step = told.steps[before] if before is not None else self._step(device, len(told.steps))
            seen = world.send(step)
            told.faults += judge.faults(step, seen)
            if before is not None:
                told.faults += replayed(told.seen[before], seen)
            told.steps.append(step)
            told.seen.append(seen)
            if told.faults:
                return told
            if before is None:
                self._heard(device, seen)
        told.faults += judge.books()
        return told

    def _again(self) -> int | None:
        """An earlier request that was sound, to be sent again."""
        sound = sorted(self._sound)
        return self._dice.choice(sound) if sound else None

    def _step(self, device: Device, place: int) -> Step:
        dice = self._dice
        self._number += 1
        self._now += timedelta(seconds=dice.choice([2, 5, 20, 90, 1200, 100_000] if dice.random() < 0.3 else [4]))
        if dice.random() < 0.08:
            device.line = self._other_line(device)
        raw = self._request(device)
        if dice.random() < 0.2:
            return Step(mutated(dice, raw, dice.choice([1, 1, 2, 3, 8])), self._now)
        if dice.random() < 0.01:
            return Step(anything(dice), self._now)
        if device.about and dice.random() < 0.06:
            return Step(raw, self._now, self._shelf(device))
        if raw["request"]["timestamp"] == f"{self._now:%Y-%m-%dT%H:%M:%SZ}":
            self._sound.add(place)
        return Step(raw, self._now)

    def _shelf(self, device: Device) -> Quote:
        """Another price, or fewer units, of what is talked about."""
        dice = self._dice
        quote = self._shop.quotes[dice.choice(device.about)]
        price = Money(max(1, quote.price.minor + dice.choice([-100, 0, 1, 5000])), quote.price.currency)
        return msgspec.structs.replace(quote, price=price, stock=dice.choice([None, 0, 0, 1, 2, 500]))

    def _request(self, device: Device) -> dict[str, Any]:
        dice = self._dice
        kind = self._kind(device)
        locale = device.locale if dice.random() < 0.95 else self._any_locale()
        number = self._number
        if dice.random() < 0.01 and number > 1:
            number = dice.randrange(1, number)  # the id of another request, at another time
        request = head(dice, kind, self._now, number, locale)
        if kind in ("IntentRequest", "CanFulfillIntentRequest"):
            request |= self._intent(device)
        elif kind != "LaunchRequest":
            request |= own(dice, kind, token=device.token)
        session = kind not in ("CanFulfillIntentRequest", *EVENTS) or dice.random() < 0.1
        return envelope(device.line, request, session=session)

    def _kind(self, device: Device) -> str:
        if device.asked == "pin" and self._dice.random() < 0.6:
            return "SessionResumedRequest"
        kinds = ["IntentRequest"] * 80 + ["LaunchRequest"] * 6 + ["SessionEndedRequest", "CanFulfillIntentRequest"] * 2
        return self._dice.choice([*kinds, self._dice.choice(EVENTS), self._dice.choice(OTHERS)])

    def _intent(self, device: Device) -> dict[str, Any]:
        dice = self._dice
        likely = AFTER.get(device.asked, AFTER["open"])
        name: Any = dice.choice(likely) if dice.random() < 0.65 else dice.choice([*ANYTIME, *BUILT_IN])
        if dice.random() < 0.03:
            name = dice.choice(INTENTS)
        language = "de-DE" if str(device.locale).startswith("de") else "en-US"
        filled = slots(dice, name if isinstance(name, str) else "", self._shop.vocabularies[language])
        if isinstance(name, str) and name in BUILT_IN:
            name, filled = f"AMAZON.{name}Intent", {} if dice.random() < 0.95 else filled
        states = ["STARTED", "IN_PROGRESS", "COMPLETED", "NEW_STATE"]
        state = {"dialogState": dice.choice(states)} if dice.random() < 0.1 else {}
        return {
            "intent": {"name": name, "confirmationStatus": dice.choice(["NONE", "DENIED"]), "slots": filled},
            **state,
        }

    def _device(self) -> Device:
        dice = self._dice
        customer = dice.choice([*self.households, *self.households, "nobody"])
        user = user_of(customer)
        if dice.random() < 0.03:
            user = dice.choice([f"amzn1.ask.account.{'x' * 600}", "u", letters(dice)])
        line = Line(user=user, session=self._session(), voice=self._voice(customer), new=dice.random() < 0.5)
        return Device(replace(line, screen=dice.random() < 0.3), self._locale or self._any_locale(), customer)

    def _session(self) -> str:
        # Few enough that accounts meet in one, as Alexa's never do.
        return f"amzn1.echo-api.session.fuzz-{self._dice.randrange(6)}"

    def _voice(self, customer: str) -> Voice | None:
        dice = self._dice
        if dice.random() < 0.25:
            return None
        household = customer if customer in self.households and dice.random() < 0.9 else dice.choice(self.households)
        people = self._shop.profiles[household].customer.people
        person = voice_of(household, dice.choice(people).name) if dice.random() < 0.9 else "amzn1.ask.person.UNKNOWN"
        levels: list[Any] = [..., ..., ..., 300, 400, 200, 100, 0, "300", None, True, 10**400, {}]
        return Voice(person, dice.choice(levels) if dice.random() < 0.4 else ...)

    def _any_locale(self) -> Any:
        dice = self._dice
        if self._locale:
            return self._locale
        return dice.choice(NO_LOCALES) if dice.random() < 0.08 else dice.choice([*LOCALES, "en-US", "de-DE", "de-DE"])

    def _other_line(self, device: Device) -> Line:
        """Someone else goes on, or with other attributes, or in another session, or under an old id."""
        dice, line = self._dice, device.line
        forged = dice.choice([*self._given, {"c": device.customer}, {"m": 1}, [], "x", None, anything(dice)])
        return dice.choice(
            [
                replace(line, voice=self._voice(device.customer)),
                replace(line, voice=self._voice(device.customer)),
                replace(line, attributes=forged),
                replace(line, session=self._session(), attributes=forged),
                replace(line, session=self._session(), new=True, attributes=None),
                replace(line, new=True),
                replace(line, user=user_of(dice.choice([*self.households, "nobody"]))),
            ]
        )

    def _heard(self, device: Device, seen: Seen) -> None:
        """What the next request carries: the answer's own attributes, and no new session once one is open."""
        body = seen.answer if isinstance(seen.answer, dict) else {}
        given = body.get("sessionAttributes")
        if given and len(self._given) < 12:
            self._given.append(given)
        ended = body.get("response", {}).get("shouldEndSession") is True
        if ended:
            fresh = self._session() if self._dice.random() < 0.8 else device.line.session
            device.line = replace(device.line, session=fresh, new=self._dice.random() < 0.9, attributes=None)
        elif body.get("response"):
            device.line = replace(device.line, new=False, attributes=given)
        for directive in body.get("response", {}).get("directives", []):
            device.token = directive["token"]
        for commit in seen.commits:
            if commit.session is not None:
                question = msgspec.json.decode(commit.session, type=Session).question
                device.asked = question.kind if question else ""
                device.asked = "ordered" if commit.new_order else device.asked
                device.about = question.products if question else ()


def retold(shop: Shop, households: tuple[str, ...], steps: list[Step]) -> list[Fault]:
    """The same requests sent to a fresh shop: what they break."""
    world = World(shop, households)
    judge = Judge(world)
    sent: dict[int, Seen] = {}
    for step in steps:
        seen = world.send(step)
        faults = judge.faults(step, seen)
        if id(step) in sent:
            faults += replayed(sent[id(step)], seen)
        sent.setdefault(id(step), seen)
        if faults:
            return faults
    return judge.books()
