"""The one thing we are waiting for, and the session that keeps it between two turns."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from skill.conversation.reply import Saying
from skill.profile.voice_code import VoiceCode
from skill.shopping.matching.sizes import Size
from skill.shopping.offer import Offer


class Kind(StrEnum):
    """What is asked."""

    OPEN = "open"
    """What else? A yes asks back, a no ends kindly."""
    OFFER = "offer"
    """Shall I order this? Only a yes to it orders."""
    WHICH = "which"
    """Which of these, at most three at a time?"""
    SUGGEST = "suggest"
    """Shall I make an offer for this product (running low, asked about, or a replacement)?"""
    CART = "cart"
    """Shall I make an offer of the cart?"""
    CANCEL_ORDER = "cancel-order"
    """Shall I cancel that order?"""
    CANCEL_WHAT = "cancel-what"
    """Cancel the order just placed, or just finish?"""
    FAR = "far"
    """Really so many?"""
    WISH = "wish"
    """A child asked for this: shall I make an offer of it?"""
    CODE = "code"
    """What is the voice code? For the open offer, or for a change of what the household allows."""
    PIN = "pin"
    """The assistant is asking for its own PIN, for the open offer."""
    NEW_CODE = "new-code"
    """Which four digits shall the voice code be?"""
    CODE_AGAIN = "code-again"
    """The same four digits once more?"""
    OFFER_CODE = "offer-code"
    """Would you like a voice code for large orders?"""


SECRET = frozenset({Kind.CODE, Kind.NEW_CODE, Kind.CODE_AGAIN})
"""Whatever is said to these may be the code: it is neither repeated nor kept."""


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is open. ``ask`` is how it is put again after silence.

    ``products`` are candidates by id, of which those from ``start`` on were read; ``quantity`` is what was
    asked for (None: the usual one); ``order_id`` the order meant; ``for_cart`` that a choice goes into the cart;
    ``suggested`` that nobody asked to choose: we did; ``about`` the intent for which a product is to be named, or
    for which the code is to be said (empty: for the open offer). ``units`` are what is to be offered once an
    unusual quantity is confirmed or besides what is chosen, or what was just put into the cart, ``sure`` the products
    for which it was; ``from_cart`` that they are the cart's.
    ``code`` is the new voice code that was said once, ``amount`` a limit that was named, in minor units, ``name`` a
    person who was named, ``voice`` the hash of the voice that named itself so. ``gift``: what is asked about takes the
    place of an offer that was said to be a gift; ``person`` is then the id of whose it is (see ``Offer``).
    ``another`` is a product that was named besides, in case it was meant: "the other one". ``words`` are those that
    were heard for what is asked about, as they may be kept: whatever is chosen in the end was meant by them.
    ``measure`` is the amount of it that was asked for: how many packs that makes, what is chosen tells.
    """

    kind: Kind
    ask: tuple[Saying, ...]
    products: tuple[str, ...] = ()
    start: int = 0
    quantity: int | None = None
    order_id: str = ""
    for_cart: bool = False
    suggested: bool = False
    about: str = ""
    units: tuple[tuple[str, int], ...] = ()
    sure: tuple[str, ...] = ()
    from_cart: bool = False
    code: VoiceCode | None = None
    amount: int = 0
    name: str = ""
    voice: str = ""
    gift: bool = False
    person: str = ""
    another: str = ""
    words: str = ""
    measure: Size | None = None

    @property
    def wished_for(self) -> bool:
        """An offer or a choice that the shopper asked for, not one that we suggested: it outlasts other talk."""
        if self.kind is Kind.WHICH:
            return not self.suggested
        return self.kind in (Kind.OFFER, Kind.FAR, Kind.PIN) or (self.kind is Kind.CODE and not self.about)


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """What lasts between two turns: the open question and its offer, what "it" means, and what to repeat.

    ``refused`` products are not offered again in this session, ``passed`` ones not suggested again; ``ordered``
    is the order just placed, until something else is offered; ``said_to`` the person who was spoken to; ``lost`` how
    often in a row nothing was understood.
    """

    question: Question | None = None
    offer: Offer | None = None
    mentioned: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    ordered: str = ""
    said: tuple[Saying, ...] = ()
    said_to: str = ""
    lost: int = 0

    def declines(self, product_id: str) -> bool:
        """Whether a product was refused or a suggestion of it passed over: it is not suggested again."""
        return product_id in self.refused or product_id in self.passed
