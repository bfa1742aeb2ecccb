"""``restock serve``: the real server, in a process of its own."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from skill.settings.environment import DEMO_SHOP
from tests.cli.conftest import Run
from tests.support.process import LOOPBACK, free_port, running

COMMAND = [sys.executable, "-c", "from skill.cli.main import main; main()", "serve"]
EVENTS = Path(__file__).parents[1] / "events"
LAUNCH = (EVENTS / "launch.json").read_text()


class Server:
    """A running server; its data is in ``folder``."""

    def __init__(self, port: int, log: Path, folder: Path) -> None:
        self.port = port
        self.log = log
        self.folder = folder

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection(LOOPBACK, self.port, timeout=20)) as connection:
            connection.request(method, path, body, headers)
            with connection.getresponse() as answer:
                return answer.status, answer.read()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("serve"), free_port()
    settings = {"RESTOCK_VERIFY": "off", "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo", "RESTOCK_PORT": str(port)}
    log = folder / "log"
    with running(COMMAND, port, log=log, env={**os.environ, **settings}, cwd=folder, within=60) as process:
        yield Server(port, log, folder / ".restock")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_the_first_start_loads_the_demo_shop_and_says_where_everything_is(server: Server) -> None:
    said = server.log.read_text().splitlines()
    assert said[0].startswith("first start: loading Corner Pantry from ")
    assert said[1].endswith(" orders loaded")
    assert said[2:] == [
        f"skill endpoint: http://127.0.0.1:{server.port}/alexa",
        f"page: http://127.0.0.1:{server.port}/",
        "RESTOCK_VERIFY=off: requests of this machine are believed unsigned",
        "e-mails: .restock/mail",
    ]


def test_it_answers(server: Server) -> None:
    status, body = server.ask("GET", "/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    assert server.ask("GET", "/")[0] == 200


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Forwarded-Prefix"]
)
def test_a_forwarded_request_reaches_the_skill_as_one_and_is_refused(server: Server, header: str) -> None:
    json_type = {"Content-Type": "application/json"}
    assert server.ask("POST", "/alexa", LAUNCH, **json_type)[0] == 200
    assert server.ask("POST", "/alexa", LAUNCH, **json_type, **{header: "for=1.2.3.4"})[0] == 400


def test_a_crowd_leaves_a_line_a_turn_in_the_log_and_no_other(server: Server) -> None:
    before = len(server.log.read_text().splitlines())
    with ThreadPoolExecutor(16) as clients:
        asked = [clients.submit(server.ask, "POST", "/alexa", LAUNCH) for _ in range(48)]
        assert {one.result()[0] for one in asked} == {200}
    lines = [json.loads(line) for line in server.log.read_text().splitlines()[before:]]
    assert [line["message"] for line in lines] == ["turn"] * 48


def test_an_order_is_sent_by_email_without_being_asked_for(server: Server) -> None:
    for name in ("reorder", "yes"):
        event = (EVENTS / f"{name}.json").read_text()
        assert server.ask("POST", "/alexa", event, **{"Content-Type": "application/json"})[0] == 200
    mail = server.folder / "mail"
    deadline = time.monotonic() + 30
    while not list(mail.glob("*.eml")) and time.monotonic() < deadline:
        time.sleep(0.05)
    (file,) = mail.glob("*.eml")
    assert "To: anna@example.com\n" in file.read_text("utf-8")


def test_an_address_that_cannot_be_served_is_said(loaded: Path) -> None:
    settings = {"RESTOCK_DATA": str(loaded), "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo"}
    with closing(socket.create_server((LOOPBACK, 0))) as taken:
        port = str(taken.getsockname()[1])
        # A process of its own: waitress leaves sockets open when it cannot begin.
        ended = subprocess.run(
            COMMAND,
            env={**os.environ, **settings, "RESTOCK_PORT": port},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (
        2,
        f"Error: 127.0.0.1:{port} cannot be served ([Errno 98] Address already in use): "
        "set RESTOCK_PORT to a free port, RESTOCK_HOST to an address of this machine\n",
    )


def test_a_shop_of_ones_own_keeps_its_days(run: Run, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    shutil.copy(DEMO_SHOP / "shop.yaml", shop)
    (shop / "products.csv").write_text("id,name,price\ntea,Tea,2.00\n")
    (shop / "orders.csv").write_text(
        "order_id,customer_id,ordered_at,product_id,quantity,unit_price\n1,ann,2024-02-29T10:00:00,tea,1,1.90\n"
    )
    assert run("talk", "--say", "help", shop=str(shop)).exit_code == 0
    assert "2024-02-29" in run("customers", shop=str(shop)).output
