"""The bills of materials name exactly what is locked, with hashes, and licences that a shop can take."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.support.needs import ROOT
from tools.sbom import SHIPPED, UNKNOWN, licence, locked

PERMISSIVE = {
    *("Apache-2.0", "Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-3-Clause", "BSD-2-Clause", "BSD-3-Clause"),
    *("MIT", "MIT-0", "PSF-2.0", "ZPL-2.1"),
}
"""Ask no more than to be named."""
TO_KNOW = {"certifi": "MPL-2.0"}
"""Asks that changes of its own files stay open: it is shipped as it is."""


@pytest.fixture(scope="module")
def bills(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make sbom` writes."""
    folder = tmp_path_factory.mktemp("sbom")
    command = [sys.executable, "-m", "tools.sbom", "--into", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return folder


def told(bills: Path, what: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bills / f"{what}.cdx.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(("what", "file"), SHIPPED.items())
def test_exactly_what_is_locked_with_its_hashes(bills: Path, what: str, file: str) -> None:
    """The list is read here by other means than the tool reads it."""
    text = (ROOT / file).read_text("utf-8")
    entries = re.findall(
        r"(?m)^([A-Za-z0-9._-]+)==(\S+)((?:[^\n]*\\\n)(?:\s+--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text
    )
    wanted = {
        (re.sub("[-_.]+", "-", name).lower(), version, *sorted(re.findall("[0-9a-f]{64}", rest)))
        for name, version, rest in entries
    }
    assert text.count("==") >= len(wanted) > 10
    components = told(bills, what)["components"]
    found = {(one["name"], one["version"], *sorted(each["content"] for each in one["hashes"])) for one in components}
    assert found == wanted
    assert len(components) == len(wanted)
    assert all(one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in components)


@pytest.mark.parametrize("what", SHIPPED)
def test_it_is_cyclonedx(bills: Path, what: str) -> None:
    text = (bills / f"{what}.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert told(bills, what)["metadata"]["component"]["name"] == f"restock-{what}"


def test_the_same_lists_give_the_same_bytes(bills: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.sbom", "--into", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for what in SHIPPED:
        name = f"{what}.cdx.json"
        assert (tmp_path / name).read_bytes() == (bills / name).read_bytes()
    assert len({told(bills, what)["serialNumber"] for what in SHIPPED}) == len(SHIPPED)


def test_every_licence_is_known_and_none_asks_for_more_than_to_be_named() -> None:
    """A new package with another licence wants somebody to look: name it here, and in docs/security.md."""
    shipped = {one.name for file in SHIPPED.values() for one in locked(ROOT / file)}
    licences = {name: licence(name) for name in shipped}
    assert [name for name, found in licences.items() if found == UNKNOWN] == []
    assert {name: found for name, found in licences.items() if found not in PERMISSIVE} == TO_KNOW
