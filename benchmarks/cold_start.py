"""A cold start: from starting the process to the first response, under AWS's own runtime client.

    python benchmarks/cold_start.py [--runs 20] [--json FILE]

Ours is the folder that the project's build makes, with a table that holds the demo shop; the floor is a hello world
with ask-sdk-core and a boto3 client for DynamoDB, as pip leaves them, with byte code. They start in turn, so that a
busy machine is busy for both.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.packed import pack
from benchmarks.support.report import Row, median, percentile, show, write
from benchmarks.support.runtime_api import runtime_api
from skill.loading.shop_folder import load_folder
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.storage.dynamodb import DynamoStore, connect, create_table
from tests.support.rie import runtime_client
from tests.support.servers import dynamodb_server

TABLE = "restock-cold-start"
SKILL_ID = "amzn1.ask.skill.demo"
EVENT = Path(__file__).resolve().parents[1] / "tests" / "events" / "launch.json"
_AWS = {
    "AWS_REGION": "eu-west-1",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "benchmark",
    "AWS_SECRET_ACCESS_KEY": "benchmark",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_LAMBDA_FUNCTION_NAME": "benchmark",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
    "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
    "LANG": "en_US.UTF-8",
    "TZ": ":UTC",
}


class Start(NamedTuple):
    """Seconds from the process's start until it asks for an event, and until its answer is here; of its processor."""

    init: float
    first: float
    cpu: float


class Function(NamedTuple):
    """A folder with ``handler.handler`` and its settings."""

    folder: Path
    settings: Mapping[str, str]


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` write the table too."""
    parser = argparse.ArgumentParser(description="How long a cold start takes.")
    parser.add_argument("--data", type=Path, help="not read: a cold start answers one household of the demo shop")
    parser.add_argument("--runs", type=int, default=20, help="cold starts of each (20)")
    parser.add_argument("--json", type=Path, help="file for the table")
    given = parser.parse_args(arguments)
    os.environ |= _AWS
    with ExitStack() as stack:
        work = Path(stack.enter_context(TemporaryDirectory(prefix="restock-benchmark-")))
        endpoint = stack.enter_context(dynamodb_server(work))
        _demo_shop(endpoint, work)
        functions = _functions(work, endpoint)
        client = runtime_client(work)
        events = {name: _event(name) for name in functions}
        found: dict[str, list[Start]] = {name: [] for name in functions}
        # The first start of each reads its files from the disk and is not counted.
        for run in range(given.runs + 1):
            for name, function in functions.items():
                start = _started(function, client, events[name] % run)
                if run:
                    found[name].append(start)
    rows = _rows(found)
    show("Cold starts (milliseconds; ratios to the floors of the same table)", rows)
    write(given.json, "cold_start", rows)


def _functions(work: Path, endpoint: str) -> dict[str, Function]:
    """By method: ours, and the floor answering at once, after reading one item, and with our cut of botocore's data."""
    ours, floor, trimmed = pack(work)
    settings = {
        "RESTOCK_STORE": f"dynamodb://{TABLE}",
        "RESTOCK_STORE_ENDPOINT": endpoint,
        "RESTOCK_SKILL_ID": SKILL_ID,
        "RESTOCK_SECRET": "only-for-benchmarks-only-for-benchmarks",
        "RESTOCK_SHOP": "shop",
        "RESTOCK_CATALOGUE": "catalogue.sqlite",
    }
    table = {"FLOOR_ENDPOINT": endpoint, "FLOOR_TABLE": TABLE}
    return {
        "ours": Function(ours, settings),
        "floor": Function(floor, table),
        "floor with one read": Function(floor, {**table, "FLOOR_READS": "1"}),
        "floor with our botocore": Function(trimmed, table),
    }


def _demo_shop(endpoint: str, work: Path) -> None:
    client = connect(endpoint=endpoint)
    create_table(client, TABLE)
    store = DynamoStore(client, TABLE)
    load_folder(store, load_shop(DEMO_SHOP), DEMO_SHOP, work / "catalogue.sqlite", datetime.now(UTC).date())
    client.close()


def _event(name: str) -> str:
    """Anna opens the skill; a request id of its own each time, with a place for the number of the start."""
    event = json.loads(EVENT.read_text("utf-8"))
    event["request"]["requestId"] = f"amzn1.echo-api.request.{name.replace(' ', '-')}-%d"
    event["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps(event)


def _started(function: Function, client: Path, event: str) -> Start:
    """Start the function once, give it the event, and end its process."""
    with runtime_api(event.encode()) as api:
        env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{function.folder}:{client}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LAMBDA_TASK_ROOT": str(function.folder),
            "AWS_LAMBDA_RUNTIME_API": api.address,
            **_AWS,
            **function.settings,
        }
        command = [sys.executable, "-S", "-m", "awslambdaric", "handler.handler"]
        before, began = _cpu_of_children(), time.perf_counter()
        process = subprocess.Popen(command, env=env, cwd=function.folder, stdout=subprocess.DEVNULL)
        try:
            api.wait()
        finally:
            process.kill()
            process.wait()
        if "outputSpeech" not in json.loads(api.answer)["response"]:
            raise RuntimeError(f"{function.folder.name} did not speak: {api.answer.decode()}")
        return Start(api.asked - began, api.answered - began, _cpu_of_children() - before)


def _cpu_of_children() -> float:
    """Processor seconds of all processes that have been started here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _rows(found: Mapping[str, list[Start]]) -> list[Row]:
    ours = {n: median(start[n] for start in found["ours"]) for n in (0, 1, 2)}
    rows = []
    for method, starts in found.items():
        init, first, cpu = (median(start[n] for start in starts) for n in (0, 1, 2))
        numbers = {
            "runs": len(starts),
            "init_ms": round(1000 * init, 1),
            "first_response_ms": round(1000 * first, 1),
            "fastest_ms": round(1000 * min(start.first for start in starts), 1),
            "cpu_ms": round(1000 * cpu, 1),
            "p90_ms": round(1000 * percentile((start.first for start in starts), 0.9), 1),
        }
        if method != "ours":
            numbers |= {
                "ours_to_this_init": round(ours[0] / init, 3),
                "ours_to_this": round(ours[1] / first, 3),
                "ours_to_this_cpu": round(ours[2] / cpu, 3),
            }
        rows.append(Row("demo", method, numbers))
    return rows


if __name__ == "__main__":
    main()
