"""The e-mails, word for word."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from skill.outbox.letter import cancelled_letter, code_locked_letter, order_letter
from skill.profile.voice_code import VoiceCode
from skill.shopping.delivery import Window
from tests.outbox.letters import COFFEE, GERMAN, HOUR, KAFFEE, KLOPAPIER, PAPER, order, pen
from tests.support.tiny_shop import CONFIG, NOON


def test_an_order_in_english() -> None:
    assert order_letter(pen(), order(COFFEE, PAPER)) == (
        "Your order at Corner Pantry: o-0123456789ab",
        """\
Hello,

Thank you for your order. Here is everything that Corner Pantry has noted.

Order number: o-0123456789ab
Ordered on: Wednesday, November 18, 2026 at 12:00 PM, by voice with Alexa
Seller: Corner Pantry

You ordered:
- 3 × dark roast coffee at $8.99 each: $26.97
- 1 × toilet paper: $6.49

Subtotal: $33.46
Delivery: $4.90
Tax: $0.45
Total: $38.81

Delivery: Thursday, November 19, 2026, between 2 and 6 pm
To: home
Payment: visa

Changed your mind? Until Thursday, November 19, 2026 at 8:00 AM you can cancel this order. \
Say: Alexa, ask corner pantry to cancel my order.

Questions? help@corner-pantry.example
""",
    )


def test_an_order_in_german() -> None:
    placed = order(KAFFEE, KLOPAPIER, config=GERMAN, address="nach Hause", payment="die Karte mit der Endung 17")
    assert order_letter(pen("de-DE", GERMAN), placed) == (
        "Deine Bestellung bei Bäckerei Krämer: o-0123456789ab",
        """\
Hallo!

Danke für deine Bestellung. Sie ist bei Bäckerei Krämer eingegangen.

Bestellnummer: o-0123456789ab
Bestellt am: Mittwoch, 18. November 2026, 18:00 Uhr, per Sprache über Alexa
Verkäufer: Bäckerei Krämer

Bestellt hast du:
- 3 × dunkler Kaffee zu je 8,99 €: 26,97 €
- 1 × Klopapier: 6,49 €

Zwischensumme: 33,46 €
Lieferung: 3,90 €
Gesamtbetrag: 37,36 €
Darin enthaltene Mehrwertsteuer: 0,42 €

Liefertermin: Freitag, 20. November 2026, zwischen 14 und 18 Uhr
Geliefert wird: nach Hause
Zahlungsmittel: die Karte mit der Endung 17

Du hast es dir anders überlegt? Bis Freitag, 20. November 2026, 08:00 Uhr kannst du diese Bestellung stornieren. \
Sag dazu: Alexa, sag bäckerei krämer, storniere meine Bestellung.

Fragen? hilfe@krämer.example, Telefon 030 12345

Bäckerei Krämer GmbH, Ofenweg 1, Berlin

Widerrufsbelehrung: …
""",
    )


def lines_of(text: str, *starts: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(starts)]


def test_free_delivery_and_no_tax() -> None:
    text = order_letter(pen(), order(("coffee-dark", "dark roast coffee", 4, 899))).text
    assert lines_of(text, "Subtotal", "Delivery", "Tax", "Total") == [
        "Subtotal: $35.96",
        "Delivery: free",
        "Total: $35.96",
        "Delivery: Thursday, November 19, 2026, between 2 and 6 pm",
    ]


def test_what_an_order_does_not_know_is_not_told() -> None:
    text = order_letter(pen(), order(COFFEE, address="", payment="", channel="import")).text
    assert "\nTo:" not in text
    assert "\nPayment:" not in text
    assert lines_of(text, "Ordered") == ["Ordered on: Wednesday, November 18, 2026 at 12:00 PM"]


def test_it_can_be_cancelled_as_long_as_the_shop_lets() -> None:
    brief = order(COFFEE, undo_until=NOON + HOUR)
    assert lines_of(order_letter(pen(), brief).text, "Changed") == [
        "Changed your mind? Until Wednesday, November 18, 2026 at 1:00 PM you can cancel this order. "
        "Say: Alexa, ask corner pantry to cancel my order."
    ]
    generous = order(COFFEE, undo_until=NOON + timedelta(days=9))
    assert "Until Thursday, November 19, 2026 at 8:00 AM" in order_letter(pen(), generous).text


@pytest.mark.parametrize(("later", "told"), [(HOUR, True), (20 * HOUR, False), (48 * HOUR, False)])
def test_a_letter_that_comes_late_promises_nothing_that_is_over(later: timedelta, told: bool) -> None:
    text = order_letter(pen(at=NOON + later), order(COFFEE)).text
    assert ("you can cancel this order" in text) is told


def test_an_order_that_was_cancelled_before_the_letter() -> None:
    text = order_letter(pen(at=NOON + HOUR), order(COFFEE, cancelled_at=NOON + HOUR / 2)).text
    assert "This order was cancelled on Wednesday, November 18, 2026 at 12:30 PM." in text
    assert "Changed your mind" not in text


def test_the_zone_is_the_customers_also_when_the_clock_changes() -> None:
    window = Window(CONFIG.plan.window(NOON, pen().zone).start, CONFIG.plan.window(NOON, pen().zone).end)
    berlin = pen("de-DE", replace(GERMAN, seller="Corner Pantry"))
    text = order_letter(berlin, order(COFFEE, window=window)).text
    assert lines_of(text, "Liefertermin") == ["Liefertermin: Donnerstag, 19. November 2026, zwischen 20 und 24 Uhr"]


def test_a_cancelled_order_in_both_languages() -> None:
    gone = NOON + HOUR
    assert cancelled_letter(pen(), order(COFFEE, cancelled_at=gone), gone) == (
        "Cancelled: your order o-0123456789ab at Corner Pantry",
        """\
Hello,

Your order o-0123456789ab at Corner Pantry was cancelled on Wednesday, November 18, 2026 at 1:00 PM.
You won't be charged $31.87.

What was cancelled:
- 3 × dark roast coffee at $8.99 each: $26.97

Questions? help@corner-pantry.example
""",
    )
    placed = order(KAFFEE, config=GERMAN, cancelled_at=gone)
    assert cancelled_letter(pen("de-DE", GERMAN), placed, gone) == (
        "Storniert: deine Bestellung o-0123456789ab bei Bäckerei Krämer",
        """\
Hallo!

Deine Bestellung o-0123456789ab bei Bäckerei Krämer wurde am Mittwoch, 18. November 2026, um 19:00 Uhr storniert.
Die 30,87 € werden dir nicht berechnet.

Storniert wurde:
- 3 × dunkler Kaffee zu je 8,99 €: 26,97 €

Fragen? hilfe@krämer.example, Telefon 030 12345

Bäckerei Krämer GmbH, Ofenweg 1, Berlin

Widerrufsbelehrung: …
""",
    )


LOCKED = VoiceCode(b"salt" * 4, b"digest", locked_until=NOON + HOUR / 4)


def test_a_locked_code_in_both_languages() -> None:
    assert code_locked_letter(pen(), LOCKED) == (
        "Wrong voice code at Corner Pantry",
        """\
Hello,

Somebody said a wrong voice code for Corner Pantry to Alexa three times in a row.
Orders that need the voice code are locked until Wednesday, November 18, 2026 at 12:15 PM.

Was it you? Then wait and try again. If you forgot the code, write to us: we switch it off, and you choose a new one.
If it wasn't, somebody near your devices may be trying to order in your name. \
Nothing was ordered by these tries. Please write to us if you don't know who it was.

Questions? help@corner-pantry.example
""",
    )
    assert code_locked_letter(pen("de-DE", replace(GERMAN, mail=CONFIG.mail)), LOCKED) == (
        "Falscher Sprachcode bei Bäckerei Krämer",
        """\
Hallo!

Jemand hat Alexa dreimal hintereinander einen falschen Sprachcode für Bäckerei Krämer genannt.
Bestellungen, für die der Sprachcode nötig ist, sind bis Mittwoch, 18. November 2026, 18:15 Uhr gesperrt.

Warst du das? Dann warte kurz und versuch es noch einmal. Wenn du den Code vergessen hast, schreib uns: \
Wir schalten ihn ab, und du suchst dir einen neuen aus.
Falls nicht, versucht vielleicht jemand in der Nähe deiner Geräte, in deinem Namen zu bestellen. \
Durch diese Versuche wurde nichts bestellt. Wenn du nicht weißt, wer es war, schreib uns bitte.

Fragen? help@corner-pantry.example
""",
    )


@pytest.mark.parametrize("code", [None, replace(LOCKED, locked_until=None), replace(LOCKED, locked_until=NOON)])
def test_a_code_that_is_free_again_is_told_without_a_time(code: VoiceCode | None) -> None:
    text = code_locked_letter(pen(), code).text
    assert "Somebody said a wrong voice code" in text
    assert "until" not in text


def test_the_shops_own_words(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "mail.ftl").write_text("mail-hello = Howdy!\n", "utf-8")
    assert order_letter(pen(words=tmp_path), order(COFFEE)).text.startswith("Howdy!\n\nThank you")
