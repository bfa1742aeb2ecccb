"""Skip a test whose tool is missing; on a build server, where nothing may be left out, fail it."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE = ROOT / "tests" / "node"


def leave_out(reason: str) -> None:
    """Skip the running test, or fail it where the environment sets CI."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def need_command(name: str, package: str) -> str:
    """Return the path of a command, e.g. ``need_command("chromium", "chromium")``."""
    found = shutil.which(name)
    if found is None:
        leave_out(f"{name} is missing: apt-get install {package}")
    return str(found)


def need_node_package(name: str) -> Path:
    """Return the folder of an npm package that `make test` installs under ``tests/node``."""
    need_command("node", "nodejs npm")
    folder = NODE / "node_modules" / name
    if not folder.is_dir():
        leave_out(f"npm package {name} is not installed: make test installs it")
    return folder
