"""What is right for a real utterance: a table from the intents of the collections to ours, each with its reason.

``right`` is what we count as understood; several of ours may be right for one of theirs. ``allowed`` is what may be
answered, besides the fallback, where there is no counterpart. ``when`` is a pattern: only utterances that match it
have the counterpart, the others are refused or ``allowed``. ``unless`` are words with which nothing is allowed.
An intent that is not in the table has no place in a shop: the fallback alone is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from benchmarks.support.sets import rows

FALLBACK = "Fallback"
UTTERANCES = "utterances/en.csv.gz"
LISTS = "utterances/shopping_list_many_languages.csv.gz"

_SHOPPING = r"\b(shopping|shop|grocer\w*|buy|store)\b"
_OTHER_LISTS = (
    r"\b(to.?do|play ?list|work ?out|work|contacts?|guests?|reminders?|remainder|remind|calendar|meetings?|songs?|"
    r"appointments?|bills?|names?|players|friends|schedules?|events?|jobs?|tasks?|notes?|must read|travel|documents|"
    r"lists|locations|new|create|make|start|recording|movies?|books?|actors|bucket|wish|emails?|phrase|trip|groups)\b"
)
_AWAY = (
    r"\b(take ?-?(out|away)\w*|carry ?-?out|carryout|deliver\w*|restaurants?|near\w*|from|at|to go|tonight|dinner|"
    r"lunch|open|call|app|places?|food|out|home|centre|shops?)\b"
)
_MACHINE = r"\b(make|brew|start|machine|maker|pot|turn|prepare|set|on|ready|cup|time|schedule|program|at|in|when|for)\b"


class Meaning(NamedTuple):
    """One line of the table."""

    why: str
    right: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""


_BUYING = ("Reorder", "ReorderSame", "OrderUsual", "RepeatOrder", "Checkout")
_TABLE = {
    # CLINC150
    "order": Meaning("buying; 'order everything on my list' is the checkout", _BUYING),
    "order_status": Meaning("where an order is", ("WhereIsMyOrder",)),
    "shopping_list": Meaning(
        "our cart is the list; 'what do I need to get' also asks what runs out", ("ShowCart", "RunningLow")
    ),
    "shopping_list_update": Meaning("onto the list and off it, often both", ("AddToCart", "RemoveFromCart")),
    "yes": Meaning("the same", ("Yes",)),
    "no": Meaning("the same", ("No",)),
    "cancel": Meaning("'stop' and 'cancel' are one thing to them", ("Cancel", "Stop")),
    "repeat": Meaning("the same", ("Repeat",)),
    "thank_you": Meaning("our Stop takes thanks: nothing else is wanted", ("Stop",)),
    "goodbye": Meaning("the end", ("Stop", "Cancel")),
    "what_can_i_ask_you": Meaning("the same", ("Help",)),
    "user_name": Meaning("no shopping, but a question of our households", allowed=("WhoAmI",)),
    "change_user_name": Meaning("no shopping, but how somebody says who speaks", allowed=("Introduce",)),
    "pin_change": Meaning("a bank's, in the very words of our voice code", allowed=("ChangeCode", "SetUpCode")),
    "next_song": Meaning("'next' and 'skip' are said of anything", allowed=("Next",)),
    "play_podcasts": Meaning("as above", allowed=("Next",)),
    "audio_volume_mute": Meaning("'be quiet', 'stop' are said to whoever talks", allowed=("Stop",)),
    "credit_limit": Meaning("'what is my limit', in the very words of our daily limit", allowed=("ShowSettings",)),
    "takeaway_query": Meaning(
        "'when is my order arriving' is said to a shop in the same words", allowed=("WhereIsMyOrder",)
    ),
    "spending_history": Meaning("what was spent on groceries is ours to tell", allowed=("LastPaid", "RecentOrders")),
    "transactions": Meaning("what was bought lately is ours to tell", allowed=("LastPaid", "RecentOrders")),
    # NLU-Evaluation-Data and SLURP
    "general_affirm": Meaning("what was understood is right", ("Yes",)),
    "general_negate": Meaning("what was understood is wrong", ("No",)),
    "general_repeat": Meaning("say it again; 'start over' too", ("Repeat", "StartOver")),
    "general_commandstop": Meaning("the end", ("Stop", "Cancel")),
    "general_confirm": Meaning("asks us to check what was heard: never a yes", allowed=("Repeat",)),
    "general_explain": Meaning("asks for more about an answer", allowed=("Help", "Repeat", "ProductDetails")),
    "general_dontcare": Meaning("'never mind'", allowed=("Cancel",)),
    "general_praise": Meaning("thanks end it", allowed=("Stop",)),
    "lists_createoradd": Meaning(
        "as far as a shopping list is named; 'the list' may be ours, others are not",
        ("AddToCart", "Reorder"),
        ("AddToCart",),
        when=_SHOPPING,
        unless=_OTHER_LISTS,
    ),
    "lists_query": Meaning("as above", ("ShowCart", "RunningLow"), ("ShowCart",), when=_SHOPPING, unless=_OTHER_LISTS),
    "lists_remove": Meaning("as above", ("RemoveFromCart",), ("RemoveFromCart",), when=_SHOPPING, unless=_OTHER_LISTS),
    "takeaway_order": Meaning(
        "a restaurant's food is no article; 'order a pizza' alone is said to a shop in the same words",
        allowed=("Reorder",),
        unless=_AWAY,
    ),
    "iot_coffee": Meaning(
        "a machine's; 'I would like some coffee' is said to a shop in the same words",
        allowed=("Reorder", "Refine"),
        unless=_MACHINE,
    ),
    # Home Assistant; its other lists (HassListAddItem …) are chores
    "HassShoppingListAddItem": Meaning("onto the list", ("AddToCart",)),
    "HassShoppingListCompleteItem": Meaning("off the list", ("RemoveFromCart",)),
}


class Case(NamedTuple):
    """One utterance. ``right`` is empty where it has no counterpart; ``item`` is None where nobody marked the words."""

    language: str
    source: str
    theirs: str
    text: str
    right: frozenset[str]
    allowed: frozenset[str]
    item: str | None
    development: bool


def read(data: Path) -> list[Case]:
    """The utterances of a folder; those of languages that are not asked for are the caller's to drop.

    Raises:
        SystemExit: with a sentence, when there is neither file.

    """
    cases = [*_utterances(data / UTTERANCES), *_lists(data / LISTS)]
    if not cases:
        raise SystemExit(f"{data} holds neither {UTTERANCES} nor {LISTS}")
    return cases


def _utterances(path: Path) -> Iterator[Case]:
    if path.is_file():
        for row in rows(path):
            yield _case("en", row["source"], row["intent"], row["text"], None)


def _lists(path: Path) -> Iterator[Case]:
    if path.is_file():
        for row in rows(path):
            yield _case(row["lang"].partition("-")[0], "home_assistant", row["intent"], row["text"], row["item"])


def _case(language: str, source: str, theirs: str, text: str, item: str | None) -> Case:
    meaning = _TABLE.get(theirs, Meaning("no place in a shop"))
    said = text.casefold()
    counts = bool(meaning.right) and bool(re.search(meaning.when, said)) and not _excluded(meaning, said)
    allowed = () if _excluded(meaning, said) else meaning.allowed
    return Case(
        language, source, theirs, text,
        frozenset(meaning.right if counts else ()), frozenset((FALLBACK, *allowed)),
        item if counts else None, crc32(text.encode()) % 2 == 0,
    )  # fmt: skip


def _excluded(meaning: Meaning, said: str) -> bool:
    return bool(meaning.unless) and re.search(meaning.unless, said) is not None
