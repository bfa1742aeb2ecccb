"""Which mailer ``RESTOCK_MAIL`` names. Each adapter is imported only when it is chosen."""

# ruff: noqa: PLC0415 - only when chosen
from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from skill.channels.mail.mailer import Mailer
from skill.errors import SettingsError

OFF = "off"
_PORTS = {"smtp": 587, "smtps": 465}


def open_mailer(url: str) -> Mailer | None:
    """Open ``folder:path``, ``smtp://user:password@host:587``, ``smtps://…`` or ``ses:``; ``off`` is None.

    Raises:
        SettingsError: for anything else; says what to set, and repeats nothing of it: it may hold a password.

    """
    scheme, _, place = url.partition(":")
    if url == OFF:
        return None
    if url == "ses:":
        from skill.channels.mail.ses import connect

        return connect()
    if scheme == "folder" and place:
        from skill.channels.mail.folder import FolderMailer

        return FolderMailer(Path(place))
    if scheme in _PORTS and place.startswith("//"):
        return _server(_split(url))
    raise _wrong("names no way to send e-mail")


def _server(url: SplitResult) -> Mailer:
    from skill.channels.mail.smtp import SmtpMailer

    if not url.hostname or url.path.strip("/") or url.query or url.fragment:
        raise _wrong("names no mail server and nothing else")
    if bool(url.username) != bool(url.password):
        raise _wrong("has a user without a password, or a password without a user")
    return SmtpMailer(
        url.hostname,
        url.port or _PORTS[url.scheme],
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        tls=url.scheme == "smtps",
    )


def _split(url: str) -> SplitResult:
    try:
        split = urlsplit(url)
        _ = split.port
    except ValueError:
        raise _wrong("is no address of a mail server") from None
    return split


def _wrong(what: str) -> SettingsError:
    return SettingsError(
        f"RESTOCK_MAIL {what}; set such as smtp://user:password@host:587, signs such as @ or / in them as %40 or %2F"
    )
