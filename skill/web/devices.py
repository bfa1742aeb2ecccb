"""The simulated devices behind the page: one a browser tab, household and language."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

from skill.app import App
from skill.bootstrap import local_entry
from skill.loading.customers import demo_user, demo_voice
from skill.loading.vocabulary import vocabulary_of
from skill.locales.sentences import language_of
from skill.settings.environment import Settings
from skill.simulator.device import Device
from skill.simulator.heard import Heard
from skill.simulator.ids import ordered_ids
from skill.storefronts.catalogue import Catalogue
from skill.understanding import Understanding

MOST_DEVICES = 200
LONGEST_TEXT = 500
_Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page sends: who (``person`` empty: a voice nobody knows), in which language, and what they do."""

    tab: _Short
    customer: _Short
    locale: str
    person: Annotated[str, msgspec.Meta(max_length=200)] = ""
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] = ""
    act: Literal["say", "open", "silent"] = "say"


class NothingSaidYet(Exception):
    """Silence, before there was anything to be silent about."""


class Devices:
    """Devices as they are needed; the ones unused for longest are forgotten, and their open sessions with them."""

    def __init__(self, settings: Settings, app: App, clock: Callable[[], datetime]) -> None:
        self._entry = local_entry(settings, app, clock)
        self._settings, self._app, self._clock = settings, app, clock
        self._understandings: dict[str, Understanding] = {}
        self._devices: OrderedDict[tuple[str, str, str], tuple[Device, Lock]] = OrderedDict()
        self._lock = Lock()
        self._new_id = ordered_ids()

    def hear(self, said: Said) -> Heard:
        """Let the device of this tab hear something.

        Raises:
            NothingSaidYet: for silence outside a conversation.
            InvalidResponse: when Alexa would not take the skill's answer.

        """
        device, lock = self._device(said)
        with lock:
            device.voice(demo_voice(said.customer, said.person) if said.person else None)
            if said.act == "open":
                return device.open()
            if said.act == "say":
                return device.say(said.text)
            if not device.session_open:
                raise NothingSaidYet
            return device.silent()

    def _device(self, said: Said) -> tuple[Device, Lock]:
        key = (said.tab, said.customer, said.locale)
        with self._lock:
            known = self._devices.pop(key, None) or (self._new(said), Lock())
            self._devices[key] = known
            while len(self._devices) > MOST_DEVICES:
                self._devices.popitem(last=False)
            return known

    def _new(self, said: Said) -> Device:
        customer = self._app.store.load(said.customer, "", self._clock()).customer
        zone = ZoneInfo((customer.time_zone if customer else "") or self._app.config.zone)
        return Device(
            self._entry,
            self._understanding(said.locale),
            locale=said.locale,
            user_id=demo_user(said.customer),
            person_id=None,
            device_id=f"amzn1.ask.device.DEMO-{said.tab}",
            application_id=self._settings.needed_skill_id(),
            clock=lambda: self._clock().astimezone(zone),
            new_id=self._new_id,
            invocation_name=self._app.config.invocation_name(said.locale),
        )

    def _understanding(self, locale: str) -> Understanding:
        if locale not in self._understandings:
            with Catalogue(self._settings.catalogue, kept=0) as catalogue:
                asked = self._app.config.asked(language_of(locale))
                vocabulary = vocabulary_of(catalogue.every(), locale, asked)
            self._understandings[locale] = Understanding(locale, vocabulary)
        return self._understandings[locale]
