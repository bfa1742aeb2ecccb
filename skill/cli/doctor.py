"""``restock doctor``: what is missing before shoppers come."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.cli import common

if TYPE_CHECKING:
    from skill.doctor.finding import Examination, Finding
    from skill.settings.environment import Settings

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(short_help="Say what is missing before shoppers come.")
@click.option("--stack", default="", help="examine this stack on AWS instead of a server's settings")
@click.option("--url", default="", help="the https address at which Alexa reaches your server")
@click.option(
    "--package",
    type=_FOLDER,
    default=Path("build/skill-package"),
    show_default=True,
    help="the skill package that is deployed",
)
def doctor(*, stack: str, url: str, package: Path) -> None:
    """Examine the settings of a server, or of a stack on AWS, and say what is wrong and what to do.

    The shop is RESTOCK_SHOP. Nothing is changed, no e-mail is sent and no secret is read. Ends with 1 when something is
    wrong.
    """
    from skill.doctor.finding import Level, findings

    settings = common.settings()
    examinations = _of_stack(stack, settings, package) if stack else _of_server(settings, url, package)
    found = list(_shown(findings(examinations)))
    if any(one.level is Level.WRONG for one in found):
        raise SystemExit(1)


def _shown(found: Iterator[Finding]) -> Iterator[Finding]:
    console = common.console()
    for one in found:
        console.print(f"{one.level.value:5} {one.what}" + (f"\n      → {one.do}" if one.do else ""), soft_wrap=True)
        yield one


def _of_server(settings: Settings, url: str, package: Path) -> Iterator[tuple[str, Examination]]:
    from skill.doctor import contact, search, server, shop
    from skill.doctor import package as packages
    from skill.settings.shop import load_shop

    config = load_shop(settings.shop)
    yield "the shop", lambda: shop.folder(settings.shop, config)
    yield "the settings", lambda: server.settings(settings)
    yield "the store", lambda: server.store(settings)
    yield "e-mail", lambda: shop.mail(config, settings.mail == "off")
    yield "the mail server", lambda: server.mail(settings)
    yield "the key for e-mail addresses", lambda: contact.key(settings)
    yield "account linking", lambda: server.link(settings)
    yield "the storefront's search", lambda: search.storefront(settings)
    if url:
        yield "the address", lambda: server.door(url, settings)
    yield "the skill package", lambda: packages.package(package, config, url)


def _of_stack(name: str, local: Settings, package: Path) -> Iterator[tuple[str, Examination]]:
    from skill.doctor import package as packages
    from skill.doctor import parts, search, server, shop, stack
    from skill.settings.shop import load_shop

    found = stack.find(name)
    config, given = load_shop(local.shop), stack.settings_of(found, local.shop)
    yield "the stack", lambda: stack.deployed(found)
    yield "the shop", lambda: shop.folder(local.shop, config)
    yield "secrets", lambda: stack.secrets(found)
    yield "the door", lambda: stack.door(found, given.skill_id)
    yield "the function", lambda: stack.answers(found, given.skill_id)
    yield "the table", lambda: parts.table(found)
    yield "the keys", lambda: parts.keys(found)
    yield "the store", lambda: server.store(_here(given, local))
    yield "the workers", lambda: parts.workers(found)
    yield "the alarms", lambda: parts.alarms(found)
    yield "e-mail", lambda: parts.mail(found, config)
    yield "account linking", lambda: server.link(given)
    yield "the storefront's search", lambda: search.storefront(_here(given, local), keys_are_here=False)
    yield "the skill package", lambda: packages.package(package, config, found.outputs.get("SkillEndpoint", ""))


def _here(given: Settings, local: Settings) -> Settings:
    """The deployment's store, with the catalogue that `restock import` made on this machine."""
    from dataclasses import replace

    return replace(given, catalogue=local.catalogue, store_endpoint=local.store_endpoint)
