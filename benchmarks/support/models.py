"""Recognisers and models that only benchmarks need: in an environment of their own, made when first wanted."""

from __future__ import annotations

import os
import site
import subprocess
import sys
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_FOLDER = _ROOT / ".venv-models"


@cache
def installed() -> Path:
    """Let this process import what ``benchmarks/requirements*.lock`` lists; installs it when it is missing.

    Nothing that is in the project's own environment is replaced: its packages come first.

    Returns:
        The folder of the packages, in which their model files lie too.

    Raises:
        SystemExit: when it cannot be installed.

    """
    command = ["make", "-s", f"PYTHON={sys.executable}", f"{_FOLDER.name}/.ready"]
    if subprocess.run(command, cwd=_ROOT, check=False).returncode:
        raise SystemExit("the models could not be installed; by hand: make .venv-models/.ready")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = _FOLDER / "lib" / version / "site-packages"
    if not packages.is_dir():
        raise SystemExit(f"{_FOLDER.name} was made for another Python; remove it and try again")
    # Whatever a model's library would fetch, it must not: all that is needed lies here.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    site.addsitedir(str(packages))
    return packages
