"""Where a message is looked for, and what happens when it is not there or does not fit."""

import logging
from pathlib import Path

import pytest

from skill.conversation.reply import Saying
from skill.locales import languages, supported
from skill.locales.words import MissingWords, Words, topic_of


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A shop's own words, for topics that only it has."""
    for name, text in {
        "en/trial.ftl": "trial-hello = Hello, { $name }!\ntrial-english = Only in English.\n"
        "trial-count = { $n ->\n    [one] one pack\n   *[other] { $n } packs\n }\n"
        "trial-long =\n    One line\n    and another.\n",
        "en-GB/trial.ftl": "trial-hello = Good day, { $name }!\n",
        "de/trial.ftl": "trial-hello = Hallo, { $name }!\ntrial-broken = Hallo, { $nobody }!\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def hello(name: str = "Anna") -> list[Saying]:
    return [Saying("trial-hello", {"name": name})]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", "Hello, Anna!"),
        ("en-GB", "Good day, Anna!"),
        ("de-DE", "Hallo, Anna!"),
        ("de-AT", "Hallo, Anna!"),
        ("de", "Hallo, Anna!"),
    ],
)
def test_region_before_language(voice: Path, locale: str, text: str) -> None:
    assert Words(locale, voice, strict=True).say(hello()) == text


def test_a_region_keeps_the_other_messages_of_its_language(voice: Path) -> None:
    assert Words("en-GB", voice, strict=True).say([Saying("trial-english")]) == "Only in English."


def test_sayings_follow_one_another(voice: Path) -> None:
    words = Words("en-US", voice, strict=True)
    assert words.say([*hello(), Saying("trial-english")]) == "Hello, Anna! Only in English."
    assert words.say([]) == ""


def test_lines_of_a_message_become_one(voice: Path) -> None:
    assert Words("en-US", voice, strict=True).say([Saying("trial-long")]) == "One line and another."


@pytest.mark.parametrize(("n", "text"), [(1, "One pack"), (2, "2 packs"), (0, "0 packs"), (1200, "1,200 packs")])
def test_numbers_choose_the_plural(voice: Path, n: int, text: str) -> None:
    assert Words("en-US", voice, strict=True).say([Saying("trial-count", {"n": n})]) == text


@pytest.mark.parametrize("name", ["Tom & <b>Jerry</b>", "{ $name }", "\u2068x\u2069", "Größe 5", ""])
def test_texts_are_said_as_they_are(voice: Path, name: str) -> None:
    assert Words("en-US", voice, strict=True).say(hello(name)) == f"Hello, {name}!"


def test_messages_and_terms_that_a_message_uses_come_along(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "trial.ftl").write_text(
        "# All of it.\n\n-trial-brand = Corner\n    Pantry\n\ntrial-a = { trial-b }! { $n }\n\n# Greets.\n"
        "trial-b =\n    { $n ->\n        [one] Hi\n       *[other] Hello\n    } from { -trial-brand }\n\n"
        "trial-c = { trial-d }\ntrial-d = { trial-c }\noops\ntrial-e = fine\n",
        "utf-8",
    )
    words = Words("en-US", tmp_path, strict=True)
    assert words.say([Saying("trial-a", {"n": 2}), Saying("trial-e")]) == "Hello from Corner Pantry! 2 Fine"
    with pytest.raises(MissingWords, match="the message uses itself"):
        words.say([Saying("trial-d")])


def test_a_very_long_value_is_said_too(voice: Path) -> None:
    assert Words("en-US", voice, strict=True).say(hello("Anna " * 1000)) == f"Hello, {'Anna ' * 1000}!"


def test_the_shops_words_win_over_ours(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "values.ftl").write_text("value-thing = { $quantity } Stück { $name }\n", "utf-8")
    (tmp_path / "de-DE").mkdir()
    words = Words("de-DE", tmp_path, strict=True)
    assert words._message("value-thing", {"quantity": 2, "name": "Kaffee"}) == "2 Stück Kaffee"
    assert words._message("value-today", {}) == "heute"
    assert Words("de-DE", strict=True)._message("value-thing", {"quantity": 2, "name": "Kaffee"}) == "2 Mal Kaffee"


def test_a_missing_message_is_an_error_in_tests(voice: Path) -> None:
    with pytest.raises(MissingWords) as caught:
        Words("de-DE", voice, strict=True).say([Saying("trial-english")])
    assert isinstance(caught.value, KeyError)
    assert (caught.value.key, caught.value.locale) == ("trial-english", "de-DE")
    assert str(caught.value) == "de-DE: trial-english: there is no such message"


def test_a_missing_value_is_an_error_in_tests(voice: Path) -> None:
    with pytest.raises(MissingWords, match="trial-broken: Unknown external: nobody"):
        Words("de-DE", voice, strict=True).say([Saying("trial-broken")])


def test_a_shops_message_that_does_not_fit_is_logged_and_said_in_our_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "values.ftl").write_text("value-tomorrow = { $brand } morgen\n", "utf-8")
    with caplog.at_level(logging.ERROR, "skill"):
        assert Words("de-DE", tmp_path).say([Saying("value-tomorrow")]) == "Morgen"
    assert caplog.messages == ["words: de-DE: value-tomorrow: Unknown external: brand"]


def test_what_no_language_can_say_is_an_error_also_at_run_time(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(MissingWords, match="en-US: trial-nothing"):
        Words("de-DE").say([Saying("trial-nothing")])
    assert caplog.messages == [
        "words: de-DE: trial-nothing: there is no such message",
        "words: en-US: trial-nothing: there is no such message",
    ]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("en-US", "en-US"),
        ("en-IN", "en-IN"),
        ("de-DE", "de-DE"),
        ("DE_at", "de-AT"),
        ("de", "de"),
        ("fr-FR", "en-US"),
        ("", "en-US"),
        ("../../etc", "en-US"),
        ("de-DE-1996", "en-US"),
    ],
)
def test_other_languages_are_answered_in_english(asked: str, answered: str) -> None:
    assert supported(asked) == answered


def test_a_region_that_nobody_knows_is_spoken_to_in_its_language() -> None:
    assert Words("de-XX", strict=True)._message("value-today", {}) == "heute"


def test_both_languages_have_words() -> None:
    assert languages() >= {"de", "en"}


def test_a_key_names_its_file() -> None:
    assert (topic_of("reorder-offer-one"), topic_of("value-date")) == ("reorder", "values")
