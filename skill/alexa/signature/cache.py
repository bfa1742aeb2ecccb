"""Certificate chains by address, remembered for a while."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from skill.alexa.signature.chain import Chain, read_chain
from skill.alexa.signature.download import Fetch
from skill.alexa.signature.refused import RequestRefused

KEPT_FOR = timedelta(hours=6)
"""Amazon may withdraw a certificate before it runs out; then we notice by the next download."""
KEPT_AT_MOST = 8
"""Amazon uses one address at a time, two while it changes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A chain that has passed its check once, and the stretch of time it may be used again in."""

    chain: Chain
    since: datetime
    until: datetime


class ChainCache:
    """Downloads each chain once and forgets it in time. Safe to share among threads."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._kept: dict[str, Kept] = {}
        self._lock = Lock()

    def get(self, address: str, now: datetime) -> Kept | None:
        """The remembered chain, or None when there is none or its time is over."""
        with self._lock:
            kept = self._kept.get(address)
            if kept is None or now < kept.until:
                return kept
            del self._kept[address]
            return None

    def load(self, address: str, now: datetime, check: Callable[[Chain], None]) -> Chain:
        """Downloads the chain afresh and remembers it if `check` lets it pass.

        Raises RequestRefused (also from `check`) when it cannot be had; then nothing is remembered, neither
        the failure nor what stood there before. Two threads may download the same file at once: cheaper than
        letting one slow download hold up all the others.
        """
        self.drop(address)
        try:
            pem = self._fetch(address)
        except Exception as error:  # whatever a given `fetch` raises means the same: there is no certificate
            raise RequestRefused("certificate not reachable") from error
        chain = read_chain(pem)
        check(chain)
        with self._lock:
            self._kept[address] = Kept(chain, now, min(now + KEPT_FOR, chain.not_after))
            while len(self._kept) > KEPT_AT_MOST:
                del self._kept[min(self._kept, key=lambda known: self._kept[known].since)]
        return chain

    def drop(self, address: str) -> None:
        """Forgets a chain."""
        with self._lock:
            self._kept.pop(address, None)
