"""What is left of misheard words: one that tells, because few products of the household have it.

Of "cappuccino" in "order of cappuccino" a shop assistant knows what to ask about. A word that many have ("chicken"), or
that is but a small part of all that was heard, tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from skill.shopping.matching.asked import readings
from skill.shopping.matching.exact import UNFIT, Fitting, Grade
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import profile
from skill.shopping.matching.terms import terms
from skill.shopping.product import Product

# Letters of a word that tells, the share of all letters that were heard, and how many products may have it.
LETTERS, SHARE, MOST = 6, 0.4, 3


def telling_among(
    heard: str, products: Iterable[Product], hearing: Hearing
) -> Callable[[str, Product, Hearing], Fitting]:
    """PARTLY for the few of these products that have a telling word of the heard ones; NONE for all others."""
    said = terms(heard, hearing)
    letters = sum(len(term) for term in said)
    several = hearing.conjunction.search(heard) is not None
    denied = any(reading.never for reading in readings(heard, hearing))
    known = list({product.id: product for product in products}.values())
    few: dict[str, float] = {}
    for term in said if not several and not denied else ():
        if term.isalpha() and len(term) >= LETTERS and len(term) >= SHARE * letters:
            held = [product.id for product in known if term in profile(product, hearing).called]
            few |= dict.fromkeys(held, len(term) / letters) if len(held) <= MOST else {}

    def fit(_: str, product: Product, __: Hearing) -> Fitting:
        return Fitting(Grade.PARTLY, few[product.id]) if product.id in few else UNFIT

    return fit
