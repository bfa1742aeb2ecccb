"""Anna's household as its members and others talk to it: Anna, Mia (a child), new voices, and no voice at all."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import msgspec

from skill.app import App
from skill.conversation.reply import Reply
from skill.profile.customer import Customer, hashed
from skill.profile.errand import Errand
from skill.profile.home import Home, Person
from skill.profile.voice_code import new_code
from skill.shopping.order import Order
from skill.shopping.purchases import Digest, Purchase, rebuild
from skill.storage.port import Loaded, Versions
from tests.support.samples import commit
from tests.support.tiny_shop import NOON, turn, voice

ANNA, MIA, ZOE, NOBODY = "Anna", "Mia", "Zoe", ""
"""Who speaks; Zoe has a voice profile that is nobody's yet, nobody has none."""

CODE = new_code("1234", bytes(16), cost=16)
BEN = Person("ben", "Ben")
_numbers = count(1)


class Talk:
    """Turns in Anna's account, ten seconds apart."""

    def __init__(self, app: App) -> None:
        self.app, self.store, self._said = app, app.store, count(1)

    def __call__(self, person: str, intent: str, /, **more: Any) -> Reply:
        """Somebody says something; slots and fields of the turn as keywords."""
        number = next(self._said)
        at = NOON + timedelta(seconds=10 * number)
        values: dict[str, Any] = {"at": at, "person": voice("anna", person) if person else ""}
        return self.app.answer(turn(intent, f"say-{number}", **values | more))

    def first(self, person: str, intent: str, /, **more: Any) -> str:
        """The key of what is said first."""
        return self(person, intent, **more).says[0].key

    def change(self, **home: Any) -> None:
        """What the household said of itself before."""
        self.change_account(home=msgspec.structs.replace(self.home, **home))

    def change_account(self, **account: Any) -> None:
        """What the shop knows of the account."""
        loaded = self.store.load("anna", "", NOON)
        assert loaded.customer is not None
        customer = msgspec.structs.replace(loaded.customer, **account)
        expected = Versions(loaded.versions.customer)
        event = f"change-{next(_numbers)}"
        self.store.commit(commit("anna", id=event, at=NOON, expected=expected, customer=customer))

    def bought(self, *product_ids: str, times: int = 1) -> None:
        """These were bought so many times before, a week apart, all on the same days: one as much as the other."""
        loaded = self.store.load("anna", "", NOON)
        day = NOON.toordinal()
        entry = rebuild(Purchase(day - 7 * week, 1, 299) for week in range(1, times + 1))
        assert entry is not None
        entries = loaded.digest.entries | dict.fromkeys(product_ids, entry)
        expected = Versions(digest=loaded.versions.digest)
        event = f"change-{next(_numbers)}"
        self.store.commit(commit("anna", id=event, at=NOON, expected=expected, digest=Digest(entries)))

    @property
    def customer(self) -> Customer:
        """The head of the profile."""
        customer = self.store.load("anna", "", NOON).customer
        assert customer is not None
        return customer

    @property
    def home(self) -> Home:
        """What the household said of itself."""
        return self.customer.home

    @property
    def outcome(self) -> str:
        """How the last turn ended."""
        return self.store.timeline("anna").interactions[0].outcome

    @property
    def events(self) -> int:
        """How many interactions there are."""
        return len(self.store.timeline("anna", limit=1000).interactions)

    def orders(self) -> list[Order]:
        """The orders placed here, oldest first."""
        return [order for order in self.store.orders("anna") if order.channel == "alexa"]

    def errands(self) -> list[Errand]:
        """What is still to be done outside."""
        return list(self.store.due(NOON + timedelta(days=999), limit=1000))

    def kept(self) -> tuple[Loaded, list[Order], int]:
        """All there is but the timeline and the session, with its versions: what a refusal must leave as it is."""
        return self.store.load("anna", "", NOON), list(self.store.orders("anna")), len(self.errands())


def keys(reply: Reply) -> list[str]:
    """What is said, by its keys."""
    return [saying.key for saying in reply.says]


def voice_of(person: str) -> str:
    """The hash by which a voice is kept."""
    return hashed("alexa", voice("anna", person))
