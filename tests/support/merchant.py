"""A storefront that searches by UCP over HTTP, on loopback: requests and answers are checked by UCP's own models.

Its index is SQLite's FTS5, with words of its own beside the titles: what a shop's people taught their search.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from uuid import UUID

from ucp_sdk.models.schemas.shopping.catalog_search import SearchRequest, SearchResponse

from tests.support.serving import Handler, serving

VERSION, SEARCH = "2026-04-08", "dev.ucp.shopping.catalog.search"
PROFILE = "https://shop.example/voice/ucp.json"


@dataclass(frozen=True)
class Sold:
    """A product of the storefront: its ids, its title, and by which words besides it is found."""

    id: str
    title: str
    also: str = ""
    variants: Sequence[tuple[str, str | None]] = ()
    """Id and stock number of each; none: one with the product's id."""

    def told(self) -> dict[str, Any]:
        """As UCP says it."""
        price = {"amount": 499, "currency": "USD"}
        text = {"plain": self.title}
        variants = [
            {"id": key, "title": self.title, "description": text, "price": price, **({"sku": sku} if sku else {})}
            for key, sku in self.variants or [(self.id, None)]
        ]
        return {
            "id": self.id,
            "title": self.title,
            "description": text,
            "price_range": {"min": price, "max": price},
            "variants": variants,
        }


@dataclass
class Merchant:
    """A storefront's server, and what it was asked."""

    url: str
    sold: Sequence[Sold]
    key: str = ""
    """What ``X-API-Key`` must be; empty: nothing."""
    asked: list[SearchRequest] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: tuple[int, bytes] | None = None
    """Given instead of what was found, when it is set."""
    go_on: Event = field(default_factory=Event)
    """While it is not set, nothing is answered."""

    @property
    def endpoint(self) -> str:
        """What its profile names for ``dev.ucp.shopping``."""
        return f"{self.url}/ucp"

    def found(self, request: SearchRequest) -> bytes:
        """The answer to a search: all of the words, or else any of them; best first, no more than a page."""
        words = re.findall(r"\w+", request.query or "")
        with closing(sqlite3.connect(":memory:")) as index:
            index.execute("CREATE VIRTUAL TABLE product USING fts5 (title, also, tokenize = 'porter unicode61')")
            index.executemany("INSERT INTO product VALUES (?, ?)", [(one.title, one.also) for one in self.sold])
            query = "SELECT rowid FROM product WHERE product MATCH ? ORDER BY rank, rowid"
            tries = [join.join(f'"{word}"' for word in words) for join in (" AND ", " OR ") if words]
            found = ([rowid - 1 for (rowid,) in index.execute(query, (one,))] for one in tries)
            places = next(filter(None, found), [])
        limit = request.pagination.limit if request.pagination and request.pagination.limit else 10
        answer = SearchResponse.model_validate(
            {
                "ucp": {"version": VERSION, "capabilities": {SEARCH: [{"version": VERSION}]}},
                "products": [self.sold[place].told() for place in places[:limit]],
                "pagination": {"has_next_page": False, "total_count": len(places)},
            }
        )
        return answer.model_dump_json(exclude_none=True).encode()


@contextmanager
def merchant(sold: Sequence[Sold]) -> Iterator[Merchant]:
    """Run one until the block ends."""

    class Storefront(Handler):
        def do_POST(self) -> None:
            """A search, or a refusal of what is none."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.go_on.wait(30)
            known.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, content = self._answered(body)
            self.say(status, content, Content_Type="application/json", Location=f"{known.url}/elsewhere")

        def do_GET(self) -> None:
            """Nothing is read by GET: where a redirect leads to is never asked."""
            self.say(200, b'{"products": [{"id": "elsewhere"}]}')

        def _answered(self, body: bytes) -> tuple[int, bytes]:
            if known.answer is not None:
                return known.answer
            if self.path != "/ucp/catalog/search":
                return 404, b"{}"
            if known.key and self.headers["X-API-Key"] != known.key:
                return 401, b"{}"
            agent, kind = self.headers["UCP-Agent"], self.headers["Content-Type"]
            if (agent, kind) != (f'profile="{PROFILE}"', "application/json"):
                return 400, b"{}"
            UUID(self.headers["Request-Id"])
            request = SearchRequest.model_validate_json(body)
            known.asked.append(request)
            return 200, known.found(request)

    with serving(Storefront) as address:
        known = Merchant(address, sold)
        known.go_on.set()
        try:
            yield known
        finally:
            known.go_on.set()
