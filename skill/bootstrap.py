"""The one place that picks adapters: settings → store, shop, conversation, assistant."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.alexa.skill import build_skill, lambda_handler
from skill.app import App
from skill.channels.contact.envelope import Envelope
from skill.channels.contact.open import open_master
from skill.conversation.topics import ANY
from skill.errors import SettingsError
from skill.locales.hearing import hearing
from skill.locales.words import Words
from skill.settings.environment import Settings
from skill.settings.shop import load_shop
from skill.storage.open import open_store
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from skill.telemetry.observer import Observer
from skill.telemetry.watched import watched_accounts, watched_shop, watched_store

if TYPE_CHECKING:
    from ask_sdk_core.skill import CustomSkill

    from skill.outbox.worker import Outbox
    from skill.profile.account import Accounts
    from skill.storage.port import Store

Request = dict[str, Any]
Clock = Callable[[], datetime]


def now() -> datetime:
    """The clock of this machine, in UTC. Read here and handed down; nothing further in reads one."""
    return datetime.now(UTC)


def build_app(settings: Settings, store: Store | None = None) -> App:
    """The skill on the store and the shop that the settings name, or on a given store.

    Raises:
        SettingsError: when a setting or the shop's files are wrong.

    """
    if store is None:
        store = open_store(settings.store, endpoint=settings.store_endpoint or None)
    store = watched_store(store)
    config = load_shop(settings.shop)
    if config.words.is_dir():
        _check_words(config.words)
    return App(
        store,
        watched_shop(EmbeddedShop(Catalogue(settings.catalogue, hearing), store.quotes)),
        config,
        open_accounts(settings),
        open_contacts(settings),
    )


def open_contacts(settings: Settings) -> Envelope:
    """What seals and opens e-mail addresses. The key is looked for when there is one to seal or to open."""
    return Envelope(lambda: open_master(settings.needed_contact_key()), settings.local_secret)


def open_accounts(settings: Settings) -> Accounts | None:
    """The shop's accounts, when they can be linked."""
    if settings.link is None:
        return None
    from skill.channels.accounts import TokenAccounts  # noqa: PLC0415 - only for a shop that links accounts
    from skill.channels.keys import Keys, reader  # noqa: PLC0415

    keys = Keys(reader(settings.link.jwks))
    return watched_accounts(TokenAccounts(keys, audience=settings.link.audience, issuer=settings.link.issuer))


def observer() -> Observer:
    """What writes a line and metrics for each request: one a process."""
    return Observer(time.perf_counter, ANY)


def log_as_lambda(service: str) -> None:
    """Let this process, a Lambda's, write its log lines and metrics under a service's name."""
    from skill.telemetry import lines, metrics  # noqa: PLC0415 - not for the terminal

    lines.start(service)
    metrics.start(service)


def _check_words(folder: Path) -> None:
    """A shop's own words that could never be said are told at the start, not passed over in silence."""
    from skill.locales.check import overrides  # noqa: PLC0415 - most shops have no words of their own

    wrong = overrides(folder)
    if wrong:
        raise SettingsError(f"{folder}: " + "; ".join(wrong))


def alexa_skill(app: App, *, secret: str, skill_id: str | None, clock: Clock = now) -> CustomSkill:
    """The SDK's skill around the app."""
    overrides: Path | None = app.config.words if app.config.words.is_dir() else None

    def words(locale: str) -> Words:
        return Words(locale, overrides)

    return build_skill(app.answer, words=words, secret=secret.encode(), skill_id=skill_id, now=clock)


def lambda_entry(environ: dict[str, str] | None = None) -> Callable[[Request, object], Request]:
    """The Lambda's function; everything is built once per process. Without ``environ`` this process is the Lambda's:
    its settings are its environment, and its log and metrics go where Lambda looks for them.

    Raises:
        SettingsError: when a setting is missing: the start fails, and says what to set.

    """
    if environ is None:
        log_as_lambda("skill")
    settings = Settings.from_env(dict(os.environ) if environ is None else environ)
    skill = alexa_skill(build_app(settings), secret=settings.needed_secret(), skill_id=settings.needed_skill_id())
    return lambda_handler(skill, observer().request)


def build_outbox(settings: Settings, store: Store | None = None) -> Outbox:
    """What is done after the commit, on the store that the settings name or a given one.

    Raises:
        SettingsError: when a setting is wrong, or e-mails are to be sent and ``shop.yaml`` does not say from whom.

    """
    # A turn needs none of this, and a cold start should not wait for it.
    from skill.channels.mail.open import open_mailer  # noqa: PLC0415
    from skill.outbox.mails import Mails  # noqa: PLC0415
    from skill.outbox.worker import Outbox  # noqa: PLC0415

    if store is None:
        store = open_store(settings.store, endpoint=settings.store_endpoint or None)
    config, mailer = load_shop(settings.shop), open_mailer(settings.mail)
    if mailer is not None and config.mail is None:
        raise SettingsError(
            f"{settings.shop / 'shop.yaml'}: mail is missing; set from and contact, or RESTOCK_MAIL=off to send none"
        )
    return Outbox(store, Mails(store, config, mailer, open_contacts(settings)))


def outbox_entry(environ: dict[str, str] | None = None) -> Callable[[object, object], dict[str, int]]:
    """The function that AWS Lambda calls when there may be something to do; whatever the event says, it sweeps.

    Raises:
        SettingsError: when a setting is missing: the start fails, and says what to set.

    """
    outbox = build_outbox(Settings.from_env(dict(os.environ) if environ is None else environ))

    def handle(event: object, context: object) -> dict[str, int]:  # noqa: ARG001 - what Lambda hands over
        swept = outbox.sweep(now())
        return {"done": swept.done, "given_up": swept.given_up, "failed": swept.failed}

    return handle


def local_entry(settings: Settings, app: App | None = None, clock: Clock = now) -> Callable[[Request], Request]:
    """The same entry point for the terminal and the page: request JSON in, response JSON out."""
    built = app or build_app(settings)
    skill = alexa_skill(built, secret=settings.local_secret(), skill_id=settings.skill_id or None, clock=clock)
    handle = lambda_handler(skill, observer().request)
    return lambda request: handle(request, None)
