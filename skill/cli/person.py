"""``restock person``: who belongs to a household, and whose voice is whose."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skill.cli import common
from skill.cli.settling import settle

if TYPE_CHECKING:
    from skill.profile.customer import Customer, Person

_VOICE = "amzn1.ask.person."


@click.command(short_help="Show and change who belongs to a household.")
@click.argument("customer")
@click.argument("name", required=False)
@click.option("--voice", default="", help=f"whose voice it is: Alexa's id, {_VOICE}…")
@click.option("--no-voice", is_flag=True, help="no voice is this person's any more")
@click.option("--child/--adult", "child", default=None, help="a child orders nothing")
@click.option("--forget", is_flag=True, help="forget what the household itself said about this person")
def person(*, customer: str, name: str | None, voice: str, no_voice: bool, child: bool | None, forget: bool) -> None:
    """Show who belongs to CUSTOMER; with a NAME, add or change that person.

    A grown-up may order, so whose voice that is must be known for sure: it is context.System.person.personId of a
    request. By voice a household does the same with its voice code.
    """
    from skill.profile.customer import hashed

    given = [option for option, said in (("voice", voice), ("no-voice", no_voice), ("forget", forget)) if said]
    if len(given) > 1 or (forget and child is not None):
        raise click.UsageError("--voice, --no-voice and --forget exclude each other, and --forget any other")
    if name is None and (given or child is not None):
        raise click.UsageError("NAME is missing: whom is this about?")
    if voice and (not voice.startswith(_VOICE) or voice == _VOICE):
        raise click.BadParameter(f"{voice!r} does not begin with {_VOICE}", param_hint="--voice")

    def change(before: Customer) -> Customer:
        if forget:
            return _forgotten(before, name or "")
        return _changed(before, name or "", "" if no_voice else voice and hashed("alexa", voice), child, no_voice)

    settings = common.settings()
    store = common.open_store(settings)
    if name is None:
        _show(common.customer_named(store, customer))
        return
    kinds = [] if child is None else ["child" if child else "adult"]
    changed = ", ".join([*(option.replace("no-", "") for option in given), *kinds])
    contacts, retention = common.contacts(settings), common.retention(settings)
    _show(settle(store, customer, changed, change, contacts=contacts, retention=retention))


def _changed(before: Customer, name: str, voice: str, child: bool | None, no_voice: bool) -> Customer:
    from skill.services.people import first_name, full, known, with_kind, with_new_person, with_voice

    after, meant = before, known(before, name)
    if meant is None:
        if not first_name(name):
            raise click.BadParameter(f"{name!r} is no name", param_hint="NAME")
        if full(before):
            raise click.ClickException(f"{before.id} has {len(before.everyone)} people already, and that is the most")
        after = with_new_person(before, first_name(name), child=bool(child))
        meant = _known(after, first_name(name))
    if child is not None and meant.child != child:
        after = with_kind(after, meant, child=child)
        meant = _known(after, meant.name)
    other = before.person(voice)
    if other and other.id != meant.id:
        raise click.ClickException(f"this voice is {other.name}'s; free it first: --no-voice")
    return with_voice(after, meant, voice) if (voice or no_voice) and meant.voice != voice else after


def _known(customer: Customer, name: str) -> Person:
    from skill.services.people import known

    meant = known(customer, name)
    if meant is None:
        raise click.ClickException(f"{customer.id} has nobody called {name!r}")
    return meant


def _forgotten(before: Customer, name: str) -> Customer:
    from msgspec.structs import replace

    meant = _known(before, name)
    people = tuple(one for one in before.home.people if one.id != meant.id)
    likes = {person_id: kept for person_id, kept in before.home.likes.items() if person_id != meant.id}
    wishes = tuple(wish for wish in before.home.wishes if wish.person != meant.id)
    meanings = tuple(meaning for meaning in before.home.meanings if meaning.person != meant.id)
    return replace(before, home=replace(before.home, people=people, likes=likes, wishes=wishes, meanings=meanings))


def _show(customer: Customer) -> None:
    from rich.table import Table

    table = Table("person", "is", "voice", "prefers")
    for one in customer.everyone:
        likes = customer.home.likes.get(one.id, {})
        table.add_row(
            one.name, "child" if one.child else "adult", "known" if one.voice else "-", ", ".join(likes.values())
        )
    if not customer.everyone:
        click.echo(f"{customer.id} has no people yet")
        return
    common.console().print(table)
    if customer.home.meanings:
        _show_meanings(customer)


def _show_meanings(customer: Customer) -> None:
    """What was learned of their words, newest first."""
    from datetime import date

    from rich.table import Table

    table = Table("person", "says", "product", "meant", "not meant", "last")
    for one in reversed(customer.home.meanings):
        by = customer.named(one.person)
        last = date.fromordinal(one.day).isoformat()
        name = by.name if by else one.person
        table.add_row(name, one.words, one.product_id, str(one.chosen), str(one.refused), last)
    common.console().print(table)
