"""How many requests the server takes: from one address that is refused, from one token, from one account.

Counted in this process, by `limits` (the engine of Flask-Limiter). Nobody is limited who is on this machine or its own
network: such an address may be a proxy's, behind which everybody is, unless ``RESTOCK_PROXY`` names it; then its
X-Forwarded-For counts. So a stranger who shares a proxy with Amazon cannot use up what is Amazon's. What goes too far
gets 429 with Retry-After, before anything is read, and leaves no trace.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from flask import Blueprint, Flask, Response, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from skill.alexa.signature import Envelope
from skill.web.answers import json_answer

REFUSED = RateLimitItemPerMinute(120, namespace="refused")
"""Answers 400 to 499 to one address: forged requests, wrong tokens, paths that are not there."""
TOKEN = RateLimitItemPerMinute(1200, namespace="token")
"""Requests with one token of the profile API."""
ACCOUNT = RateLimitItemPerMinute(120, namespace="account")
"""Requests of one Alexa account, signed by Amazon: nobody speaks faster than twice a second."""


class Forgetting(MemoryStorage):
    """Forgets whoever asked for nothing in the last minute.

    The library's own storage (5.8.0) keeps an empty list for every key that was ever counted: a server on the internet
    would grow with each account and each address, for as long as it runs.
    """

    _LOOKED_AFTER = 1000

    def __init__(self) -> None:
        super().__init__()
        self._taken = 0

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """See ``MemoryStorage.acquire_entry``."""
        self._taken += 1
        if self._taken % self._LOOKED_AFTER == 0:
            self._forget()
        return super().acquire_entry(key, limit, expiry, amount)

    def _forget(self) -> None:
        for key in [key for key, events in list(self.events.items()) if not events]:
            with self.locks[key]:
                if not self.events.get(key):
                    self.clear(key)
        for key in [key for key in list(self.locks) if key not in self.events]:
            self.locks.pop(key, None)


class Limits:
    """The limits of one app. ``proxies`` are the addresses whose X-Forwarded-For is believed."""

    def __init__(self, flask: Flask, proxies: Collection[str]) -> None:
        self._proxies = frozenset(proxies)
        self._counted = MovingWindowRateLimiter(Forgetting())
        flask.before_request(self._stop_who_was_refused)
        flask.after_request(self._remember_refusal)
        flask.register_error_handler(TooManyRequests, _told)

    def tokens(self, api: Blueprint) -> Blueprint:
        """Limit what one token reads there. It is not kept: a digest of it is counted."""

        @api.before_request
        def one_more() -> None:
            if self._stranger():
                self._count(TOKEN, _digest(request.headers.get("Authorization", "")))

        return api

    def account(self, envelope: Envelope) -> None:
        """Count a request that Amazon signed.

        Raises:
            TooManyRequests: its account sends too many.

        """
        account = _account(envelope)
        if account and self._stranger():
            self._count(ACCOUNT, account)

    def _stop_who_was_refused(self) -> None:
        stranger = self._stranger()
        if stranger and not self._counted.test(REFUSED, stranger):
            raise self._too_many(REFUSED, stranger)

    def _remember_refusal(self, response: Response) -> Response:
        stranger = self._stranger()
        if stranger and 400 <= response.status_code < 500 and response.status_code != 429:
            self._counted.hit(REFUSED, stranger)
        return response

    def _count(self, limit: RateLimitItemPerMinute, key: str) -> None:
        if not self._counted.hit(limit, key):
            raise self._too_many(limit, key)

    def _too_many(self, limit: RateLimitItemPerMinute, key: str) -> TooManyRequests:
        free_at = self._counted.get_window_stats(limit, key).reset_time
        return TooManyRequests(retry_after=min(60, max(1, math.ceil(free_at - time.time()))))

    def _stranger(self) -> str:
        """Whose requests are counted together: an address, of IPv6 its network, which a household has to itself.

        Empty for who is near: here, in our own network, or without an address, by a socket of this machine.
        """
        found = self._from()
        if found is None or not found.is_global:
            return ""
        return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)

    def _from(self) -> IPv4Address | IPv6Address | None:
        here = _parsed(request.remote_addr or "")
        if here is not None and str(here) in self._proxies:
            # The last one is what the proxy saw itself; whatever stands before it, anybody can write.
            return _parsed(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()) or here
        return here


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _told(problem: TooManyRequests) -> Response:
    answer = json_answer({"error": f"too many requests; try again in {problem.retry_after} s"}, 429)
    if request.path == "/alexa":
        answer.data = b""
    answer.headers["Retry-After"] = str(problem.retry_after)
    return answer


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _account(envelope: Envelope) -> str:
    """The account's id, wherever a request names it, as a digest: ids are not kept."""
    for path in (("context", "System", "user"), ("session", "user")):
        place: Any = envelope
        for name in path:
            place = place.get(name) if isinstance(place, dict) else None
        user = place.get("userId") if isinstance(place, dict) else None
        if isinstance(user, str) and user:
            return _digest(user)
    return ""
