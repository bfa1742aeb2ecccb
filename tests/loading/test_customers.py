"""customers.csv."""

from pathlib import Path

import pytest

from skill.loading.customers import demo_user, demo_voice, identity_of, read_customers
from skill.profile.customer import Customer, Identity, Person, hashed
from skill.settings import DEMO_SHOP
from skill.shop_config import load_shop
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
