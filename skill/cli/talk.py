"""``restock talk``: an Echo in the terminal. Sentences in, what Alexa would say out; never over a network."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from skill.cli import common

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.app import App
    from skill.profile.customer import Customer
    from skill.settings.environment import Settings
    from skill.simulator import Device, Heard
    from skill.storage.port import Store

NOBODY = "none"
# No PIN set up in the Alexa app, the right one, or a wrong one three times.
PINS = {"none": "NOT_ENABLED", "right": "ACHIEVED", "wrong": "NOT_ACHIEVED"}
DEMO_SKILL = "amzn1.ask.skill.demo"


@click.command()
@click.option("--customer", help="which household speaks; default: the first one; none: an account nobody linked")
@click.option("--person", help="who of them speaks; default: the first adult; none: a voice nobody knows")
@click.option("--locale", default=None, help="default: the shop's first one, such as en-US")
@click.option("--device", type=click.Choice(["speaker", "screen"]), default="speaker", show_default=True)
@click.option("--token", type=click.File(encoding="utf-8"), help="file with an access token for the shop's own account")
@click.option("--pin", type=click.Choice(list(PINS)), default="none", help="how Alexa's own question for a PIN ends")
@click.option("--json", "raw", is_flag=True, help="show each request and response as Alexa exchanges them")
@click.option("--say", "said", multiple=True, metavar="SENTENCE", help="say this and leave; repeatable")
@click.option(
    "--replay",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="say what the ASK CLI recorded in this file",
)
def talk(
    *,
    customer: str | None,
    person: str | None,
    locale: str | None,
    device: str,
    token: TextIO | None,
    pin: str,
    raw: bool,
    said: tuple[str, ...],
    file: Path | None,
) -> None:
    """Type a sentence, hear what Alexa would say.

    "open <name>" opens the skill; outside a session any sentence is a one-shot such as "reorder the coffee".
    An empty line is silence. Ctrl-D leaves.
    """
    if said and file:
        raise click.UsageError("--say and --replay do not go together")
    from skill.bootstrap import build_app
    from skill.simulator.replay import BadReplay, read_replay, replay

    settings = common.settings()
    recorded = None
    if file is not None:
        try:
            recorded = read_replay(file)
        except BadReplay as wrong:
            raise click.ClickException(str(wrong)) from None
        locale = locale or recorded.locale
    store = common.open_store(settings)
    common.ensure_loaded(settings, store)
    app = build_app(settings, store)
    spoken = locale or next(iter(app.config.invocation))
    if spoken not in app.config.invocation:
        raise click.BadParameter(f"{spoken} is not among {', '.join(app.config.invocation)}", param_hint="--locale")
    speaker = None if customer == NOBODY else _household(store, customer)
    name = _speaker(speaker, person)
    simulated = _device(settings, app, speaker, name, locale=spoken, kind=device, token=token)
    simulated.pin_says(PINS[pin])
    show = _json if raw else _plain
    if recorded is not None:
        replay(recorded, simulated, show)
    elif said:
        for sentence in said:
            show(sentence, _said(simulated, sentence))
    else:
        who = speaker.id if speaker else "an account nobody linked"
        voice = name or "a voice nobody knows"
        click.echo(f"{who}, {voice}, {spoken}. Say: open {app.config.invocation[spoken]}. Ctrl-D leaves.", err=True)
        _prompt(simulated, show)


def _household(store: Store, customer_id: str | None) -> Customer:
    """The customer named, or the first one there is."""
    if customer_id is None:
        customer_id = next(iter(common.every_customer(store)), None)
    if customer_id is None:
        raise click.ClickException("there are no customers; load some with: restock import")
    return common.customer_named(store, customer_id)


def _device(
    settings: Settings, app: App, customer: Customer | None, name: str, *, locale: str, kind: str, token: TextIO | None
) -> Device:
    """The device that somebody of this name speaks to."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from skill.bootstrap import local_entry
    from skill.loading.customers import demo_user, demo_voice
    from skill.simulator import Device
    from skill.simulator.ids import ordered_ids
    from skill.understanding import Understanding

    household = customer.id if customer else NOBODY
    zone = ZoneInfo((customer.time_zone if customer else "") or app.config.zone)
    return Device(
        local_entry(settings, app),
        Understanding(locale, common.loaded_vocabularies(settings, [locale])[locale]),
        locale=locale,
        user_id=demo_user(household),
        person_id=demo_voice(household, name) if name else None,
        device_id="amzn1.ask.device.DEMO",
        application_id=settings.skill_id or DEMO_SKILL,
        clock=lambda: datetime.now(zone),
        new_id=ordered_ids(),
        supports_apl=kind == "screen",
        access_token=token.read().strip() if token else None,
        invocation_name=app.config.invocation[locale],
    )


def _speaker(customer: Customer | None, person: str | None) -> str:
    """The name of who speaks; empty for a voice nobody knows."""
    if customer is None or person == NOBODY:
        return ""
    if person is None:
        return next((one.name for one in customer.everyone if not one.child), "")
    for one in customer.everyone:
        if person.lower() in {one.id, one.name.lower()}:
            return one.name
    there = ", ".join(one.name for one in customer.everyone) or "nobody"
    raise click.BadParameter(f"{person} is not in this household; there is {there}", param_hint="--person")


def _said(device: Device, sentence: str) -> Heard | None:
    """What is heard; None when nothing was said to anybody."""
    if sentence.strip():
        return device.say(sentence)
    return device.silent() if device.session_open else None


def _prompt(device: Device, show: Callable[[str, Heard | None], None]) -> None:
    while True:
        try:
            sentence = input("> ")
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        show("", _said(device, sentence))


def _plain(sentence: str, heard: Heard | None) -> None:
    """What a person in the room notices, and the card in the Alexa app."""
    if sentence:
        click.echo(f"> {sentence}")
    if heard is None:
        return
    if heard.speech:
        click.echo(f"Alexa: {heard.speech}")
    if heard.card:
        title = heard.card.get("title") or heard.card["type"]
        click.echo(f"  card: {title}")
        for line in str(heard.card.get("content") or heard.card.get("text") or "").splitlines():
            click.echo(f"        {line}")
    if not heard.session_open:
        click.echo("  (session ended)")


def _json(sentence: str, heard: Heard | None) -> None:
    import json

    _plain(sentence, None)
    if heard is not None:
        for envelope in (heard.request, heard.response):
            click.echo(json.dumps(envelope, ensure_ascii=False, indent=2))
