"""A shop that its storefront searches too keeps the contract, whatever the storefront does."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from skill.deadline import within
from skill.loading.catalogue_file import write_catalogue
from skill.locales.hearing import hearing
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from skill.storefronts.outside import KEPT, KEPT_S, PAUSE_S, SHARE, SearchedOutside
from skill.storefronts.ucp import SearchFailed, UcpSearch
from tests.storefronts.contract import PRODUCTS, QUOTES, ShopContract
from tests.support.merchant import PROFILE, Merchant, Sold, merchant

SOLD = [
    Sold("gid://storefront/1", "Bluebird Ground Coffee, 12 oz", "java Kaffee", [("v-1", "other"), ("v-2", "coffee")]),
    Sold("decaf", "Bluebird Decaf Coffee", "java Kaffee sleep"),
    Sold("oat", "Oat Drink", "oat milk barista Hafermilch", [("oat", None)]),
    Sold("gid://storefront/4", "Coffee of the web shop only", variants=[("web-only", None)]),
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("shop") / "catalogue"
    write_catalogue(path, PRODUCTS, ("en", "de"))
    with Catalogue(path, hearing) as opened:
        yield opened


@pytest.fixture
def storefront() -> Iterator[Merchant]:
    with merchant(SOLD) as running:
        yield running


_ITS_OWN = {"request-id", "host", "content-length"}


class Clock:
    """Stands still until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class TestSearchedOutside(ShopContract):
    @pytest.fixture(autouse=True)
    def _opened(self, catalogue: Catalogue, storefront: Merchant) -> None:
        self.clock, self.storefront = Clock(), storefront
        own = EmbeddedShop(catalogue, lambda ids: {one.product_id: one for one in QUOTES if one.product_id in ids})
        self._shop = SearchedOutside(own, UcpSearch(storefront.endpoint, PROFILE), self.clock)

    def shop(self) -> SearchedOutside:
        return self._shop

    def found(self, words: str, language: str = "en", at_most: int = 5) -> list[str]:
        return [product.id for product in self.shop().search(words, language, at_most)]

    def test_what_the_storefront_knows_better_is_found(self) -> None:
        assert self.found("barista") == ["oat"]
        assert [(one.query, one.context and one.context.language) for one in self.storefront.asked] == [
            ("barista", "en")
        ]

    def test_nobody_is_told_who_asks(self) -> None:
        self.found("barista")
        [sent] = self.storefront.headers
        assert sent.keys() >= _ITS_OWN
        assert {name: value for name, value in sent.items() if name not in _ITS_OWN} == {
            "accept-encoding": "identity",
            "user-agent": "restock",
            "content-type": "application/json",
            "accept": "application/json",
            "ucp-agent": f'profile="{PROFILE}"',
            "connection": "close",
        }
        assert self.storefront.asked[0].model_dump(exclude_none=True) == {
            "query": "barista",
            "context": {"language": "en"},
            "pagination": {"limit": 5},
        }

    def test_what_is_of_a_kind_our_own_file_tells(self) -> None:
        assert {product.id for product in self.shop().of_kind("java", "en", 5)} == {"coffee", "decaf"}
        assert self.storefront.headers == []

    def test_what_sounds_alike_is_found_beside_it(self) -> None:
        assert self.found("blue bird decaff") == ["decaf", "coffee"]

    def test_what_both_find_comes_by_turns_and_once(self) -> None:
        theirs = ["kit", "oat", "coffee", "decaf"]
        shop = SearchedOutside(self._shop, lambda *_: theirs)
        own = self.found("coffee")
        assert own == ["decaf", "coffee"]
        assert [product.id for product in shop.search("coffee", "en", 5)] == ["kit", "decaf", "oat", "coffee"]
        assert [product.id for product in shop.search("coffee", "en", 2)] == ["kit", "decaf"]

    def test_a_product_is_known_by_a_variants_stock_number_and_no_other_is_sold(self) -> None:
        assert set(self.found("coffee")) == {"coffee", "decaf"}
        assert len(self.storefront.asked) == 1

    @pytest.mark.parametrize(
        ("answer", "why"),
        [
            ((500, b"{}"), "HTTPError 500"),
            ((302, b"{}"), "HTTPError 302"),
            ((200, b"<html>"), "DecodeError"),
            ((200, b'{"products": [{"id": 7}]}'), "ValidationError"),
            ((200, b'{"ucp": {"status": "error"}, "messages": []}'), "the storefront answers with the status 'error'"),
            ((200, b" " * (2 * 1024 * 1024 + 1)), "ValueError"),
        ],
        ids=["broken", "moved", "no JSON", "other JSON", "an error", "far too much"],
    )
    def test_when_it_fails_our_own_index_answers_and_it_is_left_alone(
        self, answer: tuple[int, bytes], why: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        self.storefront.answer = answer
        with caplog.at_level(logging.WARNING):
            assert self.found("java") == ["decaf", "coffee"]
        assert caplog.messages == [f"the storefront's search failed ({why}); for 30 s our own is alone"]
        assert "java" not in caplog.text
        self.storefront.answer = None
        asked = len(self.storefront.headers)
        assert self.found("barista") == []
        self.clock.now += PAUSE_S - 0.1
        assert self.found("barista") == []
        assert len(self.storefront.headers) == asked
        self.clock.now += 0.1
        assert self.found("barista") == ["oat"]

    def test_a_storefront_that_says_nothing_takes_a_part_of_the_turns_time(self) -> None:
        patience: list[float] = []

        def hangs(_words: str, _language: str, _at_most: int, seconds: float) -> list[str]:
            patience.append(seconds)
            raise SearchFailed("TimeoutError")

        shop = SearchedOutside(self._shop, hangs, self.clock)
        with within(2.0, lambda: 0.0):
            assert [product.id for product in shop.search("java", "en", 5)] == ["decaf", "coffee"]
        assert patience == [SHARE * 2.0]

    def test_who_searches_for_the_same_again_gets_the_same_answer_for_a_while(self) -> None:
        assert self.found("barista") == self.found("barista") == ["oat"]
        assert len(self.storefront.asked) == 1
        self.clock.now += KEPT_S
        assert self.found("barista") == ["oat"]
        assert len(self.storefront.asked) == 2
        for number in range(KEPT):
            self.shop().search(f"barista {number}", "en", 5)
        assert self.found("barista") == ["oat"]
        assert len(self.storefront.asked) == 3 + KEPT

    def test_it_is_not_waited_for(self) -> None:
        self.storefront.go_on.clear()
        with within(0.4):
            assert self.found("java") == ["decaf", "coffee"]
        assert self.storefront.asked == []

    def test_a_turn_without_time_asks_nobody(self) -> None:
        with within(0.0):
            assert self.found("java") == ["decaf", "coffee"]
        assert self.storefront.headers == []

    def test_nobody_is_asked_for_nothing(self) -> None:
        assert self.found("  ") == self.found("coffee", at_most=0) == []
        assert self.storefront.headers == []


def test_a_key_is_shown_to_whom_it_belongs(storefront: Merchant) -> None:
    storefront.key = "the key"
    assert UcpSearch(storefront.endpoint, PROFILE, "the key")("barista", "en", 5, 2.0) == ["oat"]
    with pytest.raises(SearchFailed, match=r"^HTTPError 401$"):
        UcpSearch(storefront.endpoint, PROFILE, "another")("barista", "en", 5, 2.0)


def test_a_storefront_that_is_gone(storefront: Merchant) -> None:
    gone = UcpSearch("http://127.0.0.1:1", PROFILE)
    with pytest.raises(SearchFailed, match=r"^URLError$"):
        gone("barista", "en", 5, 2.0)
    assert storefront.headers == []


def test_no_more_words_than_anybody_says(storefront: Merchant) -> None:
    UcpSearch(storefront.endpoint, PROFILE)("oat " * 100, "de", 3, 2.0)
    [request] = storefront.asked
    assert (request.query, request.context and request.context.language) == (("oat " * 100)[:200], "de")
