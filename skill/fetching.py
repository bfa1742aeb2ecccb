"""Asking another server by HTTP while somebody waits: bounded in time and size, and no further than its address."""

from __future__ import annotations

from collections.abc import Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from urllib.request import Request

LARGEST_BYTES = 256 * 1024
_AGENT = {"User-Agent": "restock"}


def fetch(
    url: str,
    patience: float,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    *,
    largest: int = LARGEST_BYTES,
) -> bytes:
    """What an http or https address answers; with a ``body`` it is posted. No redirects.

    ``patience`` is how many seconds all of it may take, ``largest`` how many bytes the answer may have.

    Raises:
        TimeoutError: it took longer altogether.
        OSError, http.client.HTTPException, ValueError: it cannot be had.

    """
    from urllib.request import Request  # noqa: PLC0415 - loaded only for an address

    if not url.startswith(("https://", "http://")):
        raise ValueError("neither https nor http")
    request = Request(url, body, {**_AGENT, **(headers or {})})  # noqa: S310 - just looked at
    answer: SimpleQueue[bytes | Exception] = SimpleQueue()

    def work() -> None:
        try:
            answer.put(_download(request, patience, largest))
        except Exception as problem:  # raised by whoever waits for it
            answer.put(problem)

    # A socket's timeout counts each piece, and none counts the name's look-up: only a clock beside it counts all.
    Thread(target=work, daemon=True).start()
    try:
        result = answer.get(timeout=patience)
    except Empty:
        raise TimeoutError from None
    if isinstance(result, Exception):
        raise result
    return result


def _download(request: Request, patience: float, largest: int) -> bytes:
    from urllib.error import HTTPError  # noqa: PLC0415
    from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener  # noqa: PLC0415

    class StayHere(HTTPRedirectHandler):
        """Takes a redirect for a failure: only the address that was set is believed."""

        def redirect_request(self, *_: Any) -> None:
            return None

    # Plain http is for this very machine, which no proxy reaches.
    proxies = ProxyHandler() if request.type == "https" else ProxyHandler({})
    try:
        with build_opener(proxies, StayHere()).open(request, timeout=patience) as answer:
            content: bytes = answer.read(largest + 1)
    except HTTPError as problem:
        problem.close()  # it holds the connection
        raise
    if len(content) > largest:
        raise ValueError("too large")
    return content
