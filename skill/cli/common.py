"""What several commands share."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from skill.errors import SettingsError

if TYPE_CHECKING:
    from rich.console import Console

    from skill.loading.load import Summary
    from skill.loading.problem import Problem, Watch
    from skill.locales.vocabulary import Vocabulary
    from skill.profile.contact import Seal
    from skill.profile.customer import Customer
    from skill.profile.retention import Retention
    from skill.settings.environment import Settings
    from skill.settings.shop import ShopConfig
    from skill.storage.port import ListsCustomers, Store

SHOWN = 20


def settings() -> Settings:
    """The settings of this process."""
    import os

    from skill.settings.environment import Settings

    return Settings.from_env(os.environ)


def open_store(settings: Settings) -> Store:
    """The store that the settings name."""
    from skill.storage.open import open_store as opened

    return opened(settings.store, endpoint=settings.store_endpoint or None)


def contacts(settings: Settings) -> Seal:
    """What seals e-mail addresses."""
    from skill.bootstrap import open_contacts

    return open_contacts(settings)


def retention(settings: Settings) -> Retention:
    """How long the shop remembers."""
    from skill.settings.shop import load_shop

    return load_shop(settings.shop).retention


def lists_customers(store: Store) -> ListsCustomers | None:
    """The store's ability to list everybody; None where that would be a scan."""
    from skill.storage.port import ListsCustomers as Lists

    return store if isinstance(store, Lists) else None


def every_customer(store: Store) -> Iterator[str]:
    """All customer ids, in order.

    Raises:
        SettingsError: when the store cannot list them.

    """
    listing = lists_customers(store)
    if listing is None:
        raise SettingsError(
            "this store cannot list its customers without reading all of it; name one, or set RESTOCK_STORE=sqlite:///…"
        )
    after = ""
    while page := listing.customer_ids(limit=500, after=after):
        yield from page
        after = page[-1]


def customer_named(store: Store, customer_id: str) -> Customer:
    """A linked household.

    Raises:
        click.ClickException: when there is none of this id.

    """
    from datetime import UTC

    return found(store.load(customer_id, "", datetime.now(UTC)).customer, customer_id)


def found(customer: Customer | None, customer_id: str) -> Customer:
    """The customer that was loaded.

    Raises:
        click.ClickException: when there is none.

    """
    if customer is None:
        raise click.ClickException(f"there is no customer {customer_id!r}; see: restock customers")
    return customer


def loaded_vocabularies(settings: Settings, locales: Iterable[str]) -> dict[str, Vocabulary]:
    """The names of the loaded products, by locale."""
    from skill.loading.vocabulary import vocabulary_of
    from skill.locales.sentences import language_of
    from skill.settings.shop import load_shop
    from skill.storefronts.catalogue import Catalogue

    with Catalogue(settings.catalogue, kept=0) as catalogue:
        products = list(catalogue.every())
    config = load_shop(settings.shop)
    return {locale: vocabulary_of(products, locale, config.asked(language_of(locale))) for locale in locales}


def today(config: ShopConfig) -> date:
    """Today, at the shop."""
    return datetime.now(config.time_zone).date()


def console(*, stderr: bool = False) -> Console:
    """Where tables and progress go. Nothing in a text is taken for mark-up or coloured by guessing."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def ensure_loaded(settings: Settings, store: Store) -> None:
    """At the first start of a local store, load the shop's folder; say so."""
    from skill.loading.shop_folder import files_in, load_folder
    from skill.settings.environment import DEMO_SHOP
    from skill.settings.shop import load_shop

    listing = lists_customers(store)
    if listing is None or settings.catalogue.exists() or listing.customer_ids(limit=1):
        return
    files_in(settings.shop)
    config = load_shop(settings.shop)
    click.echo(f"first start: loading {config.seller} from {settings.shop}", err=True)
    problems = Problems()
    with progress() as watch:
        summary = load_folder(
            store,
            config,
            settings.shop,
            settings.catalogue,
            today(config),
            # The demo shop's purchases are years old; a merchant's own happened when they say.
            shift=settings.shop == DEMO_SHOP,
            contacts=contacts(settings),
            report=problems,
            watch=watch,
        )
    problems.more()
    click.echo(
        f"{summary.products:,} products, {summary.customers:,} customers and {summary.orders:,} orders loaded", err=True
    )


@contextmanager
def progress() -> Iterator[Watch]:
    """A progress bar for each file and for the customers, on stderr; nothing when that is no terminal."""
    from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    screen = console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as shown:
        tasks: dict[str, TaskID] = {}

        def watch(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what, total=of)
            shown.update(tasks[what], completed=done, total=of)

        yield watch


class Problems:
    """Shows the first problems, counts the rest."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, problem: Problem) -> None:
        """Show it, or count it."""
        self._count += 1
        if self._count <= SHOWN:
            click.echo(str(problem), err=True)

    def more(self, all_in: str = "") -> None:
        """Say how many were not shown."""
        if self._count > SHOWN:
            where = f"all are in {all_in}" if all_in else "--problems FILE writes all of them"
            click.echo(f"… and {self._count - SHOWN:,} more problems; {where}", err=True)


def show(summary: Summary) -> None:
    """A table of what was loaded."""
    from rich.table import Table

    table = Table("loaded", "", show_header=False)
    table.columns[1].justify = "right"
    for what in ("products", "customers", "orders", "lines", "problems"):
        table.add_row(what, f"{getattr(summary, what):,}")
    if summary.newest is not None:
        table.add_row("newest order", summary.newest.isoformat())
    if summary.weeks:
        table.add_row("moved by weeks", f"{summary.weeks:+d}")
    console().print(table)
