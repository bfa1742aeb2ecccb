"""The one place that picks adapters for turns: settings → store, shop, conversation, assistant."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.adapters import log_as_lambda, now, open_contacts, store_of
from skill.alexa.skill import build_skill, lambda_handler
from skill.app import App
from skill.conversation.topics import ANY
from skill.errors import SettingsError
from skill.locales.hearing import hearing
from skill.locales.words import Words
from skill.settings.environment import Settings
from skill.settings.shop import load_shop
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from skill.telemetry.observer import Observer
from skill.telemetry.watched import watched_accounts, watched_shop, watched_store

if TYPE_CHECKING:
    from ask_sdk_core.skill import CustomSkill

    from skill.profile.account import Accounts
    from skill.settings.searching import Storefront
    from skill.storage.port import Store

__all__ = [
    "alexa_skill",
    "build_app",
    "lambda_entry",
    "local_entry",
    "log_as_lambda",
    "now",
    "observer",
    "open_accounts",
    "open_contacts",
]

Request = dict[str, Any]
Clock = Callable[[], datetime]


def build_app(settings: Settings, store: Store | None = None) -> App:
    """The skill on the store and the shop that the settings name, or on a given store.

    Raises:
        SettingsError: when a setting or the shop's files are wrong.

    """
    return _open(_inside(settings, store), settings.search)


def _inside(settings: Settings, store: Store | None = None) -> App:
    """The skill before it asks any shop outside."""
    if store is None:
        store = store_of(settings)
    store = watched_store(store)
    config = load_shop(settings.shop)
    if config.words.is_dir():
        _check_words(config.words)
    return App(
        store,
        EmbeddedShop(Catalogue(settings.catalogue, hearing), store.quotes),
        config,
        open_accounts(settings),
        open_contacts(settings),
    )


def _open(app: App, storefront: Storefront | None) -> App:
    """The same with its shop watched, and searched by the storefront too, if there is one."""
    shop = app.shop
    if storefront is not None:
        from skill.storefronts.outside import SearchedOutside  # noqa: PLC0415 - only for a shop that has a search
        from skill.storefronts.ucp import UcpSearch  # noqa: PLC0415

        shop = SearchedOutside(shop, UcpSearch(storefront.endpoint, storefront.profile, storefront.key))
    return replace(app, shop=watched_shop(shop))


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

    Lambda photographs the started process (SnapStart), and every instance goes on from the same picture, hours later.
    What is made here must bear that: no clock that is kept, no number drawn (nonces, salts and request tokens come
    from the system's own source when they are needed; the `random` that botocore draws its pauses from may be alike
    everywhere), no connection that is used again (botocore opens its first one in the first turn), no credential that
    is kept (botocore fetches new ones when the old are over). The secret is in the picture: a new one counts from the
    next deployment on. The catalogue is a file of the package, open for reading. So no hook has to run afterwards. What
    turns load late is loaded before the picture is taken (`skill.rehearsal`).

    Raises:
        SettingsError: when a setting is missing: the start fails, and says what to set.

    """
    if environ is None:
        log_as_lambda("skill")
    given = dict(os.environ) if environ is None else environ
    settings = Settings.from_env(given)
    inside, secret, skill_id = _inside(settings), settings.needed_secret(), settings.needed_skill_id()
    if given.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
        _rehearse(inside, settings)
    app = _open(inside, settings.search)
    return lambda_handler(alexa_skill(app, secret=secret, skill_id=skill_id), observer().request)


def _rehearse(app: App, settings: Settings) -> None:
    """Load for the picture what turns load when they first need it."""
    from skill.rehearsal import rehearse  # noqa: PLC0415 - only before a picture

    def entry(one: App) -> Callable[[Request, object], Request]:
        return lambda_handler(alexa_skill(one, secret=settings.needed_secret(), skill_id=settings.skill_id))

    with Catalogue(settings.catalogue, kept=0) as catalogue:
        product = next(catalogue.every(), None)
    if product is not None:
        rehearse(app, entry, product, settings.skill_id, now())


def local_entry(settings: Settings, app: App | None = None, clock: Clock = now) -> Callable[[Request], Request]:
    """The same entry point for the terminal and the page: request JSON in, response JSON out."""
    built = app or build_app(settings)
    skill = alexa_skill(built, secret=settings.local_secret(), skill_id=settings.skill_id or None, clock=clock)
    handle = lambda_handler(skill, observer().request)
    return lambda request: handle(request, None)
