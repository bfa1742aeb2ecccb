"""How money, days, hours and things are said in each language."""

from datetime import date, timedelta

import pytest

from skill.conversation.reply import Amount, Day, Hours, Thing, Things, Value
from skill.locales.values import spoken
from skill.locales.words import Words

TODAY = date(2026, 2, 11)  # a Wednesday


def said(value: Value, locale: str) -> str | int:
    words = Words(locale, strict=True)
    return spoken(value, words._babel, words._message)


@pytest.mark.parametrize(
    ("amount", "english", "german"),
    [
        (Amount(499, "USD"), "$4.99", "4,99 $"),
        (Amount(499, "EUR"), "€4.99", "4,99 €"),
        (Amount(400, "EUR"), "€4.00", "4,00 €"),
        (Amount(0, "USD"), "$0.00", "0,00 $"),
        (Amount(-150, "USD"), "-$1.50", "-1,50 $"),
        (Amount(1234567, "USD"), "$12,345.67", "12.345,67 $"),
        (Amount(500, "JPY"), "¥500", "500 ¥"),
        (Amount(1250, "KWD"), "KWD 1.250", "1,250 KWD"),
        (Amount(1995, "CHF"), "CHF 19.95", "19,95 CHF"),
        # CLDR would round these to whole ones; what is said must be what is paid.
        (Amount(1250, "IQD"), "IQD 1.250", "1,250 IQD"),
        (Amount(12345, "RSD"), "RSD 123.45", "123,45 RSD"),
    ],
)
def test_money(amount: Amount, english: str, german: str) -> None:
    assert (said(amount, "en-US"), said(amount, "de-DE")) == (english, german)


@pytest.mark.parametrize(
    ("away", "english", "german"),
    [
        (0, "today", "heute"),
        (1, "tomorrow", "morgen"),
        (-1, "yesterday", "gestern"),
        (2, "on Friday", "am Freitag"),
        (6, "on Tuesday", "am Dienstag"),
        (-2, "on Monday", "am Montag"),
        (-6, "on Thursday", "am Donnerstag"),
        (7, "on February 18", "am 18. Februar"),
        (20, "on March 3", "am 3. März"),
        (-300, "on April 17", "am 17. April"),
        (-301, "on April 16, 2025", "am 16. April 2025"),
        (400, "on March 18, 2027", "am 18. März 2027"),
    ],
)
def test_days(away: int, english: str, german: str) -> None:
    day = Day.of(TODAY + timedelta(days=away), TODAY)
    assert (said(day, "en-US"), said(day, "de-DE")) == (english, german)


def test_a_date_in_britain() -> None:
    assert said(Day.of(date(2026, 3, 3), TODAY), "en-GB") == "on 3 March"


@pytest.mark.parametrize(
    ("start", "end", "english", "german"),
    [
        ("14:00", "18:00", "between 2 and 6 pm", "zwischen 14 und 18 Uhr"),
        ("09:00", "13:00", "between 9 am and 1 pm", "zwischen 9 und 13 Uhr"),
        ("08:30", "10:15", "between 8:30 and 10:15 am", "zwischen 8 Uhr 30 und 10 Uhr 15"),
        ("08:00", "12:00", "between 8 am and noon", "zwischen 8 und 12 Uhr"),
        ("12:00", "16:00", "between noon and 4 pm", "zwischen 12 und 16 Uhr"),
        ("12:30", "16:00", "between 12:30 and 4 pm", "zwischen 12 Uhr 30 und 16 Uhr"),
        ("18:00", "00:00", "between 6 pm and midnight", "zwischen 18 und 24 Uhr"),
        ("00:00", "06:00", "between midnight and 6 am", "zwischen 0 und 6 Uhr"),
        ("18:00", "24:00", "between 6 pm and midnight", "zwischen 18 und 24 Uhr"),
        ("09:05", "9:50", "between 9:05 and 9:50 am", "zwischen 9 Uhr 05 und 9 Uhr 50"),
    ],
)
def test_hours(start: str, end: str, english: str, german: str) -> None:
    hours = Hours(start, end)
    assert (said(hours, "en-US"), said(hours, "de-DE")) == (english, german)


@pytest.mark.parametrize(
    ("things", "english", "german"),
    [
        (Things((Thing(1, "Bluebird coffee"),)), "Bluebird coffee", "Bluebird coffee"),
        (Things((Thing(2, "Bluebird coffee"),)), "2 of the Bluebird coffee", "2 Mal Bluebird coffee"),
        (Things((Thing(1, "Grainly Oat", Amount(349, "USD")),)), "Grainly Oat for $3.49", "Grainly Oat für 3,49 $"),
        (
            Things((Thing(3, "Grainly Oat", Amount(1047, "USD")),)),
            "3 of the Grainly Oat for $10.47",
            "3 Mal Grainly Oat für 10,47 $",
        ),
        (Things((Thing(1, "A"), Thing(2, "B"))), "A and 2 of the B", "A und 2 Mal B"),
        (Things((Thing(1, "A"), Thing(1, "B"), Thing(1, "C"))), "A, B, and C", "A, B und C"),
        (Things((Thing(1, "A"), Thing(1, "B"), Thing(1, "C")), choose=True), "A, B, or C", "A, B oder C"),
        (Things((Thing(1, "{0} {x}"), Thing(1, "B{"), Thing(1, "}"))), "{0} {x}, B{, and }", "{0} {x}, B{ und }"),
        (Things(()), "", ""),
    ],
)
def test_things(things: Things, english: str, german: str) -> None:
    assert (said(things, "en-US"), said(things, "de-DE")) == (english, german)


@pytest.mark.parametrize("value", ["Tom & Jerry", "{ $x }", 3, 0])
def test_texts_and_numbers_stay_what_they_are(value: str | int) -> None:
    assert said(value, "de-DE") == value
