"""Something to be done after a commit, outside: written together with it, so that it is neither lost nor invented."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class ErrandKind(StrEnum):
    """What is to be done."""

    ORDER_MAIL = "order-mail"
    """Send the details of an order by e-mail."""
    CANCELLED_MAIL = "cancelled-mail"
    """Send an e-mail that an order was cancelled."""
    CODE_LOCKED_MAIL = "code-locked-mail"
    """Tell by e-mail that somebody tried wrong voice codes."""


class Errand(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of the outbox. ``id`` is unique within its customer; ``due`` is when it is to be tried (next).

    ``order_id`` names the order it is about; ``locale`` the language it was caused in.
    """

    id: str
    kind: ErrandKind
    customer_id: str
    due: datetime
    order_id: str = ""
    locale: str = ""
    attempts: int = 0
