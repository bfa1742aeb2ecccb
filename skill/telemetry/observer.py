"""One line in the log and a few metrics for each request, whatever becomes of it.

A turn's line, as JSON (``skill.telemetry.lines``)::

    {"level":"INFO","message":"turn","timestamp":"2026-11-22T07:31:05.120+00:00","service":"skill",
     "request_id":"amzn1.echo-api.request.…","channel":"alexa","locale":"en-US","intent":"Yes","question":"offer",
     "outcome":"ordered","ms":{"whole":21.4,"load":5.1,"quote":4.0,"shop":0.3,"answer":2.2,"commit":8.9,"render":0.7},
     "trips":3,"read_units":4.5,"write_units":14.0,"cold":false,"decided_again":0,"replay":false}

``ms`` are milliseconds by stage (``skill.telemetry.trace``); ``question`` what was open when it began, if anything;
``outcome`` the word on the timeline, or ``replayed`` (answered before), ``ignored`` (an event about nobody),
``uncertain`` (the commit was not answered), ``unreachable`` (the store does not answer) or ``failed``. A failure has
``error``: the kind and the place, never the text. A request that never became a turn has the message ``no turn``,
and ``refused``, ``request`` (its type) or ``error`` says why.

Metrics: Turns (by intent), TurnMs, Trips, ReadUnits, WriteUnits of each turn; Fallbacks, Orders and Revenue (by
currency), Refusals (somebody may not do what they asked for), Failures; Rejected (no turn: not to be believed).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from threading import Lock

from skill.errors import where
from skill.telemetry import metrics
from skill.telemetry.trace import Clock, Trace, entered, left

TURN, NO_TURN = "turn", "no turn"
FAILED = frozenset({"failed", "uncertain", "unreachable"})
DENIED = frozenset({"code_locked", "not_verified", "payment_declined"})
"""Refusals whose word does not begin with ``refused``."""
OTHER = "Other"

_REST = ""
"""The outermost stage: what no other one takes."""
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_log = logging.getLogger("skill.turns")


class Observer:
    """Watches the requests of one process; safe in several threads.

    ``clock`` is in seconds. Of an intent that is not among ``intents`` neither log nor metrics tell the name: it comes
    from outside, and each would make a metric of its own.
    """

    def __init__(self, clock: Clock, intents: Container[str]) -> None:
        self._clock = clock
        self._intents = intents
        self._lock = Lock()
        self._cold = True

    @contextmanager
    def request(self) -> Iterator[Trace]:
        """Watch one request until the block ends. A request within another one is part of it."""
        trace = Trace(self._clock)
        token = entered(trace)
        trace.begin(_REST)
        try:
            yield trace
        except BaseException as problem:
            if "refused" not in trace.facts:
                trace.facts.setdefault("error", where(problem))
                trace.facts["outcome"] = "failed"
            raise
        finally:
            trace.end()
            left(token)
            self._tell(trace)

    def _tell(self, trace: Trace) -> None:
        facts, ms = trace.facts, _milliseconds(trace)
        with self._lock:
            cold, self._cold = self._cold, False
        if "intent" in facts:
            facts.setdefault("outcome", "ignored")
            facts["intent"] = facts["intent"] if facts["intent"] in self._intents else OTHER
            facts["request_id"] = _told_id(facts["request_id"])
            _count_turn(trace, ms["whole"])
            told = {
                **facts,
                "ms": ms,
                "trips": trace.trips,
                "read_units": trace.read_units,
                "write_units": trace.write_units,
                "cold": cold,
                "decided_again": trace.decided_again,
                "replay": facts.get("replay", False),
            }
            _log.info(TURN, extra=told)
        else:
            if "refused" in facts:
                metrics.count("Rejected")
            elif "error" in facts:
                metrics.count("Failures")
            _log.info(NO_TURN, extra={**facts, "ms": ms, "cold": cold})
        metrics.flush()


def _told_id(request_id: str) -> str:
    """An id from outside, if it looks like one."""
    return request_id if _ID.fullmatch(request_id) else OTHER


def _milliseconds(trace: Trace) -> dict[str, float]:
    whole = {"whole": sum(trace.seconds.values())}
    stages = {name: seconds for name, seconds in trace.seconds.items() if name != _REST}
    return {name: round(seconds * 1000, 2) for name, seconds in (whole | stages).items()}


def _count_turn(trace: Trace, ms: float) -> None:
    intent, outcome = str(trace.facts["intent"]), str(trace.facts["outcome"])
    metrics.count("Turns", intent=intent)
    metrics.count("TurnMs", ms, metrics.MILLISECONDS)
    metrics.count("Trips", trace.trips)
    metrics.count("ReadUnits", trace.read_units)
    metrics.count("WriteUnits", trace.write_units)
    if intent == "Fallback":
        metrics.count("Fallbacks")
    if outcome.startswith("refused") or outcome in DENIED:
        metrics.count("Refusals")
    if outcome in FAILED:
        metrics.count("Failures")
    if trace.sold is not None:
        metrics.count("Orders")
        metrics.count("Revenue", float(trace.sold.decimal), metrics.NO_UNIT, currency=trace.sold.currency)
