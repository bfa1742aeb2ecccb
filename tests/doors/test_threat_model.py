"""docs/security.md names tests that exist, limits and licences that hold, and settings that there are."""

from __future__ import annotations

import ast
import re

import pytest

from skill.settings.environment import NAMES
from skill.web import limits
from tests.platform.test_sbom import PERMISSIVE, TO_KNOW
from tests.support.needs import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([a-z_/]+\.py)(?:::(test_\w+))?`", PAGE)


def test_many_are_named() -> None:
    assert len({name for _, name in NAMED if name}) > 40
    assert "tests" not in {file.partition("/")[0] for file, _ in NAMED}


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_each_test_that_is_named_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert not name or name in defined


def test_every_door_that_is_tried_is_in_the_page() -> None:
    files = {f"doors/{path.name}" for path in (ROOT / "tests" / "doors").glob("test_*.py")}
    assert files - {file for file, _ in NAMED} == set()


def test_the_limits_are_those_that_hold() -> None:
    told = {limits.REFUSED: "120, then 429", limits.TOKEN: "1,200 |", limits.ACCOUNT: "120 turns"}
    for limit, words in told.items():
        assert f"{limit.amount:,}" in words
        assert words in PAGE


def test_settings_that_are_named_exist() -> None:
    assert set(re.findall(r"RESTOCK_[A-Z_]+", PAGE)) <= set(NAMES)


def test_licences_are_told() -> None:
    told = PAGE[PAGE.index("## Packages") : PAGE.index("## What remains")]
    for expression in PERMISSIVE:
        for one in re.split(" OR ", expression):
            assert one.partition("-")[0] in told
    for name, one in TO_KNOW.items():
        assert f"**{name}** ({one})" in told


def test_the_links_lead_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", PAGE) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
