"""``restock serve``: the real server, in a process of its own."""

import http.client
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.process import LOOPBACK, free_port, running

LAUNCH = (Path(__file__).parents[1] / "events" / "launch.json").read_text()


class Server:
    """A running server."""

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.log = log

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
    command = [sys.executable, "-c", "from skill.cli.main import main; main()", "serve"]
    with running(command, port, log=log, env={**os.environ, **settings}, cwd=folder, within=60) as process:
        yield Server(port, log)
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
