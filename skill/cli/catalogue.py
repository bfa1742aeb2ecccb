"""``restock catalogue build``: the catalogue file alone, for instance to ship it with a Lambda."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from pathlib import Path

import click

from skill.cli import common

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def catalogue() -> None:
    """The file of all products that the skill searches."""


@catalogue.command()
@click.option("--products", type=_FILE, help="default: products.csv of the shop's folder")
@click.option("--categories", type=_FILE, help="default: categories.csv of the shop's folder")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="default: RESTOCK_CATALOGUE")
def build(*, products: Path | None, categories: Path | None, out: Path | None) -> None:
    """Build it anew and put it in the place of the one before. Prices and stock stay as they are in the store.

    Who reads the old one is not disturbed; when anything fails, it stays. A million products take some minutes.
    """
    import sqlite3
    from time import monotonic

    from skill.loading.load import ShopFiles, build_catalogue
    from skill.loading.shop_folder import files_in
    from skill.settings.shop import load_shop

    settings = common.settings()
    files = ShopFiles(products, categories) if products else files_in(settings.shop)
    path = out or settings.catalogue
    shown = common.Problems()
    started = monotonic()
    try:
        with common.progress() as watch:
            count = build_catalogue(files, load_shop(settings.shop), path, report=shown, watch=watch)
    except (OSError, sqlite3.Error) as wrong:
        raise click.ClickException(f"{path} could not be written: {wrong}") from None
    shown.more()
    click.echo(f"{count:,} products in {path}: {path.stat().st_size / 1e6:.1f} MB, {monotonic() - started:.1f} s")
