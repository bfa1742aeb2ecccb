"""The parts that dialogue files are made of: words, numbers, amounts, times. Everything else is refused by name."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.dialogues.support.script import PINS, Quantities, Stock
from tests.dialogues.support.strict_yaml import BadDialogue

_TIME = re.compile(r"(\d+) (second|minute|hour|day|week)s?")


def a_mapping(found: Any, known: tuple[str, ...] | None, here: str) -> dict[str, Any]:
    """Keys and values; with ``known``, no other keys."""
    if not isinstance(found, dict):
        raise BadDialogue(f"{here}: expected keys and values, not {found!r}")
    for key in found:
        if known is not None and key not in known:
            raise BadDialogue(f"{here}: unknown key {key!r}; known are {', '.join(known)}")
    return found


def a_list(found: Any, here: str) -> list[Any]:
    """A list with something in it."""
    if isinstance(found, list) and found:
        return found
    raise BadDialogue(f"{here}: expected a list")


def texts(found: Any, here: str) -> tuple[str, ...]:
    """A list of words, also an empty one."""
    if not isinstance(found, list):
        raise BadDialogue(f"{here}: expected a list, not {found!r}")
    return tuple(a_text(one, here) for one in found)


def a_text(found: Any, here: str) -> str:
    """Words."""
    if isinstance(found, str):
        return found
    raise BadDialogue(f"{here}: expected words, not {found!r}")


def a_number(found: Any, here: str) -> int:
    """A whole number."""
    if isinstance(found, str) and found.isascii() and found.isdigit():
        return int(found)
    raise BadDialogue(f"{here}: {found!r} is not a whole number")


def an_amount(found: Any, here: str) -> Decimal:
    """Some money, of the shop's currency."""
    try:
        return Decimal(found)
    except (InvalidOperation, TypeError, ValueError):
        raise BadDialogue(f"{here}: a price is a number such as 5.99") from None


def yes(found: Any, here: str) -> bool:
    """Yes or no."""
    if found not in ("yes", "no"):
        raise BadDialogue(f"{here}: write yes or no, not {found!r}")
    return bool(found == "yes")


def a_time(found: Any, what: str, here: str) -> timedelta:
    """How long: `20 minutes`."""
    match = _TIME.fullmatch(found) if isinstance(found, str) else None
    if match is None:
        raise BadDialogue(f"{here}: {what} is a time such as 20 minutes, 3 hours or 1 day, not {found!r}")
    return timedelta(**{f"{match[2]}s": int(match[1])})


def a_pin(found: Any, here: str) -> str:
    """How the assistant's own PIN question ends."""
    if found not in PINS:
        raise BadDialogue(f"{here}: pin is one of {', '.join(PINS)}, not {found!r}")
    return str(found)


def quantities(found: Any, here: str) -> Quantities:
    """How many of each product."""
    return {product: a_number(units, here) for product, units in a_mapping(found, None, here).items()}


def stock(found: Any, here: str) -> Stock:
    """How many of each product are left."""
    return {
        product: None if units == "plenty" else a_number(units, here)
        for product, units in a_mapping(found, None, here).items()
    }


def prices(found: Any, here: str) -> dict[str, Decimal]:
    """What each product costs."""
    return {product: an_amount(price, here) for product, price in a_mapping(found, None, here).items()}
