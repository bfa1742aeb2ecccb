"""The demo shop, loaded once."""

from __future__ import annotations

import pytest

from tools.fuzzing.world import Shop


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop(tmp_path_factory.mktemp("fuzz"))
