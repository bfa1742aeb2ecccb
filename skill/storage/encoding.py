"""How items become bytes and sorting keys: the same in SQLite and DynamoDB.

An item is msgpack, compressed from a kilobyte on. A zlib stream starts with 0x78, which in msgpack is the
number 120 and never the start of a struct: the first byte tells the two apart.
"""

from __future__ import annotations

import hashlib
import math
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from threading import Lock
from typing import Any, TypeVar

import msgspec

from skill.profile.errand import Errand

T = TypeVar("T", bound=msgspec.Struct)

# Measured with a digest of 600 entries (57 kB): level 1 makes 32 kB in 1.5 ms, level 6 30 kB in 5.5 ms; reading
# them back costs 0.5 ms either way, and 0.8 ms for msgspec.
_LEVEL = 1
_WORTH_COMPRESSING = 1024
_ZLIB = 0x78
_STAMP_LENGTH = len("2026-11-21T18:55:00.000000Z")
_LONGEST_ID = 512

_decoders: dict[type[msgspec.Struct], msgspec.msgpack.Decoder[Any]] = {}
# msgspec (0.22) shares what it works out about a struct before it is complete: two threads that make the first
# decoders of a struct at once can read a null pointer.
_making = Lock()
_encoder = msgspec.msgpack.Encoder()


def encode(item: msgspec.Struct) -> bytes:
    """One item as bytes; equal items give equal bytes."""
    data = _encoder.encode(item)
    return zlib.compress(data, _LEVEL) if len(data) >= _WORTH_COMPRESSING else data


def decode(data: bytes, kind: type[T]) -> T:
    """An item from its bytes. Times come back in UTC."""
    if data[0] == _ZLIB:
        data = zlib.decompress(data)
    item: T = (_decoders.get(kind) or _decoder(kind)).decode(data)
    return item


def _decoder(kind: type[msgspec.Struct]) -> msgspec.msgpack.Decoder[Any]:
    with _making:
        if kind not in _decoders:
            _decoders[kind] = msgspec.msgpack.Decoder(kind)
        return _decoders[kind]


def imported_version(data: bytes) -> int:
    """The version of an item that an import writes without having read it.

    It follows from the content. Whoever read an earlier, different content meets a conflict; writing the same
    content twice changes nothing for anyone. From 2**32 on, so that no count of turns ever reaches it.
    """
    return 2**32 + zlib.crc32(data)


def event_key(at: datetime, event_id: str) -> str:
    """The key of an event on a timeline: its time in UTC, then its id; sorts as text by time, then by id.

    Raises:
        ValueError: for a time without a zone.

    """
    return f"{_stamp(at)}#{short(event_id)}"


def due_key(errand: Errand) -> str:
    """What errands are sorted by: when one is due, then whose it is and which. Raises as ``event_key`` does."""
    return event_key(errand.due, f"{errand.customer_id}#{errand.id}")


def due_before(at: datetime) -> str:
    """The text before which all is due at a time, to the microsecond. Raises as ``event_key`` does."""
    return _stamp(at) + chr(ord("#") + 1)


def _stamp(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a time that is kept needs a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def short(outside_id: str) -> str:
    """An id as a key holds it: itself, or its hash when it is longer than DynamoDB takes (1,024 bytes in all)."""
    data = outside_id.encode()
    return outside_id if len(data) <= _LONGEST_ID else "sha256:" + hashlib.sha256(data).hexdigest()


def cursor(key: str) -> str:
    """The text that continues a timeline after an event; opaque and safe in a URL."""
    return urlsafe_b64encode(key.encode()).decode().rstrip("=")


def from_cursor(text: str) -> str:
    """The event key of a cursor.

    Raises:
        ValueError: when it is none of ours.

    """
    try:
        key = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        at = datetime.fromisoformat(key[:_STAMP_LENGTH])
        known = event_key(at, key[_STAMP_LENGTH + 1 :]) == key and cursor(key) == text
    except ValueError:
        known = False
    if not known:
        raise ValueError(f"{text!r} continues no timeline")
    return key


def whole_second(at: datetime) -> int:
    """The first whole second (Unix time) at which something that ends ``at`` is over."""
    return math.ceil(at.timestamp())
