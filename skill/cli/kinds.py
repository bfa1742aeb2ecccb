"""``restock kinds``: what is typical of each category in this shop, from the purchases of all its households."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.cli import common

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.shopping.purchases import Digest
    from skill.storage.port import Store


@click.command(short_help="Work out how often each category is bought.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="default: kinds.yaml of the shop's folder")
def kinds(*, out: Path | None) -> None:
    """Work out of all purchases how often each category is bought, and whether again, and write it to kinds.yaml.

    It tells of new households what their own purchases cannot tell yet. The skill reads it when it starts.
    """
    from skill.settings.kinds import FILE, written
    from skill.shopping.rhythm.kinds import typical
    from skill.storefronts.catalogue import Catalogue

    settings = common.settings()
    path = out or settings.shop / FILE
    with Catalogue(settings.catalogue) as opened:
        categories = {product.id: product.category for product in opened.every() if product.category}
    # The keys of the file are categories: a product of none is told by the whole shop.
    known = set(categories.values()) | {""}
    found = typical(_digests(common.open_store(settings)), categories)
    table = {kind: numbers for kind, numbers in found.items() if kind in known}
    path.write_text(written(table), encoding="utf-8")
    click.echo(f"{len(table):,} categories in {path}")


def _digests(store: Store) -> Iterator[Digest]:
    now = datetime.now(UTC)
    for customer_id in common.every_customer(store):
        digest = store.load(customer_id, "", now).digest
        yield digest
        if not digest.complete:
            yield store.rest_of_digest(customer_id)
