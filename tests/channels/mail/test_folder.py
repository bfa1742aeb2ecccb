"""E-mails as files that a developer can read."""

import stat
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from skill.channels.mail.folder import FolderMailer
from skill.channels.mail.mailer import MailRefused, MailUnavailable
from tests.channels.mail.mails import MAIL, mail


def test_a_mail_is_a_file_that_people_can_read(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "data" / "mail")
    mailer.send(MAIL)
    (file,) = (tmp_path / "data" / "mail").iterdir()
    assert file.name == "order-mail-0123456789.eml"
    assert "- 2 × Käse: 4,98 €" in file.read_text("utf-8")
    parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (parsed["To"], parsed["Message-ID"]) == ("anna@example.com", "<order-mail-0123456789@shop.example>")
    assert mailer.place == str(tmp_path / "data" / "mail")


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    FolderMailer(tmp_path).send(MAIL)
    assert [stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()] == [0o600]


def test_the_same_mail_again_is_the_same_file(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path)
    mailer.send(MAIL)
    mailer.send(MAIL)
    mailer.send(mail(key="order-mail-other"))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["order-mail-0123456789.eml", "order-mail-other.eml"]


def test_a_key_cannot_leave_the_folder(tmp_path: Path) -> None:
    FolderMailer(tmp_path / "mail").send(mail(key="../../etc/passwd"))
    assert [str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.eml")] == ["mail/.._.._etc_passwd.eml"]


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(MailUnavailable) as refused:
        FolderMailer(tmp_path / "mail").send(MAIL)
    assert str(refused.value) == "the folder takes no file: File exists"


def test_no_address_no_file(tmp_path: Path) -> None:
    with pytest.raises(MailRefused):
        FolderMailer(tmp_path).send(mail(to="anna"))
    assert list(tmp_path.iterdir()) == []
