"""``customers.csv`` → households."""

from __future__ import annotations

import re
from pathlib import Path

from skill.loading import values
from skill.loading.problem import Problem, Report
from skill.loading.table import read_table
from skill.profile.customer import Customer, Identity, Person, hashed
from skill.settings.entries import is_email, is_zone
from skill.settings.shop import ShopConfig
from skill.shopping.payment import PaymentMethod

CHANNEL = "alexa"
_LABELS = ("address_label", "payment_label")


def demo_user(customer_id: str) -> str:
    """The Alexa account that speaks for a household where there is no real one. Alexa never issues such an id."""
    return f"amzn1.ask.account.DEMO-{customer_id}"


def demo_voice(customer_id: str, name: str) -> str:
    """The Alexa voice of a person of that household."""
    return f"amzn1.ask.person.DEMO-{customer_id}-{name.lower()}"


def identity_of(customer_id: str) -> Identity:
    """The identity of :func:`demo_user`."""
    return Identity.of(CHANNEL, demo_user(customer_id))


def read_customers(path: Path, config: ShopConfig, report: Report) -> dict[str, Customer]:
    """Read ``customer_id`` and, all optional, ``people`` (``Anna:adult|Mia:child``), ``email``, ``address_label``,
    ``payment_label`` (and ``address_label_de`` …), ``payment_expires`` (``2027-04``), ``payment_blocked`` (yes/no),
    ``time_zone`` (default: the shop's) and ``locale``.
    """
    labels = values.columns(_LABELS, config.languages)
    optional = ["people", "email", "payment_expires", "payment_blocked", "time_zone", "locale", *labels]
    found: dict[str, Customer] = {}
    for line, cells in read_table(path, ("customer_id",), optional, report):
        row = dict(zip(("customer_id", *optional), cells, strict=True))
        try:
            customer_id = values.an_id("customer_id", row["customer_id"])
            if customer_id in found:
                raise ValueError(f"customer_id {customer_id!r} was there before")
            if row["time_zone"] and not is_zone(row["time_zone"]):
                raise ValueError(f"time_zone {row['time_zone']!r} is no IANA name such as {config.zone}")
            found[customer_id] = Customer(
                id=customer_id,
                linked=True,
                people=_people(customer_id, row["people"]),
                address=_label("address_label", row, config.languages),
                payment=_label("payment_label", row, config.languages),
                time_zone=row["time_zone"],
                email=_email(row["email"]),
                payment_method=PaymentMethod(
                    expires=_month("payment_expires", row["payment_expires"]),
                    blocked=values.yes("payment_blocked", row["payment_blocked"]),
                ),
            )
        except ValueError as wrong:
            report(Problem(path.name, line, f"{wrong}; line left out"))
    return found


def _people(customer_id: str, text: str) -> tuple[Person, ...]:
    people: dict[str, Person] = {}
    for part in values.several(text):
        name, _, kind = (piece.strip() for piece in part.partition(":"))
        person_id = re.sub(r"[\W_]+", "-", name.lower()).strip("-")
        if not person_id:
            raise ValueError(f"people {part!r} names nobody")
        if kind not in {"", "adult", "child"}:
            raise ValueError(f"people {part!r} is neither adult nor child")
        if person_id in people:
            raise ValueError(f"people names {name} twice")
        voice = hashed(CHANNEL, demo_voice(customer_id, name))
        people[person_id] = Person(person_id, name, kind == "child", voice)
    return tuple(people.values())


def _email(text: str) -> str:
    # Not repeated: what is wrong with a line is written into files and logs.
    if text and not is_email(text):
        raise ValueError("email is no address such as anna@example.com")
    return text


def _month(name: str, text: str) -> str:
    if text and not re.fullmatch("20[0-9]{2}-(0[1-9]|1[0-2])", text):
        raise ValueError(f"{name} {text!r} is no month such as 2027-04")
    return text


def _label(name: str, row: dict[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    labels = {language: row[values.column_of(name, language, languages)] for language in languages}
    return {language: values.spoken_text(name, label) for language, label in labels.items() if label}
