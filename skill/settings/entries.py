"""Strict reading of a YAML file: every complaint names the file, the entry and what to set."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from skill.errors import SettingsError
from skill.shopping.money import Money
from skill.texts import read_texts

_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


class Entries:
    """One table of the file, by key; ``path`` is where it stands, such as ``delivery.``."""

    def __init__(self, file: Path, path: str, values: dict[str, Any]) -> None:
        self._file = file
        self._path = path
        self._values = values
        self._read: set[str] = set()

    def wrong(self, key: str, text: str) -> SettingsError:
        """The error about an entry; an empty key means this table itself."""
        return SettingsError(f"{self._file}: {(self._path + key).rstrip('.')} {text}")

    def names(self) -> list[str]:
        """All keys, in the file's order; they count as read."""
        self._read.update(self._values)
        return list(self._values)

    def has(self, key: str) -> bool:
        """Whether the entry is there and not empty."""
        self._read.add(key)
        return self._values.get(key) not in (None, "")

    def nothing_else(self) -> None:
        """Complain about entries that nobody asked for.

        Raises:
            SettingsError: names the first one and those that exist.

        """
        for key in self._values:
            if key not in self._read:
                raise self.wrong(key, f"is no entry; there are {', '.join(sorted(self._read))}")

    def text(self, key: str, what: str) -> str:
        """A text on one line, trimmed."""
        value = self._take(key, what)
        if not isinstance(value, str):
            raise self.wrong(key, f"is no text; set {what}")
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._take(key, "a list of texts")
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(key, "is no list of texts; set such as [one, two]")
        return tuple(value.strip() for value in values)

    def matching(self, key: str, pattern: str, what: str) -> str:
        """A text of a certain form."""
        value = self.text(key, what)
        if not re.fullmatch(pattern, value):
            raise self.wrong(key, f"{value!r} is not {what}")
        return value

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number between two others."""
        what = f"a whole number from {least} to {most}"
        self._read.add(key)
        if default is not None and not self.has(key):
            return default
        value = self.text(key, what)
        if not re.fullmatch("[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise self.wrong(key, f"{value!r} is not {what}")
        return int(value)

    def number(self, key: str, least: Decimal, most: Decimal) -> Decimal:
        """A decimal number between two others, exactly as written."""
        what = f"a number from {least} to {most}"
        value = self.text(key, what)
        if not _NUMBER.fullmatch(value) or not least <= Decimal(value) <= most:
            raise self.wrong(key, f"{value!r} is not {what}")
        return Decimal(value)

    def money(self, key: str, currency: str) -> Money:
        """An amount, never negative."""
        value = self.text(key, "an amount such as 4.90")
        try:
            amount = Money.parse(value, currency)
        except ValueError as wrong:
            raise self.wrong(key, f"{wrong}; set an amount such as 4.90") from None
        if amount.minor < 0:
            raise self.wrong(key, f"{value!r} is negative; set an amount such as 4.90")
        return amount

    def time(self, key: str) -> time:
        """A time of day, HH:MM."""
        value = self.matching(key, r"([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day such as 18:00")
        return time.fromisoformat(value)

    def yes(self, key: str, what: str) -> bool:
        """Yes or no."""
        value = self.text(key, what).lower()
        if value not in {"yes", "no", "true", "false"}:
            raise self.wrong(key, f"{value!r} is neither yes nor no; set {what}")
        return value in {"yes", "true"}

    def zone(self, key: str) -> str:
        """The name of a time zone."""
        value = self.text(key, "an IANA time zone such as America/New_York")
        if not is_zone(value):
            raise self.wrong(key, f"{value!r} is no time zone; set an IANA name such as America/New_York")
        return value

    def table(self, key: str, what: str, *, needed: bool = True) -> Entries:
        """A table inside this one; empty when it may be missing and is."""
        self._read.add(key)
        if not needed and not self.has(key):
            return Entries(self._file, f"{self._path}{key}.", {})
        value = self._take(key, what)
        if not isinstance(value, dict):
            raise self.wrong(key, f"is no table; set {what}")
        return Entries(self._file, f"{self._path}{key}.", value)

    def tables(self, key: str, what: str) -> list[Entries]:
        """A list of tables."""
        values = self._take(key, what)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.wrong(key, f"is no list of tables; set {what}")
        return [Entries(self._file, f"{self._path}{key}[{n}].", value) for n, value in enumerate(values, 1)]

    def _take(self, key: str, what: str) -> Any:
        self._read.add(key)
        if not self.has(key):
            raise self.wrong(key, f"is missing; set {what}")
        return self._values[key]


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone; an unsafe path is none."""
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return False
    return bool(name)


def is_email(text: str) -> bool:
    """Whether this looks like one e-mail address. Whether somebody reads it, only an e-mail tells."""
    local, _, domain = text.partition("@")
    signs = any(letter.isspace() or not letter.isprintable() or letter in '@<>,;:"()' for letter in local + domain)
    return bool(local and domain) and not signs and len(text) <= 254


def read_entries(file: Path) -> Entries:
    """The top table of a file.

    Raises:
        SettingsError: when the file is missing, is no YAML, or is no table.

    """
    try:
        content = read_texts(file)
    except OSError as missing:
        raise SettingsError(f"{file}: cannot be read ({missing.strerror}); RESTOCK_SHOP must name its folder") from None
    except ValueError as wrong:
        raise SettingsError(f"{file}: is not proper YAML: {wrong}") from None
    if not isinstance(content, dict):
        raise SettingsError(f"{file}: is no table of entries; begin with such as seller: Corner Pantry")
    return Entries(file, "", content)
