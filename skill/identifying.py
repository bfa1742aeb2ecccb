"""Whose turn it is: the customer, how that is known, and what becomes of a household whose account is linked.

Three identities lead to a customer:

* ``account``, by the shop's own id, when an access token proves it. Nothing else proves that an assistant's account
  is linked: a request without a token is a guest's, from the very moment on in which somebody unlinks.
* the assistant's account (``alexa``), without any token: a guest, or whom `restock link` made it speak for.
* ``alexa link``, the same account once a token linked it: it opens nothing, it only tells whose timeline an event of
  that account belongs to. So an event that comes late, twice or never can take nothing away from anybody who linked
  again, and leaves nothing open that was unlinked.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import msgspec

from skill.conversation.turn import Turn
from skill.profile.account import ACCOUNT, Account, Accounts, Unlinked
from skill.profile.contact import Seal
from skill.profile.customer import Customer, Identity
from skill.services.contact import with_address
from skill.services.linking import joined
from skill.storage.port import Loaded, Store

LEAVING = frozenset({"Unlinked", "Disabled"})
EVENTS = LEAVING | {"Linked", "Unsupported"}
NOT_PERSISTED = "NOT_PERSISTED"
GUEST = "guest-"
LONGEST_ID = 200
"""What an import takes for a customer's id at most, and the assistant carries for us."""

_log = logging.getLogger("skill")


@dataclass(frozen=True)
class Found:
    """The customer of a turn; ``customer_id`` is empty for an event about somebody who never spoke to us.

    ``identity`` is to lead to this customer from now on; ``leaves`` is the one that did so far, when an event says
    that it is over. ``account`` was proven in this very turn. ``unlinked`` is why a token did not count.
    """

    customer_id: str
    identity: Identity | None = None
    leaves: Identity | None = None
    account: Account | None = None
    unlinked: str = ""


NOBODY = Found("")


def is_event(turn: Turn) -> bool:
    """Whether this was told to us by the assistant, not said by anybody: no profile begins with it."""
    return turn.intent in EVENTS and not turn.session


def find(turn: Turn, store: Store, accounts: Accounts | None) -> Found:
    """The customer of a turn: one read, none when the assistant brings back the id that we sealed for it."""
    if turn.customer_id:
        return Found(turn.customer_id)
    if is_event(turn) and turn.intent in LEAVING:
        return _leaving(turn, store)
    verdict = accounts.verify(turn.token, turn.at) if turn.token and accounts else None
    if isinstance(verdict, Account):
        return _proven(turn, store, verdict)
    unlinked = _told(turn, verdict) if verdict else ""
    own = _own(turn)
    known = store.identify(own)
    # Whoever sends a token that does not count is a guest, whomever the account speaks for without one.
    customer_id = known if known and not unlinked else own.guest_id
    if is_event(turn) and customer_id != known:
        return NOBODY
    return Found(customer_id, None if known else own, unlinked=unlinked)


def with_account(turn: Turn, found: Found, loaded: Loaded, store: Store, contacts: Seal | None) -> Loaded:
    """What was loaded, as a proven account makes it. The first time it takes over what the guest put into the cart.

    That takes two trips more, once: the guest's cart, and where this account's events will belong.
    """
    if found.account is None:
        return loaded
    guest_id = _own(turn).guest_id
    customer, cart = loaded.customer or Customer(found.customer_id), loaded.cart
    if turn.intent == "Linked" or guest_id not in customer.home.linked:
        store.link(found.customer_id, _link(turn))
        guest = store.load(guest_id, "", turn.at).cart
        customer, cart = joined(customer, cart, guest_id=guest_id, guest=guest, at=turn.at)
    if not customer.linked:
        customer = msgspec.structs.replace(customer, linked=True)
    if found.account.email:
        customer = with_address(customer, found.account.email, contacts)
    return msgspec.structs.replace(loaded, customer=customer, cart=cart)


def is_for_good(turn: Turn) -> bool:
    """Whether an event says that what an account said as a guest shall be forgotten."""
    return is_event(turn) and turn.intent == "Disabled" and turn.reason == NOT_PERSISTED


def forget_guest(turn: Turn, store: Store) -> None:
    """Forget what an account said as a guest, unless it came back in the meantime: then the event is late."""
    guest_id = _own(turn).guest_id
    newest = store.timeline(guest_id, limit=1).interactions
    if newest and newest[0].at <= turn.at:
        store.forget(guest_id)


def _proven(turn: Turn, store: Store, account: Account) -> Found:
    identity = Identity.of(ACCOUNT, account.subject)
    if known := store.identify(identity):
        return Found(known, account=account)
    if is_event(turn) and turn.intent != "Linked":
        return NOBODY
    return Found(_new_id(account, identity), identity, account=account)


def _new_id(account: Account, identity: Identity) -> str:
    """The shop's own id, so that an import finds what was said before it, unless ours has another meaning."""
    ours = len(account.subject) <= LONGEST_ID and not account.subject.startswith(GUEST)
    return account.subject if ours else f"{ACCOUNT}-{identity.digest[:16]}"


def _leaving(turn: Turn, store: Store) -> Found:
    """The household that an account leaves. A guest belongs to none, so there is nothing to be said about it."""
    own, link = _own(turn), _link(turn)
    known = store.identify(own)
    if known and known != own.guest_id:
        return Found(known, leaves=own)
    owner = store.identify(link)
    return Found(owner, leaves=link) if owner else NOBODY


def _told(turn: Turn, verdict: Unlinked) -> str:
    """The reason, which is logged: a shop whose tokens never count wants to know why."""
    _log.warning("a token does not count: %s %s", verdict.reason, verdict.detail, extra={"request_id": turn.id})
    return verdict.reason.value


def _own(turn: Turn) -> Identity:
    return Identity.of(turn.channel, turn.account)


def _link(turn: Turn) -> Identity:
    return Identity.of(f"{turn.channel} link", turn.account)
