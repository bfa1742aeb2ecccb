"""What tests of this folder share, also between the processes that run them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.lambdas import built_once


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All functions, a folder each, as `sam build` makes them for this machine; built once a run."""
    folder = tmp_path_factory.getbasetemp()
    # The processes of one run have their folders side by side.
    return built_once((folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "built")
