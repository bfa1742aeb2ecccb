"""Change the rules that let something be bought or undone, one small thing at a time; a test must notice each change.

    python -m tools.mutants [--at-once N] [PATTERN ...]        e.g. "skill.shopping.permission*"

mutmut makes the changes and runs the tests, as pyproject.toml says, on a copy in ``build/mutants``. It changes
functions and methods, no constants and no properties. Without a pattern it tries what was not tried since the function
changed, and what no test noticed so far. Then every change that no test noticed is printed. The file
``tools/mutants.yaml`` lists those that are known to be harmless, and why; ends with 1 when there are others, or when
one of the list is noticed by now.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / "build" / "mutants"
MADE = COPY / "mutants"
HARMLESS = ROOT / "tools" / "mutants.yaml"
# The exit codes of pytest that mutmut keeps, and its own.
_NOTICED, _UNTRIED = (1, 3), None
_OUTCOMES = {0: "survived", 5: "no tests", 33: "no tests", 36: "timeout", -24: "timeout", 24: "timeout", 152: "timeout"}


class Change(NamedTuple):
    """A change in a file: the lines it takes away and those it puts there, without indentation."""

    file: str
    was: str
    now: str


def main() -> int:
    """Try the changes, tell what nobody noticed."""
    parser = argparse.ArgumentParser(description="Change the rules of buying and see that the tests notice.")
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help="names of functions, such as 'skill.shopping.*'")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="how many to try side by side")
    wanted = parser.parse_args()
    copy()
    mutmut = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", str(wanted.at_once)]
    subprocess.run([*_apart(), *mutmut, *wanted.patterns], cwd=COPY, check=True)
    return report()


def _apart() -> list[str]:
    """A command to run mutmut by, where there is one: it sees no processes but its own.

    It signals processes by number when their time is over, also those that ended long ago: the number may be another's.
    """
    unshare = ["unshare", "--user", "--map-current-user", "--pid", "--fork", "--kill-child"]
    able = (
        shutil.which("unshare") and subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0
    )
    return [*unshare, "sh", "-c", '"$@"; exit $?', "sh"] if able else []


def copy() -> None:
    """Copy code and tests, so that nothing is tried on files that somebody is editing; keep what was found before."""
    for folder in ("skill", "tests"):
        shutil.rmtree(COPY / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, COPY / folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    shutil.copy2(ROOT / "pyproject.toml", COPY)
    # None of these mutmut renews by itself; of the code it keeps what is as old as its source.
    shutil.rmtree(MADE / "tests", ignore_errors=True)
    (MADE / "mutmut-stats.json").unlink(missing_ok=True)
    for file in (MADE / "skill").rglob("*.*"):
        source = COPY / file.relative_to(MADE)
        changed_before = file.suffix == ".py" and file.with_name(f"{file.name}.meta").exists() and source.exists()
        if file.is_file() and not changed_before and file.suffix not in (".meta", ".spans"):
            file.unlink()
    for meta in MADE.rglob("*.py.meta"):
        found = json.loads(meta.read_text())
        outcomes = found["exit_code_by_key"]
        found["exit_code_by_key"] = {name: code if code in _NOTICED else _UNTRIED for name, code in outcomes.items()}
        meta.write_text(json.dumps(found))


def report() -> int:
    """Print what became of the changes of each file; 1 when one that is not harmless went unnoticed."""
    harmless = dict(listed())
    wrong = 0
    for meta in sorted(MADE.rglob("*.py.meta")):
        file = str(meta.relative_to(MADE).with_suffix(""))
        outcomes: dict[str, int | None] = json.loads(meta.read_text())["exit_code_by_key"]
        if not any(code is not _UNTRIED for code in outcomes.values()):
            continue
        unnoticed = {name: code for name, code in outcomes.items() if code not in (*_NOTICED, _UNTRIED)}
        changes = dict(changed(file, [name.rpartition(".")[2] for name in unnoticed]))
        counts = Counter(_outcome(code) for code in outcomes.values())
        print(f"\n{file}: " + ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())))
        for name, code in unnoticed.items():
            change = changes[name.rpartition(".")[2]]
            wrong += change not in harmless
            print(f"  {_outcome(code)}: {name}\n    - {change.was}\n    + {change.now}")
            print(f"    {harmless.get(change, 'NOT EXPLAINED')}")
        if _UNTRIED not in outcomes.values():
            for change in harmless.keys() - set(changes.values()):
                if change.file == file:
                    wrong += 1
                    print(f"  listed as harmless, but it does not survive:\n    - {change.was}\n    + {change.now}")
    return 1 if wrong else 0


def listed() -> Iterator[tuple[Change, str]]:
    """The changes that are known to be harmless, and why."""
    for file, changes in yaml.safe_load(HARMLESS.read_text(encoding="utf-8")).items():
        for one in changes:
            for now in one["now"] if isinstance(one["now"], list) else [one["now"]]:
                yield Change(file, _line(one["was"]), _line(now)), _line(one["why"])


def changed(file: str, names: list[str]) -> Iterator[tuple[str, Change]]:
    """What the mutants of these names change in a file."""
    source = (MADE / file).read_text(encoding="utf-8")
    lines = source.splitlines()
    functions = {
        node.name: lines[node.lineno - 1 : node.end_lineno]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name
    }
    for name in names:
        original = name.rpartition("_")[0] + "_orig"
        after = [line.replace(name, original) for line in functions[name]]
        diff = list(difflib.ndiff(functions[original], after))
        was, now = (_line(" ".join(line[2:] for line in diff if line.startswith(sign))) for sign in ("- ", "+ "))
        yield name, Change(file, was.replace(original, "…"), now.replace(original, "…"))


def _line(text: str) -> str:
    return " ".join(text.split())


def _outcome(code: int | None) -> str:
    if code in _NOTICED:
        return "noticed"
    return "not tried" if code is _UNTRIED else _OUTCOMES.get(code, "suspicious")


if __name__ == "__main__":
    sys.exit(main())
