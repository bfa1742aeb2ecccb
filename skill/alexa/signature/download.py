"""Fetching a certificate file, with little patience and a small bag."""

import ssl
from collections.abc import Callable
from typing import Any
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, build_opener

Fetch = Callable[[str], bytes]
"""An address in, the file's bytes out; any exception means it could not be had."""

PATIENCE_S = 3.0
LARGEST_BYTES = 64 * 1024


class _StayHere(HTTPRedirectHandler):
    """Takes a redirect for a failure: only the address that was checked may be read."""

    def redirect_request(self, *_: Any) -> None:
        return None


def download(url: str) -> bytes:
    """The file at an https address, up to 64 KiB; waits 3 s for the connection and for each piece.

    Raises OSError, http.client.HTTPException or ValueError (too large) when it cannot be had.
    """
    opener = build_opener(
        ProxyHandler(),  # a server behind a company's proxy sets https_proxy
        HTTPSHandler(context=ssl.create_default_context()),
        _StayHere(),
    )
    with opener.open(url, timeout=PATIENCE_S) as answer:
        content: bytes = answer.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise ValueError("certificate file too large")
    return content
