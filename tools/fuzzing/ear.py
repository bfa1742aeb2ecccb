"""Everything that is logged while a request is answered."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@contextmanager
def listening() -> Iterator[list[logging.LogRecord]]:
    """Everything logged meanwhile, ours and the SDK's, that nobody else then prints."""
    root, ours, ear = logging.getLogger(), logging.getLogger("skill"), _Ear()
    levels = root.level, ours.level
    handlers, root.handlers = root.handlers, [ear]
    root.setLevel(logging.INFO)
    ours.setLevel(logging.DEBUG)
    try:
        yield ear.heard
    finally:
        root.handlers = handlers
        root.setLevel(levels[0])
        ours.setLevel(levels[1])


def where(problem: Exception) -> str:
    """What was raised, and where."""
    frames = traceback.extract_tb(problem.__traceback__)[-3:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(problem).__name__} at {places}: {str(problem)[:300]}"
