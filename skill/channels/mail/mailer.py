"""An e-mail and whoever sends it. Errors carry no address and no text of a mail: they are for the log."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import msgspec

from skill.errors import RestockError


class MailError(RestockError):
    """An e-mail was not sent. The text says what the mail server answered, and names nobody."""


class MailRefused(MailError):
    """Nobody will ever take this e-mail: there is no such address."""


class MailUnavailable(MailError):
    """It cannot be sent now; later it may be."""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One e-mail to one address.

    ``sender`` and ``to`` are bare addresses, ``name`` is the sender's. ``key`` makes the Message-ID: the same key is
    the same e-mail, however often it is sent. ``language`` is the locale of the text.
    """

    key: str
    sender: str
    name: str
    to: str
    subject: str
    text: str
    language: str
    at: datetime


class Mailer(Protocol):
    """Takes e-mails and passes them on."""

    @property
    def place(self) -> str:
        """Where they go, for people: a folder, a server. No password."""
        ...

    def send(self, mail: Mail) -> None:
        """Send one; when this returns, somebody else has it.

        Raises:
            MailRefused: it can never be delivered.
            MailUnavailable: it was not sent, or that is not certain: send it again later.

        """
        ...
