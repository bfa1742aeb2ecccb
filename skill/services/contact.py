"""A household's address on its way into a profile."""

from __future__ import annotations

import logging

import msgspec

from skill.profile.contact import Seal, Sealed, SealError
from skill.profile.customer import Customer

_log = logging.getLogger("skill")


def with_address(customer: Customer, address: str, seal: Seal | None) -> Customer:
    """With an address that the account brings; unchanged when it is the one that is known."""
    known = customer.email
    if isinstance(known, Sealed):
        same = seal is not None and seal.same(customer.id, known, address)
    else:
        same = known == address
    return customer if same else msgspec.structs.replace(customer, email=address)


def sealed(customer: Customer, seal: Seal) -> Customer:
    """As it may be written: with no address that could be read.

    Raises:
        SealError: there is no key right now.

    """
    if isinstance(customer.email, Sealed) or not customer.email:
        return customer
    return msgspec.structs.replace(customer, email=seal.close(customer.id, customer.email))


def sealed_if_possible(customer: Customer, before: Customer | None, seal: Seal) -> Customer:
    """The same, but when there is no key, with the address that is in the store already.

    So a turn never fails for it and no address is lost: an account brings a new one again with its next session.
    """
    try:
        return sealed(customer, seal)
    except SealError as problem:
        _log.error("an address is not sealed: %s", problem)
        return msgspec.structs.replace(customer, email=before.email if before else "")
