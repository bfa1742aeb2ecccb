"""What a reviewer says in each locale, and what must be heard: the demo shop's households, goods and figures."""

from __future__ import annotations

from dataclasses import dataclass

CODE = ("1234", "4321")
"""The voice code of a review, and a wrong one."""


@dataclass(frozen=True)
class Phrases:
    """One locale. ``order`` is a whole wish: two of something that is taxed, as ``offered`` and ``mailed``."""

    household: str
    adult: str
    child: str
    email: str
    launch: str
    order: str
    offered: tuple[str, ...]
    """In the offer: goods, price of one, tax, delivery charge, total, seller, day; address, payment."""
    usual: tuple[str, ...]
    """What a voice that is not recognised hears instead of address and payment."""
    question: str
    told: tuple[str, ...]
    """After the order, by voice and on the card: goods, total, seller, day, address."""
    undo: str
    mailed: tuple[str, ...]
    subject: str
    one: str
    """Said to an offer: only one of it."""
    one_total: str
    coffee: str
    choice: str
    many: str
    into_cart: str
    show_cart: str
    check_out: str
    large: str
    large_total: str
    set_up_code: str
    opening_hours: str
    cancel_order: str
    where: str
    price: str
    yes: str
    no: str
    help: str
    stop: str
    cancel: str
    gibberish: str
    unknown: str
    secrets: tuple[str, ...]
    """What only the household's own voices may hear or see: names, where they live, how they pay, their e-mail."""


PHRASES = {
    "en-US": Phrases(
        household="anna",
        adult="Anna",
        child="Mia",
        email="anna@example.com",
        launch="Alexa, open Corner Pantry",
        order="order two packs of toilet paper",
        offered=(
            "2 of the Softleaf toilet paper family pack",
            "$8.99 each",
            "tax",
            "$4.90 for delivery",
            "$24.14 in total",
            "Corner Pantry delivers",
            "tomorrow between 2 and 6 pm",
            "your home",
            "the card ending 42",
        ),
        usual=("your usual address", "paid the usual way"),
        question="Shall I order it?",
        told=(
            "2 of the Softleaf toilet paper family pack",
            "$24.14",
            "from Corner Pantry",
            "tomorrow between 2 and 6 pm",
            "your home",
        ),
        undo="Alexa, ask corner pantry to cancel my order",
        mailed=(
            "Seller: Corner Pantry",
            "- 2 × Softleaf toilet paper family pack at $8.99 each: $17.98",
            "Subtotal: $17.98",
            "Delivery: $4.90",
            "Tax: $1.26",
            "Total: $24.14",
            "Delivery: Saturday, November 21, 2026, between 2 and 6 pm",
            "To: your home",
            "Payment: the card ending 42",
        ),
        subject="Your order at Corner Pantry: ",
        one="make it one",
        one_total="$14.52",
        coffee="reorder the coffee",
        choice="order tea",
        many="reorder forty packs of coffee",
        into_cart="add milk to my cart",
        show_cart="what's in my cart",
        check_out="check out",
        large="order the dollhouse",
        large_total="$171.19",
        set_up_code="set up a voice code",
        opening_hours="opening hours",
        cancel_order="cancel my order",
        where="where's my order",
        price="how much is the milk",
        yes="yes",
        no="no",
        help="help",
        stop="stop",
        cancel="cancel",
        gibberish="the weather is nice over there",
        unknown="order a spaceship",
        secrets=("Anna", "Ben", "Mia", "your home", "card ending", "anna@example.com"),
    ),
    "de-DE": Phrases(
        household="schmidt",
        adult="Katrin",
        child="Emil",
        email="schmidt@example.com",
        launch="Alexa, öffne Corner Pantry",
        order="bestell zwei packungen katzenstreu",
        offered=(
            "2 Mal Mewsley Katzenstreu",
            "je 8,39 $",
            "Steuer",
            "4,90 $ Lieferkosten",
            "zusammen 22,85 $",
            "Corner Pantry liefert",
            "morgen zwischen 14 und 18 Uhr",
            "nach Hause",
            "die Karte mit der Endung 17",
        ),
        usual=("an eure übliche Adresse", "Bezahlt wird wie immer"),
        question="Soll ich das kostenpflichtig bestellen?",
        told=(
            "2 Mal Mewsley Katzenstreu",
            "22,85 $",
            "bei Corner Pantry",
            "morgen zwischen 14 und 18 Uhr",
            "nach Hause",
        ),
        undo="Alexa, sag corner pantry, storniere meine Bestellung",
        mailed=(
            "Verkäufer: Corner Pantry",
            "- 2 × Mewsley Katzenstreu zu je 8,39 $: 16,78 $",
            "Zwischensumme: 16,78 $",
            "Lieferung: 4,90 $",
            "Steuer: 1,17 $",
            "Gesamtbetrag: 22,85 $",
            "Liefertermin: Samstag, 21. November 2026, zwischen 14 und 18 Uhr",
            "Geliefert wird: nach Hause",
            "Zahlungsmittel: die Karte mit der Endung 17",
        ),
        subject="Deine Bestellung bei Corner Pantry: ",
        one="mach eins draus",
        one_total="13,88 $",
        coffee="bestell den kaffee nach",
        choice="bestell windeln",
        many="bestell vierzig packungen kaffee",
        into_cart="leg den kaffee in den warenkorb",
        show_cart="was ist im warenkorb",
        check_out="zur kasse",
        large="bestell das puppenhaus",
        large_total="171,19 $",
        set_up_code="richte einen sprachcode ein",
        opening_hours="Öffnungszeiten",
        cancel_order="storniere meine bestellung",
        where="wo ist meine bestellung",
        price="was kostet der kaffee",
        yes="ja",
        no="nein",
        help="hilfe",
        stop="stopp",
        cancel="abbrechen",
        gibberish="das wetter ist schön da drüben",
        unknown="bestell ein raumschiff",
        secrets=("Katrin", "Jonas", "Emil", "nach Hause", "Endung", "schmidt@example.com"),
    ),
}
LOCALES = tuple(PHRASES)
