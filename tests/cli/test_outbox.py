"""``restock outbox``: from an order by voice to the e-mail about it."""

import re
import shutil
from email import message_from_bytes, policy
from pathlib import Path

from skill.settings.environment import DEMO_SHOP
from tests.cli.conftest import Run
from tests.support.mail_server import mail_server

NOTHING = "0 done, 0 given up, 0 to be tried again\n"


def order_coffee(demo: Run) -> str:
    """Order by voice; the total as it was said."""
    done = demo("talk", "--customer", "anna", "--say", "order coffee", "--say", "yes")
    assert done.exit_code == 0
    total = re.search(r"Done: .* for (\$[\d.]+) from", done.output)
    assert total is not None
    return total[1]


def test_nothing_to_do(demo: Run, tmp_path: Path) -> None:
    assert demo("outbox").output == NOTHING
    assert not (tmp_path / ".restock" / "mail").exists()


def test_an_order_is_written_into_a_folder(demo: Run, tmp_path: Path) -> None:
    total = order_coffee(demo)
    assert demo("outbox").output == "1 done, 0 given up, 0 to be tried again\n"
    (file,) = (tmp_path / ".restock" / "mail").iterdir()
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["To"] == "anna@example.com"
    assert f"\nTotal: {total}\n" in message.get_content().replace("\r\n", "\n")
    assert demo("outbox").output == NOTHING


def test_an_order_goes_to_a_mail_server(demo: Run) -> None:
    total = order_coffee(demo)
    with mail_server() as postbox:
        assert demo("outbox", mail=postbox.url).output == "1 done, 0 given up, 0 to be tried again\n"
    assert postbox.recipients == ["anna@example.com"]
    assert f"\nTotal: {total}\n" in postbox.received[0].text


def test_a_mail_server_that_is_not_there(demo: Run) -> None:
    order_coffee(demo)
    with mail_server() as postbox:
        pass
    assert demo("outbox", mail=postbox.url).stdout.splitlines()[-1] == "0 done, 0 given up, 1 to be tried again"


def test_email_switched_off(demo: Run, tmp_path: Path) -> None:
    order_coffee(demo)
    assert demo("outbox", mail="off").stdout.splitlines()[-1] == "0 done, 1 given up, 0 to be tried again"
    assert not (tmp_path / ".restock" / "mail").exists()


def test_a_shop_must_say_from_whom(demo: Run, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    text = (DEMO_SHOP / "shop.yaml").read_text("utf-8")
    (shop / "shop.yaml").write_text(re.sub(r"(?m)^mail:\n(  .*\n)+", "", text), "utf-8")
    shutil.copy(DEMO_SHOP / "products.csv", shop)
    done = demo("outbox", shop=str(shop))
    assert (done.exit_code, done.output) == (
        2,
        f"Error: {shop}/shop.yaml: mail is missing; set from and contact, or RESTOCK_MAIL=off to send none\n",
    )
    assert demo("outbox", shop=str(shop), mail="off").output == NOTHING


def test_a_wrong_setting_is_told_without_its_password(demo: Run) -> None:
    done = demo("outbox", mail="smtp://shop:secret@mail.example.org:smtp")
    assert (done.exit_code, done.output) == (
        2,
        "Error: RESTOCK_MAIL is no address of a mail server; set such as smtp://user:password@host:587, "
        "signs such as @ or / in them as %40 or %2F\n",
    )
