"""``restock link``: lead an Alexa account to a household."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

import click

from skill.cli import common

_ACCOUNT = "amzn1.ask.account."


@click.command(short_help="Lead an Alexa account to a customer.")
@click.argument("customer")
@click.argument("alexa_user_id")
def link(*, customer: str, alexa_user_id: str) -> None:
    """From now on the Alexa account ALEXA_USER_ID speaks for CUSTOMER.

    ALEXA_USER_ID is context.System.user.userId of a request; it begins with amzn1.ask.account.
    """
    if not alexa_user_id.startswith(_ACCOUNT) or alexa_user_id == _ACCOUNT:
        raise click.BadParameter(f"{alexa_user_id!r} does not begin with {_ACCOUNT}", param_hint="ALEXA_USER_ID")
    from skill.profile.customer import Identity

    store = common.open_store(common.settings())
    known = common.customer_named(store, customer)
    store.link(known.id, Identity.of("alexa", alexa_user_id))
    click.echo(f"the account now speaks for {known.id}")
