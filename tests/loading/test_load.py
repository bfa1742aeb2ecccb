"""Files → catalogue, prices and profiles."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from skill.errors import SettingsError
from skill.loading.customers import identity_of
from skill.loading.load import ShopFiles, Summary, load
from skill.loading.problem import UnreadableFile
from skill.loading.shop_folder import files_in, load_folder
from skill.locales.hearing import hearing
from skill.profile.customer import RECENT_ORDERS, Customer
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.shopping.delivery import Window
from skill.shopping.money import Money
from skill.shopping.offer import Line
from skill.shopping.order import Order, Progress
from skill.shopping.permission import spent
from skill.shopping.pricing import Totals
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest, Purchase, rebuild
from skill.storage.memory import MemoryStore
from skill.storage.port import Loaded, Profile
from skill.storefronts.catalogue import Catalogue
from tests.loading.files import CATEGORIES, CUSTOMERS, ORDERS, PRODUCTS, Problems, write

SHOP = load_shop(DEMO_SHOP)
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Shop:
    """A folder of files, and a store they are loaded into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = folder / "catalogue.sqlite"
        self.store = MemoryStore()
        self.problems = Problems()

    def load(self, *, shift: bool = False, **files: str | bytes) -> Summary:
        given = {name: write(self.folder / f"{name}.csv", content) for name, content in files.items()}
        return load(ShopFiles(**given), self.store, SHOP, self.catalogue, TODAY, shift=shift, report=self.problems)

    def customer(self, customer_id: str) -> Customer:
        found = self.loaded(customer_id).customer
        assert found is not None
        return found

    def loaded(self, customer_id: str) -> Loaded:
        return self.store.load(customer_id, "", NOW)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def test_a_whole_shop(shop: Shop) -> None:
    summary = shop.load(products=PRODUCTS, categories=CATEGORIES, customers=CUSTOMERS, orders=ORDERS)
    assert summary == Summary(products=2, customers=3, orders=3, lines=4, newest=date(2026, 11, 20))
    assert shop.problems == []
    assert list(shop.store.customer_ids()) == ["anna", "bob", "zoe"]
    with Catalogue(shop.catalogue, hearing) as catalogue:
        assert [product.id for product in catalogue.search("java", "en", 5)] == ["coffee"]
    assert shop.store.quotes(["coffee", "soap"]) == {
        "coffee": Quote("coffee", usd(499), 3),
        "soap": Quote("soap", usd(200)),
    }


def test_an_imported_order(shop: Shop) -> None:
    shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS)
    first, second = shop.store.orders("anna")
    assert first == Order(
        id="o1",
        # 18:05 on the household's wall clock in Berlin.
        placed_at=datetime(2026, 11, 2, 17, 5, tzinfo=UTC),
        lines=(Line("coffee", "Bluebird coffee", 2, usd(449)), Line("soap", "soap", 1, usd(200))),
        totals=Totals(usd(1098), usd(0), usd(0), usd(1098), False),
        seller="Corner Pantry",
        window=Window(datetime(2026, 11, 4, 13, tzinfo=UTC), datetime(2026, 11, 4, 17, tzinfo=UTC)),
        address="home",
        payment="the card ending 42",
        channel="import",
    )
    # 23:30 UTC is half past midnight of Friday in Berlin: it comes on Saturday.
    assert second.placed_at == datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert second.window == Window(datetime(2026, 11, 21, 13, tzinfo=UTC), datetime(2026, 11, 21, 17, tzinfo=UTC))
    assert second.progress(NOW) is Progress.ON_ITS_WAY
    assert shop.customer("anna").orders == (second, first)


def test_the_digest_is_that_of_the_orders(shop: Shop) -> None:
    shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS)
    monday, friday = date(2026, 11, 2).toordinal(), date(2026, 11, 20).toordinal()
    coffee = rebuild([Purchase(monday, 2, 449), Purchase(friday, 1, 499)])
    soap = rebuild([Purchase(monday, 1, 200)])
    assert coffee is not None
    assert soap is not None
    assert shop.loaded("anna").digest == Digest({"coffee": coffee, "soap": soap})


def test_who_speaks_for_a_household(shop: Shop) -> None:
    shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS)
    assert shop.store.identify(identity_of("anna")) == "anna"
    assert shop.store.identify(identity_of("zoe")) == "zoe"
    zoe = shop.customer("zoe")
    assert msgspec.structs.replace(zoe, orders=()) == Customer(id="zoe", linked=True)
    # A day without an hour is midnight at the shop.
    assert zoe.orders[0].placed_at == datetime(2026, 11, 4, 5, tzinfo=UTC)


def test_the_same_files_again_change_nothing(shop: Shop) -> None:
    first = shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS)
    before = {key: (shop.loaded(key), list(shop.store.orders(key))) for key in ("anna", "bob", "zoe")}
    assert shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS) == first
    assert {key: (shop.loaded(key), list(shop.store.orders(key))) for key in ("anna", "bob", "zoe")} == before


def test_orders_made_elsewhere_stay(shop: Shop) -> None:
    shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS)
    first = shop.customer("anna").orders[0]
    spoken = msgspec.structs.replace(first, id="o-alexa", placed_at=NOW, channel="alexa")
    shop.store.put_profiles(
        [Profile(customer=shop.customer("anna").with_order(spoken), digest=Digest(), orders=(spoken,))]
    )
    shop.load(orders=ORDERS)
    assert [order.id for order in shop.customer("anna").orders] == ["o-alexa", "o2", "o1"]
    assert [order.id for order in shop.store.orders("anna")] == ["o1", "o2", "o-alexa"]
    assert shop.loaded("anna").digest.entries["coffee"].times == 3


def test_all_orders_of_the_day_count_for_its_limits_after_an_import_too(shop: Shop) -> None:
    shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS)
    before = shop.customer("anna")
    spoken = [
        msgspec.structs.replace(before.orders[0], id=f"o-alexa-{n}", placed_at=NOW - timedelta(hours=n), window=None)
        for n in range(8)
    ]
    for order in spoken:
        before = before.with_order(order)
    shop.store.put_profiles([Profile(customer=before, digest=Digest(), orders=tuple(spoken))])

    shop.load(customers=CUSTOMERS, orders=ORDERS)

    assert shop.customer("anna").orders == before.orders
    assert {order.id for order in spoken} <= {order.id for order in before.orders}
    day = spent(shop.customer("anna").orders, NOW, ZoneInfo("America/New_York"), "USD")
    assert day.minor == 8 * spoken[0].totals.total.minor


def test_one_file_alone_keeps_what_the_others_said(shop: Shop) -> None:
    shop.load(products=PRODUCTS, customers=CUSTOMERS, orders=ORDERS)
    people, digest = shop.customer("anna").people, shop.loaded("anna").digest
    assert shop.load(orders=ORDERS) == Summary(customers=2, orders=3, lines=4, newest=date(2026, 11, 20))
    assert shop.customer("anna").people == people
    assert shop.load(customers=CUSTOMERS) == Summary(customers=2)
    assert shop.loaded("anna").digest == digest
    assert [order.id for order in shop.customer("anna").orders] == ["o2", "o1"]


def test_purchases_move_by_whole_weeks_on_the_wall_clock(shop: Shop) -> None:
    # In New York summer time ends between the two: nine in the morning stays nine in the morning.
    orders = ORDERS.splitlines()[0] + "\no1,c,2026-07-01T09:00:00,soap,1,2\no2,c,2026-07-08T09:00:00,soap,1,2\n"
    assert shop.load(shift=True, products=PRODUCTS, orders=orders) == Summary(
        products=2, customers=1, orders=2, lines=2, weeks=19, newest=date(2026, 11, 18)
    )
    assert [order.placed_at for order in shop.store.orders("c")] == [
        datetime(2026, 11, 11, 14, tzinfo=UTC),
        datetime(2026, 11, 18, 14, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",c,2026-11-01,soap,1,2", "order_id is empty; line left out"),
        ("x,,2026-11-01,soap,1,2", "customer_id is empty; line left out"),
        ("x,c,yesterday,soap,1,2", "ordered_at 'yesterday' is no time such as 2026-01-31T18:05:00; line left out"),
        ("x,c,2026-02-30,soap,1,2", "ordered_at '2026-02-30' is no time such as 2026-01-31T18:05:00; line left out"),
        ("x,c,1969-12-31,soap,1,2", "ordered_at '1969-12-31' is not between 1970 and 2200; line left out"),
        (
            "x,c,0001-01-01T00:00+14:00,soap,1,2",
            "ordered_at '0001-01-01T00:00+14:00' is not between 1970 and 2200; line left out",
        ),
        ("x,c,2026-11-22,soap,1,2", "ordered_at lies after 2026-11-21; line left out"),
        ("x,c,2026-11-01,shampoo,1,2", "product 'shampoo' is not in the catalogue; line left out"),
        ("x,c,2026-11-01,soap,x,2", "quantity 'x' is not a whole number; line left out"),
        ("x,c,2026-11-01,soap,1.5,2", "quantity '1.5' is not a whole number; line left out"),
        ("x,c,2026-11-01,soap,0,2", "quantity 0 is not between 1 and 1000000; line left out"),
        ("x,c,2026-11-01,soap,1,two", "unit_price 'two' is not an amount of money such as 4.99; line left out"),
        ("x,c,2026-11-01,soap,1,-2", "unit_price '-2' is negative; line left out"),
        (
            "ok,c,2026-11-02,soap,1,2",
            "ordered_at is not that of order 'ok' in line 2; line left out",
        ),
    ],
)
def test_a_wrong_order_line_is_left_out_and_the_rest_loaded(shop: Shop, line: str, sentence: str) -> None:
    head = ORDERS.splitlines()[0]
    orders = f"{head}\nok,c,2026-11-01,soap,1,2\n{line}\nlast,c,2026-11-21,soap,1,2\n"
    summary = shop.load(products=PRODUCTS, orders=orders)
    assert shop.problems.said == [f"orders.csv line 3: {sentence}"]
    assert (summary.customers, summary.orders, summary.lines, summary.problems) == (1, 2, 2, 1)
    assert summary.newest == date(2026, 11, 21)
    assert [order.id for order in shop.store.orders("c")] == ["ok", "last"]


def test_a_file_without_a_needed_column_loads_nothing(shop: Shop) -> None:
    with pytest.raises(UnreadableFile) as refused:
        shop.load(products="id,name\na,A\n")
    assert str(refused.value) == f"{shop.folder}/products.csv has no column price; its first line names id, name"
    assert not shop.catalogue.exists()


def test_a_catalogue_is_not_replaced_by_nothing(shop: Shop) -> None:
    shop.load(products=PRODUCTS)
    with pytest.raises(UnreadableFile) as refused:
        shop.load(products="id,price,name\na,free,A\n")
    assert str(refused.value) == f"{shop.folder}/products.csv holds no product that could be read"
    assert shop.problems.said == [
        "products.csv line 2: price 'free' is not an amount of money such as 4.99; line left out"
    ]
    with Catalogue(shop.catalogue) as catalogue:
        assert catalogue.products == 2


def test_orders_need_products(shop: Shop) -> None:
    with pytest.raises(SettingsError) as refused:
        shop.load(orders=ORDERS)
    assert str(refused.value) == (
        f"RESTOCK_CATALOGUE={shop.catalogue} does not exist; build it with: restock catalogue build"
    )
    assert list(shop.store.customer_ids()) == []


def test_the_demo_shop_loads_without_a_problem(tmp_path: Path) -> None:
    store, problems = MemoryStore(), Problems()
    summary = load_folder(store, SHOP, DEMO_SHOP, tmp_path / "catalogue", TODAY, report=problems)
    assert problems == []
    assert summary.problems == 0
    assert len(store.customer_ids(limit=1000)) == summary.customers >= 30
    assert summary.products >= 250
    assert summary.newest is not None
    assert 1 <= (TODAY - summary.newest).days <= 7
    anna = store.load("anna", "", NOW).customer
    assert anna is not None
    assert [person.name for person in anna.people] == ["Anna", "Ben", "Mia"]
    assert len(anna.orders) == RECENT_ORDERS
    assert load_folder(store, SHOP, DEMO_SHOP, tmp_path / "catalogue", TODAY) == summary


def test_a_folder_with_compressed_files(tmp_path: Path) -> None:
    write(tmp_path / "products.csv.gz", PRODUCTS)
    write(tmp_path / "orders.csv.gz", ORDERS)
    assert files_in(tmp_path) == ShopFiles(tmp_path / "products.csv.gz", None, None, tmp_path / "orders.csv.gz")
    assert load_folder(MemoryStore(), SHOP, tmp_path, tmp_path / "catalogue", TODAY, shift=False).lines == 4


def test_a_folder_without_products(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        files_in(tmp_path)
    assert str(refused.value) == f"{tmp_path} holds no products.csv"
