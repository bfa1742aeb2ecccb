"""A shop of eight products and the households that buy there: small enough to follow every unit and every cent."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from skill.app import App
from skill.conversation.turn import Slot, Turn
from skill.loading.catalogue_file import write_catalogue
from skill.loading.customers import demo_user, demo_voice
from skill.loading.profiles import profile
from skill.locales.hearing import hearing
from skill.profile.customer import Customer, Identity, Person, hashed
from skill.settings.mail import ShopMail
from skill.settings.shop import ShopConfig
from skill.shopping.delivery import DeliveryPlan
from skill.shopping.money import Money
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.shopping.policy import Policy
from skill.shopping.pricing import DeliveryFee, TaxTable, totals
from skill.shopping.product import Product, ProductWords, Quote
from skill.storage.port import Profile, Store
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop

ZONE = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
"""A Wednesday noon in New York."""

CONFIG = ShopConfig(
    seller="Corner Pantry",
    invocation={"en-US": "corner pantry", "de-DE": "corner pantry"},
    languages=("en", "de"),
    currency="USD",
    taxes=TaxTable({"standard": Decimal("0.07"), "food": Decimal(0)}, included=False),
    fee=DeliveryFee(Money(490, "USD"), Money(3500, "USD")),
    plan=DeliveryPlan(1, time(18), time(14), time(18)),
    zone="America/New_York",
    offer_minutes=15,
    most_units=99,
    policy=Policy(
        unknown_limit=Money(5000, "USD"),
        code_from=Money(10000, "USD"),
        per_order=Money(50000, "USD"),
        per_day=Money(100000, "USD"),
        per_speaker=Money(50000, "USD"),
    ),
    assistant_pin=(),
    faq={},
    words=Path("no words of its own"),
    mail=ShopMail(sender="orders@corner-pantry.example", name="Corner Pantry", contact="help@corner-pantry.example"),
)

_Kind = dict[str, tuple[str, ...]]
_COFFEE: _Kind = {"en": ("coffee",), "de": ("Kaffee",)}
_MILK: _Kind = {"en": ("milk",), "de": ("Milch",)}


def _product(key: str, english: str, german: str, kind: _Kind, **more: Any) -> Product:
    words = {"en": ProductWords(english.title(), english), "de": ProductWords(german, german)}
    category = kind["en"][0] if kind else ""
    return Product(key, words, category, kind, **more)


PRODUCTS = (
    _product("coffee-dark", "dark roast coffee", "dunkler Kaffee", _COFFEE, tax="food"),
    _product("coffee-decaf", "decaf coffee", "entkoffeinierter Kaffee", _COFFEE, tax="food"),
    _product("milk-oat", "oat milk", "Hafermilch", _MILK, tax="food"),
    _product("milk-whole", "whole milk", "Vollmilch", _MILK, tax="food"),
    _product("paper", "toilet paper", "Klopapier", {}),
    _product("cookies", "ginger cookies", "Ingwerkekse", {}, tax="food"),
    _product("dollhouse", "dollhouse", "Puppenhaus", {}),
    _product("test-kit", "pregnancy test", "Schwangerschaftstest", {}, sensitive=True),
)
QUOTES = (
    Quote("coffee-dark", Money(899, "USD")),
    Quote("coffee-decaf", Money(949, "USD"), 6),
    Quote("milk-oat", Money(349, "USD"), 12),
    Quote("milk-whole", Money(299, "USD")),
    Quote("paper", Money(1249, "USD"), 4),
    Quote("cookies", Money(425, "USD"), 3),
    Quote("dollhouse", Money(8999, "USD"), 1),
    Quote("test-kit", Money(1099, "USD"), 5),
)
SLOTS = (
    "product",
    "quantity",
    "position",
    "date",
    "question",
    "code",
    "name",
    "amount",
    "trait",
    "comparison",
    "other",
    "sort",
    "only",
    "everything",
)
IDS = [product.id for product in PRODUCTS]

# What each household bought, weeks ago: (weeks, product, units).
_HISTORY: dict[str, list[tuple[int, str, int]]] = {
    "anna": [
        *((weeks, "coffee-dark", 1) for weeks in range(9, 24, 2)),
        (3, "coffee-dark", 2),
        (4, "milk-oat", 3),
        (2, "test-kit", 1),
    ],
    "ben": [(5, "cookies", 2), (1, "cookies", 2), (8, "paper", 1)],
}


def shop(catalogue: Path, store: Store) -> EmbeddedShop:
    """The shop itself, with its prices in the store."""
    return EmbeddedShop(_open(catalogue), store.quotes)


@cache
def _open(catalogue: Path) -> Catalogue:
    if not catalogue.exists():
        write_catalogue(catalogue, PRODUCTS, CONFIG.languages)
    return Catalogue(catalogue, hearing)


def app(catalogue: Path, store: Store) -> App:
    """The skill in front of the shop."""
    return App(store, shop(catalogue, store), CONFIG)


@cache
def household(name: str, suffix: str = "", more: tuple[Order, ...] = ()) -> Profile:
    """Anna (with a child, Mia) or Ben, with what they bought; ``suffix`` makes another one just like it."""
    customer_id = f"{name}{suffix}"
    people = {"anna": (("Anna", False), ("Mia", True)), "ben": (("Ben", False),)}[name]
    customer = Customer(
        customer_id,
        linked=True,
        people=tuple(
            Person(person.lower(), person, child, hashed("alexa", demo_voice(customer_id, person)))
            for person, child in people
        ),
        address={"en": "home", "de": "zu Hause"},
        payment={"en": "visa", "de": "Visa"},
        time_zone="America/New_York",
        email=f"{customer_id}@example.com",
    )
    bought = [
        order_of(f"{name}-{weeks}-{product}", NOON - timedelta(weeks=weeks), (product, units))
        for weeks, product, units in _HISTORY[name]
    ]
    return profile(customer, [*bought, *more], (), ZONE)


def order_of(order_id: str, placed_at: datetime, *lines: tuple[str, int]) -> Order:
    """An order of some (product, units) at the prices of the first day."""
    prices = {quote.product_id: quote.price for quote in QUOTES}
    made = tuple(Line(product, product, units, prices[product]) for product, units in lines)
    together = totals([(line.price, "food") for line in made], CONFIG.taxes, CONFIG.fee, CONFIG.currency)
    return Order(
        order_id, placed_at, made, together, CONFIG.seller, CONFIG.plan.window(placed_at, ZONE), channel="import"
    )


def settle(store: Store, suffix: str = "") -> None:
    """Anna, Ben and full shelves."""
    store.put_quotes(QUOTES)
    store.put_profiles([household("anna", suffix), household("ben", suffix)])


def account(name: str, suffix: str = "") -> str:
    """Alexa's id of a household's account."""
    return demo_user(f"{name}{suffix}")


def voice(name: str, person: str, suffix: str = "") -> str:
    """Alexa's id of somebody's voice."""
    return demo_voice(f"{name}{suffix}", person)


def guest_id(name: str, suffix: str = "") -> str:
    """The customer that an account nobody linked becomes."""
    return Identity.of("alexa", account(name, suffix)).guest_id


def turn(intent: str, request: str, *, at: datetime = NOON, who: str = "anna", **more: Any) -> Turn:
    """A request of Anna's voice from her account; slots as keywords: ``product="coffee"``, ``quantity=2``."""
    slots = {name: more.pop(name) for name in SLOTS if name in more}
    values: dict[str, Any] = {
        "channel": "alexa",
        "locale": "en-US",
        "account": account(who),
        "person": voice(who, who.title()),
        "session": "session-1",
        "slots": {name: Slot(str(value)) for name, value in slots.items()},
    }
    return Turn(id=request, intent=intent, at=at, **values | more)
