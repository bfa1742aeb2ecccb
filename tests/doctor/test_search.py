"""The storefront's own search: that it answers, and with ids that the catalogue has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from skill.doctor import search
from skill.doctor.finding import look, well, wrong
from skill.loading.catalogue_file import write_catalogue
from skill.settings.environment import Settings
from skill.settings.searching import Storefront
from tests.support.merchant import PROFILE, Merchant, Sold, merchant
from tests.support.tiny_shop import PRODUCTS


@pytest.fixture
def storefront() -> Iterator[Merchant]:
    with merchant([Sold("coffee-dark", "Dark Roast Coffee")]) as running:
        yield running


@pytest.fixture
def given(storefront: Merchant, tmp_path: Path) -> Settings:
    write_catalogue(tmp_path / "catalogue", PRODUCTS, ("en", "de"))
    place = Storefront(storefront.endpoint, PROFILE)
    return Settings(store="memory:", catalogue=tmp_path / "catalogue", search=place)


def test_without_one_there_is_nothing_to_say(given: Settings) -> None:
    assert list(search.storefront(replace(given, search=None))) == []


def test_one_that_finds_what_the_catalogue_sells(given: Settings, storefront: Merchant) -> None:
    assert list(search.storefront(given)) == [
        well(f"{storefront.endpoint} searches, and finds what the catalogue sells")
    ]
    assert [asked.query for asked in storefront.asked] == ["Dark Roast Coffee"]


def test_one_with_other_ids(given: Settings, storefront: Merchant) -> None:
    storefront.sold = [Sold("gid://other/1", "Dark Roast Coffee")]
    assert list(search.storefront(given)) == [
        wrong(
            f"{storefront.endpoint} finds products for 'Dark Roast Coffee', and the catalogue has none of their ids",
            "give products.csv the storefront's ids of variants, their stock numbers (sku) or its ids of products",
        )
    ]


def test_one_that_finds_nothing(given: Settings, storefront: Merchant) -> None:
    storefront.sold = [Sold("tea", "Tea")]
    assert list(search.storefront(given)) == [
        look(
            f"{storefront.endpoint} finds nothing for 'Dark Roast Coffee', which the catalogue has",
            "sell the same in both",
        )
    ]


def test_one_that_refuses(given: Settings, storefront: Merchant) -> None:
    storefront.key = "hush"
    [finding] = search.storefront(given)
    assert finding == wrong(
        f"{storefront.endpoint} does not search: HTTPError 401",
        "set RESTOCK_SEARCH to the endpoint that the storefront's /.well-known/ucp names for dev.ucp.shopping, "
        "and let it take RESTOCK_SEARCH_PROFILE and RESTOCK_SEARCH_KEY",
    )


def test_a_key_of_a_stack_is_not_read(given: Settings, storefront: Merchant) -> None:
    with_key = replace(given, search=Storefront(storefront.endpoint, PROFILE, "a stand-in"))
    [finding] = search.storefront(with_key, keys_are_here=False)
    assert finding == look(
        f"{storefront.endpoint} wants a key, which is not read here",
        "restock doctor without --stack, with the stack's RESTOCK_SEARCH, RESTOCK_SEARCH_PROFILE and the key",
    )
    assert storefront.headers == []
