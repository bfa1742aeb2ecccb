"""What `make mutants` tells: what no test noticed, and whether that is known to be harmless."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import ROOT, Change, listed, report

# As mutmut writes it: the function as it was, and one copy a change.
MADE = """
def x_allowed__mutmut_orig(units, most):
    if units > most:
        return False
    return True

def x_allowed__mutmut_1(units, most):
    if units >= most:
        return False
    return True

def x_allowed__mutmut_2(units, most):
    return True
"""
LISTED = """
skill/rule.py:
  - was: "if units > most:"
    now: "if units >= most:"
    why: Nobody wants that many.
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of mutmut, with a rule in it."""
    monkeypatch.setattr(mutants, "MADE", tmp_path)
    monkeypatch.setattr(mutants, "HARMLESS", tmp_path / "harmless.yaml")
    (tmp_path / "harmless.yaml").write_text("{}")
    (tmp_path / "skill").mkdir()
    (tmp_path / "skill" / "rule.py").write_text(MADE)
    return tmp_path


def found(made: Path, *codes: int | None) -> None:
    """What became of the two changes: exit codes of pytest."""
    outcomes = {f"skill.rule.x_allowed__mutmut_{number}": code for number, code in enumerate(codes, 1)}
    (made / "skill" / "rule.py.meta").write_text(json.dumps({"exit_code_by_key": outcomes}))


def test_all_were_noticed(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found(made, 1, 1)
    assert report() == 0
    assert capsys.readouterr().out == "\nskill/rule.py: 2 noticed\n"


def test_one_that_nobody_noticed_is_shown(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found(made, 1, 0)
    assert report() == 1
    assert capsys.readouterr().out == (
        "\nskill/rule.py: 1 noticed, 1 survived\n"
        "  survived: skill.rule.x_allowed__mutmut_2\n"
        "    - if units > most: return False\n"
        "    + \n"
        "    NOT EXPLAINED\n"
    )


def test_one_that_is_known_to_be_harmless_is_explained(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made / "harmless.yaml").write_text(LISTED)
    found(made, 0, 1)
    assert report() == 0
    assert "    - if units > most:\n    + if units >= most:\n    Nobody wants that many.\n" in capsys.readouterr().out


@pytest.mark.parametrize(("other", "wrong"), [(1, 1), (None, 0)])
def test_one_of_the_list_that_is_noticed_by_now_is_told_once_all_were_tried(
    made: Path, capsys: pytest.CaptureFixture[str], other: int | None, wrong: int
) -> None:
    (made / "harmless.yaml").write_text(LISTED)
    found(made, 1, other)
    assert report() == wrong
    assert ("but it does not survive" in capsys.readouterr().out) is bool(wrong)


@pytest.mark.parametrize(("code", "outcome"), [(36, "timeout"), (33, "no tests"), (-11, "suspicious")])
def test_what_was_not_noticed_for_another_reason_counts_too(
    made: Path, capsys: pytest.CaptureFixture[str], code: int, outcome: str
) -> None:
    found(made, code, 1)
    assert report() == 1
    assert f"  {outcome}: skill.rule.x_allowed__mutmut_1\n" in capsys.readouterr().out


def test_a_file_of_which_nothing_was_tried_is_not_mentioned(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found(made, None, None)
    assert (report(), capsys.readouterr().out) == (0, "")


CHANGES = list(listed())


@pytest.mark.parametrize("change", [change for change, _ in CHANGES], ids=lambda change: change.now or change.was)
def test_what_is_known_to_be_harmless_is_a_change_of_what_is_there(change: Change) -> None:
    source = " ".join((ROOT / change.file).read_text(encoding="utf-8").split())
    assert change.was in source
    assert change.was != change.now
    assert dict(CHANGES)[change].endswith(".")
