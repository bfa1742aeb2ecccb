"""What a household has said and settled before a dialogue begins: its code, its limits, its children's wishes."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from skill.profile.customer import Customer
from skill.profile.home import Home, Wish
from skill.profile.voice_code import VoiceCode, new_code
from skill.shopping.policy import AMOUNTS, Choices
from tests.dialogues.support.script import Choice, Given

SALT = bytes(16)
COST = 2**4
"""A household's code is as slow to check as possible, a dialogue's is not."""

_WISHED = timedelta(hours=1)


def quick_code(digits: str) -> VoiceCode:
    """A voice code as a dialogue sets it."""
    return new_code(digits, SALT, COST)


def with_given(customer: Customer, given: Given, at: datetime) -> Customer:
    """The household as the dialogue has it. Raises AssertionError for somebody who does not live there."""
    people = {person.name: person.id for person in customer.everyone}
    for wish in given.wishes:
        if wish.person not in people:
            raise AssertionError(f"nobody in this household is called {wish.person!r}; there is {', '.join(people)}")
    home = Home(
        choices=Choices(**{name: _stored(name, value) for name, value in given.choices.items()}),
        code=quick_code(given.code) if given.code else None,
        wishes=tuple(Wish(one.product, people[one.person], at - _WISHED, one.quantity) for one in given.wishes),
    )
    lacks = {name: type(getattr(customer, name))() for name in given.lacks}
    return replace(customer, home=home, payment_method=given.payment or customer.payment_method, **lacks)


def _stored(name: str, value: Choice) -> Any:
    """Amounts in minor units, as prices are."""
    return int(value * 100) if name in AMOUNTS and isinstance(value, Decimal) else value
