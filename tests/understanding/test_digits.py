"""Numbers as people say them."""

import pytest

from skill.locales.sentences import load_sentences
from skill.understanding.digits import Digits

ENGLISH, GERMAN = (Digits(load_sentences(locale)["digits"]) for locale in ("en-US", "de-DE"))


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("1234", "1234"),
        ("12 34", "1234"),
        ("1 2 3 4", "1234"),
        ("one 2 three 4", "1234"),
        ("one two three four", "1234"),
        ("One, two, three, four.", "1234"),
        ("twelve thirty four", "1234"),
        ("twelve thirty-four", "1234"),
        ("six oh four five", "6045"),
        ("sixty forty five", "6045"),
        ("zero zero four two", "0042"),
        ("o o four two", "0042"),
        ("double four double two", "4422"),
        ("triple one two", "1112"),
        ("nineteen oh four", "1904"),
        ("twenty twenty", "2020"),
        ("twenty 12", "2012"),
        ("thirty oh four", "3004"),
        ("six thousand forty five", "6045"),
        ("two thousand and four", "2004"),
        ("two thousand three hundred and one", "2301"),
        ("twelve hundred", "1200"),
        ("a thousand", "1000"),
        ("three", None),
        ("one two three", None),
        ("one two three four five", None),
        ("12345", None),
        ("thirty four", None),
        ("double thirty four", None),
        ("one two three double", None),
        ("ten thousand", None),
        ("one thousand two thousand", None),
        ("two thousand three four", None),
        ("one two three bananas", None),
        ("², ³ 1 2", None),
        ("", None),
    ],
)
def test_four_digits_in_english(said: str, digits: str | None) -> None:
    assert ENGLISH.four(said) == digits


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("1234", "1234"),
        ("eins zwei drei vier", "1234"),
        ("eins zwo drei vier", "1234"),
        ("zwölf vierunddreißig", "1234"),
        ("zwölf vierunddreissig", "1234"),
        ("null null vier zwei", "0042"),
        ("sechzig fünfundvierzig", "6045"),
        ("sechstausendfünfundvierzig", "6045"),
        ("zwölfhundert", "1200"),
        ("neunzehnhundertvierundachtzig", "1984"),
        ("eintausendzweihundertvierunddreißig", "1234"),
        ("doppel vier doppel zwei", "4422"),
        ("dreimal die vier", None),
        ("vierunddreißig", None),
        ("zweihundertdrei", None),
        ("eins zwei drei", None),
    ],
)
def test_four_digits_in_german(said: str, digits: str | None) -> None:
    assert GERMAN.four(said) == digits


@pytest.mark.parametrize(
    ("digits", "said", "number"),
    [
        (ENGLISH, "fifty", 50),
        (ENGLISH, "50", 50),
        (ENGLISH, "1500", 1500),
        (ENGLISH, "a hundred", 100),
        (ENGLISH, "a hundred and fifty", 150),
        (ENGLISH, "fifteen hundred", 1500),
        (ENGLISH, "two hundred thousand and one", 200_001),
        (ENGLISH, "zero", 0),
        (ENGLISH, "two fifty", None),
        (ENGLISH, "50 60", None),
        (ENGLISH, "and", None),
        (ENGLISH, "coffee", None),
        (ENGLISH, "", None),
        (GERMAN, "hundert", 100),
        (GERMAN, "zweihundertfünfzig", 250),
        (GERMAN, "fünfzig", 50),
    ],
)
def test_a_number(digits: Digits, said: str, number: int | None) -> None:
    assert digits.number(said) == number
