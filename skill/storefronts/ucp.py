"""A merchant's own search, by the Universal Commerce Protocol: ``POST <endpoint>/catalog/search``.

https://ucp.dev/2026-04-08/specification/catalog/rest; what is sent and read is the same in 2026-01-23.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec

from skill.fetching import fetch

LONGEST_QUERY = 200
LARGEST_BYTES = 2 * 1024 * 1024
"""Twenty products with all their variants, texts and pictures' addresses."""

Send = Callable[..., bytes]
"""``fetch``: address, seconds, body and headers → the answer's body."""


class SearchFailed(Exception):
    """The storefront gave no result; the text says why, without what was asked."""


class _Variant(msgspec.Struct, frozen=True):
    id: str = ""
    sku: str | None = None


class _Product(msgspec.Struct, frozen=True):
    id: str = ""
    variants: list[_Variant] = []


class _Status(msgspec.Struct, frozen=True):
    status: str = "success"


class _Answer(msgspec.Struct, frozen=True):
    products: list[_Product] = []
    ucp: _Status = _Status()


_decode = msgspec.json.Decoder(_Answer).decode


class UcpSearch:
    """Asks a merchant's catalogue. Nothing goes out but the words, their language and who asks for the shop."""

    def __init__(self, endpoint: str, profile: str, key: str = "", send: Send = fetch) -> None:
        """``profile`` is where ours is published, ``key`` goes as ``X-API-Key`` if there is one."""
        self._url = f"{endpoint}/catalog/search"
        self._headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "UCP-Agent": f'profile="{profile}"',
            **({"X-API-Key": key} if key else {}),
        }
        self._send = send

    def __call__(self, words: str, language: str, at_most: int, patience: float) -> list[str]:
        """What may be bought of the products for some words, best first, as the ids that a shop may know it by.

        Of each product its variants' ids and stock numbers (the featured one first), then its own id. ``patience`` is
        in seconds.

        Raises:
            SearchFailed: no answer, none in time, or none that says what was found.

        """
        asked: dict[str, Any] = {
            "query": words[:LONGEST_QUERY],
            "context": {"language": language},
            "pagination": {"limit": at_most},
        }
        headers = {**self._headers, "Request-Id": str(uuid4())}
        try:
            found = _decode(self._send(self._url, patience, msgspec.json.encode(asked), headers, largest=LARGEST_BYTES))
        except Exception as why:
            # Whatever went wrong on the way. Of a refusal the status is told; no text, which may repeat the words.
            raise SearchFailed(f"{type(why).__name__} {getattr(why, 'code', '')}".strip()) from why
        if found.ucp.status != "success":
            raise SearchFailed(f"the storefront answers with the status {found.ucp.status!r}")
        ids = (one for product in found.products for one in _ids(product))
        return [one for one in dict.fromkeys(ids) if one]


def _ids(product: _Product) -> list[str]:
    return [*(one for variant in product.variants for one in (variant.id, variant.sku or "")), product.id]
