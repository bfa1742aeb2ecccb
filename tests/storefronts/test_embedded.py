"""The embedded shop keeps the contract."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from skill.loading.catalogue_file import write_catalogue
from skill.locales.hearing import hearing
from skill.shopping.product import Quote
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from tests.storefronts.contract import PRODUCTS, QUOTES, ShopContract


class Quotes:
    """The prices of a store that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, product_ids: Sequence[str]) -> Mapping[str, Quote]:
        self.asked.append(list(product_ids))
        return {quote.product_id: quote for quote in QUOTES if quote.product_id in product_ids}


class TestEmbeddedShop(ShopContract):
    @pytest.fixture(autouse=True)
    def _opened(self, tmp_path: Path) -> Iterator[None]:
        write_catalogue(tmp_path / "catalogue", PRODUCTS, ("en", "de"))
        self.quotes = Quotes()
        with Catalogue(tmp_path / "catalogue", hearing) as catalogue:
            self._shop = EmbeddedShop(catalogue, self.quotes)
            yield

    def shop(self) -> EmbeddedShop:
        return self._shop

    def test_prices_are_asked_in_one_trip_and_only_for_what_is_sold(self) -> None:
        self.shop().quote(["oat", "gone", "kit"])
        self.shop().quote(["gone"])
        assert self.quotes.asked == [["oat", "kit"]]
