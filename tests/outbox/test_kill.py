"""A process that is killed while the mail server has the e-mail already: it is sent again, and it is the same one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from skill.channels.mail.smtp import SmtpMailer
from skill.outbox.mails import Mails
from skill.outbox.worker import PAUSES, Outbox, Swept
from skill.storage.sqlite import SqliteStore
from tests.outbox.errands import left, put_order
from tests.outbox.letters import COFFEE, order
from tests.outbox.test_mails import household
from tests.support.mail_server import Postbox, mail_server
from tests.support.needs import ROOT
from tests.support.process import LOOPBACK, free_port
from tests.support.tiny_shop import CONFIG, NOON

_SWEEP = """
import os, sys
from pathlib import Path
from skill.channels.mail.smtp import SmtpMailer
from skill.outbox.mails import Mails
from skill.outbox.worker import Outbox
from skill.storage.sqlite import SqliteStore
from tests.support.tiny_shop import CONFIG, NOON
store = SqliteStore(Path(sys.argv[1]))
Outbox(store, Mails(store, CONFIG, SmtpMailer("127.0.0.1", int(sys.argv[2])))).sweep(NOON)
"""


class Deadly(Postbox):
    """Kills whoever sends the first e-mail, once it has it and before saying so."""

    victim: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take it; then strike."""
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim = None
        return answer


def test_killed_between_sending_and_done(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    store = SqliteStore(file)
    store.put_profiles([household()])
    put_order(store, order(COFFEE))
    postbox = Deadly(free_port())
    # A pipe holds it back until the server knows whom to kill.
    command = [sys.executable, "-c", f"import sys; sys.stdin.read()\n{_SWEEP}", str(file), str(postbox.port)]
    with mail_server(postbox):
        with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT) as process:
            postbox.victim = process
        assert process.returncode == -signal.SIGKILL
        outbox = Outbox(store, Mails(store, CONFIG, SmtpMailer(LOOPBACK, postbox.port)))
        assert outbox.sweep(NOON) == Swept()
        assert outbox.sweep(NOON + PAUSES[0]) == Swept(done=1)
    first, second = postbox.received
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert (first.recipients, first.text) == (second.recipients, second.text)
    assert left(store) == []
