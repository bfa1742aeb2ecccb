"""Reading a CSV file line by line, however it was damaged: a bad line costs itself only."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import IO, NamedTuple, cast

from skill.loading.problem import Problem, Report, UnreadableFile, Watch, nobody_watches

MOST_LINES = 100
_EVERY = 4096
_BROKEN = (EOFError, gzip.BadGzipFile, zlib.error)


class Row(NamedTuple):
    """The asked-for columns of one record, trimmed, in the order they were asked for; absent columns are empty."""

    line: int
    values: list[str]


def read_table(
    path: Path, needed: Sequence[str], optional: Sequence[str], report: Report, watch: Watch = nobody_watches
) -> Iterator[Row]:
    """The records of a ``.csv`` or ``.csv.gz`` file in UTF-8, with or without a byte order mark; a stream.

    The first line names the columns, in any order. Lines that are not UTF-8, have another number of values, or
    an unclosed quote are reported and left out; so is an unknown column.

    Raises:
        UnreadableFile: when the file is missing or empty, is no CSV with commas, or lacks a needed column.

    """
    try:
        raw = path.open("rb")
    except OSError as wrong:
        raise UnreadableFile(f"{path} cannot be read: {wrong.strerror}") from None
    with raw:
        size = path.stat().st_size
        plain = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if path.suffix == ".gz" else raw
        # Bytes that are no UTF-8 become lone surrogates: they cost their own line only.
        text = TextIOWrapper(plain, encoding="utf-8-sig", errors="surrogateescape", newline="")
        lines = _Lines(text)
        columns = _columns(path, lines, needed, optional, report)
        for count, row in enumerate(_records(path.name, lines, columns.width, report)):
            if count % _EVERY == 0:
                watch(path.name, raw.tell(), size)
            values = [row.values[n].strip() if n >= 0 else "" for n in columns.places]
            yield Row(row.line, values)
        watch(path.name, size, size)


class _Columns(NamedTuple):
    width: int
    places: list[int]


class _TooLong(Exception):
    """A record of more lines than any real one has: a quote was not closed."""


class _Lines:
    """Physical lines, remembering those of the record being read so that they can be read again one by one."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.number = 0
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= MOST_LINES:
            raise _TooLong
        line = self._again.popleft() if self._again else next(self._text)
        self.number += 1
        self.record.append(line)
        return line

    @property
    def start(self) -> int:
        """The number of the record's first line."""
        return self.number - len(self.record) + 1

    def next_record(self) -> None:
        """Forget the record before."""
        self.record.clear()

    def only_first(self) -> None:
        """Give all but the record's first line back."""
        rest = self.record[1:]
        self._again.extendleft(reversed(rest))
        self.number -= len(rest)
        del self.record[1:]


def _columns(path: Path, lines: _Lines, needed: Sequence[str], optional: Sequence[str], report: Report) -> _Columns:
    try:
        header = [name.strip().lower() for name in next(csv.reader(lines, strict=True))]
    except StopIteration:
        raise UnreadableFile(f"{path} is empty; its first line must name the columns {', '.join(needed)}") from None
    except (*_BROKEN, csv.Error, _TooLong) as wrong:
        raise UnreadableFile(f"{path} is no CSV file: {str(wrong) or 'its first line has no end'}") from None
    if any("\udc80" <= letter <= "\udcff" or letter == "\0" for name in header for letter in name):
        raise UnreadableFile(f"{path} is not UTF-8; save it as CSV in UTF-8")
    missing = [name for name in needed if name not in header]
    if missing:
        which = "column" if len(missing) == 1 else "columns"
        separated = "; the values must be separated by commas" if len(header) == 1 else ""
        raise UnreadableFile(
            f"{path} has no {which} {', '.join(missing)}; its first line names {', '.join(header)}{separated}"
        )
    for n, name in enumerate(header):
        if name in header[:n]:
            raise UnreadableFile(f"{path} names the column {name} twice")
        if name not in needed and name not in optional:
            report(Problem(path.name, 1, f"column {name!r} is not known; left out"))
    places = [header.index(name) if name in header else -1 for name in (*needed, *optional)]
    return _Columns(len(header), places)


def _records(file: str, lines: _Lines, width: int, report: Report) -> Iterator[Row]:
    reader = csv.reader(lines, strict=True)
    while True:
        lines.next_record()
        try:
            values = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong) as wrong:
            report(Problem(file, lines.start, f"{_said(wrong)}; line left out"))
            lines.only_first()
            continue
        except _BROKEN:
            report(Problem(file, lines.number + 1, "the file is damaged from here on; the rest is left out"))
            return
        wrong_text = _wrong(values, lines.record, width)
        if wrong_text:
            report(Problem(file, lines.start, f"{wrong_text}; line left out"))
            lines.only_first()
        elif any(values):
            yield Row(lines.start, values)


def _said(wrong: Exception) -> str:
    if "field larger" in str(wrong):
        return "a value is longer than 131072 characters"
    if "expected after" in str(wrong):
        return 'a quote inside a quoted value is not doubled ("")'
    return "a quote is not closed"


def _wrong(values: list[str], record: list[str], width: int) -> str:
    if len(values) != width and any(values):
        return f"{len(values)} values where the first line names {width} columns"
    for line in record:
        if "\0" in line or (not line.isascii() and any("\udc80" <= letter <= "\udcff" for letter in line)):
            return "not UTF-8"
    return ""
