"""What every test shares: an environment without settings, and fixtures that start real servers."""

import os
from collections.abc import Iterator

import pytest

# The first listens to what all others log.
pytest_plugins = ["tests.support.log_watch", "tests.support.servers"]

# A developer's own account or shop must never be reached by a test.
_OURS = ("RESTOCK_", "AWS_")
_KEPT = "RESTOCK_TEST_"
_FAKE_AWS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_REGION": "eu-west-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers."""
    config.addinivalue_line("markers", "dynamodb: talks to a DynamoDB server (set by the fixture)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the DynamoDB server, so that `make oracle` finds exactly those tests."""
    for item in items:
        if "dynamodb_endpoint" in getattr(item, "fixturenames", ()):
            item.add_marker("dynamodb")


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> Iterator[None]:
    """Take the settings of the shell away and give AWS clients credentials that open nothing."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_OURS) and not name.startswith(_KEPT):
                patch.delenv(name)
        for name, value in _FAKE_AWS.items():
            patch.setenv(name, value)
        yield
