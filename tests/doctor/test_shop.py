"""The shop's folder."""

import shutil
from pathlib import Path

import msgspec
import pytest

from skill.doctor.finding import look, well, wrong
from skill.doctor.shop import folder, mail
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    shutil.copytree(DEMO_SHOP, tmp_path / "shop")
    return tmp_path / "shop"


def test_the_demo_shop_is_nobodys() -> None:
    assert list(folder(DEMO_SHOP, load_shop(DEMO_SHOP))) == [
        look("the shop is the demo shop", "set RESTOCK_SHOP to your shop's folder"),
        well("287 products can be sold"),
    ]


def test_what_cannot_be_read_is_told_five_times(shop: Path) -> None:
    with (shop / "products.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"bad-{n},,no price\n" for n in range(7))
    (shop / "words" / "en").mkdir(parents=True)
    (shop / "words" / "en" / "reorder.ftl").write_text("reorder-no-such = Hm.\n")
    config = load_shop(shop)
    found = list(folder(shop, config))
    assert found[0] == well(f"Corner Pantry: {shop / 'shop.yaml'} is read, for en-US, de-DE")
    assert found[1] == wrong(
        f"{config.words}: en/reorder.ftl: reorder-no-such is left over: nothing says it",
        "put it right, or remove the message",
    )
    assert [one.what for one in found[2:7]] == [f"products.csv, line {289 + n}" for n in range(5)]
    assert found[7:] == [
        look("2 more lines that cannot be read", "restock import tells all of them"),
        well("287 products can be sold"),
    ]


def test_a_shop_that_sells_nothing(shop: Path) -> None:
    (shop / "products.csv").write_text("id,name,price\n")
    assert list(folder(shop, load_shop(shop)))[1:] == [wrong("nothing can be sold", f"fill {shop / 'products.csv'}")]


def test_order_details_must_be_sent() -> None:
    config = load_shop(DEMO_SHOP)
    assert list(mail(config, off=False)) == []
    assert list(mail(config, off=True)) == [
        look("no e-mails are sent (RESTOCK_MAIL=off)", "Amazon wants order details sent by e-mail: set RESTOCK_MAIL")
    ]
    assert list(mail(msgspec.structs.replace(config, mail=None), off=False)) == [
        wrong("shop.yaml does not say from whom e-mails come", "set mail: from and contact")
    ]
