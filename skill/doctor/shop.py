"""The shop's folder: its settings, its words, what it sells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from skill.doctor.finding import Finding, look, well, wrong
from skill.loading.problem import Problem
from skill.loading.products import read_categories, read_products
from skill.loading.shop_folder import files_in
from skill.locales.check import overrides
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import ShopConfig


def folder(shop: Path, config: ShopConfig) -> Iterator[Finding]:
    """Whose shop it is, its own words, and whether each line of its products can be read."""
    if shop == DEMO_SHOP:
        yield look("the shop is the demo shop", "set RESTOCK_SHOP to your shop's folder")
    else:
        yield well(f"{config.seller}: {shop / 'shop.yaml'} is read, for {', '.join(config.invocation)}")
    mistakes = overrides(config.words) if config.words.is_dir() else []
    for mistake in mistakes:
        yield wrong(f"{config.words}: {mistake}", "put it right, or remove the message")
    yield from _products(shop, config)


def _products(shop: Path, config: ShopConfig) -> Iterator[Finding]:
    files, problems = files_in(shop), list[Problem]()
    products = files.products or shop / "products.csv"
    categories = read_categories(files.categories, config, problems.append) if files.categories else None
    count = sum(1 for _ in read_products(products, categories, config, problems.append))
    for problem in problems[:5]:
        yield look(f"{problem.file}, line {problem.line}", f"put right, else it is left out: {problem.text}")
    if len(problems) > 5:
        yield look(f"{len(problems) - 5} more lines that cannot be read", "restock import tells all of them")
    yield well(f"{count:,} products can be sold") if count else wrong("nothing can be sold", f"fill {products}")


def mail(config: ShopConfig, off: bool) -> Iterator[Finding]:
    """Amazon wants order details by e-mail."""
    if off:
        yield look(
            "no e-mails are sent (RESTOCK_MAIL=off)", "Amazon wants order details sent by e-mail: set RESTOCK_MAIL"
        )
    elif config.mail is None:
        yield wrong("shop.yaml does not say from whom e-mails come", "set mail: from and contact")
