"""One event on a customer's timeline, from any channel."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Interaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one shopper said once and what came of it.

    ``slots`` are heard values by slot name; ``products`` the ids that were matched; ``outcome`` a word such as
    ``offered``, ``ordered``, ``declined``, ``not_found``, ``misheard``, ``failed``. ``device`` is a kind
    (``speaker``, ``screen``), not an id. ``person`` is the id of a recognised person of the household.
    """

    id: str
    at: datetime
    channel: str
    locale: str
    device: str
    session: str
    intent: str
    outcome: str
    slots: dict[str, str] = {}
    products: tuple[str, ...] = ()
    person: str = ""
    order_id: str = ""
