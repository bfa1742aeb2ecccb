"""A master key in a file of this machine: 32 random bytes as base64, on one line."""

from __future__ import annotations

import os
from base64 import b64decode
from pathlib import Path

from skill.channels.contact.envelope import DataKey, named
from skill.errors import SettingsError
from skill.profile.contact import SealError

KEY_BYTES = 32


class FileMaster:
    """Wraps data keys as RFC 3394 says, which tells a wrong key from the right one.

    Raises:
        SettingsError: the file cannot be read or holds no key.

    """

    kind = "file"

    def __init__(self, path: Path) -> None:
        self._key = read_key(path)

    def data_key(self) -> DataKey:
        """See ``Master.data_key``."""
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap  # noqa: PLC0415 - few turns write an address

        plain = os.urandom(KEY_BYTES)
        return DataKey(plain, aes_key_wrap(self._key, plain), named(self.kind, self._key))

    def unwrap(self, wrapped: bytes) -> bytes:
        """See ``Master.unwrap``."""
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap  # noqa: PLC0415

        try:
            return aes_key_unwrap(self._key, wrapped)
        except (InvalidUnwrap, ValueError):
            raise SealError("the file of RESTOCK_CONTACT_KEY is not the one that addresses were sealed with") from None


def read_key(path: Path) -> bytes:
    """The key of a file.

    Raises:
        SettingsError: says what to set.

    """
    how = "make one with: openssl rand -base64 32"
    try:
        key = b64decode(path.read_text(encoding="ascii").strip(), validate=True)
    except OSError as wrong:
        raise SettingsError(f"RESTOCK_CONTACT_KEY: {path} cannot be read ({wrong.strerror}); {how}") from None
    except ValueError:
        raise SettingsError(f"RESTOCK_CONTACT_KEY: {path} holds no key in base64; {how}") from None
    if len(key) != KEY_BYTES:
        raise SettingsError(f"RESTOCK_CONTACT_KEY: {path} holds {len(key)} bytes, not {KEY_BYTES}; {how}")
    return key
