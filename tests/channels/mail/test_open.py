"""Which mailer a URL names, and that no password is ever repeated."""

from pathlib import Path

import pytest

from skill.channels.mail.folder import FolderMailer
from skill.channels.mail.open import open_mailer
from skill.channels.mail.ses import SesMailer
from skill.channels.mail.smtp import SmtpMailer
from skill.errors import SettingsError


@pytest.mark.parametrize(
    ("url", "kind", "place"),
    [
        ("folder:/tmp/mail", FolderMailer, "/tmp/mail"),
        ("smtp://mail.example.org", SmtpMailer, "smtp://mail.example.org:587"),
        ("smtp://u:secret@mail.example.org:2525", SmtpMailer, "smtp://mail.example.org:2525"),
        ("smtps://u:secret@mail.example.org", SmtpMailer, "smtps://mail.example.org:465"),
        ("smtp://[::1]:2525", SmtpMailer, "smtp://[::1]:2525"),
        ("ses:", SesMailer, "Amazon SES"),
    ],
)
def test_each_kind(url: str, kind: type, place: str) -> None:
    mailer = open_mailer(url)
    assert isinstance(mailer, kind)
    assert mailer is not None
    assert mailer.place == place
    assert "secret" not in repr(mailer)


def test_off_is_nobody() -> None:
    assert open_mailer("off") is None


def test_user_and_password_are_unquoted(tmp_path: Path) -> None:
    mailer = open_mailer("smtp://shop%40example.com:a%2Fb%3A%40@mail.example.org")
    assert {"_user": "shop@example.com", "_password": "a/b:@", "_tls": False}.items() <= vars(mailer).items()


WAY = "; set such as smtp://user:password@host:587, signs such as @ or / in them as %40 or %2F"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("pop3://u:secret@mail.example.org", "RESTOCK_MAIL names no way to send e-mail"),
        ("folder:", "RESTOCK_MAIL names no way to send e-mail"),
        ("smtp:u:secret@mail.example.org", "RESTOCK_MAIL names no way to send e-mail"),
        ("smtp://", "RESTOCK_MAIL names no mail server and nothing else"),
        ("smtp://u:secret@", "RESTOCK_MAIL names no mail server and nothing else"),
        ("smtp://u:secret@mail.example.org/path", "RESTOCK_MAIL names no mail server and nothing else"),
        ("smtp://u:secret@mail.example.org?x=secret", "RESTOCK_MAIL names no mail server and nothing else"),
        ("smtp://u:sec/ret@mail.example.org", "RESTOCK_MAIL is no address of a mail server"),
        ("smtp://u:secret@mail.example.org:smtp", "RESTOCK_MAIL is no address of a mail server"),
        ("smtp://u@mail.example.org", "RESTOCK_MAIL has a user without a password, or a password without a user"),
        (
            "smtp://:secret@mail.example.org",
            "RESTOCK_MAIL has a user without a password, or a password without a user",
        ),
    ],
)
def test_anything_else_is_refused_with_what_to_set(url: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        open_mailer(url)
    assert str(refused.value) == sentence + WAY


def test_ses_needs_a_region(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match="set AWS_DEFAULT_REGION"):
        open_mailer("ses:")
