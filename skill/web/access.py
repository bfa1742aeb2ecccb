"""Who may read a customer's profile: what the claims of a token must say, and how a refusal is told (RFC 6750)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

REALM = "restock-profile"
SCOPES = ("timeline:read",)

Allow = Callable[[str, str], None]
"""Passes when the running request may use a scope for a customer, else raises TokenRefused."""


class TokenRefused(Exception):
    """The token is not believed, or does not reach that far.

    ``error`` is the word of RFC 6750, section 3.1; empty when no token was sent, as it asks. ``scope`` is the one
    that was missing, if that was it.
    """

    def __init__(self, error: str, why: str, scope: str = "") -> None:
        super().__init__(why)
        self.error = error
        self.scope = scope

    @property
    def status(self) -> int:
        """The HTTP status: 403 when another token might do more, else 401."""
        return 403 if self.error == "insufficient_scope" else 401

    @property
    def challenge(self) -> str:
        """The value of WWW-Authenticate."""
        parts = {"realm": REALM, "error": self.error, "scope": self.scope}
        return "Bearer " + ", ".join(f'{name}="{value}"' for name, value in parts.items() if value)


def check_reach(claims: Mapping[str, Any], *, scope: str, customer: str) -> None:
    """Pass when a token that is believed holds the scope (RFC 8693), and names this customer or none.

    Raises:
        TokenRefused: with the reason.

    """
    if scope not in str(claims.get("scope", "")).split():
        raise TokenRefused("insufficient_scope", f"this token does not hold the scope {scope}", scope)
    if claims.get("customer", customer) != customer:
        raise TokenRefused("insufficient_scope", "this token is for another customer")
