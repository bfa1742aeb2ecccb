"""Tokens of the profile API: HS256 JWTs (RFC 7519) with scopes (RFC 8693 ``scope``), minted by ``restock token``."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import jwt

from skill.web.access import REALM, SCOPES, TokenRefused, check_reach

ISSUER = "restock"
AUDIENCE = REALM
ALGORITHM = "HS256"
LONGEST = timedelta(days=90)


def _key(secret: str) -> bytes:
    """A key of its own for tokens, so that one secret serves several purposes."""
    return hmac.digest(secret.encode(), b"profile api tokens", hashlib.sha256)


def mint(secret: str, *, subject: str, scopes: Sequence[str], customer: str, now: datetime, lasts: timedelta) -> str:
    """A token for ``subject`` (who it is given to), good for some scopes and, if named, for one customer only.

    Raises:
        ValueError: for an unknown scope, or a life that is not between a second and 90 days.

    """
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise ValueError(f"scopes are {', '.join(SCOPES)}, not {', '.join(unknown) or 'none'}")
    if not timedelta(seconds=1) <= lasts <= LONGEST:
        raise ValueError("a token lasts between a second and 90 days")
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": subject,
        "scope": " ".join(scopes),
        "iat": int(now.timestamp()),
        "exp": int((now + lasts).timestamp()),
    }
    if customer:
        claims["customer"] = customer
    return jwt.encode(claims, _key(secret), algorithm=ALGORITHM)


def check(secret: str, authorization: str, *, scope: str, customer: str, now: datetime) -> None:
    """Pass when the ``Authorization`` header holds a token of ours, in date, for this scope and customer.

    Raises:
        TokenRefused: with the reason.

    """
    kind, _, token = authorization.partition(" ")
    if kind.casefold() != "bearer" or not token.strip():
        raise TokenRefused("", "send a token: Authorization: Bearer …; restock token mints one")
    try:
        claims = jwt.decode(
            token.strip(),
            _key(secret),
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            # The clock is ours, not the library's: dates are compared below.
            options={"require": ["exp", "iat", "scope"], "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
    except jwt.PyJWTError:
        raise TokenRefused("invalid_token", "this token is not one of ours") from None
    expires = claims["exp"]
    if not isinstance(expires, int) or expires <= now.timestamp():
        raise TokenRefused("invalid_token", "this token has expired; mint a new one")
    check_reach(claims, scope=scope, customer=customer)
