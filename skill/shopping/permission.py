"""May this speaker buy this, now: the one place that decides.

An offer is always asked about; this says who may be asked at all. A voice the household does not know may
rebuy what the household bought before. Anything new needs a voice that is recognised as an adult's: a
television, a visitor or a parrot orders no dollhouse.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import msgspec


class May(StrEnum):
    """``ASK``: make the offer and wait for a yes. ``NO``: do not."""

    ASK = "ask"
    NO = "no"


class Speaker(msgspec.Struct, frozen=True):
    """Who speaks: linked household or guest, recognised person or not, child or adult."""

    linked: bool
    recognised: bool = False
    child: bool = False


class Decision(msgspec.Struct, frozen=True):
    """The answer and its reason, a key of what is said."""

    answer: May
    reason: str = ""


def decide(speaker: Speaker, product_ids: Collection[str], bought_before: Collection[str]) -> Decision:
    """Whether an offer of these products may be made to this speaker."""
    if not speaker.linked:
        return Decision(May.NO, "not-linked")
    if speaker.child:
        return Decision(May.NO, "child")
    if not speaker.recognised and any(product_id not in bought_before for product_id in product_ids):
        return Decision(May.NO, "new-for-unknown-voice")
    return Decision(May.ASK)
