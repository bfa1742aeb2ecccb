"""The functions of template.yaml as `sam build` makes them, for this machine so that they can be run here."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from tests.support.template import sam

_HERE = {"RESTOCK_LAMBDA_PYTHON": "{}.{}".format(*sys.version_info)}


def built(name: str, folder: Path) -> Path:
    """The folder of a function that `sam build` makes within a folder."""
    machine = {**_HERE, "RESTOCK_LAMBDA_MACHINE": platform.machine()}
    done = sam("sam", "build", name, "--build-dir", str(folder / "build"), **machine)
    assert done.returncode == 0, done.stderr
    return folder / "build" / name
