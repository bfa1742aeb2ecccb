"""``restock``: the group of all commands."""

from __future__ import annotations

from typing import Any

import click

from skill.cli.catalogue import catalogue
from skill.cli.customers import customers
from skill.cli.doctor import doctor
from skill.cli.household import household
from skill.cli.import_files import import_files
from skill.cli.kinds import kinds
from skill.cli.link import link
from skill.cli.models import models
from skill.cli.outbox import outbox
from skill.cli.person import person
from skill.cli.rebuild import rebuild
from skill.cli.serve import serve
from skill.cli.talk import talk
from skill.cli.token import token
from skill.errors import RestockError


class _Refused(click.ClickException):
    """An error of ours, said in one sentence."""

    exit_code = 2


class _Commands(click.Group):
    """Says our own errors without a traceback. Anything else is a mistake of ours and shows one."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RestockError as wrong:
            raise _Refused(str(wrong)) from wrong


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="restock")
def restock() -> None:
    """A shop's Alexa skill: serve it, fill it, talk to it.

    Settings are environment variables named RESTOCK_…; a wrong one is refused with what to set.
    """


for command in (
    serve,
    talk,
    outbox,
    import_files,
    customers,
    household,
    person,
    link,
    token,
    models,
    catalogue,
    kinds,
    rebuild,
    doctor,
):
    restock.add_command(command)


def main() -> None:
    """Run the command line."""
    restock(prog_name="restock")
