"""Metrics in CloudWatch's embedded metric format (EMF): lines on stdout that Lambda's log turns into metrics.

    metrics.start("outbox")                        # once per process; without it nothing is kept and nothing printed
    metrics.count("ErrandsDone", 3)
    metrics.count("Revenue", 16.48, metrics.NO_UNIT, currency="USD")
    metrics.flush()                                # at the end of each turn or sweep

Every value counts under the dimension ``service``. With further dimensions it counts twice: without and with them.
The namespace is ``POWERTOOLS_METRICS_NAMESPACE``, else ``Restock``; ``POWERTOOLS_SERVICE_NAME`` wins over the service
that the code names. ``POWERTOOLS_METRICS_DISABLED=true`` prints nothing.
"""

from __future__ import annotations

import os
from threading import Lock
from typing import NamedTuple

NAMESPACE = "Restock"
COUNT, MILLISECONDS, SECONDS, NO_UNIT = "Count", "Milliseconds", "Seconds", "None"

MOST_KEPT = 99
"""Values after which they are printed even though nobody flushes: a line takes fewer than 100 of one metric."""


class _Value(NamedTuple):
    name: str
    value: float
    unit: str


class Metrics:
    """Keeps values until they are printed, one line for each combination of dimensions. Safe in several threads."""

    def __init__(self, service: str) -> None:
        # A cold start pays for it while it is set up, not in its first turn.
        from aws_lambda_powertools.metrics import EphemeralMetrics  # noqa: PLC0415 - only where metrics are wanted

        service = os.environ.get("POWERTOOLS_SERVICE_NAME") or service
        namespace = os.environ.get("POWERTOOLS_METRICS_NAMESPACE") or NAMESPACE
        self._line = EphemeralMetrics(namespace=namespace, service=service, default_dimensions={"service": service})
        self._lock = Lock()
        self._kept: dict[tuple[tuple[str, str], ...], list[_Value]] = {}
        self._size = 0

    def count(self, name: str, value: float = 1, unit: str = COUNT, **dimensions: str) -> None:
        """Keep one value of a metric. A dimension's value must be one of few: each makes a metric of its own."""
        with self._lock:
            self._kept.setdefault(tuple(sorted(dimensions.items())), []).append(_Value(name, value, unit))
            self._size += 1
            if self._size >= MOST_KEPT:
                self._print()

    def flush(self) -> None:
        """Print what is kept; nothing for nothing."""
        # Under the lock, too: two threads that print at once could mix their lines.
        with self._lock:
            self._print()

    def _print(self) -> None:
        kept, self._kept, self._size = self._kept, {}, 0
        line = self._line
        for dimensions, values in kept.items():
            if dimensions:
                line.add_dimensions(**dict(dimensions))
            for one in values:
                line.add_metric(name=one.name, unit=one.unit, value=one.value)
            line.flush_metrics()
            # Switched off, it prints nothing and forgets nothing.
            line.clear_metrics()


class _Chosen:
    """What ``start`` chose for this process; None: nobody wants metrics."""

    metrics: Metrics | None = None


def start(service: str) -> None:
    """Print this process' metrics from now on, under the name of a service (``skill``, ``outbox``, …)."""
    _Chosen.metrics = Metrics(service)


def stop() -> None:
    """Print what is kept and no more after it."""
    flush()
    _Chosen.metrics = None


def count(name: str, value: float = 1, unit: str = COUNT, **dimensions: str) -> None:
    """One value of a metric: a number of times, a time span or a gauge. See ``Metrics.count``."""
    if _Chosen.metrics is not None:
        _Chosen.metrics.count(name, value, unit, **dimensions)


def flush() -> None:
    """Print what was counted. See ``Metrics.flush``."""
    if _Chosen.metrics is not None:
        _Chosen.metrics.flush()
