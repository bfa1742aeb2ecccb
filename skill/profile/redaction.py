"""What must not be remembered of what somebody said: one function, used for every heard value that is written."""

from __future__ import annotations

import re

# Card, account and telephone numbers: seven digits and more, however they are grouped; and e-mail addresses.
_NUMBER = re.compile(r"\+?\d(?:[ ./()-]{0,2}\d){6,}")
_DATE = re.compile(r"\d{4}-(?:\d{2}-\d{2}|W\d{2}(?:-WE)?|\d{2})")
# Four digits may be a voice code, said too late or into another slot; a year is no code.
_CODE = re.compile(r"\d(?:[ .-]?\d){3}")
_WITHIN = re.compile(r"(?<![\w.,])(?:\d{4}|\d[ -]\d[ -]\d[ -]\d)(?!\w|[.,-]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
HIDDEN = "…"


def redact(heard: str, slot: str = "") -> str:
    """Heard words without numbers and addresses that could be somebody's. Only a ``date`` may be four digits, a
    year's; of a ``name`` only the first word is kept.

    >>> redact("coffee 4111 1111 1111 1111"), redact("2 percent milk"), redact("2026-11-20")
    ('coffee …', '2 percent milk', '2026-11-20')
    """
    if _DATE.fullmatch(heard):
        return heard
    if _CODE.fullmatch(heard.strip()):
        return heard if slot == "date" and _YEAR.fullmatch(heard) else HIDDEN
    kept = _WITHIN.sub(HIDDEN, _ADDRESS.sub(HIDDEN, _NUMBER.sub(HIDDEN, heard)))
    first, _, rest = kept.strip().partition(" ")
    return f"{first} {HIDDEN}" if slot == "name" and rest else kept
