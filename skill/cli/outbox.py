"""``restock outbox``: do once what is due."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

import click

from skill.cli import common


@click.command(short_help="Send the e-mails that are due.")
def outbox() -> None:
    """Do what turns left to be done, once: send the e-mails that are due, forget what is past its time.

    A running `restock serve` does so by itself; for other hosts this is what cron calls.
    """
    from skill.adapters import now
    from skill.outbox.retention import expire
    from skill.workers import build_outbox

    settings = common.settings()
    store = common.open_store(settings)
    swept = build_outbox(settings, store).sweep(now())
    expire(store, now())
    click.echo(f"{swept.done} done, {swept.given_up} given up, {swept.failed} to be tried again")
