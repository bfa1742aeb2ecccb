"""The shop's accounts by its authorization server: access tokens that are JWTs (RFC 7519), signed with its keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from skill.channels.keys import ALGORITHMS, Keys, KeysUnreachable
from skill.profile.account import Account, Token, Unlinked, Why

LEEWAY_S = 60
"""How far the clocks of two honest machines may be apart."""
_LONGEST_TOKEN, _LONGEST_SUBJECT, _LONGEST_EMAIL = 16_384, 255, 254
_LAST_SECOND = 2**40
# The time that counts is the turn's, not the library's clock: a request that comes again is judged the same.
_OUR_CLOCK = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}


class TokenAccounts:
    """Believes a token that one of the shop's keys signed, that is for this audience, from this issuer and in date."""

    def __init__(self, keys: Keys, *, audience: str, issuer: str) -> None:
        self._keys = keys
        self._audience, self._issuer = audience, issuer

    def verify(self, token: Token, at: datetime) -> Account | Unlinked:
        """See ``Accounts.verify``."""
        value = token.reveal()
        if len(value) > _LONGEST_TOKEN or not value.isascii():
            return Unlinked(Why.WRONG, "no token at all")
        try:
            claims = self._claims(value)
        except KeysUnreachable as problem:
            return Unlinked(Why.UNREACHABLE, str(problem))
        except Exception as problem:  # a token may hold anything; whatever the library stumbles over is no token
            return Unlinked(Why.WRONG, type(problem).__name__)
        return _judged(claims, at.timestamp())

    def _claims(self, value: str) -> dict[str, Any]:
        """The claims of a token that is signed, for us and from the shop. PyJWT's own errors for any other."""
        import jwt  # noqa: PLC0415 - 72 ms that only a turn with a token pays

        header = jwt.get_unverified_header(value)
        if header.get("alg") not in ALGORITHMS:
            raise jwt.InvalidAlgorithmError
        key_id = header.get("kid")
        key = self._keys.find(key_id) if isinstance(key_id, str) else None
        if key is None:
            raise jwt.InvalidKeyError
        required = ["exp", "sub", "aud", "iss"]
        options: Any = {"require": required, **_OUR_CLOCK}
        claims: dict[str, Any] = jwt.decode(
            value, key, algorithms=ALGORITHMS, audience=self._audience, issuer=self._issuer, options=options
        )
        return claims


def _judged(claims: dict[str, Any], now: float) -> Account | Unlinked:
    subject, expires = claims["sub"], claims["exp"]
    if not subject.isprintable() or not 0 < len(subject.strip()) <= _LONGEST_SUBJECT:
        return Unlinked(Why.WRONG, "sub")
    begins = [claims[name] for name in ("nbf", "iat") if name in claims]
    if not all(_is_time(moment) for moment in (expires, *begins)):
        return Unlinked(Why.WRONG, "no times")
    if any(moment > now + LEEWAY_S for moment in begins):
        return Unlinked(Why.WRONG, "not yet valid")
    if now >= expires + LEEWAY_S:
        return Unlinked(Why.EXPIRED)
    return Account(subject, _email(claims))


def _is_time(value: object) -> bool:
    """Whether this is a number of seconds that could be a date; JSON lets NaN and Infinity pass."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LAST_SECOND


def _email(claims: dict[str, Any]) -> str:
    """The address that the shop knows, unless it says that it never made sure of it."""
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is False:
        return ""
    name, at, domain = email.strip().partition("@")
    whole = bool(name and at and domain) and email.isprintable() and " " not in email.strip()
    return email.strip() if whole and len(email) <= _LONGEST_EMAIL else ""
