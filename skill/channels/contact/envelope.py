"""Envelope encryption: a data key seals addresses, a master key wraps it, and the wrapped one lies beside each address.

One data key serves a process, made when the first address is sealed: importing a million customers asks the master
key once. AES-GCM takes the customer's id as additional data, so an address that is moved to another customer opens
no more. The mark by which an address is known again is an HMAC under a key of its own, made of the skill's secret:
comparing needs neither the master key nor a trip, and tells nothing to whoever has the store alone.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol

from skill.errors import SettingsError
from skill.profile.contact import Sealed, SealError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PAUSE_S = 60.0
"""After a failure no turn waits for the master key again so soon."""
MOST_KEYS = 1000
"""Data keys that are remembered once unwrapped; each process that sealed something made one."""
_NONCE_BYTES, _MARK_BYTES = 12, 16


class DataKey(NamedTuple):
    """A key of 32 bytes, and itself as only the master key can read it. ``by`` names that one: ``kind:fingerprint``."""

    plain: bytes
    wrapped: bytes
    by: str


class Master(Protocol):
    """A master key. Its ``kind`` is told beside what it wraps."""

    @property
    def kind(self) -> str:
        """Such as ``kms``."""
        ...

    def data_key(self) -> DataKey:
        """A new data key.

        Raises:
            SealError: not now.

        """
        ...

    def unwrap(self, wrapped: bytes) -> bytes:
        """The data key.

        Raises:
            SealError: not now, or this master key did not wrap it.

        """
        ...


class Envelope:
    """``Seal`` and ``Opener`` with one master key. Nothing is opened, made or imported before it is needed.

    ``master`` gives the master key, ``secret`` the skill's secret; both are asked once.
    """

    def __init__(
        self, master: Callable[[], Master], secret: Callable[[], str], clock: Callable[[], float] = monotonic
    ) -> None:
        self._open_master, self._read_secret, self._clock = master, secret, clock
        self._lock = Lock()
        self._master: Master | None = None
        self._mark_key = b""
        self._own: DataKey | None = None
        self._keys: OrderedDict[bytes, bytes] = OrderedDict()
        self._failed, self._again_at = "", float("-inf")

    def close(self, customer_id: str, address: str) -> Sealed:
        """See ``Seal.close``."""
        own = self._own_key()
        nonce = os.urandom(_NONCE_BYTES)
        text = nonce + _cipher(own.plain).encrypt(nonce, address.encode(), _bound_to(customer_id))
        return Sealed(by=own.by, key=own.wrapped, text=text, mark=self._mark(customer_id, address))

    def same(self, customer_id: str, sealed: Sealed, address: str) -> bool:
        """See ``Seal.same``."""
        return hmac.compare_digest(sealed.mark, self._mark(customer_id, address))

    def ours(self, sealed: Sealed) -> bool:
        """See ``Seal.ours``."""
        return sealed.by == self._own_key().by

    def open(self, customer_id: str, sealed: Sealed) -> str:
        """See ``Opener.open``."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see _cipher

        nonce, text = sealed.text[:_NONCE_BYTES], sealed.text[_NONCE_BYTES:]
        try:
            plain = _cipher(self._unwrapped(sealed)).decrypt(nonce, text, _bound_to(customer_id))
            return plain.decode()
        except (InvalidTag, ValueError):
            # `from None`: what a traceback holds of it is nobody's business.
            raise SealError("an address was not sealed for this customer, or was changed since") from None

    def _own_key(self) -> DataKey:
        with self._lock:
            self._own = self._own or self._new_key()
            return self._own

    def _new_key(self) -> DataKey:
        if self._clock() < self._again_at:
            raise SealError(self._failed)
        try:
            made = self._the_master().data_key()
        except SealError as problem:
            self._failed, self._again_at = str(problem), self._clock() + PAUSE_S
            raise
        self._keys[made.wrapped] = made.plain
        return made

    def _unwrapped(self, sealed: Sealed) -> bytes:
        with self._lock:
            master = self._the_master()
            kind = sealed.by.partition(":")[0]
            if kind != master.kind:
                raise SealError(f"an address was sealed by {kind!r}, but RESTOCK_CONTACT_KEY is {master.kind!r}")
            if sealed.key not in self._keys:
                self._keys[sealed.key] = master.unwrap(sealed.key)
                while len(self._keys) > MOST_KEYS:
                    self._keys.popitem(last=False)
            self._keys.move_to_end(sealed.key)
            return self._keys[sealed.key]

    def _the_master(self) -> Master:
        if self._master is None:
            try:
                self._master = self._open_master()
            except SettingsError as wrong:
                raise SealError(str(wrong)) from wrong
        return self._master

    def _mark(self, customer_id: str, address: str) -> bytes:
        if not self._mark_key:
            self._mark_key = hmac.digest(self._read_secret().encode(), b"marks of sealed addresses", hashlib.sha256)
        # As JSON, so that no two pairs make the same bytes.
        pair = json.dumps([customer_id, address]).encode()
        return hmac.digest(self._mark_key, pair, hashlib.sha256)[:_MARK_BYTES]


def named(kind: str, identity: bytes) -> str:
    """A master key by its fingerprint, which tells one from another and nothing of it."""
    return f"{kind}:{hashlib.sha256(identity).hexdigest()[:8]}"


def _bound_to(customer_id: str) -> bytes:
    return b"e-mail address of customer " + customer_id.encode()


def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - few turns write an address

    return AESGCM(key)
