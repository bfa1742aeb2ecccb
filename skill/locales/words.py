"""Sayings to text: the message of the shopper's region, of their language, and the shop's own voice on top."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from skill.conversation.reply import Saying
from skill.locales import DEFAULT, supported
from skill.locales.topic import topic
from skill.locales.values import Said, spoken

_log = logging.getLogger("skill")
_LONG = 1000


class MissingWords(KeyError):
    """A message is missing in a language, or it names a value that the saying does not carry."""

    def __init__(self, key: str, locale: str, why: str) -> None:
        super().__init__(key)
        self.key = key
        self.locale = locale
        self.why = why

    def __str__(self) -> str:
        return f"{self.locale}: {self.key}: {self.why}"


class Words:
    """What we say in one locale, in one shop's voice. Cheap to make: files are read once per process, when needed.

    ``overrides`` is the shop's folder ``words/``: its ``<locale or language>/<topic>.ftl`` wins message by message.
    A message that is missing or does not fit its values is logged and said in our own words instead of the shop's,
    then in English; ``strict`` raises `MissingWords` at once, for tests.
    """

    def __init__(self, locale: str, overrides: Path | None = None, *, strict: bool = False) -> None:
        self.locale = supported(locale)
        self._overrides = overrides
        self._strict = strict
        self._babel = _babel(self.locale)

    @property
    def babel(self) -> Locale:
        """How this locale writes dates and numbers."""
        return self._babel

    def say(self, sayings: Sequence[Saying]) -> str:
        """The text of several sayings, one after the other; not escaped for anything.

        Raises:
            MissingWords: no language has a message that fits.

        """
        return " ".join(self._say(saying) for saying in sayings)

    def _say(self, saying: Saying) -> str:
        try:
            text = self._render(saying)
        except MissingWords as missing:
            if self._strict:
                raise
            _log.error("words: %s", missing)
            if self._overrides is not None:
                return Words(self.locale)._say(saying)
            if self.locale != DEFAULT:
                return Words(DEFAULT)._say(saying)
            raise
        # A sentence may begin with a name that is written small elsewhere.
        return text[:1].upper() + text[1:]

    def _render(self, saying: Saying) -> str:
        values = {name: spoken(value, self._babel, self._message) for name, value in saying.values.items()}
        return self._message(saying.key, values)

    def _message(self, key: str, values: Mapping[str, Said]) -> str:
        messages = topic(self.locale, topic_of(key), self._overrides)
        if not messages.has(key):
            raise MissingWords(key, self.locale, "there is no such message")
        pattern = messages.bundle.get_message(key).value
        if pattern is None:
            raise MissingWords(key, self.locale, "the message says nothing")
        # Fluent refuses a value of more than 2,500 characters, such as a very full cart: a mark stands for it.
        marks = {name: f"\ue000{name}\ue001" for name, v in values.items() if isinstance(v, str) and len(v) > _LONG}
        try:
            text, problems = messages.bundle.format_pattern(pattern, {**values, **marks})
        except RecursionError:
            raise MissingWords(key, self.locale, "the message uses itself") from None
        if problems:
            # Said with a hole in it, an offer would no longer be the one that is bought.
            raise MissingWords(key, self.locale, "; ".join(str(problem) for problem in problems))
        said = str(text).replace("\n", " ")
        for name, mark in marks.items():
            said = said.replace(mark, str(values[name]))
        return said


def topic_of(key: str) -> str:
    """The file of a message: ``reorder`` for ``reorder-offer``; ``values`` for how a value is said."""
    first = key.partition("-")[0]
    return "values" if first == "value" else first


@lru_cache(maxsize=64)
def _babel(locale: str) -> Locale:
    try:
        return Locale.parse(locale, sep="-")
    except UnknownLocaleError:
        return Locale.parse(locale.partition("-")[0])
