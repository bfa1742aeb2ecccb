"""A mail as RFC 5322 wants it. What would end a header early, or name a second recipient, is refused."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from skill.channels.mail.mailer import Mail, MailRefused


def message_of(mail: Mail, *, encoding: str = "quoted-printable") -> EmailMessage:
    """The message, lines ended by CRLF; ``encoding`` ``8bit`` keeps its text readable to the eye.

    Raises:
        MailRefused: the recipient's address is none that a mail server takes.

    """
    author = Address(mail.name, addr_spec=mail.sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = author
    message["To"] = recipient(mail.to)
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = f"<{mail.key}@{author.domain}>"
    # RFC 3834: nobody's absence is to be announced to a machine.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte=encoding)
    message["Content-Language"] = mail.language
    return message


def recipient(address: str) -> Address:
    """One address, its domain in ASCII.

    Raises:
        MailRefused: it is no address, more than one, or has other letters before the @, which few servers take.

    """
    try:
        local, _, domain = address.rpartition("@")
        found = Address(addr_spec=f"{local}@{domain.encode('idna').decode()}")
        found.addr_spec.encode("ascii")
        if not found.username or not found.domain or len(address.split()) != 1:
            raise ValueError(address)
    except (ValueError, MessageError, IndexError, AttributeError) as wrong:
        # `from None` keeps the address out of the traceback.
        raise MailRefused(f"no address ({type(wrong).__name__})") from None
    return found
