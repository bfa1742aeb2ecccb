"""What each Lambda of template.yaml is made of: its entry point, its packages, and what of ``skill`` it can import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_OF_PAGES = {"static", "templates"}
"""Folders of ``skill/web`` for the page that only a local server has."""


@dataclass(frozen=True)
class Function:
    """One function.

    ``entry`` is a file of ``lambda/`` and ``lock`` one beside it; ``services`` are the AWS services it calls, whose
    descriptions botocore must have. ``sells``: it needs the catalogue.
    """

    entry: str
    lock: str
    services: tuple[str, ...]
    sells: bool = False


_OF_A_WORKER = ("dynamodb", "kms", "secretsmanager", "sesv2", "ssm")

FUNCTIONS = {
    "SkillFunction": Function(
        "handler.py", "requirements.lock", ("dynamodb", "kms", "secretsmanager", "ssm"), sells=True
    ),
    "OutboxFunction": Function("outbox.py", "requirements-worker.lock", _OF_A_WORKER),
    "ScheduledFunction": Function("scheduled.py", "requirements-worker.lock", _OF_A_WORKER),
    "ProfileFunction": Function("profile_api.py", "requirements-profile.lock", ("dynamodb", "secretsmanager", "ssm")),
}


def files_of(function: Function) -> list[Path]:
    """The files of ``skill`` that a function can need, relative to the project: each module that its entry point
    imports at once or at some time later, and the texts and tables beside these modules."""
    modules = set(_imported(ROOT / "lambda" / function.entry, set()))
    packages = {module.parent for module in modules if module.name == "__init__.py"} - {ROOT / "skill"}
    data = {file for package in packages for file in _data_of(package)}
    return sorted(file.relative_to(ROOT) for file in modules | data)


def _imported(file: Path, seen: set[Path]) -> Iterator[Path]:
    for name in _names(ast.parse(file.read_text("utf-8"))):
        # `from skill.a import b` names a module or something in one: what is a file is a module.
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            path = ROOT.joinpath(*parts[:end])
            module = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            if module.is_file() and module not in seen:
                seen.add(module)
                yield module
                yield from _imported(module, seen)


def _names(tree: ast.AST) -> Iterator[str]:
    """What is imported anywhere in a file, but for what only a type checker imports."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.partition(".")[0] == "skill")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "skill":
            yield from (f"{node.module}.{one.name}" for one in node.names)
        yield from _names(node)


def _data_of(package: Path) -> Iterator[Path]:
    """Files that are no code, in a package and in its folders that are no packages themselves."""
    for path in package.iterdir():
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            yield path
        elif path.is_dir() and path.name not in _OF_PAGES | {"__pycache__"} and not (path / "__init__.py").is_file():
            yield from _data_of(path)
