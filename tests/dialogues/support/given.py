"""How things are at the beginning of a dialogue: `given`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from skill.profile.voice_code import is_code
from skill.shopping.payment import PaymentMethod
from skill.shopping.policy import AMOUNTS, OTHERS
from tests.dialogues.support.parts import (
    a_list,
    a_mapping,
    a_number,
    a_pin,
    a_text,
    a_time,
    an_amount,
    prices,
    quantities,
    stock,
    texts,
    yes,
)
from tests.dialogues.support.script import LACKS, Choice, Given, GivenOrder, GivenWish
from tests.dialogues.support.strict_yaml import BadDialogue

_HOUSEHOLD = ("pin", "code", "choices", "payment", "lacks", "wishes", "recent")
_KNOWN = ("customer", "speaker", "now", "cart", "stock", "price", "device", *_HOUSEHOLD)
_YES_OR_NO = ("unknown_voices",)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_RECENT = re.compile(r"(\d+) × (\S+), (.+) ago")


def given(found: Any, here: str) -> Given:
    """Raises BadDialogue."""
    values = a_mapping(found, _KNOWN, here)
    ready: dict[str, Any] = {
        key: a_text(values[key], here) for key in ("customer", "speaker", "device") if key in values
    }
    if ready.get("device", "speaker") not in ("speaker", "screen"):
        raise BadDialogue(f"{here}: device is speaker or screen, not {ready['device']!r}")
    if "now" in values:
        try:
            ready["now"] = datetime.strptime(values["now"], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a wall clock
        except (TypeError, ValueError):
            raise BadDialogue(f"{here}: now is a day and an hour such as 2026-11-20 10:00") from None
    if "cart" in values:
        ready["cart"] = quantities(values["cart"], here)
    if "pin" in values:
        ready["pin"] = a_pin(values["pin"], here)
    if "code" in values:
        ready["code"] = _code(values["code"], here)
    if "payment" in values:
        ready["payment"] = _payment(values["payment"], f"{here}, payment")
    if "lacks" in values:
        ready["lacks"] = _lacks(values["lacks"], f"{here}, lacks")
    wishes = a_list(values["wishes"], f"{here}, wishes") if "wishes" in values else []
    return Given(
        **ready,
        stock=stock(values.get("stock", {}), here),
        price=prices(values.get("price", {}), here),
        choices=_choices(values.get("choices", {}), f"{here}, choices"),
        wishes=tuple(_wish(wish, f"{here}, wishes") for wish in wishes),
        recent=tuple(_order(order, f"{here}, recent") for order in texts(values.get("recent", []), here)),
    )


def _code(found: Any, here: str) -> str:
    if not isinstance(found, str) or not is_code(found):
        raise BadDialogue(f"{here}: code is four digits such as 1234, not {found!r}")
    return found


def _choices(found: Any, here: str) -> dict[str, Choice]:
    values = a_mapping(found, (*AMOUNTS, *OTHERS), here)
    return {name: _choice(name, value, here) for name, value in values.items()}


def _choice(name: str, found: Any, here: str) -> Choice:
    if name in AMOUNTS:
        return an_amount(found, here)
    return yes(found, here) if name in _YES_OR_NO else a_number(found, here)


def _payment(found: Any, here: str) -> PaymentMethod:
    values = a_mapping(found, ("expires", "blocked"), here)
    expires = a_text(values.get("expires", ""), here)
    if expires and not _MONTH.fullmatch(expires):
        raise BadDialogue(f"{here}: expires is a month such as 2027-04, not {expires!r}")
    return PaymentMethod(expires=expires, blocked=yes(values.get("blocked", "no"), here))


def _lacks(found: Any, here: str) -> tuple[str, ...]:
    lacks = texts(found, here)
    if not lacks or not set(lacks) <= set(LACKS):
        raise BadDialogue(f"{here}: an account lacks one of {', '.join(LACKS)}, not {found!r}")
    return lacks


def _wish(found: Any, here: str) -> GivenWish:
    values = a_mapping(found, ("person", "product", "quantity"), here)
    quantity = a_number(values["quantity"], here) if "quantity" in values else None
    return GivenWish(a_text(values.get("person"), here), a_text(values.get("product"), here), quantity)


def _order(found: str, here: str) -> GivenOrder:
    match = _RECENT.fullmatch(found)
    if match is None:
        raise BadDialogue(f"{here}: an order is written 2 × coffee-bluebird-dark, 10 minutes ago, not {found!r}")
    return GivenOrder(match[2], int(match[1]), a_time(match[3], "the last part", here))
