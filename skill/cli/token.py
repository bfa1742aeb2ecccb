"""``restock token``: a key to the profile API for some time."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

from skill.cli import common

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_LONGEST = timedelta(days=90)


class Duration(click.ParamType[timedelta]):
    """Such as 30m, 1h or 7d."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The duration of a text."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch("([1-9][0-9]{0,4})([mhd])", str(value))
        lasts = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
        if not timedelta() < lasts <= _LONGEST:
            self.fail(f"{value!r} is no time such as 30m, 1h or 7d, at most 90d", param, ctx)
        return lasts


@click.command(short_help="Print a token for the profile API.")
@click.option("--scope", "scopes", multiple=True, default=["timeline:read"], show_default=True, help="what it allows")
@click.option("--customer", default="", help="for this customer only")
@click.option("--for", "lasts", type=Duration(), default="1h", show_default=True, help="how long it holds")
def token(*, scopes: tuple[str, ...], customer: str, lasts: timedelta) -> None:
    """Print a token for the profile API (Authorization: Bearer …)."""
    from skill.web.tokens import mint

    secret = common.settings().local_secret()
    try:
        minted = mint(
            secret,
            subject=customer or "restock",
            scopes=list(dict.fromkeys(scopes)),
            customer=customer,
            now=datetime.now(UTC),
            lasts=lasts,
        )
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    click.echo(minted)
