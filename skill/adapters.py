"""What every host opens: the clock, the store, what seals and opens addresses, the log."""

from __future__ import annotations

from datetime import UTC, datetime

from skill.channels.contact.envelope import Envelope
from skill.channels.contact.open import open_master
from skill.settings.environment import Settings
from skill.storage.open import open_store
from skill.storage.port import Store


def now() -> datetime:
    """The clock of this machine, in UTC. Read here and handed down; nothing further in reads one."""
    return datetime.now(UTC)


def store_of(settings: Settings) -> Store:
    """The store that the settings name.

    Raises:
        SettingsError: when it cannot be opened.

    """
    return open_store(settings.store, endpoint=settings.store_endpoint or None)


def open_contacts(settings: Settings) -> Envelope:
    """What seals and opens e-mail addresses. The key is looked for when there is one to seal or to open."""
    return Envelope(lambda: open_master(settings.needed_contact_key()), settings.local_secret)


def log_as_lambda(service: str) -> None:
    """Let this process, a Lambda's, write its log lines and metrics under a service's name."""
    from skill.telemetry import lines, metrics  # noqa: PLC0415 - not for the terminal

    lines.start(service)
    metrics.start(service)
