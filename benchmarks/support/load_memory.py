"""A long run: does the memory stay flat, how much does the file grow, how much is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.support.driving import Said, Spoken, closed
from benchmarks.support.load_runs import Target, apologies
from benchmarks.support.report import Row
from benchmarks.support.watched import peak_mb, rss_mb, trend, written_bytes

# Caches fill, allocators settle: so much of a run is not looked at.
_WARM_UP = 0.2


class Memory(NamedTuple):
    """Megabytes occupied after each so many turns (``every``), the first before any; and what else was seen."""

    every: int
    rss: tuple[float, ...]
    numbers: dict[str, float]


def soak(target: Target, talks: Iterator[Said], *, turns: int, every: int, clients: int, data: Path | None) -> Memory:
    """So many turns in a closed loop, fewer when interrupted; ``data`` is the folder that the target writes into."""
    steps = turns // every
    warm, sorry, errors = max(1, int(steps * _WARM_UP)), apologies(), 0
    rss = [rss_mb(target.pid)]
    written, kept = 0, _Kept(0, 0, 0)
    for step in range(steps):
        if step == warm:
            written, kept = written_bytes(target.pid), _kept(data)
        try:
            errors += closed(talks, target.connect, Spoken(sorry), clients=clients, turns=every).errors
        except KeyboardInterrupt:
            break
        rss.append(rss_mb(target.pid))
    steps = len(rss) - 1
    if data is None:
        warm = max(1, int(steps * _WARM_UP))
    found, after = trend(rss[warm:]), (steps - warm) * every
    late = trend(rss[steps // 2 :])
    numbers: dict[str, float] = {
        "turns": steps * every,
        "errors": errors,
        "rss_start_mb": round(rss[0], 1),
        "rss_warm_mb": round(rss[warm], 1),
        "rss_end_mb": round(rss[-1], 1),
        "peak_mb": round(peak_mb(target.pid), 1),
        "slope_kb_per_1000": round(1024 * found.slope * 1000 / every, 2),
        "slope_kb_per_1000_se": round(1024 * found.error * 1000 / every, 2),
        "slope_late_kb_per_1000": round(1024 * late.slope * 1000 / every, 2),
        "slope_late_kb_per_1000_se": round(1024 * late.error * 1000 / every, 2),
    }
    if data is not None:
        end = _kept(data)
        numbers |= {
            "written_bytes": round((written_bytes(target.pid) - written) / after),
            "file_bytes": round((end.file - kept.file) / after),
            "mails": round((end.mails - kept.mails) / after, 4),
            "mail_bytes": round((end.mail_bytes - kept.mail_bytes) / after),
        }
    return Memory(every, tuple(round(one, 2) for one in rss), numbers)


def row(name: str, memory: Memory) -> Row:
    """As a table has it; bytes are a turn, after the warm-up."""
    return Row(name, "ours", memory.numbers)


def samples(name: str, memory: Memory) -> list[Row]:
    """Every look, a row each."""
    return [Row(name, "ours", {"turns": place * memory.every, "rss_mb": rss}) for place, rss in enumerate(memory.rss)]


class _Kept(NamedTuple):
    """Bytes of the SQLite file, and e-mails in their folder: how many and their bytes."""

    file: int
    mails: int
    mail_bytes: int


def _kept(data: Path | None) -> _Kept:
    if data is None:
        return _Kept(0, 0, 0)
    mails = [file.stat().st_size for file in (data / "mail").rglob("*") if file.is_file()]
    return _Kept((data / "restock.sqlite").stat().st_size, len(mails), sum(mails))
