"""SMTP at a real server: what arrives, what is encrypted, and what each refusal means."""

from __future__ import annotations

import socket
import ssl
import threading
from pathlib import Path

import pytest

from skill.channels.mail.mailer import MailRefused, MailUnavailable
from skill.channels.mail.message import message_of
from skill.channels.mail.smtp import SmtpMailer
from tests.channels.mail.mails import MAIL, mail
from tests.support.mail_server import PASSWORD, USER, Postbox, locked_mail_server, mail_server
from tests.support.process import LOOPBACK, free_port
from tests.support.throwaway_ca import ThrowawayCA
from tests.support.throwaway_tls import server_side, trusting


@pytest.fixture(scope="module")
def authority() -> ThrowawayCA:
    return ThrowawayCA()


def plain(postbox: Postbox) -> SmtpMailer:
    return SmtpMailer(LOOPBACK, postbox.port)


def test_an_email_arrives_as_it_was_written() -> None:
    with mail_server() as postbox:
        plain(postbox).send(MAIL)
        plain(postbox).send(mail(to="ben@bücher.example"))
    first, second = postbox.received
    assert (first.sender, first.recipients) == ("orders@shop.example", ("anna@example.com",))
    assert (second.sender, second.recipients) == ("orders@shop.example", ("ben@xn--bcher-kva.example",))
    assert first.raw == message_of(MAIL).as_bytes()
    assert first.text == MAIL.text


def test_a_line_that_is_only_a_dot_ends_nothing() -> None:
    with mail_server() as postbox:
        plain(postbox).send(mail(text="One.\n.\nRCPT TO:<eve@example.org>\n"))
    (received,) = postbox.received
    assert received.text == "One.\n.\nRCPT TO:<eve@example.org>\n"
    assert postbox.recipients == ["anna@example.com"]


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        ("550 5.1.1 anna@example.com: no such user", MailRefused, "the mail server answered 550 5.1.1"),
        ("550 No such user here", MailRefused, "the mail server answered 550"),
        ("553 5.1.3 Bad address syntax", MailRefused, "the mail server answered 553 5.1.3"),
        ("550 5.2.1 Mailbox disabled", MailRefused, "the mail server answered 550 5.2.1"),
        ("550 5.7.1 Relaying denied", MailUnavailable, "the mail server answered 550 5.7.1"),
        ("554 5.7.1 anna@example.com: Relay access denied", MailUnavailable, "the mail server answered 554 5.7.1"),
        ("530 5.7.0 Authentication required", MailUnavailable, "the mail server answered 530 5.7.0"),
        ("552 5.2.2 Mailbox full", MailUnavailable, "the mail server answered 552 5.2.2"),
        ("451 4.7.1 Greylisted", MailUnavailable, "the mail server answered 451 4.7.1"),
        ("450 4.1.1 Not now", MailUnavailable, "the mail server answered 450 4.1.1"),
    ],
)
def test_what_a_refused_recipient_means(answer: str, error: type[Exception], told: str) -> None:
    with mail_server() as postbox:
        postbox.refused["anna@example.com"] = answer
        with pytest.raises(error) as refused:
            plain(postbox).send(MAIL)
        plain(postbox).send(mail(to="ben@example.com"))
    assert str(refused.value) == told
    assert postbox.recipients == ["ben@example.com"]


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        ("550 5.1.1 no such user", MailRefused, "the mail server answered 550 5.1.1"),
        ("550 This looks like spam", MailUnavailable, "the mail server answered 550"),
        ("554 5.6.0 Not this", MailUnavailable, "the mail server answered 554 5.6.0"),
        ("451 Later", MailUnavailable, "the mail server answered 451"),
    ],
)
def test_what_a_refused_message_means(answer: str, error: type[Exception], told: str) -> None:
    with mail_server() as postbox:
        postbox.after_data = answer
        with pytest.raises(error) as refused:
            plain(postbox).send(MAIL)
    assert str(refused.value) == told


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(MailUnavailable) as refused:
        SmtpMailer(LOOPBACK, free_port()).send(MAIL)
    assert str(refused.value) == "ConnectionRefusedError"


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    with socket.create_server((LOOPBACK, 0)) as silent, pytest.raises(MailUnavailable) as refused:
        SmtpMailer(LOOPBACK, silent.getsockname()[1], timeout=0.2).send(MAIL)
    assert str(refused.value) == "SMTPServerDisconnected"


def test_a_server_that_hangs_up_after_taking_it_has_taken_it() -> None:
    with socket.create_server((LOOPBACK, 0)) as listening:
        said: list[bytes] = []

        def speak() -> None:
            connection, _ = listening.accept()
            with connection, connection.makefile("rwb", buffering=0) as line:
                line.write(b"220 hello\r\n")
                while not said or said[-1] != b".\r\n":
                    said.append(line.readline())
                    if said[-1].startswith((b"ehlo", b"mail", b"rcpt")):
                        line.write(b"250 fine\r\n")
                    if said[-1].startswith(b"data"):
                        line.write(b"354 go on\r\n")
                line.write(b"250 taken\r\n")

        thread = threading.Thread(target=speak)
        thread.start()
        SmtpMailer(LOOPBACK, listening.getsockname()[1]).send(MAIL)
        thread.join(timeout=10)
    assert b"rcpt TO:<anna@example.com>\r\n" in said


@pytest.mark.parametrize("starttls", [True, False], ids=["starttls", "smtps"])
def test_a_user_logs_in_encrypted_only(authority: ThrowawayCA, tmp_path: Path, starttls: bool) -> None:
    with locked_mail_server(server_side(authority, tmp_path), starttls=starttls) as postbox:
        SmtpMailer(
            "localhost",
            postbox.port,
            user=USER,
            password=PASSWORD,
            tls=not starttls,
            context=trusting(authority),
        ).send(MAIL)
    (received,) = postbox.received
    assert received.encrypted
    assert received.text == MAIL.text
    assert postbox.logins == [(USER.encode(), PASSWORD.encode())]


def test_a_wrong_password_sends_nothing_and_is_not_told(authority: ThrowawayCA, tmp_path: Path) -> None:
    with locked_mail_server(server_side(authority, tmp_path)) as postbox:
        mailer = SmtpMailer("localhost", postbox.port, user=USER, password="Tr0ub4dor&3", context=trusting(authority))
        with pytest.raises(MailUnavailable) as refused:
            mailer.send(MAIL)
    assert str(refused.value) == "SMTPAuthenticationError 535"
    assert repr(mailer) == f"SmtpMailer('smtp://localhost:{postbox.port}')"
    assert postbox.received == []


@pytest.mark.parametrize("starttls", [True, False], ids=["starttls", "smtps"])
@pytest.mark.parametrize("wrong", ["another host", "expired", "unknown authority"])
def test_a_server_whose_certificate_does_not_hold_gets_nothing(
    authority: ThrowawayCA, tmp_path: Path, wrong: str, starttls: bool
) -> None:
    name = "mail.example.org" if wrong == "another host" else "localhost"
    certificate = server_side(authority, tmp_path, name=name, days=-1 if wrong == "expired" else 1)
    trust = ssl.create_default_context() if wrong == "unknown authority" else trusting(authority)
    with locked_mail_server(certificate, starttls=starttls) as postbox:
        mailer = SmtpMailer("localhost", postbox.port, user=USER, password=PASSWORD, tls=not starttls, context=trust)
        with pytest.raises(MailUnavailable) as refused:
            mailer.send(MAIL)
    assert str(refused.value) == "SSLCertVerificationError"
    assert (postbox.received, postbox.logins) == ([], [])


def test_a_user_is_not_named_to_a_server_that_cannot_encrypt() -> None:
    with mail_server() as postbox, pytest.raises(MailUnavailable) as refused:
        SmtpMailer(LOOPBACK, postbox.port, user=USER, password=PASSWORD).send(MAIL)
    assert str(refused.value) == "SMTPNotSupportedError"
    assert (postbox.received, postbox.logins) == ([], [])
