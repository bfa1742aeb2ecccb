"""Where the recognisers and models come from; what installs them is put in place of the real thing here."""

import os
import site
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.support import models

VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An environment of its own beside an installer that is asked once a test."""
    monkeypatch.setattr(models, "_FOLDER", tmp_path / ".venv-models")
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("HF_HUB_OFFLINE")
    models.installed.cache_clear()
    yield
    models.installed.cache_clear()


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every command that was run; all succeed."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        ran.append(command)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    return ran


def test_the_packages_come_after_the_projects_own(commands: list[list[str]], tmp_path: Path) -> None:
    packages = tmp_path / ".venv-models" / "lib" / VERSION / "site-packages"
    packages.mkdir(parents=True)
    before = list(sys.path)

    assert models.installed() == packages
    assert models.installed() == packages

    assert commands == [["make", "-s", f"PYTHON={sys.executable}", ".venv-models/.ready"]]
    assert sys.path == [*before, str(packages)]


def test_nothing_may_be_downloaded_afterwards(commands: list[list[str]], tmp_path: Path) -> None:
    (tmp_path / ".venv-models" / "lib" / VERSION / "site-packages").mkdir(parents=True)

    models.installed()

    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_what_cannot_be_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=2))
    monkeypatch.setattr(site, "addsitedir", lambda _: pytest.fail("nothing was installed"))

    with pytest.raises(SystemExit, match=r"by hand: make \.venv-models/\.ready"):
        models.installed()


def test_an_environment_of_another_python_is_told(commands: list[list[str]], tmp_path: Path) -> None:
    (tmp_path / ".venv-models" / "lib" / "python2.7" / "site-packages").mkdir(parents=True)

    with pytest.raises(SystemExit, match="another Python; remove it"):
        models.installed()
