"""Two folders as AWS Lambda would unpack them: the function as the project builds it, and the floor."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PYTHON = "{}.{}".format(*sys.version_info)
# Ours may do with botocore alone; a hello world would take boto3.
_FLOORS = ("boto3", "s3transfer")
_OURS = ("skill", "shop", "handler.py", "catalogue.sqlite", "__pycache__")


def pack(into: Path) -> tuple[Path, Path]:
    """Build ours for this machine's Python and, of the same packages, the floor; byte code in both."""
    ours, floor = into / "ours", into / "floor"
    build = [sys.executable, "-m", "tools.build_lambda", "--into", str(ours), "--python", _PYTHON]
    subprocess.run(build, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    shutil.copytree(ours, floor, ignore=lambda folder, _: _OURS if Path(folder) == ours else ())
    shutil.copy(ROOT / "benchmarks" / "floor" / "handler.py", floor)
    missing = [name for name in _FLOORS if not (floor / name).is_dir()]
    for name in missing:
        found = find_spec(name)
        if found is None or found.origin is None:
            raise ModuleNotFoundError(f"the floor needs {name}; make test installs it")
        shutil.copytree(
            Path(found.origin).parent, floor / name, ignore=shutil.ignore_patterns("__pycache__", "examples")
        )
    compiled = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    subprocess.run([*compiled, str(floor / "handler.py"), *(str(floor / name) for name in missing)], check=True)
    return ours, floor
