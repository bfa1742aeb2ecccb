"""One e-mail to try things with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from skill.channels.mail.mailer import Mail

AT = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
MAIL = Mail(
    key="order-mail-0123456789",
    sender="orders@shop.example",
    name="Corner Pantry",
    to="anna@example.com",
    subject="Your order at Corner Pantry: o-1",
    text="Hello,\n\n- 2 × Käse: 4,98 €\n",
    language="en-US",
    at=AT,
)


def mail(**changed: Any) -> Mail:
    """The e-mail with some fields changed."""
    return msgspec.structs.replace(MAIL, **changed)
