"""customers.csv."""

from pathlib import Path

import pytest

from skill.loading.customers import demo_user, demo_voice, identity_of, read_customers
from skill.profile.customer import Customer, Identity, Person, hashed
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.shopping.payment import PaymentMethod
from tests.loading.files import CUSTOMERS, Problems, write

SHOP = load_shop(DEMO_SHOP)


def test_households(tmp_path: Path) -> None:
    problems = Problems()
    found = read_customers(write(tmp_path / "customers.csv", CUSTOMERS), SHOP, problems)
    assert problems == []
    assert list(found.values()) == [
        Customer(
            id="anna",
            linked=True,
            people=(
                Person("anna", "Anna", voice=hashed("alexa", "amzn1.ask.person.DEMO-anna-anna")),
                Person("mia", "Mia", child=True, voice=hashed("alexa", "amzn1.ask.person.DEMO-anna-mia")),
            ),
            address={"en": "home", "de": "nach Hause"},
            payment={"en": "the card ending 42"},
            time_zone="Europe/Berlin",
        ),
        Customer(id="bob", linked=True),
    ]


def test_the_account_and_voices_that_speak_for_them() -> None:
    assert demo_user("anna") == "amzn1.ask.account.DEMO-anna"
    assert demo_voice("anna", "Mia Lou") == "amzn1.ask.person.DEMO-anna-mia lou"
    assert identity_of("anna") == Identity("alexa", hashed("alexa", "amzn1.ask.account.DEMO-anna"))


def test_email_and_payment(tmp_path: Path) -> None:
    problems = Problems()
    text = """\
customer_id,email,payment_expires,payment_blocked
anna,anna@example.com,2026-10,
ben,ben.o'hara+shop@büro.example,,yes
cleo,,2027-04,no
dan,,,
"""
    found = read_customers(write(tmp_path / "customers.csv", text), SHOP, problems)
    assert problems == []
    assert [(one.email, one.payment_method) for one in found.values()] == [
        ("anna@example.com", PaymentMethod(expires="2026-10")),
        ("ben.o'hara+shop@büro.example", PaymentMethod(blocked=True)),
        ("", PaymentMethod(expires="2027-04")),
        ("", PaymentMethod()),
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("anna,,", "email is no address such as anna@example.com"),
        ("anna@,,", "email is no address such as anna@example.com"),
        ("@example.com,,", "email is no address such as anna@example.com"),
        ("a@b@example.com,,", "email is no address such as anna@example.com"),
        ("anna @example.com,,", "email is no address such as anna@example.com"),
        ('"anna@example.com, eve@example.org",,', "email is no address such as anna@example.com"),
        ('"anna@example.com\nBcc: eve@example.org",,', "email is no address such as anna@example.com"),
        ("Anna <anna@example.com>,,", "email is no address such as anna@example.com"),
        (f"{'a' * 250}@example.com,,", "email is no address such as anna@example.com"),
        (",10/26,", "payment_expires '10/26' is no month such as 2027-04"),
        (",2026-13,", "payment_expires '2026-13' is no month such as 2027-04"),
        (",2026-1,", "payment_expires '2026-1' is no month such as 2027-04"),
        (",,maybe", "payment_blocked 'maybe' is neither yes nor no"),
    ],
)
def test_a_wrong_email_or_payment_is_told_and_no_address_repeated(tmp_path: Path, cells: str, sentence: str) -> None:
    problems = Problems()
    text = f"customer_id,email,payment_expires,payment_blocked\nok,,,\nc,{cells}\n"
    assert list(read_customers(write(tmp_path / "customers.csv", text), SHOP, problems)) == ["ok"]
    assert problems.said == [f"customers.csv line 3: {sentence}; line left out"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",Anna:adult,", "customer_id is empty; line left out"),
        ("ok,,", "customer_id 'ok' was there before; line left out"),
        ("c,,Berlin", "time_zone 'Berlin' is no IANA name such as America/New_York; line left out"),
        ("c,Anna:baby,", "people 'Anna:baby' is neither adult nor child; line left out"),
        ("c,:adult,", "people ':adult' names nobody; line left out"),
        ("c,Anna|anna:child,", "people names anna twice; line left out"),
    ],
)
def test_a_wrong_line_is_left_out_and_the_rest_loaded(tmp_path: Path, line: str, sentence: str) -> None:
    problems = Problems()
    text = f"customer_id,people,time_zone\nok,Jörg Åke,\n{line}\nlast,,\n"
    found = read_customers(write(tmp_path / "customers.csv", text), SHOP, problems)
    assert list(found) == ["ok", "last"]
    assert [(person.id, person.name) for person in found["ok"].people] == [("jörg-åke", "Jörg Åke")]
    assert problems.said == [f"customers.csv line 3: {sentence}"]
