"""Households of the demo shop, as a story finds them."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from skill.profile.account import ACCOUNT
from skill.profile.customer import Customer, Identity, Person, hashed
from skill.profile.home import Home
from skill.profile.voice_code import VoiceCode, new_code
from skill.shopping.payment import PaymentMethod
from skill.shopping.policy import Choices
from skill.storage.port import Profile

ALEXA = "alexa"
AS_THE_SHOP = Choices()
CHOICES = [
    *[AS_THE_SHOP] * 2,
    # So little is a large order to them that the code is asked for often.
    *[Choices(code_from=1500)] * 8,
    Choices(per_day=4000, far_from=3, far_times=2),
    Choices(unknown_voices=False),
    Choices(unknown_voices=False, code_from=1500, undo_minutes=5),
    Choices(unknown_limit=20_000, per_speaker=6000),
]
"""What households allow."""
PAYS = ["card", "expired", "blocked", "nothing", "nowhere"]
_PAYMENTS = {"expired": PaymentMethod(expires="2026-01"), "blocked": PaymentMethod(blocked=True)}


@dataclass(frozen=True)
class House:
    """A household: its voice code, what it allows, how it pays (one of ``PAYS``).

    ``linked``: only an access token leads to it; else its account does, as `restock link` has it.
    """

    customer: str
    code: str = ""
    choices: Choices = AS_THE_SHOP
    pays: str = "card"
    linked: bool = False

    def profile(self, demo: Profile) -> Profile:
        """The profile of the demo shop's household with all that."""
        customer = replace(demo.customer, home=self._home(), payment_method=_PAYMENTS.get(self.pays, PaymentMethod()))
        if self.pays == "nothing":
            customer = replace(customer, payment={})
        if self.pays == "nowhere":
            customer = replace(customer, address={})
        own = () if self.linked else (Identity.of(ALEXA, user_of(self.customer)),)
        return replace(demo, customer=customer, identities=(*own, Identity.of(ACCOUNT, self.customer)))

    def _home(self) -> Home:
        return Home(choices=self.choices, code=cheap_code(self.code) if self.code else None)


def cheap_code(digits: str) -> VoiceCode:
    """A voice code that takes no time to try, and no random salt."""
    return new_code(digits, bytes(16), cost=2)


def whose(customer: Customer, voice: str) -> Person | None:
    """The person of a household with this voice, by the id that Alexa gives it."""
    try:
        return customer.person(hashed(ALEXA, voice)) if voice else None
    except UnicodeEncodeError:
        return None


def children(customer: Customer) -> list[str]:
    """The names of a household's children."""
    return [person.name for person in customer.everyone if person.child]


def user_of(customer_id: str) -> str:
    """The Alexa account of a household of the demo shop."""
    return f"amzn1.ask.account.DEMO-{customer_id}"


def voice_of(customer_id: str, name: str) -> str:
    """The Alexa voice of a person of such a household."""
    return f"amzn1.ask.person.DEMO-{customer_id}-{name.lower()}"
