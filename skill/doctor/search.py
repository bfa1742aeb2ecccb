"""The storefront's own search: whether it answers, and knows products by the ids that the catalogue has."""

from __future__ import annotations

from collections.abc import Iterator

from skill.doctor.finding import Finding, look, well, wrong
from skill.settings.environment import Settings
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.ucp import SearchFailed, UcpSearch

_SOME = 10
_PATIENCE_S = 10.0


def storefront(given: Settings, *, keys_are_here: bool = True) -> Iterator[Finding]:
    """Ask it for a product of the catalogue. Without ``keys_are_here`` a key is a stand-in for one that is not read."""
    if given.search is None:
        return
    place = given.search
    if place.key and not keys_are_here:
        yield look(
            f"{place.endpoint} wants a key, which is not read here",
            "restock doctor without --stack, with the stack's RESTOCK_SEARCH, RESTOCK_SEARCH_PROFILE and the key",
        )
        return
    with Catalogue(given.catalogue, kept=0) as catalogue:
        product = next(catalogue.every(), None)
        if product is None:
            return
        language = catalogue.languages[0]
        name = product.in_language(language).name
        try:
            found = UcpSearch(place.endpoint, place.profile, place.key)(name, language, _SOME, _PATIENCE_S)
        except SearchFailed as why:
            yield wrong(
                f"{place.endpoint} does not search: {why}",
                "set RESTOCK_SEARCH to the endpoint that the storefront's /.well-known/ucp names for dev.ucp.shopping, "
                "and let it take RESTOCK_SEARCH_PROFILE and RESTOCK_SEARCH_KEY",
            )
            return
        known = len(catalogue.get(found))
    if known:
        yield well(f"{place.endpoint} searches, and finds what the catalogue sells")
    elif found:
        yield wrong(
            f"{place.endpoint} finds products for {name!r}, and the catalogue has none of their ids",
            "give products.csv the storefront's ids of variants, their stock numbers (sku) or its ids of products",
        )
    else:
        yield look(f"{place.endpoint} finds nothing for {name!r}, which the catalogue has", "sell the same in both")
