"""A share of a processor for one process, as AWS Lambda gives it by memory: a CPU quota of Linux' control groups."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL_MB = 1769
"""With so much memory a function has one whole vCPU; less of it, less (AWS Lambda Developer Guide)."""

_ROOT = Path("/sys/fs/cgroup")
# Lambda's own period is not told; 20 ms is what its instances were seen to be held by.
_PERIOD_US = 20_000


class NoQuota(RuntimeError):
    """This machine does not let us make control groups."""


@contextmanager
def share(memory_mb: int) -> Iterator[list[str]]:
    """The start of a command line whose process has the processor that Lambda gives with so much memory.

    Raises:
        NoQuota: without the right to make a control group, as in most containers.

    """
    quota = round(_PERIOD_US * min(1.0, memory_mb / FULL_MB))
    v2 = (_ROOT / "cgroup.controllers").is_file()
    group = (_ROOT if v2 else _ROOT / "cpu") / f"restock-{os.getpid()}-{memory_mb}"
    try:
        group.mkdir()
    except OSError as problem:
        raise NoQuota(str(problem)) from problem
    try:
        try:
            if v2:
                (group / "cpu.max").write_text(f"{quota} {_PERIOD_US}")
            else:
                (group / "cpu.cfs_period_us").write_text(str(_PERIOD_US))
                (group / "cpu.cfs_quota_us").write_text(str(quota))
        except OSError as problem:
            raise NoQuota(str(problem)) from problem
        yield ["/bin/sh", "-c", f'echo $$ > {group}/cgroup.procs && exec "$@"', "sh"]
    finally:
        # Its process must have ended by now.
        group.rmdir()
