"""A look at everything a turn could have written, and a shop that fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from skill.conversation.reply import Reply
from skill.shopping.order import Order
from skill.shopping.product import Product, Quote
from skill.storage.port import Store
from tests.support.tiny_shop import IDS, NOON

YES_AT = NOON + timedelta(seconds=30)


class BrokenShop:
    """A shop in front of which everything fails with one error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        raise self._error

    of_kind = search

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        raise self._error

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        raise self._error


def everything(store: Store, customer_id: str = "anna", session: str = "session-1") -> tuple[Any, ...]:
    """All a turn could have written."""
    return (
        store.load(customer_id, session, NOON),
        store.rest_of_digest(customer_id),
        list(store.orders(customer_id)),
        store.timeline(customer_id),
        store.quotes(IDS),
    )


def all_but_the_timeline(store: Store) -> tuple[Any, ...]:
    """What a turn that decides nothing must leave as it is."""
    loaded, rest, orders, _, quotes = everything(store)
    return loaded, rest, orders, quotes


def keys(reply: Reply) -> tuple[str, ...]:
    """What is said, by its keys."""
    return tuple(saying.key for saying in reply.says)


def ordered(store: Store, customer_id: str = "anna") -> list[Order]:
    """The orders placed by voice, oldest first; imported ones left out."""
    return [order for order in store.orders(customer_id) if order.channel == "alexa"]


def newest(store: Store, customer_id: str = "anna") -> tuple[str, str, str]:
    """The last interaction: request, intent, outcome."""
    found = store.timeline(customer_id).interactions[0]
    return found.id, found.intent, found.outcome
