"""How a value is said: money, days, hours and lists in the shopper's locale. The words around are in values.ftl."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import NumberPattern

from skill.conversation.reply import Amount, Day, Hours, Thing, Things, Value
from skill.shopping.money import Money, exponent

Said = str | int
Message = Callable[[str, Mapping[str, Said]], str]
"""Renders a message of values.ftl: its key and its values."""

_WEEK = 6
_YEAR = 300
# "CHF12" is one word to a voice, "CHF 12" is money.
_LETTERS_BEFORE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_NEAR = {0: "value-today", 1: "value-tomorrow", -1: "value-yesterday"}


def spoken(value: Value, locale: Locale, message: Message) -> Said:
    """``value`` as Fluent takes it: text as it is, a number as a number (Fluent chooses the plural by it)."""
    match value:
        case Amount():
            return amount(value.minor, value.currency, locale)
        case Day():
            return _day(value, locale, message)
        case Hours():
            return _hours(value, message)
        case Things():
            things = [_thing(thing, locale, message) for thing in value.things]
            return format_list(things, style="or" if value.choose else "standard", locale=locale)
        case _:
            return value


@lru_cache(maxsize=4096)
def amount(minor: int, currency: str, locale: Locale) -> str:
    """``$4.99``, ``4,99 $``: with all decimals of the currency, whatever the locale rounds to."""
    text: str = _money(locale, exponent(currency)).apply(
        Money(minor, currency).decimal, locale, currency=currency, currency_digits=False
    )
    return _LETTERS_BEFORE_DIGITS.sub(" ", text.replace("\u00a0", " ").replace("\u202f", " "))


@lru_cache(maxsize=64)
def _money(locale: Locale, decimals: int) -> NumberPattern:
    pattern: NumberPattern = copy.copy(locale.currency_formats["standard"])
    pattern.frac_prec = (decimals, decimals)
    return pattern


def _day(value: Day, locale: Locale, message: Message) -> str:
    if value.away in _NEAR:
        return message(_NEAR[value.away], {})
    if abs(value.away) <= _WEEK:
        return message("value-weekday", {"weekday": _format(value.day, "EEEE", locale)})
    return message("value-date", {"date": _format(value.day, "yMMMMd" if abs(value.away) > _YEAR else "MMMMd", locale)})


@lru_cache(maxsize=1024)
def _format(day: date, pattern: str, locale: Locale) -> str:
    if pattern == "EEEE":
        return format_date(day, pattern, locale=locale)
    if pattern == "yMMMMd":
        return format_date(day, "long", locale=locale)
    return format_skeleton(pattern, day, locale=locale)


def _hours(value: Hours, message: Message) -> str:
    first, last = _clock(value.start), _clock(value.end)
    first["same"] = "yes" if first["half"] == last["half"] else "no"
    return message("value-hours", {"start": message("value-hour-first", first), "end": message("value-hour", last)})


def _clock(text: str) -> dict[str, Said]:
    """The parts of ``14:30``: hour, hour12, minute (``none`` on the hour) and half of the day."""
    hours, _, minutes = text.partition(":")
    hour = int(hours) % 24
    half = "am" if hour < 12 else "pm"
    if not minutes.strip("0") and hour % 12 == 0:
        half = "noon" if hour else "midnight"
    return {
        "hour": str(hour),
        "hour12": str(hour % 12 or 12),
        "minute": minutes if minutes.strip("0") else "none",
        "half": half,
    }


def _thing(thing: Thing, locale: Locale, message: Message) -> str:
    values: dict[str, Said] = {"quantity": thing.quantity, "name": thing.name}
    if thing.price is None:
        return message("value-thing", values)
    return message("value-thing-priced", {**values, "price": amount(thing.price.minor, thing.price.currency, locale)})
