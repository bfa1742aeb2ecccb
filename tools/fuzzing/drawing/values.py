"""What nobody should send, and what Alexa really sends for a date, a number or a locale."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

LOCALES = (
    "ar-SA de-DE en-AU en-CA en-GB en-IN en-US es-ES es-MX es-US fr-CA fr-FR hi-IN it-IT ja-JP nl-NL pt-BR".split()
)
"""The locales of custom skills."""
_OF_ANY_TYPE: list[Any] = [None, True, False, 0, 1, -1, 0.5, 10**18, float("nan"), float("inf"), [], {}, ["x"], [{}]]
NO_LOCALES: list[Any] = [
    *"en de de_DE DE-de zz-ZZ en-XX de-XQ x zh-Hans-CN sv-SE tlh-QO und root ../../etc en-US.UTF-8 💥 ١٢-٣٤".split(),
    *("", "en-US\x00", "e" * 10_000, *_OF_ANY_TYPE),
]

TEXTS = [
    *"? null None undefined NaN true 0 -1 … 💥 👩🏽‍🚀 ß İ ﬁ ǆ ½ مرحبا שלום 牛乳 дом क्षि Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A".split(),
    *"& ]]> <!-- &amp; &#x0; \\u0000 - _ *".split(),
    *"{product} ' \" %s%n {0.__class__} $(id) `id` ../../etc/passwd C:\\ amazon:effect category: faq: faq:9".split(),
    *(
        "",
        " ",
        "\u202emilk\u202c",
        "\u200f\u200e\u202d",
        "\ufeffmilk",
        "\ud800",
        "milk\udfff",
        "\udc00\ud800",
        "\ufffe",
    ),
    *("\x00", "\x1b[31mmilk", "a\x00b", "\x85", "\u2028\u2029", "\t\r\n", "<b> & </b>", "</speak>", "<audio src='x'/>"),
    *("<break time='99s'/>", "'; DROP TABLE orders; --", '"" OR', "4111 1111 1111 1111", "me@example.com"),
    *("milk " * 2_000, "x" * 10_000, "💥" * 5_000, "&" * 10_000, "<" * 8_000, "9" * 5_000, "\u0301" * 10_000),
    *(" " * 10_000, "coffee and milk and " * 60, "zwei " * 500, "a-" * 5_000, "word_word " * 9, "one two three four"),
]

NUMBERS: list[Any] = [
    *"? 1 2 3 4 12 0 -1 99 100 999 1000000 999999999 1000000000 1e3 2.5 ٣ 三 ² ½ +3 0x10 03 1_000 two zwei inf".split(),
    *(
        "9" * 400,
        "9" * 5_000,
        " 3 ",
        "3\n",
        "",
        "four hundred",
        3,
        -3,
        2.0,
        1e308,
        10**30,
        10**4500,
        ["2"],
        *_OF_ANY_TYPE,
    ),
]

DATES: list[Any] = [
    *"2026-02-10 2026-W06 2026-W06-WE 2026-02 2026-02-XX 2026 2026-XX-XX 202X 20XX 2XXX 2025-WI 2026-SP".split(),
    *"2026-SU 2026-FA 2026-Q1 2026-Q3 PRESENT_REF XXXX-12-24 XXXX-WXX-1 2026-2-3 2024-02-29 2026-02-29".split(),
    *"2026-02-30 2026-13-01 2026-00-00 2026-W00 2026-W53 2026-W99 2020-W53 0000-00-00 0001-01-01".split(),
    *"0001-W01 0001-01 0001 9999-12-31 9999-12 9999-W52 9999 9999-W53-WE 9999-W52-WE 10000-01-01 -2026-01-01".split(),
    *"2026-02-10T10:00 2026-02-10/2026-02-12 2026-W6 2026-w06 2026-W06-we 1900-02-29".split(),
    *("last week", "٢٠٢٦-٠٢-١٠", "P1W", "?", "", 2026, 20260210, *_OF_ANY_TYPE),
]

CODES = ["4711", "9473", "7294"]
"""Voice codes of households: none is a year, a day, or a price of the demo shop."""
NO_CODES: list[Any] = [
    *("12345", "123", "?", "", "0000", "four seven one one", "vier sieben eins eins", "47 11 08 15", "47I1", "-4711"),
    *(
        "４７１１",
        "٤٧١١",
        "4711.0",
        "4.711",
        "4711,",
        "4711 4711",
        "4" * 10_000,
        4711.0,
        47110,
        True,
        ["4711"],
        {},
        None,
    ),
]

NAMES: list[Any] = [
    *(
        "anna",
        "mia",
        "ANNA",
        "Ánna",
        "a\u0301nna",
        "Ａｎｎａ",
        "Anna-Lena",
        "anna lena maria",
        "O'Neil",
        "o’neil",
        "J.",
        "Mr. T",
    ),
    *(
        "?",
        "",
        "4711",
        "R2D2",
        "anna@example.com",
        "Anna & Ben",
        "<b>Anna</b>",
        "</speak>",
        "{name}",
        "None",
        "mom",
        "I",
    ),
    *(
        "👩🏽‍🚀",
        "شهرزاد",
        "\u202eannA\u202c",
        "שלומית",
        "花子",
        "Zoë",
        "ǅ",
        "ß",
        "ﬁnn",
        "İpek",
        "a" * 40,
        "a" * 41,
        "anna " * 2_000,
    ),
    *("Anna\ud800", "Anna\x00", "x" * 10_000, 7, ["Mia"], {}, None),
]

AMOUNTS: list[Any] = [
    *"0 1 5 20 60 80 200 500 999 1000 1001 5000 999999999 1000000000 -5 ? 12.50 1e3 $20 ٥٠ twenty 007".split(),
    *("9" * 400, "", 20, -20, 12.5, 10**30, ["20"], None),
]

POSITIONS: list[Any] = [*"1 1 2 2 3 4 5 last last 0 -1 6 ² ٣ ? first".split(), "9" * 400, "", *_OF_ANY_TYPE]

INTENTS: list[Any] = [
    *"AMAZON.RepeatIntent AMAZON.NextIntent AMAZON.PreviousIntent AMAZON.SelectIntent AMAZON.MoreIntent Yes No".split(),
    *"AMAZON.SearchAction<object@Book> AMAZON.Intent AMAZON. AMAZON.yesIntent Launch SessionEnded Unsupported".split(),
    *"Fallback reorder __init__ Buy Ordér AMAZON.YesIntentIntent AMAZON.LaunchIntent AMAZON.ReorderIntent".split(),
    *"AMAZON.UnsupportedIntent AMAZON.SessionEndedIntent AMAZON.PauseIntent AMAZON.CheckoutIntent".split(),
    *("AMAZON.YesIntent ", "AMAZON.\x00YesIntent", "Reorder ", "", "x" * 10_000, "\ud800", *_OF_ANY_TYPE),
]

_SCALARS: list[Any] = [
    *(*_OF_ANY_TYPE, -(10**18), 10**400, 1.5, -0.0, 1e308, "", [[]], [None], {"": None}, {"a": {}}, [[[[[]]]]]),
    *(["x"] * 1_000, {str(number): number for number in range(1_000)}),
]


def nested(depth: int) -> dict[str, Any]:
    """An object inside an object, so many times, by the names that a slot nests by."""
    value: dict[str, Any] = {"value": "milk"}
    for level in range(depth):
        value = {"slotValue": value} if level % 2 else {"type": "List", "values": [value]}
    return value


def anything(dice: Random) -> Any:
    """A value that is probably of the wrong type, or too long, or too deep."""
    kinds: list[Callable[[], Any]] = [
        # A copy: what is put somewhere may be changed there.
        lambda: copy.deepcopy(dice.choice(_SCALARS)),
        lambda: copy.deepcopy(dice.choice(_SCALARS)),
        lambda: dice.choice(TEXTS),
        lambda: dice.choice(TEXTS),
        lambda: letters(dice),
        lambda: nested(dice.choice([3, 30, 200])),
        lambda: dice.choice([NUMBERS, DATES, POSITIONS, INTENTS, NO_LOCALES])[0],
        lambda: [anything(dice) for _ in range(dice.randint(1, 4))],
        lambda: {letters(dice): anything(dice) for _ in range(dice.randint(1, 4))},
    ]
    return dice.choice(kinds)()


def letters(dice: Random) -> str:
    """A few characters from anywhere in Unicode, surrogates and control characters too."""
    ranges = [(0, 32), (0, 0x300), (0, 0x11_0000), (97, 123)]
    return "".join(chr(dice.randrange(*dice.choice(ranges))) for _ in range(dice.randint(1, 12)))


_FORMS = (
    "%Y-%m-%dT%H:%M:%SZ %Y-%m-%dT%H:%M:%S %Y-%m-%dT%H:%M:%S.999Z %Y%m%dT%H%M%SZ %Y-%m-%dT%H:%M:%S+14:00 %Y-W%W-%u"
).split()
_TIMES = (
    *("", "yesterday", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "2026-02-30T00:00:00Z", 10**30),
    *("2099-12-31T23:59:59Z", "2014-01-01T00:00:00Z", "2026-03-08T02:30:00-05:00", "2026-10-25T02:30:00+01:00"),
)


def timestamp(dice: Random, now: datetime) -> Any:
    """When it was sent: nearly always now, as Alexa writes it; else some other form, time or nothing."""
    if dice.random() < 0.85:
        return f"{now:%Y-%m-%dT%H:%M:%SZ}"
    seconds = int(now.timestamp())
    away = now + timedelta(days=dice.choice([-4000, -800, -30, -1, 1, 30, 400, 4000, 20_000]))
    forms = [f"{moment:{form}}" for moment in (now, away) for form in _FORMS]
    return dice.choice(
        [*forms, *_TIMES, *_OF_ANY_TYPE, seconds, seconds * 1000, seconds + 0.25, str(seconds), -seconds]
    )
