"""A running process from outside, by /proc (Linux): its processor time, its memory, what it writes."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_LAG = 5


class Trend(NamedTuple):
    """A straight line through a series: its slope, and the slope's standard error."""

    slope: float
    error: float


def cpu_s(pid: int) -> float:
    """Seconds of the processor that the process has used, all threads, in steps of a hundredth."""
    # The second field is the command in brackets, which may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK_S


def rss_mb(pid: int) -> float:
    """Megabytes (2**20) of memory that the process occupies."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 2**20


def peak_mb(pid: int) -> float:
    """Its highest memory so far, in megabytes (2**20)."""
    return _field(Path(f"/proc/{pid}/status"), "VmHWM") / 2**10


def written_bytes(pid: int) -> int:
    """Bytes that the process has made the disk write so far: whole pages, as they leave for the disk."""
    return _field(Path(f"/proc/{pid}/io"), "write_bytes")


def trend(values: Sequence[float]) -> Trend:
    """Least squares against 0, 1, 2 …, with the standard error of Newey and West (1987).

    Memory grows in steps and stays: neighbours are alike, which plain standard errors take for certainty.

    Raises:
        ValueError: for less than three values.

    """
    n = len(values)
    if n < 3:
        raise ValueError(f"{n} values make no trend")
    x = [place - (n - 1) / 2 for place in range(n)]
    spread, middle = math.fsum(one * one for one in x), math.fsum(values) / n
    slope = math.fsum(one * value for one, value in zip(x, values, strict=True)) / spread
    scores = [one * (value - middle - slope * one) for one, value in zip(x, values, strict=True)]
    variance = math.fsum(score * score for score in scores)
    for lag in range(1, min(_LAG, n - 1) + 1):
        both = math.fsum(one * two for one, two in zip(scores[lag:], scores, strict=False))
        variance += 2 * (1 - lag / (_LAG + 1)) * both
    return Trend(slope, math.sqrt(max(0.0, variance) * n / (n - 2)) / spread)


def _field(path: Path, name: str) -> int:
    for line in path.read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(f"{path} has no {name}")
