"""The words of both languages say the same things, and the check that proves it finds each kind of mistake."""

import ast as python
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from skill.conversation.reply import Amount, Day, Hours, Saying, Thing, Things
from skill.locales import FOLDER
from skill.locales.check import overrides, problems
from skill.locales.words import Words
from tests.locales.test_values import TODAY

SOURCES = FOLDER.parent
SPEAKING = ("alexa", "app.py", "conversation", "outbox")
_SAID = re.compile(r"\b(?:Saying|say)\(\s*\"([a-z0-9-]+)\"")


def test_our_own_words_are_complete() -> None:
    assert problems() == []


def test_the_code_and_the_words_name_the_same_messages() -> None:
    keys = {
        entry.id.name
        for path in (FOLDER / "en").glob("*.ftl")
        for entry in FluentParser().parse(path.read_text("utf-8")).body
        if isinstance(entry, ast.Message)
    }
    named, begun = set[str](), set[str]()
    for path in SOURCES.rglob("*.py"):
        for node in python.walk(python.parse(path.read_text("utf-8"))):
            if isinstance(node, python.Constant) and isinstance(node.value, str):
                named.add(node.value)
            # f"account-{what}" names all messages that begin like this.
            if isinstance(node, python.JoinedStr) and node.values and isinstance(node.values[0], python.Constant):
                begun.add(str(node.values[0].value))
        if path.parts[len(SOURCES.parts)] in SPEAKING:
            said = {match[1] for match in _SAID.finditer(path.read_text("utf-8"))}
            assert sorted(said - keys) == [], f"{path} says what no language has words for"
    begun = {start for start in begun if re.fullmatch(r"[a-z]+-[a-z0-9-]*", start)}
    left_over = sorted(key for key in keys - named if not key.startswith(tuple(begun)))
    assert left_over == [], "nothing says these"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"en/a.ftl": "a-x = X { $n }\n", "de/a.ftl": "a-x = { $n } X\n"}, []),
        (
            {"en/a.ftl": "a-x = X\n", "de/b.ftl": "b-x = X\n"},
            ["de/a.ftl is missing", "de/b.ftl: there is no such topic"],
        ),
        ({"en/a.ftl": "a-x = X\na-y = Y\n", "de/a.ftl": "a-x = X\n"}, ["de/a.ftl: a-y is missing"]),
        (
            {"en/a.ftl": "a-x = X\n", "de/a.ftl": "a-x = X\na-y = Y\n"},
            ["de/a.ftl: a-y is left over: nothing says it"],
        ),
        (
            {"en/a.ftl": "a-x = { $n } { $m }\n", "de/a.ftl": "a-x = { $n } { $k }\n"},
            ["de/a.ftl: a-x names $k, which nothing gives it", "de/a.ftl: a-x does not say $m"],
        ),
        # A value named only inside a choice counts, and so does one in a message that is used.
        (
            {
                "en/a.ftl": "a-x = { $n ->\n    [one] one\n   *[other] { $m }\n }\n",
                "de/a.ftl": "a-x = { a-y }\na-y = { $n } { $m }\n",
            },
            ["de/a.ftl: a-y is left over: nothing says it"],
        ),
        ({"en/a.ftl": "a-x = X\n\noops\n", "de/a.ftl": "a-x = X\n"}, ["en/a.ftl: line 3 cannot be understood"]),
        ({"en/a.ftl": "a-x = X\na-x = Y\n", "de/a.ftl": "a-x = X\n"}, ["en/a.ftl: a-x is there twice"]),
        ({"en/a.ftl": "b-x = X\n"}, ["en/a.ftl: b-x belongs in b.ftl"]),
        ({"en/a.ftl": "a-x = { b-x }\n"}, ["en/a.ftl: a-x uses b-x, which is not in the same file"]),
        ({"en/a.ftl": "a-x =\n    .hint = X\n"}, ["en/a.ftl: a-x says nothing"]),
        (
            {"en/a.ftl": "a-x = { a-y }\na-y = { a-x }\na-z = { a-x }\n"},
            ["en/a.ftl: a-x uses itself", "en/a.ftl: a-y uses itself"],
        ),
        ({"en/a.ftl": "a-x = X\na-y = Y\n", "en-GB/a.ftl": "a-x = Z\n"}, []),
        (
            {"en/a.ftl": "a-x = X\n", "en-GB/a.ftl": "a-z = Z\n"},
            ["en-GB/a.ftl: a-z is left over: nothing says it"],
        ),
        (
            {"en/a.ftl": "a-x = X\n", "fr-CA/a.ftl": "a-x = Z\n"},
            ["fr-CA: there is no language fr that it differs from"],
        ),
    ],
)
def test_each_mistake_is_found(tmp_path: Path, files: dict[str, str], found: list[str]) -> None:
    assert problems(write(tmp_path, files)) == found


def test_a_shops_words_may_be_few_but_must_exist_in_ours(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        {
            "de/values.ftl": "value-thing = { $name }\nvalue-hour = { $hour } h { $brand }\nvalue-yesteryear = einst\n",
            "en-GB/values.ftl": "value-thing = { $quantity } { $name }\n",
            "en/wares.ftl": "wares-all = All our wares\n",
            "fr/values.ftl": "value-thing = { $name }\n",
            "README": "not a language",
        },
    )
    assert overrides(folder) == [
        "de/values.ftl: value-hour names $brand, which nothing gives it",
        "de/values.ftl: value-yesteryear is left over: nothing says it",
        "en/wares.ftl: there is no such topic",
        "fr: there are no words in the language fr",
    ]


def test_a_reply_is_said_in_no_time(tmp_path: Path) -> None:
    text = "trial-offer = { $things } for { $total }, { $day } { $hours }.\ntrial-ask = Shall I, { $name }?\n"
    words = Words("en-US", write(tmp_path, {"en/trial.ftl": text}), strict=True)
    offer = Saying(
        "trial-offer",
        {
            "things": Things((Thing(2, "Bluebird coffee"),)),
            "total": Amount(998, "USD"),
            "day": Day.of(TODAY, TODAY),
            "hours": Hours("14:00", "18:00"),
        },
    )
    says = [offer, *[Saying("trial-ask", {"name": "Anna"})] * 3]
    assert words.say(says[:2]) == "2 of the Bluebird coffee for $9.98, today between 2 and 6 pm. Shall I, Anna?"
