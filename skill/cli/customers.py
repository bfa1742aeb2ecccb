"""``restock customers``: the households of a local store."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice

import click

from skill.cli import common


@click.command()
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="how many to list")
def customers(*, limit: int) -> None:
    """List the households of a local store."""
    from rich.table import Table

    store = common.open_store(common.settings())
    table = Table("customer", "people", "newest order", "products")
    table.columns[3].justify = "right"
    found = list(islice(common.every_customer(store), limit + 1))
    for customer_id in found[:limit]:
        loaded = store.load(customer_id, "", datetime.now(UTC))
        customer = loaded.customer
        people = [f"{one.name} (child)" if one.child else one.name for one in customer.everyone] if customer else []
        newest = customer.orders[0].placed_at.date().isoformat() if customer and customer.orders else ""
        more = "" if loaded.digest.complete else "+"
        table.add_row(customer_id, ", ".join(people), newest, f"{len(loaded.digest.entries)}{more}")
    if not found:
        click.echo("there are no customers yet; load some with: restock import, or start: restock serve")
        return
    common.console().print(table)
    if len(found) > limit:
        click.echo(f"more than {limit}; see --limit")
