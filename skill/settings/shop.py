"""A shop's own settings: ``shop.yaml`` → :class:`ShopConfig`. A wrong or missing entry stops the start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from skill.profile.retention import Retention
from skill.settings.entries import Entries, read_entries
from skill.settings.kinds import FILE, read_kinds
from skill.settings.mail import ShopMail, read_mail
from skill.settings.policy import read_policy
from skill.settings.retention import read_retention
from skill.shopping.delivery import DeliveryPlan
from skill.shopping.policy import Policy
from skill.shopping.pricing import DeliveryFee, TaxTable
from skill.shopping.rhythm.kinds import Typical
from skill.shopping.terms import Faq

LOCALES = Path(__file__).parents[1] / "locales"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
# DOC choosing-the-invocation-name: lower-case letters, spaces, apostrophes, and dots after single letters.
_INVOCATION = re.compile(r"[^\W\d_]['.]?(?:[ ]?[^\W\d_]['.]?)*")


class ShopConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A shop. ``invocation`` is keyed by locale, ``faq`` by language; ``languages[0]`` is the shop's first one.

    ``words`` is the folder with the shop's own Fluent texts; it need not exist. ``mail`` None: it sends no e-mail.
    """

    seller: str
    invocation: Mapping[str, str]
    languages: tuple[str, ...]
    currency: str
    taxes: TaxTable
    fee: DeliveryFee
    plan: DeliveryPlan
    zone: str
    offer_minutes: int
    most_units: int
    policy: Policy
    assistant_pin: tuple[str, ...]
    faq: Mapping[str, tuple[Faq, ...]]
    words: Path
    mail: ShopMail | None = None
    typical: Mapping[str, Typical] = {}
    retention: Retention = Retention()

    @property
    def time_zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.zone)

    def asked(self, language: str) -> list[tuple[str, ...]]:
        """The ways in which each frequent question is asked in a language."""
        return [entry.asked for entry in self.faq.get(language, ())]

    def invocation_name(self, locale: str) -> str:
        """What the skill is called in a locale, or in another one of its language, or anywhere."""
        language = locale.partition("-")[0]
        alike = (name for known, name in self.invocation.items() if known.partition("-")[0] == language)
        return self.invocation.get(locale) or next(alike, next(iter(self.invocation.values())))


def load_shop(folder: Path) -> ShopConfig:
    """Read ``shop.yaml`` in a folder.

    Raises:
        SettingsError: names the file, the entry and what to set.

    """
    top = read_entries(folder / "shop.yaml")
    seller = top.text("seller", "the seller's name, such as Corner Pantry")
    invocation = _invocation(top.table("invocation", "one invocation name per locale"), seller)
    languages = tuple(dict.fromkeys(locale.partition("-")[0] for locale in invocation))
    currency = top.matching("currency", "[A-Z]{3}", "an ISO 4217 code such as USD")
    delivery = top.table("delivery", "fee, days, cutoff, opens and closes")
    limits = top.table("limits", "offer_minutes and most_units", needed=False)
    permission = top.table("permission", "who may buy how much by voice", needed=False)
    config = ShopConfig(
        seller=seller,
        invocation=invocation,
        languages=languages,
        currency=currency,
        taxes=_taxes(top.table("tax", "included and rates")),
        fee=_fee(delivery, currency),
        plan=_plan(delivery),
        zone=top.zone("time_zone"),
        offer_minutes=limits.whole("offer_minutes", 1, 60, default=15),
        most_units=limits.whole("most_units", 1, 99, default=99),
        policy=read_policy(permission, currency),
        assistant_pin=_locales(permission, "assistant_pin", invocation),
        faq=_faq(top.table("faq", "questions and answers by language", needed=False), languages),
        words=folder / "words",
        mail=_mail(top, seller, languages),
        typical=read_kinds(folder / FILE),
        retention=read_retention(top.table("retention", "interactions and guests, in days", needed=False)),
    )
    for entries in (delivery, limits, permission, top):
        entries.nothing_else()
    return config


def _invocation(names: Entries, seller: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in names.names():
        if not _LOCALE.fullmatch(locale):
            raise names.wrong(locale, "is no locale; use such as en-US")
        if not (LOCALES / locale[:2]).is_dir():
            spoken = ", ".join(sorted(path.name for path in LOCALES.iterdir() if len(path.name) == 2))
            raise names.wrong(locale, f"is in a language the skill has no words for; it has {spoken}")
        name = names.text(locale, "the invocation name")
        if not _INVOCATION.fullmatch(name) or name != name.lower() or not 2 <= len(name) <= 50:
            raise names.wrong(locale, f"{name!r} cannot be spoken to Alexa; set 2 to 50 lower-case letters and spaces")
        if not matches(name, seller):
            raise names.wrong(
                locale, f"{name!r} does not match the seller {seller!r}, as certification asks; set the seller's name"
            )
        found[locale] = name
    if not found:
        raise names.wrong("", "names no locale; set such as en-US: corner pantry")
    return found


def _locales(entries: Entries, key: str, invocation: Mapping[str, str]) -> tuple[str, ...]:
    found = entries.texts(key) if entries.has(key) else ()
    for locale in found:
        if locale not in invocation:
            raise entries.wrong(key, f"names {locale}, but the invocation names are for {', '.join(invocation)}")
    return found


def _mail(top: Entries, seller: str, languages: tuple[str, ...]) -> ShopMail | None:
    entries = top.table("mail", "from and contact", needed=False)
    return read_mail(entries, seller, languages) if top.has("mail") else None


def matches(invocation: str, seller: str) -> bool:
    """Whether an invocation name is the seller's: same letters, however written; "&" may be spoken as a word."""
    letters = [re.escape(re.sub(r"[\W_]", "", part.casefold())) for part in re.split("[&+]", seller)]
    return bool(re.fullmatch(r"\w{0,4}".join(letters), re.sub(r"[\W_]", "", invocation.casefold())))


def _taxes(tax: Entries) -> TaxTable:
    rates = tax.table("rates", "per cent by tax class, such as standard: 7")
    found = {key: rates.number(key, Decimal(0), Decimal(100)) / 100 for key in rates.names()}
    if "standard" not in found:
        raise rates.wrong("standard", "is missing; set the rate in per cent of products that name no tax class")
    table = TaxTable(found, tax.yes("included", "yes when shelf prices already hold the tax, no when it comes on top"))
    tax.nothing_else()
    return table


def _fee(delivery: Entries, currency: str) -> DeliveryFee:
    fee = delivery.money("fee", currency)
    return DeliveryFee(fee, delivery.money("free_from", currency) if delivery.has("free_from") else None)


def _plan(delivery: Entries) -> DeliveryPlan:
    opens, closes = delivery.time("opens"), delivery.time("closes")
    if closes <= opens:
        raise delivery.wrong("closes", f"{closes:%H:%M} is not after opens {opens:%H:%M}; set a later hour")
    closed: list[int] = []
    for day in delivery.texts("closed") if delivery.has("closed") else ():
        if day not in WEEKDAYS:
            raise delivery.wrong("closed", f"{day!r} is no weekday; use {', '.join(WEEKDAYS)}")
        closed.append(WEEKDAYS.index(day))
    if len(set(closed)) == len(WEEKDAYS):
        raise delivery.wrong("closed", "names every weekday; leave one for deliveries")
    days, cutoff = delivery.whole("days", 0, 60), delivery.time("cutoff")
    if days == 0 and cutoff > opens:
        raise delivery.wrong("cutoff", f"{cutoff:%H:%M} is after opens although days is 0; set an earlier hour")
    return DeliveryPlan(days, cutoff, opens, closes, tuple(sorted(set(closed))))


def _faq(faq: Entries, languages: tuple[str, ...]) -> dict[str, tuple[Faq, ...]]:
    found: dict[str, tuple[Faq, ...]] = {}
    for language in faq.names():
        if language not in languages:
            raise faq.wrong(language, f"is no language of the invocation names ({', '.join(languages)})")
        answers: list[Faq] = []
        for entry in faq.tables(language, "a list of asked and answer"):
            answers.append(Faq(entry.texts("asked"), entry.text("answer", "the sentence that is spoken")))
            entry.nothing_else()
        found[language] = tuple(answers)
    return found
