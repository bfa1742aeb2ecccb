"""What works after the commit: settings → outbox, and the functions that AWS Lambda calls for it.

They speak with no assistant: nothing of Alexa is loaded, or packed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from skill.adapters import log_as_lambda, now, open_contacts, store_of
from skill.channels.mail.open import open_mailer
from skill.errors import SettingsError
from skill.outbox.mails import Mails
from skill.outbox.retention import expire
from skill.outbox.waiting import measure, waiting
from skill.outbox.worker import Outbox
from skill.settings.environment import Settings
from skill.settings.shop import load_shop
from skill.storage.port import Store
from skill.telemetry import metrics

Handler = Callable[[Mapping[str, Any], object], dict[str, Any]]


def build_outbox(settings: Settings, store: Store | None = None) -> Outbox:
    """What is done after the commit, on the store that the settings name or a given one.

    Raises:
        SettingsError: when a setting is wrong, or e-mails are to be sent and ``shop.yaml`` does not say from whom.

    """
    if store is None:
        store = store_of(settings)
    config, mailer = load_shop(settings.shop), open_mailer(settings.mail)
    if mailer is not None and config.mail is None:
        raise SettingsError(
            f"{settings.shop / 'shop.yaml'}: mail is missing; set from and contact, or RESTOCK_MAIL=off to send none"
        )
    return Outbox(store, Mails(store, config, mailer, open_contacts(settings)))


def outbox_entry(environ: dict[str, str] | None = None, clock: Callable[[], datetime] = now) -> Handler:
    """The function that AWS Lambda calls with records of the table's stream: it does exactly their errands.

    Without ``environ`` this process is the Lambda's, as for ``skill.bootstrap.lambda_entry``.

    Raises:
        SettingsError: when a setting is missing or names no DynamoDB table, which alone has a stream.

    """
    from skill.outbox.stream import Stream  # noqa: PLC0415 - the other worker needs none of it
    from skill.storage.dynamodb import DynamoStore  # noqa: PLC0415

    settings = _settings("outbox", environ)
    store = store_of(settings)
    if not isinstance(store, DynamoStore):
        raise SettingsError(f"RESTOCK_STORE={settings.store} has no stream; set it to dynamodb://table")
    stream = Stream(build_outbox(settings, store), store.errand_at, clock)
    return _flushing(stream)


def scheduled_entry(environ: dict[str, str] | None = None, clock: Callable[[], datetime] = now) -> Handler:
    """The function that AWS Lambda calls every minute: it does all that is due, and measures what is left. What is past
    its time is forgotten, should the store not do so by itself, as DynamoDB does.

    What it answers is for whoever tries it by hand: how many errands were done, given up and failed, and how many
    wait or are stuck. Without ``environ`` this process is the Lambda's.

    Raises:
        SettingsError: when a setting is missing: the start fails, and says what to set.

    """
    settings = _settings("scheduled", environ)
    store = store_of(settings)
    outbox = build_outbox(settings, store)

    def handle(event: Mapping[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - what Lambda hands over
        swept = outbox.sweep(clock())
        expire(store, clock())
        left = waiting(store, clock())
        measure(left)
        return {
            "done": swept.done,
            "given_up": swept.given_up,
            "failed": swept.failed,
            "waiting": left.errands,
            "stuck": left.stuck,
        }

    return _flushing(handle)


def _settings(service: str, environ: dict[str, str] | None) -> Settings:
    if environ is None:
        log_as_lambda(service)
    return Settings.from_env(dict(os.environ) if environ is None else environ)


def _flushing(handle: Handler) -> Handler:
    """Print the metrics of each call, of one that fails as well."""

    def flushed(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        try:
            return handle(event, context)
        finally:
            metrics.flush()

    return flushed
