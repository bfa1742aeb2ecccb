"""What every shop must do, whatever is behind it. A test class inherits this and gives the shop of ``PRODUCTS``."""

import pytest

from skill.shopping.money import Money
from skill.shopping.product import Product, ProductWords, Quote
from skill.shopping.shop import Shop

COFFEE_WORDS = {"en": ("coffee", "java"), "de": ("Kaffee",)}
COFFEE = Product(
    "coffee",
    {
        "en": ProductWords("Bluebird Ground Coffee, 12 oz", "Bluebird coffee", ("regular coffee",), "Medium roast."),
        "de": ProductWords("Bluebird Filterkaffee", "Bluebird Kaffee"),
    },
    "coffee",
    COFFEE_WORDS,
    "Bluebird",
    "12 oz",
    "food",
)
DECAF = Product(
    "decaf",
    {"en": ProductWords("Bluebird Decaf Coffee", "Bluebird decaf", ("decaffeinated coffee",))},
    "coffee",
    COFFEE_WORDS,
    "Bluebird",
)
OAT = Product("oat", {"en": ProductWords("Oat Drink", "oat milk"), "de": ProductWords("Haferdrink", "Hafermilch")})
TEST_KIT = Product("kit", {"en": ProductWords("Café Test Kit", "test kit")}, sensitive=True)
PRODUCTS = (COFFEE, DECAF, OAT, TEST_KIT)
QUOTES = (
    Quote("coffee", Money(499, "USD"), 3),
    Quote("decaf", Money(549, "USD"), 0),
    Quote("oat", Money(299, "USD")),
    Quote("kit", Money(1999, "USD"), 1),
)


class ShopContract:
    """The behaviour of ``skill.shopping.shop.Shop``."""

    def shop(self) -> Shop:
        raise NotImplementedError

    def test_products_are_found_by_their_names(self) -> None:
        assert self.shop().search("bluebird decaf", "en", 5) == [DECAF]
        assert self.shop().search("oat milk", "en", 5) == [OAT]

    def test_products_are_found_by_the_category(self) -> None:
        assert {product.id for product in self.shop().search("java", "en", 5)} == {"coffee", "decaf"}

    def test_products_of_a_kind_are_among_what_is_found_by_its_name(self) -> None:
        assert {product.id for product in self.shop().of_kind("coffee", "en", 5)} >= {"coffee", "decaf"}
        assert len(self.shop().of_kind("coffee", "en", 1)) == 1
        assert self.shop().of_kind("zeppelin", "en", 5) == []

    def test_another_language_has_its_own_words(self) -> None:
        assert self.shop().search("Hafermilch", "de", 5) == [OAT]

    def test_no_more_than_asked_for(self) -> None:
        assert len(self.shop().search("coffee", "en", 1)) == 1
        assert self.shop().search("coffee", "en", 0) == []

    @pytest.mark.parametrize("words", ["", "   ", "zeppelin", '"', "* OR *", "coffee\0", "'; DROP TABLE product; --"])
    def test_odd_words_do_no_harm(self, words: str) -> None:
        found = self.shop().search(words, "en", 5)
        assert {product.id for product in found} <= {"coffee", "decaf"}
        assert self.shop().get(["oat"]) == {"oat": OAT}

    def test_products_by_id_in_the_order_asked_for(self) -> None:
        found = self.shop().get(["kit", "nothing", "coffee", "kit"])
        assert list(found.items()) == [("kit", TEST_KIT), ("coffee", COFFEE)]
        assert self.shop().get([]) == {}

    def test_price_and_stock(self) -> None:
        assert self.shop().quote(["oat", "coffee", "nothing"]) == {"oat": QUOTES[2], "coffee": QUOTES[0]}
        assert self.shop().quote([]) == {}

    def test_at_most_ten_are_quoted_at_once(self) -> None:
        with pytest.raises(ValueError, match="at most 10 products are quoted at once, not 11"):
            self.shop().quote([str(number) for number in range(11)])
