"""Where a certificate may come from."""

import pytest

from skill.alexa.signature import RequestRefused
from skill.alexa.signature.where import certificate_address
from tests.alexa.signature.conftest import BODY, World
from tests.support.throwaway_ca import (
    ADDRESS,
    Signer,
)


@pytest.mark.parametrize(
    "url",
    [
        ADDRESS,
        "HTTPS://S3.AmazonAWS.com/echo.api/echo-api-cert-12.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert-12.pem",
    ],
)
def test_an_address_of_amazons_is_known_by_one_spelling(url: str) -> None:
    assert certificate_address(url) == ADDRESS


BAD_ADDRESSES = {
    "http": "http://s3.amazonaws.com/echo.api/cert.pem",
    "no scheme": "//s3.amazonaws.com/echo.api/cert.pem",
    "other host": "https://notamazon.com/echo.api/cert.pem",
    "host before": "https://s3.amazonaws.com.evil.example/echo.api/cert.pem",
    "host after": "https://evil-s3.amazonaws.com/echo.api/cert.pem",
    "final dot": "https://s3.amazonaws.com./echo.api/cert.pem",
    "long s": "https://ſ3.amazonaws.com/echo.api/cert.pem",
    "user": "https://s3.amazonaws.com@evil.example/echo.api/cert.pem",
    "other port": "https://s3.amazonaws.com:563/echo.api/cert.pem",
    "empty port": "https://s3.amazonaws.com:/echo.api/cert.pem",
    "odd port": "https://s3.amazonaws.com:x/echo.api/cert.pem",
    "other path": "https://s3.amazonaws.com/invalid.path/cert.pem",
    "path case": "https://s3.amazonaws.com/EcHo.aPi/cert.pem",
    "path begins alike": "https://s3.amazonaws.com/echo.apis/cert.pem",
    "folder only": "https://s3.amazonaws.com/echo.api/",
    "dots": "https://s3.amazonaws.com/echo.api/../cert.pem",
    "dots back again": "https://s3.amazonaws.com/echo.api/../echo.api/cert.pem",
    "one dot": "https://s3.amazonaws.com/echo.api/./cert.pem",
    "encoded dots": "https://s3.amazonaws.com/echo.api/%2e%2e/bucket/cert.pem",
    "encoded dots, capitals": "https://s3.amazonaws.com/echo.api/%2E%2E/bucket/cert.pem",
    "half encoded dots": "https://s3.amazonaws.com/echo.api/.%2e/bucket/cert.pem",
    "twice encoded dots": "https://s3.amazonaws.com/echo.api/%252e%252e/bucket/cert.pem",
    "encoded slash": "https://s3.amazonaws.com/echo.api/..%2fbucket/cert.pem",
    "back slash": "https://s3.amazonaws.com/echo.api/..\\bucket\\cert.pem",
    "two slashes": "https://s3.amazonaws.com//echo.api/cert.pem",
    "query": "https://s3.amazonaws.com/echo.api/cert.pem?x=1",
    "fragment": "https://s3.amazonaws.com/echo.api/cert.pem#x",
    "line break": "https://s3.amazonaws.com/echo.api/cert.pem\nHost: evil.example",
    "final line break": "https://s3.amazonaws.com/echo.api/cert.pem\n",
    "tab": "https://s3.amazonaws.com/echo\t.api/cert.pem",
    "bracket": "https://[s3.amazonaws.com/echo.api/cert.pem",
    "file": "file:///echo.api/cert.pem",
    "empty": "",
    "endless": "https://s3.amazonaws.com/echo.api/" + "a" * 600,
}


@pytest.mark.parametrize("url", BAD_ADDRESSES.values(), ids=BAD_ADDRESSES.keys())
def test_no_other_address_is_ever_asked(world: World, signer: Signer, url: str) -> None:
    with pytest.raises(RequestRefused, match=r"^certificate address not "):
        certificate_address(url)
    if url == url.strip():
        assert world.reason(signer.headers(BODY, url)).startswith("certificate address not ")
    assert world.fetched == []
