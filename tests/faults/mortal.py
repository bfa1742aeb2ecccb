"""A process that serves a conversation on a SQLite file and is killed at exactly one of its operations.

Started by ``test_mortal.py``: ``python -m tests.faults.mortal FOLDER NUMBER FAULT``. A line on stdin is a request and
is answered by a line; a number sweeps the outbox as so many days from now, ``"log"`` tells the operations so far.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from skill.adapters import open_contacts
from skill.bootstrap import build_app, local_entry
from skill.channels.mail.open import open_mailer
from skill.outbox.mails import Mails
from skill.outbox.worker import Outbox
from skill.settings.environment import Settings
from tests.dialogues.support.stage import SKILL_ID
from tests.faults.faults import Fault, Trouble
from tests.faults.wrappers import FaultyMailer, faulty_shop, faulty_store


def settings_of(folder: Path) -> Settings:
    """A local skill with all its data in a folder."""
    return Settings.from_env({"RESTOCK_DATA": str(folder), "RESTOCK_SKILL_ID": SKILL_ID})


def main(folder: Path, number: int, fault: Fault) -> None:
    """Serve until stdin ends, or the fault strikes."""
    settings = settings_of(folder)
    trouble = Trouble({number: fault}, lambda _: None, die=lambda: os.kill(os.getpid(), signal.SIGKILL))
    whole = build_app(settings)
    app = replace(whole, store=faulty_store(whole.store, trouble), shop=faulty_shop(whole.shop, trouble))
    entry = local_entry(settings, app)
    mailer = open_mailer(settings.mail)
    assert mailer is not None
    mails = Mails(app.store, app.config, FaultyMailer(mailer, trouble), open_contacts(settings))
    outbox = Outbox(app.store, mails)
    trouble.begin()
    for line in sys.stdin:
        asked: Any = json.loads(line)
        answer: Any
        if isinstance(asked, int):
            answer = outbox.sweep(datetime.now(UTC) + timedelta(days=asked)).done
        else:
            answer = trouble.log if asked == "log" else entry(asked)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Fault[sys.argv[3]])
