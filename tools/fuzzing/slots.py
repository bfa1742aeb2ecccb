"""Slots as Alexa fills them - matched, unmatched, several at once, not understood - and as it never would."""

from __future__ import annotations

from random import Random
from typing import Any

from skill.locales.vocabulary import Entry, Vocabulary
from tools.fuzzing.requests import SKILL_ID
from tools.fuzzing.values import DATES, NUMBERS, POSITIONS, TEXTS, anything, letters

WEIRD = 0.15
"""How often a slot holds what nobody says."""

_CODES: list[Any] = [
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
_FOUR = ["1234", "1234", "1234", "1234", "1 2 3 4", "4321", "0000", "12", "?"]
_NAMES = ["Anna", "Katrin", "Emil", "Mia", "Ben", "George", "Zoe", "Sam", "Lisa Marie", "nobody"]
_UNITS = ["pack", "bottle", "box", "can", "bag", "pound", "Packung", "Flasche", "?", "furlong"]

BY_INTENT: dict[str, tuple[str, ...]] = {
    "Reorder": ("product", "quantity", "unit"),
    "ReorderSame": ("product",),
    "OrderUsual": (),
    "RepeatOrder": (),
    "ChangeQuantity": ("quantity", "unit"),
    "Choose": ("position",),
    "Refine": ("product",),
    "Price": ("product",),
    "ProductDetails": ("product",),
    "Availability": ("product",),
    "LastBought": ("product",),
    "LastPaid": ("product",),
    "HowOften": ("product",),
    "RunningLow": (),
    "WhereIsMyOrder": (),
    "CancelOrder": (),
    "RecentOrders": ("date",),
    "AddToCart": ("product", "quantity", "unit"),
    "ShowCart": (),
    "RemoveFromCart": ("product",),
    "Checkout": (),
    "ShopQuestion": ("question",),
    "VoiceCode": ("code",),
    "SetUpCode": (),
    "ChangeCode": (),
    "RemoveCode": (),
    "WhoAmI": (),
    "Introduce": ("name",),
    "MarkChild": ("name",),
    "MarkAdult": ("name",),
    "ShowPeople": (),
    "ShowWishes": (),
    "ForbidUnknown": (),
    "AllowUnknown": (),
    "SetDayLimit": ("amount",),
    "ShowSettings": (),
    "Prefer": ("product",),
    "Gift": (),
}


def slots(dice: Random, intent: str, words: Vocabulary) -> dict[str, Any]:
    """The slots of an intent, each filled or left empty."""
    names = BY_INTENT.get(intent, ("product",))
    if dice.random() < 0.02:
        names = (*names, *dice.sample(["product", "quantity", "position", "date", "x" * 300, "", letters(dice)], 3))
    return {name: _slot(dice, name, words) for name in names}


def _slot(dice: Random, name: str, words: Vocabulary) -> Any:
    filled = {"product": 0.93, "quantity": 0.4, "unit": 0.3}.get(name, 0.9)
    if dice.random() > filled:
        return dice.choice(
            [{"name": name, "confirmationStatus": "NONE"}, {"name": name, "value": None}, {"name": name}]
        )
    if dice.random() < 0.03:
        return anything(dice)
    if name == "product" and dice.random() < 0.06:
        several = [_value(dice, name, words) for _ in range(dice.choice([0, 1, 2, 3, 40]))]
        return {"name": name, "slotValue": {"type": "List", "values": several}}
    value = _value(dice, name, words)
    return {"name": name, "confirmationStatus": "NONE", "source": "USER", **value, "slotValue": {**value}}


def _value(dice: Random, name: str, words: Vocabulary) -> dict[str, Any]:
    weird = dice.random() < WEIRD
    match name:
        case "quantity":
            return {
                "type": "Simple",
                "value": dice.choice(NUMBERS) if weird else dice.choice(["1", "2", "3", "?", "5", "9", "24"]),
            }
        case "unit":
            return {"type": "Simple", "value": dice.choice(TEXTS if weird else _UNITS)}
        case "code":
            return {"type": "Simple", "value": dice.choice(NUMBERS if weird else _FOUR)}
        case "amount":
            return {"type": "Simple", "value": dice.choice(NUMBERS if weird else ["20", "60", "200", "5000", "?"])}
        case "name":
            return {"type": "Simple", "value": dice.choice(TEXTS if weird else _NAMES)}
        case "date":
            return {"type": "Simple", "value": anything(dice) if weird and dice.random() < 0.2 else dice.choice(DATES)}
        case "position":
            place = dice.choice(POSITIONS)
            return {"type": "Simple", "value": place, **_resolved(dice, place, [place])}
        case "question":
            entry = dice.choice(words.questions)
        case _:
            entry = dice.choice(dice.choice([words.categories, words.products]))
    return _named(dice, entry, weird)


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
        "status": {"code": dice.choice(_CODES)},
        "values": [{"value": {"name": said, "id": one}} for one in ids],
    }
    return {"resolutions": {"resolutionsPerAuthority": [authority] * dice.choice([1, 1, 1, 2])}}
