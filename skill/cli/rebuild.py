"""``restock rebuild``: the digest again, from the orders."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from skill.cli import common

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.profile.contact import Seal
    from skill.shopping.purchases import Entry
    from skill.storage.port import Store


@click.command(short_help="Make the digest anew from the orders.")
@click.argument("customer", required=False)
@click.option("--check", is_flag=True, help="only say what differs; exit with 1 when something does")
def rebuild(*, customer: str | None, check: bool) -> None:
    """Make what is remembered of each product anew from the orders, for CUSTOMER or everybody."""
    from skill.settings.shop import load_shop

    settings = common.settings()
    zone = load_shop(settings.shop).zone
    store = common.open_store(settings)
    ids = [common.customer_named(store, customer).id] if customer else list(common.every_customer(store))
    contacts = common.contacts(settings)
    different = sum(_rebuilt(store, customer_id, zone, None if check else contacts) for customer_id in ids)
    verb = "differ" if check else "were made anew"
    click.echo(f"{len(ids):,} looked at, {different:,} {verb}")
    if check and different:
        raise SystemExit(1)


def _rebuilt(store: Store, customer_id: str, shop_zone: str, contacts: Seal | None) -> bool:
    """Whether the digest was different; it is written unless ``contacts`` is None."""
    from skill.loading.profiles import digest_of
    from skill.services.contact import sealed_if_possible
    from skill.storage.port import Profile

    loaded = store.load(customer_id, "", datetime.now(UTC))
    if loaded.customer is None:
        return False
    before = dict(loaded.digest.entries)
    if not loaded.digest.complete:
        before |= store.rest_of_digest(customer_id).entries
    digest = digest_of(store.orders(customer_id), ZoneInfo(loaded.customer.time_zone or shop_zone))
    difference = _difference(before, digest.entries)
    for line in difference:
        click.echo(f"{customer_id}: {line}")
    if difference and contacts is not None:
        customer = sealed_if_possible(loaded.customer, loaded.customer, contacts)
        store.put_profiles([Profile(customer=customer, digest=digest)])
    return bool(difference)


def _difference(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> list[str]:
    found = []
    for product_id in sorted({*before, *after}):
        old, new = before.get(product_id), after.get(product_id)
        if old is None:
            found.append(f"{product_id} was missing")
        elif new is None:
            found.append(f"{product_id} was in no order")
        elif old != new:
            found.append(f"{product_id} said {old.times} times and {old.units} units, is {new.times} and {new.units}")
    return found
