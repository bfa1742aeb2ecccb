"""`restock serve` in a process of its own, on a data folder that may be used again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.process import LOOPBACK, free_port, running
from tests.support.servers import Served

RESTOCK = Path(sys.executable).with_name("restock")


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Served, subprocess.Popen[bytes]]]:
    """Serve the demo shop from ``folder/data`` on a free port, believing this machine; log in ``folder/log``.

    Ended by SIGTERM when the block ends, unless it has ended before.
    """
    port = free_port()
    env = {
        "PATH": os.environ["PATH"],
        "RESTOCK_DATA": str(folder / "data"),
        "RESTOCK_PORT": str(port),
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_VERIFY": "off",
    }
    with running([RESTOCK, "serve"], port, log=folder / "log", env=env, cwd=folder, within=60) as process:
        yield Served(f"http://{LOOPBACK}:{port}", env), process
