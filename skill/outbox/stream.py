"""The table's stream: a turn has just left errands, and exactly these are done.

A record tells the key of an errand, and no more; the errand is read from the table, as it is now. What failed is told
to Lambda by its place in the stream (``batchItemFailures``); she sends again from the first of these on, and all that
was done by then, or taken, or waits for a later time, is passed over. Whatever goes wrong, the errand is still in the
table: the sweep finds it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from skill.errors import RestockError, where
from skill.outbox.worker import LONGEST, Outbox
from skill.profile.errand import Errand

Read = Callable[[str, str], Errand | None]
"""The errand at a key (PK, SK) as it is now; None when it is done."""

_log = logging.getLogger("skill")


class NotDone(RestockError):
    """A record is to be sent again."""


class Stream:
    """Does the errands that batches of the table's stream tell of."""

    def __init__(
        self,
        outbox: Outbox,
        read: Read,
        clock: Callable[[], datetime],
        *,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outbox = outbox
        self._read = read
        self._clock = clock
        self._elapsed = elapsed

    def __call__(self, event: Mapping[str, Any], context: object) -> dict[str, Any]:
        """Do a batch; ``{"batchItemFailures": [{"itemIdentifier": SequenceNumber}, …]}`` of what is to come again."""
        begun = self._elapsed()

        def handle(record: DynamoDBRecord) -> None:
            if self._elapsed() - begun >= LONGEST:
                raise NotDone("a batch takes nothing more after a minute")
            self._do(record)

        processor = BatchProcessor(EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)
        answer = process_partial_response(dict(event), handle, processor, context)  # type: ignore[arg-type]  # their name for any context
        return dict(answer)

    def _do(self, record: DynamoDBRecord) -> None:
        keys = (record.dynamodb.keys if record.dynamodb else None) or {}
        if not str(keys.get("SK", "")).startswith("OUT#"):
            # The filter of the event source lets none through. Sent again it would be none either.
            _log.warning("a record of the stream is no errand")
            return
        try:
            errand = self._read(str(keys["PK"]), str(keys["SK"]))
        except Exception as problem:
            _log.warning("an errand cannot be read: %s", where(problem))
            raise
        at = self._clock()
        if errand is None or errand.due > at:
            return
        if self._outbox.take(errand, at) == "failed":
            raise NotDone("see the line above")
