"""What one shopper said once, in no assistant's terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from skill.profile.account import NO_TOKEN, Token


class Slot(msgspec.Struct, frozen=True):
    """A heard value and the ids that the assistant matched it to, best first."""

    heard: str
    ids: tuple[str, ...] = ()


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One request.

    ``intent`` is ours (``Reorder``) or a built-in one without its prefix (``Yes``), ``Launch``, ``SessionEnded``,
    or ``Unsupported`` for a request we know nothing about. ``account`` and ``person`` are the channel's ids, ``person``
    empty when the voice was not recognised with enough confidence; then ``perhaps`` is whose it may be.
    ``session`` is empty where the channel has none. ``Resumed`` is the intent of a turn in which the assistant
    brings the result of a verification: ``resumed`` is the token we gave, ``reason`` the result. ``token`` is the
    access token for the shop's own account, when the assistant has one. ``Linked``, ``Unlinked`` and ``Disabled`` are
    what the assistant tells about the account, outside any session.
    """

    id: str
    channel: str
    locale: str
    at: datetime
    account: str
    session: str
    intent: str
    slots: Mapping[str, Slot] = {}
    new_session: bool = False
    person: str = ""
    perhaps: str = ""
    device: str = "speaker"
    customer_id: str = ""
    reason: str = ""
    resumed: str = ""
    token: Token = NO_TOKEN

    def heard(self, slot: str) -> str:
        """The heard words of a slot; empty when it was not filled."""
        return self.slots[slot].heard if slot in self.slots else ""

    def number(self, slot: str) -> int | None:
        """A slot as a whole number; None when it was not filled or not understood ("?")."""
        heard = self.heard(slot)
        return int(heard) if heard.isascii() and heard.isdigit() and len(heard) <= 9 else None
