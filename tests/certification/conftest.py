"""A review in each locale, the authorization server that links its account, and its mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.certification.phrases import LOCALES, PHRASES
from tests.certification.review import Review, load_demo
from tests.support.authorization import AuthorizationServer, authorization_server
from tests.support.mail_server import Postbox, mail_server
from tests.web.conftest import build, ca, demo, signed, store

# The web server, and an Amazon that signs what it sends there.
__all__ = ["build", "ca", "demo", "signed", "store"]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo shop, loaded."""
    return load_demo(tmp_path_factory.mktemp("certification"))


@pytest.fixture(scope="session")
def server() -> Iterator[AuthorizationServer]:
    """The shop's authorization server."""
    with authorization_server() as running:
        yield running


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest) -> str:
    """Each locale that the skill is published in."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def review(locale: str, loaded: Path, tmp_path: Path, server: AuthorizationServer) -> Review:
    """A review that begins."""
    return Review.of(locale, PHRASES[locale], loaded, tmp_path, server)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """What a running mail server got."""
    with mail_server() as running:
        yield running
