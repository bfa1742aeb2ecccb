"""The log as JSON, one line a record, by aws-lambda-powertools: on stdout of a Lambda, on stderr of a server.

The level is ``POWERTOOLS_LOG_LEVEL``, else INFO; ``POWERTOOLS_SERVICE_NAME`` wins over the service that the code names.
It is the same on both hosts: whoever reads a server's lines in its journal has one format to read, and what must not be
in them is held to one formatter. Only `skill`'s own loggers are formatted; libraries say nothing below a warning.
"""

from __future__ import annotations

import logging
import os
from typing import IO

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from skill.errors import where

NAME = "skill"
_FIRST = ["level", "message", "timestamp", "service"]


class Lines(LambdaPowertoolsFormatter):
    """An exception's kind and place, and never its text, which may hold what a shopper said."""

    def __init__(self) -> None:
        super().__init__(log_record_order=_FIRST, utc=True, use_rfc3339=True)
        self.remove_keys(["location"])

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        problem = record.exc_info[1] if record.exc_info else None
        if problem is None:
            return super().format(record)
        told = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None, "error": where(problem)})
        return super().format(told)


def start(service: str, stream: IO[str] | None = None) -> None:
    """Write this process' log lines as JSON from now on; ``stream`` is stdout unless it is given."""
    service = os.environ.get("POWERTOOLS_SERVICE_NAME") or service
    # Powertools names a logger by its service: ours is the one that all of the skill's loggers belong to.
    Logger(service=NAME, stream=stream, logger_formatter=Lines()).append_keys(service=service)
