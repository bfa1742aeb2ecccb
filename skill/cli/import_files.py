"""``restock import``: a shop's own CSV files into catalogue and store."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.cli import common

if TYPE_CHECKING:
    from skill.loading.problem import Problem

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import", short_help="Load a shop's own CSV files.")
@click.option("--products", type=_FILE, help="id, price, name, and more; replaces the whole catalogue")
@click.option("--categories", type=_FILE, help="key, name, synonyms; only together with --products")
@click.option("--customers", type=_FILE, help="customer_id, people, address_label, payment_label, time_zone")
@click.option("--orders", type=_FILE, help="order_id, customer_id, ordered_at, product_id, quantity, unit_price")
@click.option("--shift/--no-shift", default=False, help="move all purchases by whole weeks to the last week")
@click.option("--problems", type=click.Path(dir_okay=False, path_type=Path), help="write every problem to this file")
def import_files(
    *,
    products: Path | None,
    categories: Path | None,
    customers: Path | None,
    orders: Path | None,
    shift: bool,
    problems: Path | None,
) -> None:
    """Load a shop's own CSV files (.csv or .csv.gz, UTF-8).

    What cannot be read is said line by line, and the rest is loaded. The same files again change nothing.
    """
    if not (products or customers or orders):
        raise click.UsageError("name at least one of --products, --customers and --orders")
    if categories and not products:
        raise click.UsageError("--categories needs --products")
    from skill.loading.load import ShopFiles, load
    from skill.settings.shop import load_shop

    settings = common.settings()
    config = load_shop(settings.shop)
    store = common.open_store(settings)
    shown = common.Problems()
    with ExitStack() as stack:
        written = stack.enter_context(problems.open("w", encoding="utf-8")) if problems else None

        def report(problem: Problem) -> None:
            shown(problem)
            if written is not None:
                written.write(f"{problem}\n")

        watch = stack.enter_context(common.progress())
        summary = load(
            ShopFiles(products, categories, customers, orders),
            store,
            config,
            settings.catalogue,
            common.today(config),
            shift=shift,
            contacts=common.contacts(settings),
            report=report,
            watch=watch,
        )
    shown.more(str(problems) if problems else "")
    common.show(summary)
    if not (summary.products or summary.customers):
        click.echo("nothing could be read", err=True)
        raise SystemExit(2)
