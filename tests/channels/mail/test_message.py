"""A mail as it is written down: every header exactly, and none that nobody meant."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.channels.mail.mailer import MailRefused
from skill.channels.mail.message import message_of
from tests.channels.mail.mails import MAIL, mail

HEADERS = {
    "From": "Corner Pantry <orders@shop.example>",
    "To": "anna@example.com",
    "Subject": "Your order at Corner Pantry: o-1",
    "Date": "Wed, 18 Nov 2026 17:00:00 +0000",
    "Message-ID": "<order-mail-0123456789@shop.example>",
    "Auto-Submitted": "auto-generated",
    "Content-Language": "en-US",
    "Content-Type": 'text/plain; charset="utf-8"',
    "Content-Transfer-Encoding": "quoted-printable",
    "MIME-Version": "1.0",
}


def test_every_header() -> None:
    message = message_of(MAIL)
    assert dict(message.items()) == HEADERS
    assert message.get_content() == "Hello,\n\n- 2 × Käse: 4,98 €\n"
    assert b"\r\n\r\nHello,\r\n\r\n- 2 =C3=97 K=C3=A4se" in message.as_bytes()


def test_the_same_mail_is_the_same_bytes() -> None:
    assert message_of(MAIL).as_bytes() == message_of(mail()).as_bytes()


def test_signs_beyond_ascii() -> None:
    message = message_of(
        mail(name="Bäckerei Müller, Köln", subject="Deine Bestellung: Brötchen", to="jo@bücher.example")
    )
    raw = message.as_bytes()
    assert raw.isascii()
    parsed = message_from_bytes(raw, policy=policy.default)
    assert str(parsed["From"]) == '"Bäckerei Müller, Köln" <orders@shop.example>'
    assert str(parsed["Subject"]) == "Deine Bestellung: Brötchen"
    assert str(parsed["To"]) == "jo@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "anna",
        "anna@",
        "@example.com",
        "anna@example.com, eve@example.org",
        "anna@example.com,eve@example.org",
        "anna@example.com;eve@example.org",
        "anna@example.com\r\nBcc: eve@example.org",
        "anna@example.com\nBcc: eve@example.org",
        "Anna <anna@example.com>",
        "<anna@example.com>",
        "anna@@example.com",
        "anna@ example.com",
        "anna@example..com",
        "anna@[",
        "(",
        "änna@example.com",
        "anna@" + "x" * 64 + ".example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(MailRefused) as refused:
        message_of(mail(to=address))
    assert str(refused.value).startswith("no address (")
    assert "anna" not in str(refused.value)


# What a shop, an order or a file of customers may hold.
anything = st.text(st.characters(codec="utf-8"), max_size=60)
nasty = st.builds(
    "".join, st.lists(st.sampled_from(["\r\n", "\n", "\r", "Bcc: ", "eve@example.org", " ", ":", "<", "@", "ä"]))
)


@given(subject=anything | nasty, text=anything | nasty)
def test_nothing_in_subject_or_text_becomes_a_header(subject: str, text: str) -> None:
    raw = message_of(mail(subject=subject, text=text)).as_bytes()
    parsed = message_from_bytes(raw, policy=policy.default)
    assert parsed.keys() == list(message_of(MAIL).keys())
    assert str(parsed["To"]) == "anna@example.com"


@given(to=anything | nasty | st.emails())
def test_an_address_is_refused_or_the_only_recipient(to: str) -> None:
    try:
        message = message_of(mail(to=to))
    except MailRefused:
        return
    parsed = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert parsed.keys() == list(message_of(MAIL).keys())
    assert [address.addr_spec for address in parsed["To"].addresses] == [
        address.addr_spec for address in message["To"].addresses
    ]
    assert len(message["To"].addresses) == 1
