"""Fetching a certificate file, with little patience and a small bag."""

from collections.abc import Callable

from skill.fetching import fetch

Fetch = Callable[[str], bytes]
"""An address in, the file's bytes out; any exception means it could not be had."""

PATIENCE_S = 3.0
LARGEST_BYTES = 64 * 1024


def download(url: str) -> bytes:
    """The file at an https address, up to 64 KiB; waits 3 s for all of it.

    Raises OSError, http.client.HTTPException or ValueError (too large) when it cannot be had.
    """
    return fetch(url, PATIENCE_S, largest=LARGEST_BYTES)
