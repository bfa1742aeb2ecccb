"""Folders as AWS Lambda would unpack them: the function as the project builds it, and the floor, twice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_PYTHON = "{}.{}".format(*sys.version_info)
# A hello world takes boto3 as it comes; ours keeps of botocore's data only what it needs.
_AS_IT_COMES = ("boto3", "botocore", "s3transfer")
_OURS = ("skill", "shop", "handler.py", "catalogue.sqlite", "__pycache__")


class Packed(NamedTuple):
    """``floor`` is a hello world with boto3 as pip leaves it, ``trimmed`` the same with botocore's data as ours has it.

    All three have byte code.
    """

    ours: Path
    floor: Path
    trimmed: Path


def pack(into: Path) -> Packed:
    """Build ours for this machine's Python and, of the same packages, the floors."""
    ours = pack_ours(into)
    packed = Packed(ours, into / "floor", pack_trimmed(ours, into))
    shutil.copytree(packed.trimmed, packed.floor, ignore=lambda folder, _: _whole(Path(folder) == packed.trimmed))
    for name in _AS_IT_COMES:
        _copy(name, packed.floor)
    return packed


def pack_ours(into: Path) -> Path:
    """Build ours alone, as the project does."""
    ours = into / "ours"
    build = [sys.executable, "-m", "tools.build_lambda", "--into", str(ours), "--python", _PYTHON]
    subprocess.run(build, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return ours


def pack_trimmed(ours: Path, into: Path) -> Path:
    """Of the packages of ours, a hello world."""
    trimmed = into / "trimmed"
    shutil.copytree(ours, trimmed, ignore=lambda folder, _: _OURS if Path(folder) == ours else ())
    shutil.copy(ROOT / "benchmarks" / "floor" / "handler.py", trimmed)
    _compile(trimmed / "handler.py")
    return trimmed


def _copy(name: str, into: Path) -> None:
    found = find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"the floor needs {name}; make test installs it")
    shutil.copytree(Path(found.origin).parent, into / name, ignore=shutil.ignore_patterns("__pycache__", "examples"))
    _compile(into / name)


def _whole(top: bool) -> tuple[str, ...]:
    return _AS_IT_COMES if top else ()


def _compile(path: Path) -> None:
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(path)]
    subprocess.run(command, check=True)
