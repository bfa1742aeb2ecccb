"""``restock serve``: the skill on this machine."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

import logging
import signal
import sys
from functools import partial
from types import FrameType

import click

from skill.cli import common
from skill.errors import SettingsError

THREADS = 4


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what a signal hands over
    """End as on Ctrl-C: waitress closes its sockets."""
    raise SystemExit(0)


@click.command(short_help="Serve the skill on this machine.")
def serve() -> None:
    """Serve the skill, the profile API and the page on RESTOCK_HOST and RESTOCK_PORT, and send e-mails.

    The first start of an empty local store loads the shop's folder, the demo shop by default. The log is JSON on
    stderr, a line a turn; RESTOCK_METRICS=emf prints metrics on stdout, in CloudWatch's embedded format.
    """
    from waitress.server import MultiSocketServer, create_server

    from skill.bootstrap import build_app, now
    from skill.channels.mail.open import open_mailer
    from skill.outbox.retention import expire
    from skill.outbox.sweeper import Sweeper
    from skill.telemetry import lines, metrics
    from skill.web.alexa.loopback import WAITRESS_OPTIONS
    from skill.web.app import create_app
    from skill.workers import build_outbox

    settings = common.settings()
    settings.needed_skill_id()
    lines.start("skill", sys.stderr)
    # waitress warns of each request that finds all threads busy: under load, a line of plain text beside every turn's.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    if settings.metrics:
        metrics.start("skill")
    store = common.open_store(settings)
    common.ensure_loaded(settings, store)
    application = create_app(settings, build_app(settings, store))
    outbox, mailer = build_outbox(settings, store), open_mailer(settings.mail)
    try:
        server = create_server(
            application,
            host=settings.host,
            port=settings.port,
            threads=THREADS,
            ident=None,
            **WAITRESS_OPTIONS,
        )
    except (OSError, ValueError) as wrong:  # waitress says ValueError of a host that means nothing
        raise SettingsError(
            f"{settings.host}:{settings.port} cannot be served ({wrong}): set RESTOCK_PORT to a free port, "
            "RESTOCK_HOST to an address of this machine"
        ) from wrong
    signal.signal(signal.SIGTERM, _stop)
    # A name such as localhost may mean several sockets; without a port each has its own.
    port: int = (
        server.effective_listen[0][1] if isinstance(server, MultiSocketServer) else vars(server)["effective_port"]
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"skill endpoint: http://{host}:{port}/alexa")
    if settings.verify:
        click.echo("only requests that Amazon signed are answered; RESTOCK_VERIFY=off adds a page to try it here")
    else:
        click.echo(f"page: http://{host}:{port}/")
        click.echo("RESTOCK_VERIFY=off: requests of this machine are believed unsigned")
    click.echo(f"e-mails: {mailer.place}" if mailer else "e-mails: off")
    with Sweeper(outbox, now, forget=partial(expire, store)):
        server.run()
