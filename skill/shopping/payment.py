"""How a household pays: labels to be spoken and what is known of the means behind them, never their numbers."""

from __future__ import annotations

from datetime import date

import msgspec


class PaymentMethod(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the shop knows of the means of payment on the account.

    ``expires`` is the last month it is valid (``2027-04``; empty: it does not expire); ``blocked`` that the last
    charge was refused and nothing more is sold on it.
    """

    expires: str = ""
    blocked: bool = False

    def declined(self, today: date) -> str:
        """Why a charge would be declined: ``expired``, ``blocked``, or empty when nothing speaks against it."""
        if self.blocked:
            return "blocked"
        return "expired" if self.expires and f"{today:%Y-%m}" > self.expires else ""
