"""Orders to write about, and who writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from skill.locales.words import Words
from skill.outbox.letter import Pen
from skill.settings.mail import ShopMail
from skill.settings.shop import ShopConfig
from skill.shopping.money import Money
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.shopping.pricing import DeliveryFee, TaxTable, totals
from tests.support.tiny_shop import CONFIG, NOON, ZONE

TAX_CLASSES = {"coffee-dark": "food", "paper": "standard", "milk-oat": "food"}
GERMAN = msgspec.structs.replace(
    CONFIG,
    seller="Bäckerei Krämer",
    invocation={"de-DE": "bäckerei krämer"},
    languages=("de",),
    currency="EUR",
    taxes=TaxTable(CONFIG.taxes.rates, included=True),
    fee=DeliveryFee(Money(390, "EUR"), Money(3500, "EUR")),
    zone="Europe/Berlin",
    mail=ShopMail(
        sender="bestellung@krämer.example",
        name="Bäckerei Krämer",
        contact="hilfe@krämer.example, Telefon 030 12345",
        legal={"de": ("Bäckerei Krämer GmbH, Ofenweg 1, Berlin", "Widerrufsbelehrung: …")},
    ),
)


def pen(locale: str = "en-US", config: ShopConfig = CONFIG, at: datetime = NOON, words: Path | None = None) -> Pen:
    """Who writes, strict about words."""
    zone = ZONE if config is CONFIG else ZoneInfo(config.zone)
    return Pen(Words(locale, words, strict=True), config, zone, at)


def order(*lines: tuple[str, str, int, int], config: ShopConfig = CONFIG, **more: Any) -> Order:
    """An order of some (product, name, units, minor units of money), placed at noon by voice."""
    made = tuple(Line(product, name, units, Money(each, config.currency)) for product, name, units, each in lines)
    values: dict[str, Any] = {
        "id": "o-0123456789ab",
        "placed_at": NOON,
        "lines": made,
        "totals": totals(
            [(line.price, TAX_CLASSES[line.product_id]) for line in made], config.taxes, config.fee, config.currency
        ),
        "seller": config.seller,
        "window": config.plan.window(NOON, ZoneInfo(config.zone)),
        "address": "home",
        "payment": "visa",
        "channel": "alexa",
    }
    return Order(**values | more)


COFFEE = ("coffee-dark", "dark roast coffee", 3, 899)
PAPER = ("paper", "toilet paper", 1, 649)
KAFFEE = ("coffee-dark", "dunkler Kaffee", 3, 899)
KLOPAPIER = ("paper", "Klopapier", 1, 649)
HOUR = timedelta(hours=1)
