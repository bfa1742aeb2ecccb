"""The lock files are what pyproject.toml asks for, exact and hashed, and name no place to download from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.needs import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ["lambda/requirements.lock", "requirements.lock", "requirements-dev.lock"]
# The other functions name their packages beside their code.
OTHERS = ["lambda/requirements-worker", "lambda/requirements-profile"]
_PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def pinned(lock: str) -> dict[str, str]:
    return dict(_PIN.findall((ROOT / lock).read_text()))


def asked(*names: str) -> list[Requirement]:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    parts = {"lambda": project["dependencies"], "server": project["optional-dependencies"]["server"], **groups}
    return [Requirement(one) for name in names for one in parts[name] if isinstance(one, str)]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("lambda/requirements.lock", asked("lambda")),
        ("requirements.lock", asked("lambda", "server", "build")),
        ("requirements-dev.lock", asked("lambda", "server", "build", "dev")),
    ],
    ids=LOCKS,
)
def test_everything_asked_for_is_pinned(lock: str, wanted: list[Requirement]) -> None:
    """When this fails, somebody changed pyproject.toml: run `make lock`."""
    pins = pinned(lock)

    versions = {str(one): (pins.get(canonicalize_name(one.name)), one.specifier) for one in wanted}

    assert [one for one, (version, allowed) in versions.items() if version is None or version not in allowed] == []


def test_the_narrow_locks_are_parts_of_the_wide_one() -> None:
    small, server, dev = (pinned(lock).items() for lock in LOCKS)

    assert small <= server <= dev


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_functions_have_what_they_name_in_the_versions_that_are_tested(name: str) -> None:
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    named = {canonicalize_name(line) for line in lines if line and not line.startswith("#")}
    pins = pinned(f"{name}.lock")

    assert named - pins.keys() == set()
    assert pins.items() <= pinned("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", [*LOCKS, *(f"{name}.lock" for name in OTHERS), "tests/platform/requirements-sam.lock"])
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]

    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize("lock", ["tests/node/package-lock.json", "tests/oracle/package-lock.json"])
def test_npm_packages_have_hashes_and_no_address(lock: str) -> None:
    text = Path(ROOT / lock).read_text()

    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') == text.count('"node_modules/')
