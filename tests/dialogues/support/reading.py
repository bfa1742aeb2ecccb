"""Dialogue files → dialogues, strictly: what is not known is refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.dialogues.support.script import QUESTIONS, Change, Dialogue, Expected, Given, Quantities, Step, Stock
from tests.dialogues.support.strict_yaml import BadDialogue, read_yaml

FOLDER = Path(__file__).parents[1]

_ACTIONS = ("say", "open", "silent", "close", "touch", "replay")
_CHANGES = ("later", "stock", "price", "speaker", "device")
_CHECKS = ("hears", "includes", "question", "card", "orders", "cart")
_LATER = re.compile(r"(\d+) (second|minute|hour|day|week)s?")


@lru_cache(maxsize=8)
def dialogues(locale: str, folder: Path = FOLDER) -> tuple[Dialogue, ...]:
    """All dialogues of a locale, in the order of files and lines. Raises BadDialogue."""
    found = tuple(one for path in sorted((folder / locale).glob("*.yaml")) for one in read(path, locale))
    names = [one.name for one in found]
    for one in found:
        if names.count(one.name) > 1:
            raise BadDialogue(f"{one.where}: there are two dialogues called {one.name!r} in {locale}")
    return found


def locales(folder: Path = FOLDER) -> tuple[str, ...]:
    """The locales that have dialogues."""
    return tuple(sorted({path.parent.name for path in folder.glob("*-*/*.yaml")}))


def read(path: Path, locale: str) -> Iterator[Dialogue]:
    """The dialogues of one file. Raises BadDialogue."""
    where = f"{path.parent.name}/{path.name}"
    for number, entry in enumerate(_list(read_yaml(path), where), 1):
        found = _mapping(entry, ("dialogue", "given", "steps", "then"), f"{where}, dialogue {number}")
        if not found.get("dialogue"):
            raise BadDialogue(f"{where}, dialogue {number}: it has no name (dialogue: …)")
        yield _dialogue(where, locale, found)


def _dialogue(where: str, locale: str, found: dict[str, Any]) -> Dialogue:
    name = _text(found["dialogue"], where)
    here = f"{where}, {name!r}"
    steps = [_step(entry, n, f"{here}, step {n}") for n, entry in enumerate(_list(found.get("steps"), here), 1)]
    then = _mapping(found.get("then", {}), ("orders", "cart", "timeline"), f"{here}, then")
    return Dialogue(
        where=where,
        locale=locale,
        name=name,
        given=_given(found.get("given", {}), f"{here}, given"),
        steps=tuple(steps),
        orders=_texts(then["orders"], f"{here}, orders") if "orders" in then else (),
        cart=_quantities(then["cart"], f"{here}, cart") if "cart" in then else None,
        timeline=_texts(then["timeline"], f"{here}, timeline") if "timeline" in then else None,
    )


def _given(found: Any, here: str) -> Given:
    known = ("customer", "speaker", "now", "cart", "stock", "price", "device")
    values = _mapping(found, known, here)
    ready: dict[str, Any] = {
        key: _text(values[key], here) for key in ("customer", "speaker", "device") if key in values
    }
    if ready.get("device", "speaker") not in ("speaker", "screen"):
        raise BadDialogue(f"{here}: device is speaker or screen, not {ready['device']!r}")
    if "now" in values:
        try:
            ready["now"] = datetime.strptime(values["now"], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a wall clock
        except (TypeError, ValueError):
            raise BadDialogue(f"{here}: now is a day and an hour such as 2026-11-20 10:00") from None
    if "cart" in values:
        ready["cart"] = _quantities(values["cart"], here)
    return Given(**ready, stock=_stock(values.get("stock", {}), here), price=_prices(values.get("price", {}), here))


def _step(entry: Any, number: int, here: str) -> Step:
    found = _mapping(entry, (*_ACTIONS, *_CHANGES, *_CHECKS), here)
    actions = [action for action in _ACTIONS if action in found]
    if len(actions) > 1:
        raise BadDialogue(f"{here}: {' and '.join(actions)} are two steps")
    action = actions[0] if actions else ""
    if not action and not any(change in found for change in _CHANGES):
        raise BadDialogue(f"{here}: nobody says or does anything")
    if not action and any(check in found for check in ("hears", "includes", "card", "question")):
        raise BadDialogue(f"{here}: nobody says anything, so nothing can be heard")
    if action in ("open", "silent", "close") and found[action] != "true":
        raise BadDialogue(f"{here}: write {action}: true")
    if action == "replay" and found[action] != "last":
        raise BadDialogue(f"{here}: write replay: last")
    return Step(
        number=number,
        change=_change(found, here),
        action=action,
        said=_text(found["say"], here) if action == "say" else "",
        touched=_texts(found["touch"], here) if action == "touch" else (),
        expected=_expected(found, here),
    )


def _change(found: dict[str, Any], here: str) -> Change:
    return Change(
        later=_later(found.get("later"), here),
        stock=_stock(found.get("stock", {}), here),
        price=_prices(found.get("price", {}), here),
        speaker=_text(found["speaker"], here) if "speaker" in found else None,
        device=_text(found["device"], here) if "device" in found else None,
    )


def _expected(found: dict[str, Any], here: str) -> Expected:
    hears = found.get("hears")
    question = found.get("question")
    if question is not None and question not in QUESTIONS:
        raise BadDialogue(f"{here}: question is one of {', '.join(QUESTIONS)}, not {question!r}")
    card = found.get("card")
    if card is not None and card not in ("none", "link"):
        card = _mapping(card, ("title", "text"), f"{here}, card")
    return Expected(
        hears=" ".join(_texts(hears, here)) if isinstance(hears, list) else hears,
        includes=_texts(found.get("includes", []), here),
        question=question,
        card=card,
        orders=_texts(found["orders"], here) if "orders" in found else None,
        cart=_quantities(found["cart"], here) if "cart" in found else None,
    )


def _later(found: Any, here: str) -> timedelta:
    if found is None:
        return timedelta()
    match = _LATER.fullmatch(found) if isinstance(found, str) else None
    if match is None:
        raise BadDialogue(f"{here}: later is a time such as 20 minutes, 3 hours or 1 day, not {found!r}")
    return timedelta(**{f"{match[2]}s": int(match[1])})


def _quantities(found: Any, here: str) -> Quantities:
    return {product: _number(units, here) for product, units in _mapping(found, None, here).items()}


def _stock(found: Any, here: str) -> Stock:
    return {
        product: None if units == "plenty" else _number(units, here)
        for product, units in _mapping(found, None, here).items()
    }


def _prices(found: Any, here: str) -> dict[str, Decimal]:
    try:
        return {product: Decimal(price) for product, price in _mapping(found, None, here).items()}
    except (InvalidOperation, TypeError):
        raise BadDialogue(f"{here}: a price is a number such as 5.99") from None


def _number(found: Any, here: str) -> int:
    if isinstance(found, str) and found.isascii() and found.isdigit():
        return int(found)
    raise BadDialogue(f"{here}: {found!r} is not a whole number")


def _mapping(found: Any, known: tuple[str, ...] | None, here: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise BadDialogue(f"{here}: expected keys and values, not {found!r}")
    for key in found:
        if known is not None and key not in known:
            raise BadDialogue(f"{here}: unknown key {key!r}; known are {', '.join(known)}")
    return found


def _list(found: Any, here: str) -> list[Any]:
    if isinstance(found, list) and found:
        return found
    raise BadDialogue(f"{here}: expected a list")


def _texts(found: Any, here: str) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise BadDialogue(f"{here}: expected a list, not {found!r}")
    return tuple(_text(one, here) for one in found)


def _text(found: Any, here: str) -> str:
    if isinstance(found, str):
        return found
    raise BadDialogue(f"{here}: expected words, not {found!r}")
