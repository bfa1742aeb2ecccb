"""The default download against a server that really listens."""

from collections.abc import Iterator
from urllib.error import HTTPError, URLError

import pytest

from skill.alexa.signature.chain import public_roots
from skill.alexa.signature.download import LARGEST_BYTES, download
from tests.support.serving import Handler, serving


class _Files(Handler):
    def do_GET(self) -> None:
        content = b"x" * (LARGEST_BYTES + int(self.path == "/large"))
        self.say({"/moved": 302, "/gone": 404}.get(self.path, 200), content, Location="/whole")


@pytest.fixture(scope="module")
def files() -> Iterator[str]:
    with serving(_Files) as address:
        yield address


def test_a_download_has_a_size_and_stays_where_it_was_sent(files: str) -> None:
    assert len(download(f"{files}/whole")) == LARGEST_BYTES
    with pytest.raises(ValueError, match="too large"):
        download(f"{files}/large")
    for path, status in (("/moved", 302), ("/gone", 404)):
        with pytest.raises(HTTPError) as failed:
            download(files + path)
        assert failed.value.code == status
        failed.value.close()


def test_a_server_that_is_not_there(files: str) -> None:
    with pytest.raises(URLError):
        download("https://127.0.0.1:1/cert.pem")


def test_the_public_authorities_are_found() -> None:
    names = {root.subject.rfc4514_string() for root in public_roots()}
    assert any("Amazon Root CA 1" in name for name in names)
    assert len(names) > 100
