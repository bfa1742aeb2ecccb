"""Loading a shop's files into the catalogue and the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from babel.numbers import list_currencies

from skill.errors import SettingsError
from skill.loading.catalogue_file import write_catalogue
from skill.loading.customers import read_customers
from skill.loading.orders import OrderedLine, Spool, spooled
from skill.loading.problem import Problem, Report, UnreadableFile, Watch, nobody_watches
from skill.loading.products import read_categories, read_products
from skill.loading.profiles import Assembly, profile
from skill.loading.shift import shift_weeks
from skill.profile.contact import Seal, Sealed
from skill.profile.customer import Customer
from skill.services.contact import sealed, with_address
from skill.settings.shop import ShopConfig
from skill.shopping.order import Order
from skill.shopping.product import Product, Quote
from skill.storage.port import Profile, Store
from skill.storefronts.catalogue import Catalogue


class ShopFiles(NamedTuple):
    """The files of a shop; what is None stays as it is."""

    products: Path | None = None
    categories: Path | None = None
    customers: Path | None = None
    orders: Path | None = None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What was loaded. ``newest`` is the newest purchase's day as it is stored, ``weeks`` how far it was moved."""

    products: int = 0
    customers: int = 0
    orders: int = 0
    lines: int = 0
    problems: int = 0
    weeks: int = 0
    newest: date | None = None


class _Counts:
    """What has been loaded so far."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.customers = self.orders = self.lines = self.problems = 0

    def problem(self, problem: Problem) -> None:
        """Count a problem and pass it on."""
        self.problems += 1
        self._report(problem)


def load(
    files: ShopFiles,
    store: Store,
    config: ShopConfig,
    catalogue: Path,
    today: date,
    *,
    shift: bool = False,
    contacts: Seal | None = None,
    report: Report,
    watch: Watch = nobody_watches,
) -> Summary:
    """Load what can be read; the same files again change nothing.

    Products replace the whole catalogue. Customers and orders are added to those in the store: a household's
    orders that these files do not name stay, in its digest too. ``shift`` moves all purchases by whole weeks
    so that the newest lies in the week before ``today``. ``contacts`` seals e-mail addresses; None leaves them as they
    are, for stores that are not kept.

    Raises:
        SealError: addresses cannot be sealed; households that were loaded before stay loaded.
        UnreadableFile: when nothing of a file can be used. A file that was loaded before it stays loaded.
        SettingsError: when there are orders but no products, neither here nor loaded before.

    """
    if config.currency not in list_currencies():
        raise SettingsError(f"currency: {config.currency} is no currency of ISO 4217; set such as USD in shop.yaml")
    counts = _Counts(report)
    products, names = 0, dict[str, str]()
    if files.products is not None:
        quotes: list[Quote] = []

        def take(product: Product, quote: Quote) -> None:
            names[product.id] = product.in_language(config.languages[0]).spoken
            quotes.append(quote)

        products = build_catalogue(files, config, catalogue, take=take, report=counts.problem, watch=watch)
        store.put_quotes(quotes)
    elif files.orders is not None:
        names = _names(catalogue, config)
    customers = {} if files.customers is None else read_customers(files.customers, config, counts.problem)
    households = _Households(customers, store, config, today, contacts)
    weeks, newest = timedelta(), None
    with ExitStack() as stack:
        spool = None
        if files.orders is not None:
            spool = stack.enter_context(
                spooled(files.orders, names, households.zone, config, report=counts.problem, watch=watch)
            )
            if shift and (last := spool.newest()) is not None:
                weeks = shift_weeks(last, today)
            # What lies after today is left out.
            last = spool.newest(today - weeks)
            newest = None if last is None else last + weeks
        file = files.orders.name if files.orders else ""
        assembly = Assembly(config, names, weeks, today, file, counts.problem)
        store.put_profiles(_profiles(households, spool, assembly, counts, watch))
    return Summary(
        products=products,
        customers=counts.customers,
        orders=counts.orders,
        lines=counts.lines,
        problems=counts.problems,
        weeks=weeks.days // 7,
        newest=newest,
    )


def build_catalogue(
    files: ShopFiles,
    config: ShopConfig,
    catalogue: Path,
    *,
    take: Callable[[Product, Quote], None] | None = None,
    report: Report,
    watch: Watch = nobody_watches,
) -> int:
    """Build the catalogue file of the products alone; the store is not touched.

    ``take`` is given each product with its price and stock. A product is not kept in memory, only what is needed to
    see that its id does not come twice and to number its words.

    Returns:
        The number of products.

    Raises:
        UnreadableFile: when there is no product that can be read; the catalogue before stays.

    """
    if files.products is None:
        raise UnreadableFile("a catalogue needs a products.csv")
    categories = None if files.categories is None else read_categories(files.categories, config, report)
    rows = read_products(files.products, categories, config, report, watch)

    def products() -> Iterator[Product]:
        none = True
        for product, quote in rows:
            none = False
            if take is not None:
                take(product, quote)
            yield product
        if none:
            # Raised inside the build: the catalogue before stays.
            raise UnreadableFile(f"{files.products} holds no product that could be read")

    return write_catalogue(catalogue, products(), config.languages, watch)


def _names(catalogue: Path, config: ShopConfig) -> dict[str, str]:
    with Catalogue(catalogue) as opened:
        return {product.id: product.in_language(config.languages[0]).spoken for product in opened.every()}


class _Households:
    """The customers of the file, or else of the store."""

    def __init__(
        self, given: Mapping[str, Customer], store: Store, config: ShopConfig, today: date, contacts: Seal | None
    ) -> None:
        self.given = given
        self._contacts = contacts
        self._store = store
        self._shop_zone = config.time_zone
        self._midnight = datetime.combine(today, time(), UTC)
        self._zones: dict[str, ZoneInfo] = {}

    def stored(self, customer_id: str) -> Customer | None:
        """As the store has it."""
        return self._store.load(customer_id, "", self._midnight).customer

    def made(self, customer_id: str, before: Customer | None) -> Customer:
        """As it is written: linked, its address sealed. One that is known stays as today's key sealed it before."""
        customer = self.given.get(customer_id) or before or Customer(id=customer_id)
        customer = msgspec.structs.replace(customer, linked=True)
        if self._contacts is None or not customer.email:
            return customer
        kept = before.email if before else ""
        if isinstance(customer.email, str) and isinstance(kept, Sealed) and self._contacts.ours(kept):
            known = msgspec.structs.replace(customer, email=kept)
            customer = with_address(known, customer.email, self._contacts)
        return sealed(customer, self._contacts)

    def orders(self, customer_id: str) -> list[Order]:
        """All orders in the store."""
        return list(self._store.orders(customer_id))

    def zone(self, customer_id: str) -> ZoneInfo:
        """The household's time zone; asked for every line, hence remembered."""
        found = self._zones.get(customer_id)
        if found is None:
            customer = self.given.get(customer_id) or self.stored(customer_id)
            name = customer.time_zone if customer else ""
            found = self._zones[customer_id] = ZoneInfo(name) if name else self._shop_zone
        return found


def _profiles(
    households: _Households, spool: Spool | None, assembly: Assembly, counts: _Counts, watch: Watch
) -> Iterator[Profile]:
    """Every household of the files, with its orders from the files and from the store."""
    given = households.given
    total = len(given) + (spool.customers if spool else 0)

    def made(customer_id: str, lines: list[OrderedLine]) -> Profile:
        before = households.stored(customer_id)
        customer = households.made(customer_id, before)
        zone = households.zone(customer_id)
        imported = assembly.orders(customer, lines, zone)
        counts.customers += 1
        counts.orders += len(imported)
        counts.lines += sum(len(order.lines) for order in imported)
        watch("customers", counts.customers, total)
        return profile(customer, imported, households.orders(customer_id) if before else (), zone)

    ordered: set[str] = set()
    for customer_id, lines in spool.by_customer() if spool else ():
        ordered.add(customer_id)
        yield made(customer_id, lines)
    total = len(ordered.union(given))
    for customer_id in given:
        if customer_id not in ordered:
            yield made(customer_id, [])
