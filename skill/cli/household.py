"""``restock household``: what a household allows to be bought by voice."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skill.cli import common
from skill.cli.settling import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.profile.customer import Customer
    from skill.profile.voice_code import VoiceCode
    from skill.shopping.policy import Policy

# What is counted, and from where to where; as in the table ``permission`` of shop.yaml.
_COUNTS = {"far_times": (1, 99), "far_from": (2, 99), "duplicate_minutes": (0, 1440), "undo_minutes": (1, 100_000)}


@click.command(short_help="Show and change what a household allows itself.")
@click.argument("customer")
@click.option("--set", "chosen", multiple=True, metavar="NAME=VALUE", help="such as per_day=80 or unknown_voices=no")
@click.option("--unset", multiple=True, metavar="NAME", help="as the shop has it")
@click.option("--code", is_flag=True, help="set the voice code; it is asked for, and not shown")
@click.option("--no-code", is_flag=True, help="switch the voice code off, for whoever forgot it")
def household(*, customer: str, chosen: tuple[str, ...], unset: tuple[str, ...], code: bool, no_code: bool) -> None:
    """Show what CUSTOMER chose for itself and what holds; change it."""
    from msgspec.structs import replace

    from skill.settings.shop import load_shop

    settings = common.settings()
    shop = load_shop(settings.shop)
    policy = shop.policy
    wanted = _wanted(chosen, unset, policy)
    if code and no_code:
        raise click.UsageError("the code is either set or switched off")
    store = common.open_store(settings)
    known = common.customer_named(store, customer)
    new = _new_code() if code else None

    def change(before: Customer) -> Customer:
        home = replace(before.home, choices=replace(before.home.choices, **wanted))
        return replace(before, home=replace(home, code=new) if code or no_code else home)

    changed = [*wanted, *(["code"] if code or no_code else [])]
    if changed:
        contacts = common.contacts(settings)
        known = settle(store, customer, ", ".join(changed), change, contacts=contacts, retention=shop.retention)
    _show(known, policy)


def _new_code() -> VoiceCode:
    """The code that is typed twice, unseen."""
    from skill.profile.voice_code import is_code, random_code

    digits: str = click.prompt("four digits", hide_input=True, confirmation_prompt="the same again")
    if not is_code(digits):
        raise click.ClickException("a voice code is four digits, such as Alexa hears them")
    return random_code(digits)


def _wanted(chosen: tuple[str, ...], unset: tuple[str, ...], policy: Policy) -> dict[str, int | None]:
    """The choices by name, amounts in minor units; None takes one back."""
    wanted: dict[str, int | None] = {}
    for text in chosen:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--set")
        name = _named(name.strip(), "--set")
        wanted[name] = _value(name, value.strip(), policy)
    for name in unset:
        if _named(name, "--unset") in wanted:
            raise click.UsageError(f"{name} is either set or unset")
        wanted[name] = None
    return wanted


def _named(name: str, option: str) -> str:
    from skill.shopping.policy import AMOUNTS, OTHERS

    if name not in (*AMOUNTS, *OTHERS):
        raise click.BadParameter(f"{name!r} is none of {', '.join((*AMOUNTS, *OTHERS))}", param_hint=option)
    return name


def _value(name: str, text: str, policy: Policy) -> int:
    from skill.shopping.money import Money
    from skill.shopping.policy import AMOUNTS, LIMITS

    wrong: str
    if name == "unknown_voices":
        if text in ("yes", "no"):
            return text == "yes"
        wrong = "is yes or no"
    elif name in AMOUNTS:
        try:
            amount = Money.parse(text, policy.currency)
        except ValueError as problem:
            raise click.BadParameter(f"{name}: {problem}", param_hint="--set") from None
        most = getattr(policy, name) if name in LIMITS else None
        if amount.minor > 0 and (most is None or amount <= most):
            return amount.minor
        wrong = f"is at most {most.decimal:,} at this shop, and more than nothing" if most else "is more than nothing"
    else:
        least, greatest = _COUNTS[name]
        if text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= greatest:
            return int(text)
        wrong = f"is a whole number from {least} to {greatest}"
    raise click.BadParameter(f"{name} {wrong}, not {text!r}", param_hint="--set")


def _show(customer: Customer, policy: Policy) -> None:
    from datetime import UTC, datetime

    from rich.table import Table

    from skill.services.household import household_code
    from skill.shopping.policy import AMOUNTS, OTHERS

    holds = policy.chosen(customer.home.choices)
    chosen: Mapping[str, object] = {
        name: value for name in (*AMOUNTS, *OTHERS) if (value := getattr(customer.home.choices, name)) is not None
    }
    table = Table("setting", "holds", "chosen by the household")
    table.add_row("voice code", household_code(customer, datetime.now(UTC)).value, "")
    for name in ("unknown_voices", *AMOUNTS, *(name for name in OTHERS if name != "unknown_voices")):
        table.add_row(name, _shown(getattr(holds, name)), "yes" if name in chosen else "")
    common.console().print(table)


def _shown(value: object) -> str:
    from skill.shopping.money import Money

    if isinstance(value, Money):
        return f"{value.decimal:,} {value.currency}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "until it leaves" if value is None else str(value)
