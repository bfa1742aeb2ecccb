"""How many requests the server takes: from one address that is refused, from one token, from one account.

Counted in this process, by Flask-Limiter. Nobody is limited who is on this machine or its own network: such an
address may be a proxy's, behind which everybody is, unless ``RESTOCK_PROXY`` names it; then its X-Forwarded-For counts.
So a stranger who shares a proxy with Amazon cannot use up what is Amazon's. What goes too far gets 429 with
Retry-After, before anything is read, and leaves no trace.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from flask import Blueprint, Flask, Response, request
from flask_limiter import Limiter
from werkzeug.exceptions import TooManyRequests

from skill.alexa.signature import Envelope
from skill.web.answers import json_answer

REFUSED = "120 per minute"
"""Answers 400 to 499 to one address: forged requests, wrong tokens, paths that are not there."""
TOKEN = "1200 per minute"  # noqa: S105 - how often one may be used
"""Requests with one token of the profile API."""
ACCOUNT = "120 per minute"
"""Requests of one Alexa account, signed by Amazon: nobody speaks faster than twice a second."""

_UNKNOWN = "unknown"


class Limits:
    """The limits of one app. ``proxies`` are the addresses whose X-Forwarded-For is believed."""

    def __init__(self, flask: Flask, proxies: Collection[str]) -> None:
        self._proxies = frozenset(proxies)
        self._limiter = Limiter(
            self._address,
            app=flask,
            storage_uri="memory://",
            strategy="moving-window",
            application_limits=[REFUSED],
            application_limits_exempt_when=self._is_near,
            application_limits_deduct_when=_is_refused,
        )
        flask.register_error_handler(TooManyRequests, self._told)

    def tokens(self, api: Blueprint) -> Blueprint:
        """Limit what one token reads there. It is not kept: only a digest of it is counted."""
        self._limiter.limit(TOKEN, key_func=_token, exempt_when=self._is_near)(api)
        return api

    def account(self, envelope: Envelope) -> None:
        """Count a request that Amazon signed.

        Raises:
            TooManyRequests: its account sends too many.

        """
        account = _account(envelope)
        if not account or self._is_near():
            return
        try:
            with self._limiter.limit(ACCOUNT, key_func=lambda: f"account {account}"):
                pass
        except TooManyRequests:
            raise TooManyRequests(retry_after=self._seconds()) from None

    def _address(self) -> str:
        """Whose requests are counted together: an address, of IPv6 its network, which one household has to itself."""
        found = self._from()
        if isinstance(found, IPv6Address):
            return str(ip_network((found, 64), strict=False))
        return str(found) if found else _UNKNOWN

    def _is_near(self) -> bool:
        found = self._from()
        return found is not None and not found.is_global

    def _from(self) -> IPv4Address | IPv6Address | None:
        here = _parsed(request.remote_addr or "")
        if here is not None and str(here) in self._proxies:
            # The last one is what the proxy saw itself; whatever stands before it, anybody can write.
            return _parsed(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()) or here
        return here

    def _told(self, _: TooManyRequests) -> Response:
        seconds = self._seconds()
        if request.path == "/alexa":
            answer = Response(status=429)
        else:
            answer = json_answer({"error": f"too many requests; try again in {seconds} s"}, 429)
        answer.headers["Retry-After"] = str(seconds)
        return answer

    def _seconds(self) -> int:
        """After how long it is worth trying again."""
        limit = self._limiter.current_limit
        return max(1, math.ceil(limit.reset_at - time.time())) if limit else 60


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _is_refused(response: Response) -> bool:
    return 400 <= response.status_code < 500 and response.status_code != 429


def _token() -> str:
    return "token " + hashlib.sha256(request.headers.get("Authorization", "").encode()).hexdigest()[:32]


def _account(envelope: Envelope) -> str:
    """The account's id, wherever a request names it, as a digest: ids are not kept."""
    for path in (("context", "System", "user"), ("session", "user")):
        place: Any = envelope
        for name in path:
            place = place.get(name) if isinstance(place, dict) else None
        user = place.get("userId") if isinstance(place, dict) else None
        if isinstance(user, str) and user:
            return hashlib.sha256(user.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return ""
