"""From the errand to the mailbox: a real mail server, every store, and each customer's e-mail to that customer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from skill.channels.mail.folder import FolderMailer
from skill.channels.mail.smtp import SmtpMailer
from skill.outbox.letter import cancelled_letter, code_locked_letter, order_letter
from skill.outbox.mails import Mails
from skill.outbox.worker import Outbox, Swept
from skill.profile.customer import Customer
from skill.profile.errand import ErrandKind
from skill.profile.home import Home
from skill.profile.voice_code import VoiceCode
from skill.shopping.purchases import Digest
from skill.storage.port import Profile, Store
from tests.outbox.errands import errand, left, put, put_order
from tests.outbox.letters import COFFEE, PAPER, order, pen
from tests.outbox.test_worker import Crash, Stubborn
from tests.support.mail_server import Postbox, mail_server
from tests.support.process import LOOPBACK, free_port
from tests.support.tiny_shop import CONFIG, NOON

MINUTE = timedelta(minutes=1)


def household(customer_id: str = "anna", **more: Any) -> Profile:
    values = {"email": f"{customer_id}@example.com", "time_zone": "America/New_York"}
    return Profile(customer=Customer(customer_id, linked=True, **values | more), digest=Digest())


def outbox(store: Store, postbox: Postbox) -> Outbox:
    return Outbox(store, Mails(store, CONFIG, SmtpMailer(LOOPBACK, postbox.port)))


def test_an_order_is_told_by_email(store: Store, postbox: Postbox) -> None:
    store.put_profiles([household()])
    put_order(store, order(COFFEE, PAPER))
    assert outbox(store, postbox).sweep(NOON) == Swept(done=1)
    (received,) = postbox.received
    letter = order_letter(pen(), order(COFFEE, PAPER))
    assert (received.sender, received.recipients) == ("orders@corner-pantry.example", ("anna@example.com",))
    assert (received.message["Subject"], received.text) == letter
    assert received.message["From"] == "Corner Pantry <orders@corner-pantry.example>"
    assert received.message["To"] == "anna@example.com"
    assert received.message["Date"] == "Wed, 18 Nov 2026 17:00:00 +0000"
    assert received.message["Auto-Submitted"] == "auto-generated"
    assert left(store) == []


def test_a_cancelled_order_is_told_after_it(store: Store, postbox: Postbox) -> None:
    store.put_profiles([household()])
    put_order(store, order(COFFEE))
    gone = order(COFFEE, cancelled_at=NOON + MINUTE)
    told = errand(kind=ErrandKind.CANCELLED_MAIL, order_id=gone.id, due=NOON + MINUTE)
    put(store, told, changed_order=gone)
    assert outbox(store, postbox).sweep(NOON + MINUTE) == Swept(done=2)
    later = pen(at=NOON + MINUTE)
    assert [(one.message["Subject"], one.text) for one in postbox.received] == [
        order_letter(later, gone),
        cancelled_letter(later, gone, NOON + MINUTE),
    ]


def test_a_locked_code_is_told(store: Store, postbox: Postbox) -> None:
    code = VoiceCode(b"salt" * 4, b"digest", locked_until=NOON + MINUTE * 15)
    store.put_profiles([household(home=Home(code=code))])
    put(store, errand(kind=ErrandKind.CODE_LOCKED_MAIL, order_id=""))
    assert outbox(store, postbox).sweep(NOON) == Swept(done=1)
    assert [(one.message["Subject"], one.text) for one in postbox.received] == [code_locked_letter(pen(), code)]


def test_the_language_is_the_turns_and_the_day_the_customers(store: Store, postbox: Postbox) -> None:
    store.put_profiles([household(time_zone="Asia/Tokyo"), household("ben", time_zone="")])
    put_order(store, order(COFFEE), locale="de-DE")
    put_order(store, order(COFFEE), "ben", locale="")
    assert outbox(store, postbox).sweep(NOON) == Swept(done=2)
    texts = {one.recipients[0]: one.text for one in postbox.received}
    assert "Bestellt am: Donnerstag, 19. November 2026, 02:00 Uhr, per Sprache" in texts["anna@example.com"]
    assert "Ordered on: Wednesday, November 18, 2026 at 12:00 PM, by voice" in texts["ben@example.com"]


def test_an_email_goes_to_its_own_customer_only(store: Store, postbox: Postbox) -> None:
    names = [f"customer{number}" for number in range(8)]
    store.put_profiles([household(name) for name in names])
    for name in names:
        # Everybody's order has the same id: what tells them apart is the customer alone.
        put_order(store, order(COFFEE, address=f"the home of {name}"), name)
    with ThreadPoolExecutor(4) as threads:
        swept = list(threads.map(lambda _: outbox(store, postbox).sweep(NOON), range(4)))
    assert sum(one.done for one in swept) == len(names)
    assert sorted(postbox.recipients) == sorted(f"{name}@example.com" for name in names)
    for received in postbox.received:
        name = received.recipients[0].partition("@")[0]
        assert (received.message["To"], received.message["Cc"]) == (f"{name}@example.com", None)
        assert f"To: the home of {name}\n" in received.text
        assert not any(other in received.text for other in names if other != name)
    assert len({received.message["Message-ID"] for received in postbox.received}) == len(names)


def test_a_mail_server_that_is_down_gets_it_once_it_is_up(store: Store, tmp_path: Path) -> None:
    store.put_profiles([household()])
    put_order(store, order(COFFEE))
    postbox = Postbox(free_port())
    assert outbox(store, postbox).sweep(NOON) == Swept(failed=1)
    assert outbox(store, postbox).sweep(NOON + MINUTE) == Swept(failed=1)
    with mail_server(postbox):
        assert outbox(store, postbox).sweep(NOON + 2 * MINUTE) == Swept()
        assert outbox(store, postbox).sweep(NOON + 6 * MINUTE) == Swept(done=1)
    assert postbox.recipients == ["anna@example.com"]
    assert left(store) == []


def test_a_crash_after_sending_sends_the_very_same_mail_again(store: Store, postbox: Postbox) -> None:
    store.put_profiles([household()])
    put_order(store, order(COFFEE))
    mails = Mails(store, CONFIG, SmtpMailer(LOOPBACK, postbox.port))
    with pytest.raises(Crash):
        Outbox(Stubborn(store, done=[Crash()]), mails).sweep(NOON)
    assert Outbox(store, mails).sweep(NOON + MINUTE) == Swept(done=1)
    first, second = postbox.received
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert (first.text, first.recipients) == (second.text, second.recipients)


def test_an_address_that_is_none_is_given_up_and_blocks_nobody(
    store: Store, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    store.put_profiles(
        [household(), household("ben"), household("cleo", email="cleo@example.com\nBcc: eve@example.org")]
    )
    for name in ("anna", "ben", "cleo"):
        put_order(store, order(COFFEE), name)
    postbox.refused["anna@example.com"] = "550 5.1.1 <anna@example.com>: unknown"
    assert outbox(store, postbox).sweep(NOON) == Swept(done=1, given_up=2)
    assert postbox.recipients == ["ben@example.com"]
    assert sorted(caplog.messages) == [
        "errand order-mail given up: nobody takes it: no address (ValueError)",
        "errand order-mail given up: nobody takes it: the mail server answered 550 5.1.1",
    ]


def test_nobody_to_write_to(store: Store, postbox: Postbox, caplog: pytest.LogCaptureFixture) -> None:
    store.put_profiles([household(email="")])
    put_order(store, order(COFFEE))
    put_order(store, order(COFFEE), "stranger")
    assert outbox(store, postbox).sweep(NOON) == Swept(given_up=2)
    assert (postbox.received, left(store)) == ([], [])
    assert sorted(caplog.messages) == [
        "errand order-mail given up: the customer has no e-mail address",
        "errand order-mail given up: the customer is gone",
    ]


def test_nothing_to_write_about(store: Store, postbox: Postbox, caplog: pytest.LogCaptureFixture) -> None:
    store.put_profiles([household()])
    put(store, errand(order_id="o-gone"))
    placed = order(COFFEE)
    put(store, errand(kind=ErrandKind.CANCELLED_MAIL, order_id=placed.id), new_order=placed)
    assert outbox(store, postbox).sweep(NOON) == Swept(given_up=2)
    assert (postbox.received, left(store)) == ([], [])
    assert sorted(caplog.messages) == [
        "errand cancelled-mail given up: the order is not cancelled",
        "errand order-mail given up: the order is gone",
    ]


def test_who_was_forgotten_hears_nothing(store: Store, postbox: Postbox) -> None:
    store.put_profiles([household()])
    made = put_order(store, order(COFFEE))
    store.forget("anna")
    assert outbox(store, postbox).sweep(NOON) == Swept()

    # An index may still tell the errand of a customer who is gone.
    class Late:
        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def due(self, *values: Any, **named: Any) -> list[Any]:
            return [made]

        def postpone(self, *values: Any) -> Any:
            return made

    assert outbox(Late(), postbox).sweep(NOON) == Swept(given_up=1)
    assert postbox.received == []


@pytest.mark.parametrize("config", [CONFIG, replace(CONFIG, mail=None)], ids=["off", "no sender"])
def test_a_shop_that_sends_no_email_lets_nothing_pile_up(store: Store, tmp_path: Path, config: Any) -> None:
    store.put_profiles([household()])
    put_order(store, order(COFFEE))
    mailer = None if config.mail else FolderMailer(tmp_path / "mail")
    assert Outbox(store, Mails(store, config, mailer)).sweep(NOON) == Swept(given_up=1)
    assert (left(store), (tmp_path / "mail").exists()) == ([], False)


def test_a_very_long_order_arrives_whole(store: Store, postbox: Postbox) -> None:
    store.put_profiles([household()])
    many = order(*(("coffee-dark", f"{'very ' * 300}dark roast coffee {number}", 2, 899) for number in range(100)))
    put_order(store, many)
    assert outbox(store, postbox).sweep(NOON) == Swept(done=1)
    (received,) = postbox.received
    assert (received.message["Subject"], received.text) == order_letter(pen(), many)
    assert max(len(line) for line in received.raw.split(b"\r\n")) <= 78
