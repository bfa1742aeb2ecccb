"""Slots as Alexa fills them - matched, unmatched, several at once, not understood - and as it never would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from skill.locales.sentences import declared
from skill.locales.vocabulary import Entry, Vocabulary
from tools.fuzzing.drawing.requests import SKILL_ID
from tools.fuzzing.drawing.values import (
    AMOUNTS,
    CODES,
    DATES,
    NAMES,
    NO_CODES,
    NUMBERS,
    POSITIONS,
    TEXTS,
    anything,
    letters,
)

WEIRD = 0.15
"""How often a slot holds what nobody says, in a wild story."""

_STATUSES: list[Any] = [
    *("ER_SUCCESS_MATCH", "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION"),
    *("ER_BRAND_NEW", None, 7),
]
_IDS = [
    "",
    "category:nothing",
    "category:",
    "sold-no-more",
    "last",
    "faq:1",
    "faq:99",
    "faq:" + "9" * 500,
    "x" * 10_000,
    "\ud800",
]
_DEAR = {"toys-maplelane-dollhouse", "kitchen-wickerby-blender", "cat-mewsley-litter", "baby-otter-diapers-three"}
_UNITS = ["pack", "bottle", "box", "can", "bag", "pound", "Packung", "Flasche", "?", "furlong"]

BY_INTENT: dict[str, tuple[str, ...]] = {
    name: intent.slots for name, intent in declared().intents.items() if not intent.builtin
}


@dataclass(frozen=True)
class Hints:
    """What slots may well hold: product names of a language, the household's code, people's names, large numbers."""

    words: Vocabulary
    code: str = ""
    names: Sequence[str] = ("Anna",)
    large: bool = False
    weird: float = WEIRD


def slots(dice: Random, intent: str, hints: Hints) -> dict[str, Any]:
    """The slots of an intent, each filled or left empty."""
    names = BY_INTENT.get(intent, ("product",))
    if dice.random() < 0.02:
        names = (*names, *dice.sample(["product", "quantity", "position", "date", "x" * 300, "", letters(dice)], 3))
    return {name: _slot(dice, name, hints) for name in names}


def digits(dice: Random, code: str) -> Any:
    """A voice code as it is heard: mostly the right one, now and then in a form that Alexa never sends."""
    right: list[Any] = [code, code, code, code, " ".join(code), f"{code[:2]} {code[2:]}", f" {code}"]
    if code.startswith("4"):
        right.append(int(code))
    return dice.choice([*right, *CODES, dice.choice(NO_CODES)] if code else [*CODES, dice.choice(NO_CODES)])


def said(name: str, value: Any) -> dict[str, Any]:
    """A slot with a value that nothing was matched to."""
    return {"name": name, "confirmationStatus": "NONE", "source": "USER", "value": value}


def _slot(dice: Random, name: str, hints: Hints) -> Any:
    filled = {"product": 0.93, "quantity": 0.7 if hints.large else 0.4, "unit": 0.3}.get(name, 0.95)
    if dice.random() > filled:
        return dice.choice(
            [{"name": name, "confirmationStatus": "NONE"}, {"name": name, "value": None}, {"name": name}]
        )
    if dice.random() < hints.weird / 5:
        return anything(dice)
    if name == "product" and dice.random() < 0.06:
        several = [_value(dice, name, hints) for _ in range(dice.choice([0, 1, 2, 3, 40]))]
        return {"name": name, "slotValue": {"type": "List", "values": several}}
    value = _value(dice, name, hints)
    return {**said(name, None), **value, "slotValue": {**value}}


def _value(dice: Random, name: str, hints: Hints) -> dict[str, Any]:
    weird = dice.random() < hints.weird
    match name:
        case "quantity":
            usual = ["25", "30", "40", "60"] if hints.large else ["1", "2", "3", "?", "5", "7", "30"]
            return {"type": "Simple", "value": dice.choice(NUMBERS) if weird else dice.choice(usual)}
        case "unit":
            return {"type": "Simple", "value": dice.choice(TEXTS if weird else _UNITS)}
        case "code":
            return {"type": "Simple", "value": dice.choice(NUMBERS) if weird else digits(dice, hints.code)}
        case "name":
            return {"type": "Simple", "value": dice.choice([*NAMES, *TEXTS] if weird else hints.names)}
        case "amount":
            return {"type": "Simple", "value": dice.choice(AMOUNTS if weird else ["20", "60", "200", "500", "1000"])}
        case "date":
            return {"type": "Simple", "value": anything(dice) if weird and dice.random() < 0.2 else dice.choice(DATES)}
        case "position":
            place = dice.choice(POSITIONS)
            return {"type": "Simple", "value": place, **_resolved(dice, place, [place])}
        case "question":
            entry = dice.choice(hints.words.questions)
        case _:
            entry = dice.choice(dice.choice([hints.words.categories, hints.words.products, *[_dear(hints)] * 2]))
    return _named(dice, entry, weird)


def _dear(hints: Hints) -> Sequence[Entry]:
    """What a household is asked about: whoever wants much wants what is dear, too."""
    dear = [entry for entry in hints.words.products if hints.large and entry.id in _DEAR]
    return dear or hints.words.products


def _named(dice: Random, entry: Entry, weird: bool) -> dict[str, Any]:
    said: Any = dice.choice(entry.names)
    ids: list[Any] = [entry.id]
    if weird:
        said = dice.choice([dice.choice(TEXTS), f"{said} {dice.choice(TEXTS)}", letters(dice), anything(dice)])
        ids = dice.choice([[], ids, [dice.choice(_IDS)], [*ids, dice.choice(_IDS), anything(dice)], ids * 30])
    elif dice.random() < 0.2:
        said = dice.choice(
            [f"two {said}", f"{said} {said}", said.upper(), said[:-1], f"the {said} and milk", f"drei {said}"]
        )
    return {"type": "Simple", "value": said, **(_resolved(dice, said, ids) if dice.random() < 0.8 else {})}


def _resolved(dice: Random, said: Any, ids: list[Any]) -> dict[str, Any]:
    kind = "dynamic." if dice.random() < 0.1 else ""
    authority: dict[str, Any] = {
        "authority": f"amzn1.er-authority.echo-sdk.{kind}{SKILL_ID}.PRODUCT",
        "status": {"code": dice.choice(_STATUSES)},
        "values": [{"value": {"name": said, "id": one}} for one in ids],
    }
    return {"resolutions": {"resolutionsPerAuthority": [authority] * dice.choice([1, 1, 1, 2])}}
