"""shop.yaml: what it means, and what each wrong entry is answered with."""

from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.settings.environment import DEMO_SHOP
from skill.settings.mail import ShopMail
from skill.settings.shop import ShopConfig, load_shop, matches
from skill.shopping.delivery import DeliveryPlan
from skill.shopping.money import Money
from skill.shopping.policy import Policy
from skill.shopping.pricing import DeliveryFee, TaxTable
from skill.shopping.terms import Faq

DEFAULT = Policy(
    unknown_voices=True,
    unknown_limit=Money(5000, "USD"),
    code_from=Money(10000, "USD"),
    per_order=Money(50000, "USD"),
    per_day=Money(100000, "USD"),
    per_speaker=Money(50000, "USD"),
    far_times=4,
    far_from=6,
    duplicate_minutes=720,
    undo_minutes=None,
)
GOOD = """\
seller: Kaffee & Mehr
invocation:
  de-DE: kaffee und mehr
  en-US: kaffee and mehr
currency: EUR
tax:
  included: yes
  rates: {standard: 19, food: 7.0}
delivery:
  fee: 3.90
  days: 0
  cutoff: 09:00
  opens: 10:00
  closes: 18:30
time_zone: Europe/Berlin
"""


def written(folder: Path, text: str) -> Path:
    (folder / "shop.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_demo_shop() -> None:
    shop = load_shop(DEMO_SHOP)
    assert shop.seller == "Corner Pantry"
    assert shop.invocation == {"en-US": "corner pantry", "de-DE": "corner pantry"}
    assert shop.languages == ("en", "de")
    assert shop.taxes == TaxTable({"standard": Decimal("0.07"), "food": Decimal(0)}, included=False)
    assert shop.fee == DeliveryFee(Money(490, "USD"), Money(3500, "USD"))
    assert shop.plan == DeliveryPlan(1, time(18), time(14), time(18), (6,))
    assert (shop.currency, shop.zone, shop.offer_minutes, shop.most_units) == ("USD", "America/New_York", 15, 99)
    assert {language: len(answers) for language, answers in shop.faq.items()} == {"en": 5, "de": 5}
    assert shop.faq["en"][1] == Faq(
        ("delivery fee", "delivery cost", "how much is delivery", "free delivery"),
        "Delivery is four dollars and ninety cents, and free for orders from thirty-five dollars.",
    )
    assert (shop.policy, shop.assistant_pin) == (DEFAULT, ("en-US",))
    assert shop.mail == ShopMail(
        sender="orders@corner-pantry.example", name="Corner Pantry", contact="help@corner-pantry.example"
    )
    assert shop.words == DEMO_SHOP / "words"


def test_a_shop_with_the_least_entries(tmp_path: Path) -> None:
    assert load_shop(written(tmp_path, GOOD)) == ShopConfig(
        seller="Kaffee & Mehr",
        invocation={"de-DE": "kaffee und mehr", "en-US": "kaffee and mehr"},
        languages=("de", "en"),
        currency="EUR",
        taxes=TaxTable({"standard": Decimal("0.19"), "food": Decimal("0.07")}, included=True),
        fee=DeliveryFee(Money(390, "EUR"), None),
        plan=DeliveryPlan(0, time(9), time(10), time(18, 30), ()),
        zone="Europe/Berlin",
        offer_minutes=15,
        most_units=99,
        policy=Policy(
            unknown_limit=Money(5000, "EUR"),
            code_from=Money(10000, "EUR"),
            per_order=Money(50000, "EUR"),
            per_day=Money(100000, "EUR"),
            per_speaker=Money(50000, "EUR"),
        ),
        assistant_pin=(),
        faq={},
        words=tmp_path / "words",
        mail=None,
    )


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


WRONG = [
    (changed("seller: Kaffee & Mehr\n", ""), "seller is missing; set the seller's name, such as Corner Pantry"),
    (
        changed("seller: Kaffee & Mehr", "seller: [a]"),
        "seller is no text; set the seller's name, such as Corner Pantry",
    ),
    (
        changed("currency: EUR", "currency: euro"),
        "currency 'euro' is not an ISO 4217 code such as USD",
    ),
    (
        changed("currency: EUR", "currency: EUR\ncolour: red"),
        "colour is no entry; there are currency, delivery, faq, invocation, limits, mail, permission, retention, "
        "seller, tax, time_zone",
    ),
    (changed("de-DE:", "deutsch:"), "invocation.deutsch is no locale; use such as en-US"),
    (
        changed("de-DE:", "fr-FR:"),
        "invocation.fr-FR is in a language the skill has no words for; it has de, en",
    ),
    (
        changed("kaffee und mehr", "Kaffee 24"),
        "invocation.de-DE 'Kaffee 24' cannot be spoken to Alexa; set 2 to 50 lower-case letters and spaces",
    ),
    (
        changed("kaffee und mehr", "tee und mehr"),
        "invocation.de-DE 'tee und mehr' does not match the seller 'Kaffee & Mehr', as certification asks; "
        "set the seller's name",
    ),
    (
        changed("invocation:\n  de-DE: kaffee und mehr\n  en-US: kaffee and mehr", "invocation: kaffee"),
        "invocation is no table; set one invocation name per locale",
    ),
    (
        changed("  de-DE: kaffee und mehr\n  en-US: kaffee and mehr\n", "  {}\n"),
        "invocation names no locale; set such as en-US: corner pantry",
    ),
    (
        changed("standard: 19, ", ""),
        "tax.rates.standard is missing; set the rate in per cent of products that name no tax class",
    ),
    (changed("food: 7.0", "food: 7%"), "tax.rates.food '7%' is not a number from 0 to 100"),
    (changed("food: 7.0", "food: 107"), "tax.rates.food '107' is not a number from 0 to 100"),
    (
        changed("included: yes", "included: maybe"),
        "tax.included 'maybe' is neither yes nor no; set yes when shelf prices already hold the tax, "
        "no when it comes on top",
    ),
    (changed("included: yes", "included: yes\n  rounding: up"), "tax.rounding is no entry; there are included, rates"),
    (
        changed("fee: 3.90", "fee: free"),
        "delivery.fee 'free' is not an amount of money such as 4.99; set an amount such as 4.90",
    ),
    (
        changed("fee: 3.90", "fee: 3.905"),
        "delivery.fee '3.905' has more decimals than EUR knows; set an amount such as 4.90",
    ),
    (changed("fee: 3.90", "fee: -1"), "delivery.fee '-1' is negative; set an amount such as 4.90"),
    (changed("days: 0", "days: soon"), "delivery.days 'soon' is not a whole number from 0 to 60"),
    (changed("cutoff: 09:00", "cutoff: 9am"), "delivery.cutoff '9am' is not a time of day such as 18:00"),
    (
        changed("cutoff: 09:00", "cutoff: 11:00"),
        "delivery.cutoff 11:00 is after opens although days is 0; set an earlier hour",
    ),
    (
        changed("closes: 18:30", "closes: 10:00"),
        "delivery.closes 10:00 is not after opens 10:00; set a later hour",
    ),
    (
        changed("  days: 0", "  days: 0\n  closed: [sunday, Feiertag]"),
        "delivery.closed 'Feiertag' is no weekday; use monday, tuesday, wednesday, thursday, friday, saturday, sunday",
    ),
    (
        changed("  days: 0", "  days: 0\n  closed: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]"),
        "delivery.closed names every weekday; leave one for deliveries",
    ),
    (
        changed("  days: 0", "  days: 0\n  closed: sunday"),
        "delivery.closed is no list of texts; set such as [one, two]",
    ),
    (
        changed("Europe/Berlin", "Berlin"),
        "time_zone 'Berlin' is no time zone; set an IANA name such as America/New_York",
    ),
    (
        changed("Europe/Berlin", "../../etc/passwd"),
        "time_zone '../../etc/passwd' is no time zone; set an IANA name such as America/New_York",
    ),
    (GOOD + "limits: {offer_minutes: 0}\n", "limits.offer_minutes '0' is not a whole number from 1 to 60"),
    (GOOD + "limits: {most_units: 100}\n", "limits.most_units '100' is not a whole number from 1 to 99"),
    (GOOD + "limits: {most: 1}\n", "limits.most is no entry; there are most_units, offer_minutes"),
    (GOOD + "faq: {fr: []}\n", "faq.fr is no language of the invocation names (de, en)"),
    (GOOD + "faq: {de: Hallo}\n", "faq.de is no list of tables; set a list of asked and answer"),
    (GOOD + "faq: {de: [{asked: [a]}]}\n", "faq.de[1].answer is missing; set the sentence that is spoken"),
    (
        GOOD + "faq: {de: [{asked: [a], answer: b, else: c}]}\n",
        "faq.de[1].else is no entry; there are answer, asked",
    ),
    ("- a\n- b\n", "is no table of entries; begin with such as seller: Corner Pantry"),
    ("", "is no table of entries; begin with such as seller: Corner Pantry"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG, ids=[sentence[:40] for _, sentence in WRONG])
def test_a_wrong_entry_is_refused_with_what_to_set(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_shop(written(tmp_path, text))
    assert str(refused.value) == f"{tmp_path}/shop.yaml: {sentence}"


@pytest.mark.parametrize(
    "text", ["seller: [", "a: b: c", "? {a: 1}\n: 2\n", "\x00", "seller: !!python/object:os.system x\n  y: z"]
)
def test_what_is_no_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"shop\.yaml: is not proper YAML: "):
        load_shop(written(tmp_path, text))


def test_an_entry_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not proper YAML: currency is there twice"):
        load_shop(written(tmp_path, GOOD + "currency: USD\n"))


def test_latin_1_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_bytes("seller: Bäcker\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="is not proper YAML"):
        load_shop(tmp_path)


def test_a_missing_file_says_which_setting_names_its_folder(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load_shop(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}/shop.yaml: cannot be read (No such file or directory); RESTOCK_SHOP must name its folder"
    )


@pytest.mark.parametrize(
    ("invocation", "seller", "fits"),
    [
        ("corner pantry", "Corner Pantry", True),
        ("cornerpantry", "Corner Pantry", True),
        ("mcduff's", "McDuff's", True),
        ("h. m. market", "H.M. Market", True),
        ("bread and butter", "Bread & Butter", True),
        ("straße zwölf", "Straße Zwölf", True),
        ("corner", "Corner Pantry", False),
        ("corner pantry shop", "Corner Pantry", False),
        ("bread maybe butter", "Bread & Butter", False),
        ("anything", ".*", False),
    ],
)
def test_the_invocation_name_is_the_sellers(invocation: str, seller: str, fits: bool) -> None:
    assert matches(invocation, seller) is fits
