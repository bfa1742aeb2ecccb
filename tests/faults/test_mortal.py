"""A real process on a SQLite file, killed before and after exactly one operation; its client sends the request again.

As in the matrix, with nothing simulated: the process is gone with all it had, the file is what the disk holds. Of an
order everything is there once in the end, its e-mail too.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from skill.loading.customers import demo_user, demo_voice
from skill.loading.shop_folder import load_folder
from skill.settings.shop import load_shop
from skill.simulator import Device
from skill.storage.sqlite import SqliteStore
from tests.dialogues.support.stage import SKILL_ID, Demo
from tests.faults.faults import Fault
from tests.faults.household_books import Books, mails, shelves
from tests.faults.mortal import settings_of
from tests.faults.shoppers import Sent
from tests.support.needs import ROOT
from tests.support.soak import SOAK
from tests.support.understood import understanding

NEVER = 1_000_000
RUNS = 3


class Caller:
    """Talks to a process that may be killed, and starts it again then."""

    household, locale = "anna", "en-US"

    def __init__(self, folder: Path, number: int, fault: Fault) -> None:
        self.sent: list[Sent] = []
        self.killed = 0
        self._folder = folder
        self._process = self._start(number, fault)

    def answered(self, one: Sent) -> bool:
        return one.response is not None

    def ask(self, asked: Any) -> Any:
        """What is answered, if necessary by the next process."""
        while True:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
            if isinstance(asked, dict):
                self.sent.append(Sent(asked, json.loads(answer) if answer else None))
            if answer:
                return json.loads(answer)
            self.end()
            assert self._process.returncode == -signal.SIGKILL
            self.killed += 1
            self._process = self._start(NEVER, Fault.KILLED_BEFORE)

    def end(self) -> None:
        """No more is asked of this process."""
        self._process.communicate(timeout=60)

    def _start(self, number: int, fault: Fault) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.faults.mortal", str(self._folder), str(number), fault.name]
        return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_killed_at_each_operation_of_an_order(tmp_path: Path, demo: Demo) -> None:
    loaded = tmp_path / "loaded"
    settings = settings_of(loaded)
    load_folder(
        SqliteStore(loaded / "restock.sqlite"),
        load_shop(settings.shop),
        settings.shop,
        settings.catalogue,
        datetime.now(UTC).date(),
    )
    clean, operations = _order(tmp_path / "clean", loaded, demo, NEVER, Fault.KILLED_BEFORE)
    assert clean == 0
    assert {"store.identify", "store.load", "store.commit", "store.postpone", "mail.send", "store.done"} <= set(
        operations
    )
    every = [(n, fault) for n in range(len(operations)) for fault in (Fault.KILLED_BEFORE, Fault.KILLED_AFTER)]

    for number, fault in Random(20261122).sample(every, min(len(every), RUNS * SOAK)):
        killed, _ = _order(tmp_path / f"{number}-{fault.name}", loaded, demo, number, fault)
        assert killed == 1, (operations[number], fault)


def _order(folder: Path, loaded: Path, demo: Demo, number: int, fault: Fault) -> tuple[int, list[str]]:
    """Order something and have it told; how often somebody was killed, and the last process's operations."""
    shutil.copytree(loaded, folder)
    caller, ids = Caller(folder, number, fault), count(1)
    device = Device(
        caller.ask,
        understanding("en-US"),
        locale="en-US",
        user_id=demo_user("anna"),
        person_id=demo_voice("anna", "Anna"),
        device_id="amzn1.ask.device.anna",
        application_id=SKILL_ID,
        clock=lambda: datetime.now(UTC),
        new_id=lambda: f"anna.{next(ids)}",
    )
    try:
        assert "Shall I order it?" in device.say("reorder the coffee").speech
        assert "Done: " in device.say("yes").speech
        caller.ask(1)
        caller.ask(2)  # whoever was killed had taken the errand: by then it is due again
        operations: list[str] = caller.ask("log")
        store = SqliteStore(folder / "restock.sqlite")
        books = [Books(store, caller)]
        assert list(books[0].wrong()) == []
        assert list(shelves(store, demo.quotes, books)) == []
        assert list(mails(folder / "mail", books)) == []
        assert len(books[0].own) == 1
        assert [one.id for one in books[0].timeline] == [one.id for one in reversed(_once(caller.sent))]
        return caller.killed, operations
    finally:
        caller.end()


def _once(sent: list[Sent]) -> list[Sent]:
    """The requests, without those sent again."""
    return [one for number, one in enumerate(sent) if one.id not in {x.id for x in sent[:number]}]
