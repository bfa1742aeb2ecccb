"""The functions of template.yaml as `sam build` makes them, for this machine so that they can be run here.

They are built once for all tests of a run, whichever process of it wants one first.
"""

from __future__ import annotations

import fcntl
import platform
import sys
from pathlib import Path

from tests.support.template import sam

_HERE = {"RESTOCK_LAMBDA_PYTHON": "{}.{}".format(*sys.version_info), "RESTOCK_LAMBDA_MACHINE": platform.machine()}


def built_once(folder: Path) -> Path:
    """All functions, a folder each, and template.yaml as it was built; whoever comes later waits for the first."""
    done, lock = folder.with_suffix(".done"), folder.with_suffix(".lock")
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not done.exists():
            ran = sam("sam", "build", "--parallel", "--build-dir", str(folder), **_HERE)
            assert ran.returncode == 0, ran.stderr
            done.touch()
    return folder
