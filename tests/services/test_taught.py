"""The names that an assistant is taught for one household."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from skill.services import taught as names
from skill.services.household import Household
from skill.services.taught import taught
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import KNOWN, UNKNOWN

Households = Callable[..., Household]


def test_the_names_of_what_the_household_buys_the_most_bought_first(shop: EmbeddedShop, household: Households) -> None:
    one = household()
    entries = one.history.hot.entries
    expected = sorted((key for key in entries if key in KNOWN), key=lambda key: (-entries[key].strength(one.day), key))
    assert list(taught(shop, one).items()) == [(key, KNOWN[key].in_language("en").spoken) for key in expected]


def test_no_more_names_than_an_assistant_takes(
    shop: EmbeddedShop, household: Households, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = list(taught(shop, household()))
    monkeypatch.setattr(names, "MOST", 2)
    assert list(taught(shop, household())) == every[:2]


def test_nothing_that_this_voice_may_not_hear_of(shop: EmbeddedShop, household: Households) -> None:
    secret = {key for key, product in KNOWN.items() if product.sensitive}
    assert set(taught(shop, household())) & secret
    assert not set(taught(shop, household(speaker=UNKNOWN))) & secret


def test_no_name_twice(shop: EmbeddedShop, household: Households) -> None:
    class Alike:
        def get(self, ids: list[str]) -> dict[str, object]:
            return {one: replace(KNOWN["coffee-dark"], id=one) for one in ids}

    assert list(taught(Alike(), household()).values()) == [KNOWN["coffee-dark"].in_language("en").spoken]  # type: ignore[arg-type]
