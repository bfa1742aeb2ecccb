"""A pytest plugin: no test may leave a secret in the log. Whatever the whole suite logs is searched, record by record.

The skill's loggers speak from DEBUG on while tests run, others from WARNING on. A record is searched as a plain handler
writes it, with the text of its exception, and as our own formatter does, with everything that was added to it; so are
the logs of servers that tests start (``searched``). A test in whose time a secret came up fails, whatever it asserts.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

from skill.app import App
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn
from skill.telemetry.lines import NAME, Lines
from tests.support.secrets import Watch, leaks

WATCH = Watch()
_OURS = frozenset({"restock", "awslambdaric"})
_FOUND: list[str] = []


class _Searcher(logging.Handler):
    """Searches each record when it is written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._ours, self._plain = Lines(), logging.Formatter()

    def emit(self, record: logging.LogRecord) -> None:
        # What libraries say below a warning is theirs: `botocore` writes whole requests, if somebody wants that.
        if record.levelno < logging.WARNING and record.name.partition(".")[0] != NAME:
            return
        # A formatter leaves the text of an exception behind for the next one.
        kept = record.exc_text
        _FOUND.extend(leaks([self._plain.format(record), self._ours.format(record)], WATCH))
        record.exc_text = kept


def searched(command: Sequence[str | Path], log: Path) -> None:
    """Search what a server wrote, if it is one of ours."""
    if _OURS.isdisjoint(Path(part).name for part in command):
        return
    _FOUND.extend(leaks(log.read_text("utf-8", errors="replace").splitlines(), WATCH))


def _answer(self: App, turn: Turn) -> Reply:
    WATCH.learn_turn(turn)
    return _REAL(self, turn)


_REAL = App.answer


def pytest_configure() -> None:
    """Listen from the beginning to the end."""
    logging.getLogger().addHandler(_Searcher())
    logging.getLogger(NAME).setLevel(logging.DEBUG)
    App.answer = _answer  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """A test that leaves secrets behind fails when it is over."""
    report = yield
    if call.when == "teardown":
        found = list(dict.fromkeys(_FOUND))
        _FOUND.clear()
        WATCH.forget()
        if found and report.outcome != "failed":
            report.outcome = "failed"
            report.longrepr = "\n".join(["the log holds what must not be in it:", *found])
    return report
