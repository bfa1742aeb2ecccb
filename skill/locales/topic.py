"""The messages of one topic in one locale, each parsed when it is first said.

Parsing costs 0.2 ms a message, a whole topic as much as the rest of a turn; a reply says only a few of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from skill.locales import FOLDER

# A message or term begins at the start of a line; what belongs to it is indented.
_ENTRY = re.compile(r"^(-?[A-Za-z][A-Za-z0-9_-]*) *=", re.MULTILINE)
_NAME = re.compile(r"-?[A-Za-z][A-Za-z0-9_-]*")


class Topic:
    """What can be said on a topic: our language's messages, its region's instead, the shop's own instead of both."""

    def __init__(self, locale: str, name: str, overrides: Path | None) -> None:
        language = locale.partition("-")[0]
        self.bundle = FluentBundle([locale, language], use_isolating=False)
        self._texts: dict[str, str] = {}
        for folder in (FOLDER, overrides):
            for place in dict.fromkeys((language, locale)):
                path = folder / place / f"{name}.ftl" if folder else None
                if path is not None and path.is_file():
                    self._texts.update(_entries(path.read_text("utf-8")))

    def has(self, key: str) -> bool:
        """Whether the message exists and can be parsed; afterwards it is in the bundle."""
        if not self.bundle.has_message(key) and key in self._texts:
            self._parse(key, {key})
        return self.bundle.has_message(key)

    def _parse(self, key: str, seen: set[str]) -> None:
        text = self._texts[key]
        # What it refers to comes first: another thread may say the message as soon as it is there.
        for name in _NAME.findall(text):
            if name in self._texts and name not in seen:
                seen.add(name)
                self._parse(name, seen)
        self.bundle.add_resource(FluentResource(text))


@lru_cache(maxsize=256)
def topic(locale: str, name: str, overrides: Path | None) -> Topic:
    """The messages of ``<name>.ftl``, read once per process; none when no folder has such a file."""
    return Topic(locale, name, overrides)


def _entries(text: str) -> dict[str, str]:
    """The text of each message and term by its name."""
    starts = list(_ENTRY.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {match[1]: text[match.start() : end] for match, end in zip(starts, ends, strict=True)}
