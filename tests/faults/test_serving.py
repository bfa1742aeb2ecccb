"""`restock serve` on a SQLite file, killed by ``kill -9`` at any moment while several shoppers talk to it.

After it was started again, they send what was not answered once more or begin anew; in the end the books are right:

* the file is whole; what was answered is on its timeline once, what was not at most once, and nothing else is;
* every order was agreed to by one interaction, after its total was heard in the same session; who was told that it is
  ordered heard its total, and has it;
* stock, digest and head are those of the orders;
* after the sweeps nothing is left to be done, and each order (and each cancelled one again) lies in the folder as one
  e-mail to its own household.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from threading import Event
from time import sleep

from skill.outbox.worker import PAUSES
from skill.settings.environment import Settings
from skill.storage.port import Store
from skill.storage.sqlite import SqliteStore
from skill.workers import build_outbox
from tests.dialogues.support.reading import dialogues
from tests.dialogues.support.stage import Demo
from tests.faults.household_books import Books, mails, shelves
from tests.faults.shoppers import Address, Shopper
from tests.support.servers import serving
from tests.support.soak import SOAK

KILLS = min(3 * SOAK, 100)
CROWD = [
    ("anna", "Anna", "en-US"),
    ("miller", "George", "en-US"),
    ("carter", "Denise", "en-US"),
    ("schmidt", "Katrin", "de-DE"),
]
WHENEVER = datetime(9999, 1, 1, tzinfo=UTC)


def test_killed_while_people_shop(tmp_path: Path, demo: Demo) -> None:
    dice, address, stop = Random(20261122), Address(), Event()
    crowd = [Shopper(address, *who, Random(number)) for number, who in enumerate(CROWD)]
    # Where people buy: not every one of these dialogues ends in an order, and none is played as it is written.
    buying = {locale: [one for one in dialogues(locale) if one.orders] for locale in ("en-US", "de-DE")}
    env: dict[str, str] = {}

    with ThreadPoolExecutor(len(crowd)) as threads:
        ends = [threads.submit(shopper.talk, buying[shopper.locale], stop) for shopper in crowd]
        try:
            for number in count(1):
                with serving(tmp_path) as (served, process):
                    address.url, env = served.url, served.env
                    address.up.set()
                    sleep(0.5 + dice.random() * 2)
                    # Until somebody was really interrupted, and something bought; or somebody gave up altogether.
                    enough = number > KILLS and (_met(crowd) or number > 10 * KILLS)
                    if enough or any(end.done() for end in ends):
                        stop.set()
                        for end in ends:
                            end.result(timeout=120)
                        break
                    address.up.clear()
                    process.kill()
                    process.wait()
        finally:
            stop.set()
            address.up.set()

    settings = Settings.from_env({name: value for name, value in env.items() if name.startswith("RESTOCK_")})
    file = Path(settings.store.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store = SqliteStore(file)
    assert _swept(settings, store) == []
    books = [Books(store, shopper) for shopper in crowd]
    for one in books:
        assert list(one.wrong()) == []
    assert list(shelves(store, demo.quotes, books)) == []
    assert list(mails(tmp_path / "data" / "mail", books)) == []
    assert any(one.own for one in books)
    assert any(sent.response is None for shopper in crowd for sent in shopper.sent)


def _met(crowd: list[Shopper]) -> bool:
    sent = [one for shopper in crowd for one in list(shopper.sent)]
    return any(one.response is None for one in sent) and any("Done: " in one.speech for one in sent)


def _swept(settings: Settings, store: Store) -> Sequence[object]:
    """What is left in the outbox when time has passed."""
    outbox, at = build_outbox(settings, store), datetime.now(UTC)
    for pause in (timedelta(), *PAUSES):
        at += pause
        outbox.sweep(at)
    return store.due(WHENEVER)
