"""How an address is kept: sealed, so that whoever reads the store reads none.

Only whom e-mails are sent by can open it. A conversation never does: it asks whether there is an address, and whether
one that an access token brings is the same. Profiles of earlier days hold addresses as plain text; they are read as
they are, and sealed when they are written next.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from skill.errors import RestockError


class Sealed(msgspec.Struct, frozen=True):
    """An address that is not to be read.

    ``by`` names the master key (``kind:fingerprint``); ``key`` is the data key, wrapped by it; ``text`` is nonce (12
    bytes), ciphertext and tag (16) of AES-256-GCM, bound to the customer's id; ``mark`` is a keyed digest by which the
    same address is known again.
    """

    by: str
    key: bytes
    text: bytes
    mark: bytes


class SealError(RestockError):
    """An address cannot be sealed or opened now. The text says why, and names nobody."""


class Seal(Protocol):
    """Seals addresses and compares them; opens none. Safe to share among threads."""

    def close(self, customer_id: str, address: str) -> Sealed:
        """An address, sealed for this customer; at most a few seconds, once a process.

        Raises:
            SealError: there is no key right now.

        """
        ...

    def same(self, customer_id: str, sealed: Sealed, address: str) -> bool:
        """Whether this is what was sealed for this customer. No is no proof: it may have been sealed elsewhere."""
        ...

    def ours(self, sealed: Sealed) -> bool:
        """Whether the master key of today sealed this.

        Raises:
            SealError: there is no key right now.

        """
        ...


class Opener(Protocol):
    """Opens what a Seal closed. Safe to share among threads."""

    def open(self, customer_id: str, sealed: Sealed) -> str:
        """The address.

        Raises:
            SealError: the key cannot be had or is another one, or this was not sealed for this customer.

        """
        ...
