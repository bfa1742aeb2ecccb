"""Dialogue files → dialogues, strictly: what is not known is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.dialogues.support.given import given
from tests.dialogues.support.parts import (
    a_list,
    a_mapping,
    a_pin,
    a_text,
    a_time,
    prices,
    quantities,
    stock,
    texts,
)
from tests.dialogues.support.script import QUESTIONS, Change, Dialogue, Expected, Step
from tests.dialogues.support.strict_yaml import BadDialogue, read_yaml

FOLDER = Path(__file__).parents[1]

_ACTIONS = ("say", "open", "silent", "close", "touch", "replay")
_CHANGES = ("later", "stock", "price", "speaker", "device", "pin")
_CHECKS = ("hears", "includes", "question", "card", "orders", "cart", "mails")


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
    for number, entry in enumerate(a_list(read_yaml(path), where), 1):
        found = a_mapping(entry, ("dialogue", "given", "steps", "then"), f"{where}, dialogue {number}")
        if not found.get("dialogue"):
            raise BadDialogue(f"{where}, dialogue {number}: it has no name (dialogue: …)")
        yield _dialogue(where, locale, found)


def _dialogue(where: str, locale: str, found: dict[str, Any]) -> Dialogue:
    name = a_text(found["dialogue"], where)
    here = f"{where}, {name!r}"
    steps = [_step(entry, n, f"{here}, step {n}") for n, entry in enumerate(a_list(found.get("steps"), here), 1)]
    then = a_mapping(found.get("then", {}), ("orders", "cart", "timeline", "mails"), f"{here}, then")
    return Dialogue(
        where=where,
        locale=locale,
        name=name,
        given=given(found.get("given", {}), f"{here}, given"),
        steps=tuple(steps),
        orders=texts(then["orders"], f"{here}, orders") if "orders" in then else (),
        cart=quantities(then["cart"], f"{here}, cart") if "cart" in then else None,
        timeline=texts(then["timeline"], f"{here}, timeline") if "timeline" in then else None,
        mails=texts(then["mails"], f"{here}, mails") if "mails" in then else None,
    )


def _step(entry: Any, number: int, here: str) -> Step:
    found = a_mapping(entry, (*_ACTIONS, *_CHANGES, *_CHECKS), here)
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
        said=a_text(found["say"], here) if action == "say" else "",
        touched=texts(found["touch"], here) if action == "touch" else (),
        expected=_expected(found, here),
    )


def _change(found: dict[str, Any], here: str) -> Change:
    return Change(
        later=a_time(found["later"], "later", here) if "later" in found else timedelta(),
        stock=stock(found.get("stock", {}), here),
        price=prices(found.get("price", {}), here),
        speaker=a_text(found["speaker"], here) if "speaker" in found else None,
        device=a_text(found["device"], here) if "device" in found else None,
        pin=a_pin(found["pin"], here) if "pin" in found else None,
    )


def _expected(found: dict[str, Any], here: str) -> Expected:
    hears = found.get("hears")
    question = found.get("question")
    if question is not None and question not in QUESTIONS:
        raise BadDialogue(f"{here}: question is one of {', '.join(QUESTIONS)}, not {question!r}")
    card = found.get("card")
    if card is not None and card not in ("none", "link"):
        card = a_mapping(card, ("title", "text"), f"{here}, card")
    return Expected(
        hears=" ".join(texts(hears, here)) if isinstance(hears, list) else hears,
        includes=texts(found.get("includes", []), here),
        question=question,
        card=card,
        orders=texts(found["orders"], here) if "orders" in found else None,
        cart=quantities(found["cart"], here) if "cart" in found else None,
        mails=texts(found["mails"], here) if "mails" in found else None,
    )
