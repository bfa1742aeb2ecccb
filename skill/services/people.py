"""The people of a household: who is meant by a name, whose voice it is, who is a child, what they prefer."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from msgspec.structs import replace

from skill.profile.customer import Customer, Person
from skill.profile.home import Home
from skill.services.household import Household
from skill.shopping.product import Product

MOST_PEOPLE = 20
MOST_LIKES = 50
_LONGEST = 40
# Letters, and what joins them in a name: Jean-Luc, O'Neil.
_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_MOST_PARTS = 3


class Introduction(StrEnum):
    """What becomes of a new voice that says a name."""

    CHILD = "child"
    """It is that child's from now on: being a child only takes rights away."""
    CODE = "code"
    """The household's voice code must be said first."""
    NO_CODE = "no-code"
    """It cannot be done by voice: there is no code to say."""


def first_name(heard: str) -> str:
    """A heard name as it is written; empty when it is none ("?").

    >>> first_name("mia"), first_name("jean-luc"), first_name("4711")
    ('Mia', 'Jean-Luc', '')
    """
    parts = unicodedata.normalize("NFC", heard).split()
    name = " ".join(re.sub(r"(?:^|(?<=[-'’]))[^\W\d_]", lambda first: first[0].upper(), part) for part in parts)
    fits = 0 < len(parts) <= _MOST_PARTS and len(name) <= _LONGEST and all(_PART.fullmatch(part) for part in parts)
    return name if fits else ""


def known(customer: Customer, name: str) -> Person | None:
    """The person of this name, whatever the accents and capitals; None when it is nobody's, or several people's."""
    wanted = _folded(name)
    whole = [person for person in customer.everyone if _folded(person.name) == wanted]
    first = [person for person in customer.everyone if _folded(person.name)[:1] == wanted]
    found = whole or first
    return found[0] if wanted and len(found) == 1 else None


def introduction(customer: Customer, name: str) -> Introduction:
    """What is needed before a voice that is nobody's yet becomes that of this name.

    A grown-up's name would bring the right to buy, and a child that has a voice would lose its protection with it:
    both take the code. So does a name that nobody has, or else it could be heard which names there are.
    """
    person = known(customer, name)
    if person and person.child and not person.voice:
        return Introduction.CHILD
    return Introduction.CODE if customer.home.code else Introduction.NO_CODE


def with_voice(customer: Customer, person: Person, voice: str) -> Customer:
    """With a voice, by its hash, as that of a person; the one that it had before is nobody's."""
    return _with(customer, customer.home.with_person(replace(person, voice=voice)))


def with_kind(customer: Customer, person: Person, *, child: bool) -> Customer:
    """With a person as a child or as a grown-up; the voice stays."""
    return _with(customer, customer.home.with_person(replace(person, child=child)))


def with_new_person(customer: Customer, name: str, *, child: bool) -> Customer:
    """With somebody of a name that nobody has yet, and no voice.

    Raises:
        ValueError: when the household is full.

    """
    if full(customer):
        raise ValueError(f"a household has at most {MOST_PEOPLE} people")
    taken = {person.id for person in customer.everyone}
    base = re.sub(r"[\W_]+", "-", name.lower()).strip("-")
    ids = (base if number == 1 else f"{base}-{number}" for number in range(1, MOST_PEOPLE + 2))
    person = Person(next(person_id for person_id in ids if person_id not in taken), name, child)
    return _with(customer, customer.home.with_person(person))


def full(customer: Customer) -> bool:
    """Whether nobody can be added."""
    return len(customer.everyone) >= MOST_PEOPLE


def with_like(customer: Customer, person: Person, product: Product) -> Customer:
    """With the product of its category that a person prefers; the newest fifty categories are kept."""
    before = dict(customer.home.likes.get(person.id, {}))
    kind = product.category or product.id
    before.pop(kind, None)
    kept = dict([*before.items(), (kind, product.id)][-MOST_LIKES:])
    return _with(customer, replace(customer.home, likes={**customer.home.likes, person.id: kept}))


def liked(household: Household) -> list[str]:
    """The ids of what the recognised speaker prefers, of each category one."""
    person = household.person
    return list(household.customer.home.likes.get(person.id, {}).values()) if person else []


def _with(customer: Customer, home: Home) -> Customer:
    return replace(customer, home=home)


def _folded(name: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"\w+", "".join(letter for letter in bare if not unicodedata.combining(letter)))
