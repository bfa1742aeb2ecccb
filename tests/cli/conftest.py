"""The command line, run in a folder of its own."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from skill.cli.common import ensure_loaded
from skill.cli.main import restock
from skill.settings.environment import Settings
from skill.storage.open import open_store

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with data in the test's folder; more ``RESTOCK_`` settings by name, such as ``store=…``."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, typed: str = "", **settings: str) -> Result:
        environment = {f"RESTOCK_{name.upper()}": value for name, value in settings.items()}
        assert not {name for name in os.environ if name.startswith("RESTOCK_") and "TEST" not in name}
        return CliRunner().invoke(
            restock, [str(argument) for argument in arguments], input=typed, env=environment, prog_name="restock"
        )

    return run


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo shop, as the first start leaves it."""
    folder = tmp_path_factory.mktemp("loaded")
    settings = Settings.from_env({"RESTOCK_DATA": str(folder)})
    ensure_loaded(settings, open_store(settings.store))
    return folder


@pytest.fixture
def demo(run: Run, loaded: Path, tmp_path: Path) -> Run:
    """The same as ``run``, with the demo shop loaded."""
    shutil.copytree(loaded, tmp_path / ".restock")
    return run
