"""What a household said about itself by voice. An import of the shop's customers leaves it as it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import msgspec

from skill.profile.meaning import Meaning, with_meaning
from skill.profile.voice_code import VoiceCode
from skill.shopping.policy import Choices

MOST_WISHES = 10


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody of the household. ``voice`` is the hash of the assistant's id for this voice, if it has one."""

    id: str
    name: str
    child: bool = False
    voice: str = ""


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a child asked for and an adult has not answered yet. ``person`` is the child's id."""

    product_id: str
    person: str
    at: datetime
    quantity: int | None = None


class Home(msgspec.Struct, frozen=True, omit_defaults=True):
    """The household's own part of its profile.

    ``people`` were added or changed by voice: they win over the account's people of the same id. ``likes`` is, by
    person, the product they prefer of a category. ``code_declined``: a voice code was offered and not wanted.
    ``linked`` is, by the guest that an assistant's account was before, when a token last linked it to this household.
    ``meanings`` are what its people mean by which words, the newest last.
    """

    people: tuple[Person, ...] = ()
    choices: Choices = Choices()
    code: VoiceCode | None = None
    code_declined: bool = False
    wishes: tuple[Wish, ...] = ()
    likes: dict[str, dict[str, str]] = {}
    linked: dict[str, datetime] = {}
    meanings: tuple[Meaning, ...] = ()

    def with_person(self, person: Person) -> Home:
        """With a person added or changed."""
        others = tuple(known for known in self.people if known.id != person.id)
        return msgspec.structs.replace(self, people=(*others, person))

    def with_meaning(self, meaning: Meaning) -> Home:
        """With what somebody meant by some words."""
        return msgspec.structs.replace(self, meanings=with_meaning(self.meanings, meaning))

    def with_wish(self, wish: Wish) -> Home:
        """With a child's wish; the same product once a child, the newest ten."""
        others = [x for x in self.wishes if (x.product_id, x.person) != (wish.product_id, wish.person)]
        return msgspec.structs.replace(self, wishes=(*others, wish)[-MOST_WISHES:])

    def without_wishes(self, product_ids: Collection[str]) -> Home:
        """With the wishes for some products answered."""
        return msgspec.structs.replace(self, wishes=tuple(x for x in self.wishes if x.product_id not in product_ids))
