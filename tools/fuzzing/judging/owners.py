"""Whose household a request may be about: told by its account, by its access token, or by what we gave it ourselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tools.fuzzing.drawing.houses import user_of
from tools.fuzzing.drawing.tokens import proves
from tools.fuzzing.judging.reading import at, session, text, token, user, voice
from tools.fuzzing.world import START, World

Who = tuple[str, str, str, str]


class Owners:
    """Remembers to whom attributes were given: they count for that account, voice, session and token only."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._given: dict[tuple[str, str], Who] = {}

    def rightful(self, raw: Any, customer_id: str, when: datetime) -> bool:
        """Whether a request may be answered for this customer; ``when`` it was said."""
        claimed = at(raw, "session", "attributes")
        brought = text(claimed, "c"), text(claimed, "m")
        if brought[0] == customer_id and self._given.get(brought) == _who(raw):
            return True
        if customer_id.startswith("guest-"):
            return True
        if name := token(raw):
            subject = proves(name, START, when)
            return bool(subject) and (customer_id == subject or customer_id.startswith("account-"))
        house = self._world.houses.get(customer_id)
        return house is not None and not house.linked and user(raw) == user_of(customer_id)

    def gives(self, raw: Any, attributes: Any) -> None:
        """Attributes were given out in the answer to a request."""
        self._given.setdefault((attributes["c"], attributes["m"]), _who(raw))


def _who(raw: Any) -> Who:
    return user(raw), voice(raw), session(raw), token(raw)
