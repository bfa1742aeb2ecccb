"""The outbox of the store in memory. Whoever calls holds the store's lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from skill.profile.errand import Errand
from skill.storage.encoding import due_before, due_key


class Outbox:
    """Errands by customer and id."""

    def __init__(self) -> None:
        self._errands: dict[tuple[str, str], Errand] = {}

    def put(self, errand: Errand) -> None:
        """Add an errand; one of this id that is there already is the same one and stays as it is."""
        self._errands.setdefault((errand.customer_id, errand.id), errand)

    def due(self, at: datetime, limit: int) -> Sequence[Errand]:
        """See ``Store.due``."""
        end = due_before(at)
        return sorted((errand for errand in self._errands.values() if due_key(errand) < end), key=due_key)[:limit]

    def postpone(self, errand: Errand, until: datetime) -> Errand | None:
        """See ``Store.postpone``."""
        later = msgspec.structs.replace(errand, due=until, attempts=errand.attempts + 1)
        due_key(later)
        place = errand.customer_id, errand.id
        there = self._errands.get(place)
        if there is None or (due_key(there), there.attempts) != (due_key(errand), errand.attempts):
            return None
        self._errands[place] = later
        return later

    def done(self, errand: Errand) -> None:
        """See ``Store.done``."""
        self._errands.pop((errand.customer_id, errand.id), None)

    def forget(self, customer_id: str) -> None:
        """Remove the errands of a customer."""
        self._errands = {place: errand for place, errand in self._errands.items() if place[0] != customer_id}
