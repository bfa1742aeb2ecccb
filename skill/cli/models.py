"""``restock models``: Alexa's interaction models."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from pathlib import Path

import click

from skill.cli import common


@click.command(short_help="Write Alexa's interaction models.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("interaction_models"),
    show_default=True,
    help="the folder to write to",
)
@click.option("--loaded", is_flag=True, help="with the products that were loaded, not those of the shop's folder")
def models(*, out: Path, loaded: bool) -> None:
    """Write <locale>.json for each invocation name, with the products' names, for the Alexa developer console.

    The names are those of products.csv in the shop's folder when there is one, else those that were loaded.
    """
    from skill.alexa.models import write_models
    from skill.locales.sentences import language_of
    from skill.locales.vocabulary import read_vocabulary
    from skill.settings.shop import load_shop

    settings = common.settings()
    config = load_shop(settings.shop)
    products, categories = settings.shop / "products.csv", settings.shop / "categories.csv"
    if loaded or not products.is_file():
        vocabularies = common.loaded_vocabularies(settings, config.invocation)
    else:
        vocabularies = {
            locale: read_vocabulary(
                products, categories, locale, config.asked(language_of(locale)), first=config.languages[0]
            )
            for locale in config.invocation
        }
    for path in write_models(out, config.invocation, vocabularies):
        click.echo(str(path))
