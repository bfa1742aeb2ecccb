"""Reading JSON that may hold anything anywhere: whatever has the wrong type counts as missing, nothing raises."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

_ID_LENGTH = 512
_GAPS = re.compile(r"\s+")
# Neither speakable nor allowed in XML; lone surrogates cannot even be stored as UTF-8.
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FIRST, _LAST = datetime(2014, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_SECONDS, _MILLISECONDS = 4_102_444_800, 4_102_444_800_000

Json = Mapping[str, object]


def obj(value: object, *path: str) -> Json:
    """The object at ``path`` below ``value``; an empty one when there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def clean(text: str) -> str:
    """``text`` on one line and without characters that can be neither spoken nor stored."""
    return _UNSPEAKABLE.sub("", _GAPS.sub(" ", text)).strip()


def said(value: object, limit: int = 200) -> str:
    """A text, or a whole number as text, at most ``limit`` characters long; empty for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12:
        return str(value)
    return clean(value[: 2 * limit])[:limit].strip() if isinstance(value, str) else ""


def identifier(value: object) -> str:
    """An id as it came; one that no assistant would give is replaced by its hash, so that two never become one."""
    if not isinstance(value, str) or not value:
        return ""
    if len(value) <= _ID_LENGTH and clean(value) == value:
        return value
    return f"sha256-{hashlib.sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()}"


def moment(value: object) -> datetime | None:
    """A time given as ISO 8601 or as seconds or milliseconds since 1970, in UTC; None when it is no sensible time."""
    try:
        if isinstance(value, str):
            at = datetime.fromisoformat(value.strip())
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _MILLISECONDS:
            at = datetime.fromtimestamp(value if value < _SECONDS else value / 1000, UTC)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return at if _FIRST <= at < _LAST else None


def digest(value: object) -> str:
    """An id for a request that carries none: equal requests have equal ids."""
    try:
        body = json.dumps(value, sort_keys=True, default=repr)
    except (ValueError, TypeError, RecursionError):
        # Deeper than Python follows, or keys of several types: no assistant sends such a thing twice.
        body = ",".join(sorted(str(key) for key in obj(value)))
    return f"sha256-{hashlib.sha256(body.encode()).hexdigest()}"
