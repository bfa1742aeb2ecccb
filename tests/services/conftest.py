"""Anna's household in front of the tiny shop, as the services see it; a test names only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from skill.locales.hearing import hearing
from skill.services.household import History, Household
from skill.services.offering import Offered, Want, make_offer
from skill.shopping.offer import Offer
from skill.shopping.permission import Speaker
from skill.shopping.shop import Shop
from skill.storage.memory import MemoryStore
from skill.storefronts.embedded import EmbeddedShop
from tests.support import tiny_shop
from tests.support.tiny_shop import CONFIG, NOON, PRODUCTS, ZONE

KNOWN = {product.id: product for product in PRODUCTS}
ADULT, CHILD = Speaker(True, True, person="anna"), Speaker(True, True, True, person="mia")
UNKNOWN, GUEST = Speaker(True), Speaker(False)
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    tiny_shop.settle(store)
    return store


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogue") / "catalogue"


@pytest.fixture
def shop(catalogue: Path, store: MemoryStore) -> EmbeddedShop:
    return tiny_shop.shop(catalogue, store)


@pytest.fixture
def household(store: MemoryStore) -> Callable[..., Household]:
    """Anna's household as it is stored now; ``speaker``, ``at`` and the like as keywords."""

    def make(**changes: Any) -> Household:
        loaded = store.load("anna", "", NOON)
        values: dict[str, Any] = {
            "customer": loaded.customer,
            "cart": loaded.cart,
            "history": History(loaded.digest, lambda: store.rest_of_digest("anna")),
            "speaker": ADULT,
            "person": None,
            "child": None,
            "policy": CONFIG.policy,
            "hearing": hearing("en-US"),
            "locale": "en-US",
            "zone": ZONE,
            "at": NOON,
            "all_orders": lambda: store.orders("anna"),
        }
        return Household(**values | changes)

    return make


def offered(shop: Shop, household: Household, *wants: tuple[str, int | None], from_cart: bool = False) -> Offer:
    """An offer of (product, units)."""
    made = make_offer(
        shop,
        CONFIG,
        household,
        [Want(KNOWN[product_id], quantity) for product_id, quantity in wants],
        session="session-1",
        turn_id=f"request at {household.at}",
        from_cart=from_cart,
    )
    assert isinstance(made, Offered)
    return made.offer
