"""E-mail by SMTP (RFC 5321), encrypted wherever a password is sent."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from email.headerregistry import AddressHeader
from email.message import EmailMessage

from skill.channels.mail.mailer import Mail, MailRefused, MailUnavailable
from skill.channels.mail.message import message_of

TIMEOUT = 20.0
"""Seconds that each answer may take. Some servers look through a whole e-mail before they answer."""

# RFC 5321: the mailbox is not there, not local, or not a mailbox's name. RFC 3463: 5.1 and 5.2.1 are about the address.
_NO_SUCH_ADDRESS = {501, 550, 551, 553}
_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")


class SmtpMailer:
    """A mail server that takes e-mails for anybody.

    ``user`` set: the connection is encrypted (STARTTLS, or from the start with ``tls``) and the server's certificate
    verified before anything is said; a server that cannot do so gets nothing. Without a user and ``tls`` nothing is
    encrypted: for a server of one's own, on this machine or in one's own network.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        user: str = "",
        password: str = "",
        tls: bool = False,
        context: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._host, self._port = host, port
        self._user, self._password = user, password
        self._tls = tls
        self._context = context
        self._timeout = timeout

    def __repr__(self) -> str:
        return f"SmtpMailer({self.place!r})"

    @property
    def place(self) -> str:
        """See ``Mailer.place``."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"{'smtps' if self._tls else 'smtp'}://{host}:{self._port}"

    def greet(self) -> None:
        """Connect and log in as for an e-mail, and take leave.

        Raises:
            MailUnavailable: it would not be sent.

        """
        try:
            with self._connected() as server:
                self._encrypted(server)
        except (smtplib.SMTPException, OSError) as wrong:
            raise MailUnavailable(_told(wrong)) from None

    def send(self, mail: Mail) -> None:
        """See ``Mailer.send``."""
        message = message_of(mail)
        try:
            server = self._connected()
        except (smtplib.SMTPException, OSError) as wrong:
            raise MailUnavailable(_told(wrong)) from None
        try:
            self._encrypted(server)
            server.send_message(message, _only(message, "From"), [_only(message, "To")])
        except smtplib.SMTPRecipientsRefused as refused:
            ((code, text),) = refused.recipients.values()
            raise _judged(code, text) from None
        except smtplib.SMTPDataError as refused:
            # Only after all of it some servers look whether there is such a mailbox.
            raise _judged(refused.smtp_code, refused.smtp_error, sure=False) from None
        except (smtplib.SMTPException, OSError) as wrong:
            raise MailUnavailable(_told(wrong)) from None
        finally:
            # Once the server has taken it, a farewell that fails must not send it again.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._tls:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=self._trust())
        return smtplib.SMTP(self._host, self._port, timeout=self._timeout)

    def _encrypted(self, server: smtplib.SMTP) -> None:
        if self._user and not self._tls:
            server.starttls(context=self._trust())
        if self._user:
            server.login(self._user, self._password)

    def _trust(self) -> ssl.SSLContext:
        """Certificates of the authorities that this machine trusts, for this very host name."""
        if self._context is None:
            self._context = ssl.create_default_context()
        return self._context


def _only(message: EmailMessage, header: str) -> str:
    field: AddressHeader = message[header]
    return str(field.addresses[0].addr_spec)


def _judged(code: int, text: bytes | str, *, sure: bool = True) -> MailRefused | MailUnavailable:
    """What a refusal means: "no such address" is for good, all else ("relaying denied") may be put right."""
    said = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    found = _ENHANCED.match(said)
    enhanced = found[1] if found else ""
    about_the_address = enhanced.startswith("5.1.") or enhanced == "5.2.1" or (sure and not enhanced)
    told = f"the mail server answered {code} {enhanced}".strip()
    if code in _NO_SUCH_ADDRESS and about_the_address:
        return MailRefused(told)
    return MailUnavailable(told)


def _told(wrong: Exception) -> str:
    """The kind of error and the server's code: its text may repeat an address or a user's name."""
    code = getattr(wrong, "smtp_code", "")
    return f"{type(wrong).__name__} {code}".strip()
