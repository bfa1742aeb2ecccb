"""Conversations of real households: requests as Alexa sends them, about what each household bought."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.support.histories import PERSON
from skill.loading.customers import demo_user, demo_voice
from skill.locales.vocabulary import CATEGORY
from skill.simulator.envelope import Speaker, authority, envelope, intent_json, simple_request
from skill.storage.port import Store
from skill.storefronts.catalogue import Catalogue
from skill.understanding import HeardSlot, Understood

SKILL_ID = "amzn1.ask.skill.benchmark"
_LOCALE = "en-US"

# Reorder and buy; ask about one's things; be offered something and decline. After "which one?" the first is taken.
SCRIPTS = (
    ("launch", "reorder", "yes", "where_is_my_order"),
    ("price", "last_bought", "running_low", "no"),
    ("reorder", "no", "fallback"),
)
_INTENTS = {
    "reorder": "Reorder",
    "choose": "Choose",
    "yes": "Yes",
    "no": "No",
    "price": "Price",
    "last_bought": "LastBought",
    "where_is_my_order": "WhereIsMyOrder",
    "running_low": "RunningLow",
    "fallback": "Fallback",
}
_ABOUT_A_PRODUCT = {"reorder", "price", "last_bought"}


class Households:
    """Who speaks, and which word for something they bought; the same for the same seed."""

    def __init__(self, customers: list[str], store: Store, catalogue: Catalogue, seed: int) -> None:
        self._random = random.Random(seed)
        self._store, self._catalogue = store, catalogue
        self._order = self._random.sample(customers, len(customers))

    def chosen(self, count: int) -> list[str]:
        """``count`` customers, each once as long as there are others."""
        return [self._order[n % len(self._order)] for n in range(count)]

    def every(self) -> tuple[str, ...]:
        """All customers, in the order in which they are chosen."""
        return tuple(self._order)

    def thing(self, customer: str, at: datetime) -> HeardSlot:
        """The word for the kind of a product they bought, chosen by how often; matched as Alexa would match it."""
        entries = self._store.load(customer, "", at).digest.entries
        weights = [entry.times for entry in entries.values()]
        [product_id] = self._random.choices(list(entries), weights) if entries else [""]
        product = self._catalogue.get([product_id]).get(product_id)
        if product is None:
            return HeardSlot("coffee")
        names = product.category_names("en")
        return HeardSlot(names[0], (CATEGORY + product.category,)) if names else HeardSlot(product.id)


@dataclass
class Conversation:
    """One session of one household. ``outcome`` is what the last turn came to, as on the timeline."""

    customer: str
    thing: HeardSlot
    script: tuple[str, ...]
    name: str
    at: datetime
    attributes: Mapping[str, Any] = field(default_factory=dict)
    outcome: str = ""
    said: int = 0

    def turns(self) -> Iterator[tuple[str, str]]:
        """Each turn's kind and its request as JSON text; between two, tell ``answered``."""
        for kind in self.script:
            if self.outcome == "asked_which":
                yield "choose", self._request("choose")
            yield kind, self._request(kind)

    def answered(self, response: Mapping[str, Any], outcome: str) -> None:
        """Take note of the answer to the last request."""
        self.attributes, self.outcome = response.get("sessionAttributes") or {}, outcome

    @property
    def first(self) -> bool:
        """Whether the last request was the session's first."""
        return self.said == 1

    def _request(self, kind: str) -> str:
        self.said += 1
        at = (self.at + timedelta(seconds=9 * self.said)).astimezone(UTC)
        request_id = f"amzn1.echo-api.request.{self.name}-{self.said}"
        if kind == "launch":
            request = simple_request("LaunchRequest", request_id, _LOCALE, at)
        else:
            body = intent_json(Understood(_INTENTS[kind], self._slots(kind)), _authorities)
            request = simple_request("IntentRequest", request_id, _LOCALE, at, intent=body)
        user, voice = demo_user(self.customer), demo_voice(self.customer, PERSON)
        speaker = Speaker(user, voice, 300, "amzn1.ask.device.kitchen", SKILL_ID)
        session = f"amzn1.echo-api.session.{self.name}"
        return json.dumps(envelope(speaker, request, session_id=session, new=self.first, attributes=self.attributes))

    def _slots(self, kind: str) -> dict[str, HeardSlot]:
        if kind == "choose":
            return {"position": HeardSlot("first", ("1",))}
        return {"product": self.thing} if kind in _ABOUT_A_PRODUCT else {}


def _authorities(slot: str, heard: HeardSlot) -> list[dict[str, Any]]:
    kind = {"product": "PRODUCT", "position": "POSITION", "unit": "UNIT"}.get(slot)
    if kind is None:
        return []
    return [authority(f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{kind}", tuple((id_, heard.value) for id_ in heard.ids))]
