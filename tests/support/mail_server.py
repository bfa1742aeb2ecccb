"""A real mail server on loopback, which keeps what it gets instead of passing it on."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.process import LOOPBACK, free_port

USER, PASSWORD = "shop@example.com", "correct horse / battery @ staple"


@dataclass(frozen=True)
class Received:
    """One e-mail as it came: the envelope, whether it was encrypted, and the message."""

    sender: str
    recipients: tuple[str, ...]
    encrypted: bool
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        parsed = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def text(self) -> str:
        """Its text, lines ended by a line feed."""
        content: str = self.message.get_content()
        return content.replace("\r\n", "\n")


@dataclass
class Postbox:
    """What the server got. ``refused`` is what it answers to a recipient, ``after_data`` to any message."""

    port: int
    received: list[Received] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    after_data: str = ""
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What RESTOCK_MAIL is to be."""
        return f"smtp://{LOOPBACK}:{self.port}"

    @property
    def recipients(self) -> list[str]:
        """Who got something, in order."""
        return [recipient for one in self.received for recipient in one.recipients]

    async def handle_RCPT(  # noqa: N802 - the server's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message, or not."""
        if self.after_data:
            return self.after_data
        assert isinstance(envelope.content, bytes)
        encrypted = server.transport is not None and server.transport.get_extra_info("ssl_object") is not None
        recipients = tuple(envelope.rcpt_tos)
        self.received.append(Received(str(envelope.mail_from), recipients, encrypted, envelope.content))
        return "250 2.0.0 OK"

    def login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        """Whether user and password are right."""
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login, given.password))
        right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=right)


@contextmanager
def mail_server(postbox: Postbox | None = None, **options: Any) -> Iterator[Postbox]:
    """Run a server until the block ends; ``options`` are those of aiosmtpd's Controller and SMTP."""
    postbox = postbox or Postbox(free_port())
    controller = Controller(postbox, hostname=LOOPBACK, port=postbox.port, **options)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


def locked_mail_server(trusted: ssl.SSLContext, *, starttls: bool = True) -> Any:
    """Like ``mail_server``, with a certificate and for users: encrypted by STARTTLS or from the start."""
    postbox = Postbox(free_port())
    if starttls:
        options = {"tls_context": trusted, "require_starttls": True, "auth_required": True}
    else:
        # The server does not count this as encrypted, and warns when users must log in then.
        options = {"ssl_context": trusted, "auth_require_tls": False}
    return mail_server(postbox, authenticator=postbox.login, **options)
