"""Those who talk: on which device, with whose account and voice, in which locale, and what they come for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from skill.storage.port import Profile
from tools.fuzzing.drawing.houses import CHOICES, PAYS, House, children, user_of, voice_of
from tools.fuzzing.drawing.likely import PLOTS
from tools.fuzzing.drawing.requests import Line, Voice
from tools.fuzzing.drawing.tokens import COUNTS, KINDS, called
from tools.fuzzing.drawing.values import CODES, LOCALES, NO_LOCALES, anything, letters

NOBODY = "nobody"


@dataclass
class Device:
    """One of those who talk.

    ``asked`` and ``about`` are the open question and its products, ``waiting`` what Alexa was last asked to bring back
    with the result of its PIN. ``plot`` is what it comes for; ``large``: much of it.
    """

    line: Line
    locale: Any
    customer: str
    plot: str
    large: bool
    asked: str = ""
    about: tuple[str, ...] = ()
    waiting: str = ""


class Cast:
    """Draws the households of a story and who talks there."""

    def __init__(self, dice: Random, profiles: Mapping[str, Profile], locale: str = "") -> None:
        self._dice, self._profiles, self._locale = dice, profiles, locale
        families = [name for name in sorted(profiles) if children(profiles[name].customer)]
        names = [dice.choice(families), *dice.sample(sorted(profiles), 2)]
        self.houses = {name: self._house(name) for name in dict.fromkeys(names)}
        # What attributes a story has seen; some are brought back where they do not belong.
        self.given: list[Any] = [{"c": names[0]}, {"c": names[0], "m": "0" * 64}]

    def device(self) -> Device:
        """Somebody on one of few sessions, so few that accounts meet in one, as Alexa's never do."""
        dice = self._dice
        customer = dice.choice([*[*self.houses] * 5, NOBODY])
        user = user_of(customer)
        if dice.random() < 0.03:
            user = dice.choice([f"amzn1.ask.account.{'x' * 600}", "u", letters(dice)])
        line = Line(
            user=user,
            session=self.session(),
            voice=self._voice(customer),
            token=self.token(customer),
            new=dice.random() < 0.5,
            screen=dice.random() < 0.3,
        )
        large = dice.random() < 0.35
        return Device(line, self.locale(), customer, dice.choice(list(PLOTS)), large)

    def session(self) -> str:
        """The id of a session that may have been there before."""
        return f"amzn1.echo-api.session.fuzz-{self._dice.randrange(6)}"

    def locale(self) -> Any:
        """The story's own locale, one of Alexa's, or none at all."""
        dice = self._dice
        if self._locale:
            return self._locale
        return dice.choice(NO_LOCALES) if dice.random() < 0.08 else dice.choice([*LOCALES, *["en-US", "de-DE"] * 6])

    def token(self, customer: str) -> Any:
        """The access token of an account (``...``: none): nearly always what leads to its own household."""
        dice = self._dice
        house = self.houses.get(customer)
        if dice.random() > (0.97 if house and house.linked else 0.15):
            return ...
        subject = customer if house and dice.random() < 0.85 else dice.choice([*self.houses, "newcomer", "guest-1"])
        if dice.random() < 0.05:
            return dice.choice(["", "Atza|x", "eyJ", letters(dice), anything(dice)])
        return called(dice.choice(COUNTS if dice.random() < 0.85 else KINDS), subject)

    def other_line(self, device: Device) -> Line:
        """Someone else goes on, or with other attributes, or in another session, or under an old id."""
        dice, line = self._dice, device.line
        forged = dice.choice([*self.given, {"c": device.customer}, {"m": 1}, [], "x", None, anything(dice)])
        return dice.choice(
            [
                replace(line, voice=self._voice(device.customer)),
                replace(line, voice=self._voice(device.customer)),
                replace(line, voice=self._voice(device.customer)),
                replace(line, attributes=forged),
                replace(line, session=self.session(), attributes=forged),
                replace(line, session=self.session(), new=True, attributes=None),
                replace(line, new=True),
                replace(line, user=user_of(dice.choice([*self.houses, NOBODY]))),
                replace(line, token=self.token(device.customer)),
            ]
        )

    def _house(self, name: str) -> House:
        dice = self._dice
        return House(
            name,
            code=dice.choice(CODES) if dice.random() < 0.55 else "",
            choices=dice.choice(CHOICES),
            pays="card" if dice.random() < 0.85 else dice.choice(PAYS[1:]),
            linked=dice.random() < 0.2,
        )

    def _voice(self, customer: str) -> Voice | None:
        dice = self._dice
        if dice.random() < 0.15:
            return None
        household = customer if customer in self.houses and dice.random() < 0.93 else dice.choice(list(self.houses))
        people = self._profiles[household].customer.people
        strange = [f"amzn1.ask.person.UNKNOWN-{number}" for number in range(2)]
        person = voice_of(household, dice.choice(people).name) if dice.random() < 0.88 else dice.choice(strange)
        levels: list[Any] = [..., ..., ..., 300, 400, 200, 100, 0, "300", None, True, 10**400, {}]
        return Voice(person, dice.choice(levels) if dice.random() < 0.18 else ...)
