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
    """Build it anew and put it in the place of the one before. Prices and stock stay as they are in the store."""
    from skill.loading.load import ShopFiles, build_catalogue
    from skill.loading.shop_folder import files_in
    from skill.shop_config import load_shop

    settings = common.settings()
    files = ShopFiles(products, categories) if products else files_in(settings.shop)
    path = out or settings.catalogue
    shown = common.Problems()
    with common.progress() as watch:
        names, _ = build_catalogue(files, load_shop(settings.shop), path, report=shown, watch=watch)
    shown.more()
    click.echo(f"{len(names):,} products in {path}")
