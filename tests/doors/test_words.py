"""Words that are code elsewhere: SQL, full-text queries, SSML, templates, format strings, keys of the table.

Alexa hears them seldom, but a slot may hold anything. On every store, in both languages.
"""

from __future__ import annotations

import re

import pytest

from tests.alexa.requests import slot
from tests.app.looking import ordered
from tests.doors.door import Door

WORDS = [
    "'; DROP TABLE customers; --",
    "coffee' OR '1'='1",
    'coffee" OR "1"="1',
    "coffee*",
    "NEAR(coffee milk, 2)",
    "coffee AND (milk NOT oat)",
    '"coffee" ^ - + : { }',
    "rowid:1 OR name:coffee",
    '<audio src="https://evil.example/x.mp3"/>',
    "</speak><speak>coffee",
    "<break time='10s'/> & ]]> <!-- coffee",
    "&lt;audio/&gt; &#60;audio&#62;",
    "{product} { $seller } {{ 7*7 }} ${7*7} %s %(x)s",
    "-term = coffee\nreorder-placed = You have ordered it.",
    "\u2068coffee\u2069 \u202eeeffoc \u200b\ufeff",
    "C#ben HEAD ID#alexa#x S#session-of-ben",
    "../../etc/passwd \x00 \x1b[31m",
    "__class__.__mro__ __import__('os')",
    "\r\nBcc: eve@evil.example\r\n\r\n",
    "ﬀ ẞ İ ı ǆ 𝒸𝑜𝒻𝒻𝑒𝑒",
]
INTENTS = {
    "Reorder": "product",
    "Refine": "product",
    "RuleOut": "product",
    "NoProduct": "product",
    "OrderAlso": "product",
    "Price": "product",
    "LastBought": "product",
    "AddToCart": "product",
    "RemoveFromCart": "product",
    "Prefer": "product",
    "ShopQuestion": "question",
    "Introduce": "name",
    "MarkChild": "name",
    "ShowWishes": "name",
    "RecentOrders": "date",
    "SetDayLimit": "amount",
    "ChangeQuantity": "quantity",
    "VoiceCode": "code",
}
OUR_TAGS = {"speak", "break", "lang", "p", "s", "say-as", "sub"}


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_words_that_are_code_elsewhere_are_words_here(door: Door, locale: str) -> None:
    """Each is answered with something that Alexa takes (``Door.send`` looks), and stays what was said."""
    before = door.written("ben")
    for number, words in enumerate(WORDS):
        for intent, name in INTENTS.items():
            answer = door.send(door.event(intent, {name: slot(name, words)}, locale=locale))
            ssml = answer["response"]["outputSpeech"]["ssml"]
            assert set(re.findall("</?([^ >/]+)", ssml)) <= OUR_TAGS, (intent, number)
    assert door.written("ben") == before
    assert ordered(door.store) == []
    outcomes = {one.outcome for one in door.store.timeline("anna", limit=1000).interactions}
    assert "failed" not in outcomes
    assert len(door.store.timeline("anna", limit=1000).interactions) == len(WORDS) * len(INTENTS)

    # And the shop still knows its coffee.
    door.send(door.offered())
    assert door.ordered() == 1
