"""The function as it is deployed: built by SAM, run by AWS's runtime client and emulator, on a real table."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skill.loading.shop_folder import load_folder
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.storage.dynamodb import DynamoStore, connect, create_table
from skill.storefronts.catalogue import Catalogue
from tests.platform.test_template import FUNCTION, sam
from tests.support.alexa_response import faults, spoken
from tests.support.needs import ROOT
from tests.support.rie import Function, emulated
from tools.build_lambda import pack_shop

EVENTS = {file.stem: file for file in sorted((ROOT / "tests" / "events").glob("*.json"))}
# Requests to which Alexa takes no speech, and one whose kind we have never seen.
SILENT = {"session-ended", "session-ended-error", "session-ended-new-reason"}
SILENT |= {"skill-disabled", "skill-account-linked", "skill-account-unlinked", "message", "can-fulfill"}
REFUSED = {"another-skill"}
EITHER = {"unknown-request", "apl-touch"}
SPOKEN = EVENTS.keys() - SILENT - REFUSED - EITHER

TABLE = "restock-lambda"


def event(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(EVENTS[name].read_text())
    return read


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `sam build` makes, for this machine's Python so that it can be run here."""
    folder = tmp_path_factory.mktemp("sam")
    version = "{}.{}".format(*sys.version_info)
    command = ("sam", "build", "SkillFunction", "--build-dir", str(folder / "build"))
    done = sam(*command, folder=folder, RESTOCK_LAMBDA_PYTHON=version)
    assert done.returncode == 0, done.stderr
    return folder / "build" / "SkillFunction"


@pytest.fixture(scope="module")
def function(build: Path, dynamodb_endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Function]:
    """The built function, listening, with the template's settings and a table that holds the demo shop."""
    folder = tmp_path_factory.mktemp("function")
    client = connect(endpoint=dynamodb_endpoint)
    create_table(client, TABLE)
    store = DynamoStore(client, TABLE)
    load_folder(store, load_shop(DEMO_SHOP), DEMO_SHOP, folder / "catalogue.sqlite", datetime.now(UTC).date())
    settings = {key: value for key, value in FUNCTION["Environment"]["Variables"].items() if isinstance(value, str)}
    settings |= {
        "RESTOCK_STORE": f"dynamodb://{TABLE}",
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_SECRET": "only-for-tests-only-for-tests-32",
        "RESTOCK_STORE_ENDPOINT": dynamodb_endpoint,
    }
    with emulated(build, folder, settings) as listening:
        yield listening
    client.delete_table(TableName=TABLE)


def test_every_event_is_expected_to_do_something() -> None:
    assert EVENTS.keys() >= SILENT | REFUSED | EITHER


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_a_turn_is_answered_in_words(function: Function, name: str) -> None:
    answer = function.invoke(event(name))

    assert faults(answer) == []
    assert spoken(answer)


@pytest.mark.parametrize("name", sorted(SILENT))
def test_what_nobody_hears_is_answered_without_words(function: Function, name: str) -> None:
    answer = function.invoke(event(name))

    assert faults(answer) == []
    assert answer["response"].keys() <= {"canFulfillIntent", "shouldEndSession"}


@pytest.mark.parametrize("name", sorted(EITHER))
def test_an_unknown_kind_of_request_gets_a_valid_answer(function: Function, name: str) -> None:
    assert faults(function.invoke(event(name))) == []


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_another_skill_gets_an_error_and_no_answer(function: Function, name: str) -> None:
    answer = function.invoke(event(name))

    assert answer.keys() >= {"errorMessage", "errorType"}
    assert "response" not in answer


def test_the_same_request_gets_the_same_answer(function: Function) -> None:
    assert function.invoke(event("launch")) == function.invoke(event("launch"))


def test_one_yes_orders_once(function: Function, dynamodb_endpoint: str) -> None:
    store = DynamoStore(connect(endpoint=dynamodb_endpoint), TABLE)
    before = {order.id for order in store.orders("anna")}
    offer, yes = (in_session("an-order", event(name)) for name in ("reorder", "yes"))

    offered = function.invoke(offer)
    confirmed = function.invoke(yes)
    again = function.invoke(yes)

    total = re.search(r"\$\d+\.\d\d(?= in total)", spoken(offered))
    assert total is not None
    assert total[0] in spoken(confirmed)
    assert again == confirmed
    assert len({order.id for order in store.orders("anna")} - before) == 1


def in_session(name: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Return the event as a request of a session of its own."""
    sent["session"]["sessionId"] = f"amzn1.echo-api.session.DEMO-{name}"
    sent["request"]["requestId"] += f"-{name}"
    return sent


def test_the_build_carries_byte_code_and_leaves_out_the_server(build: Path) -> None:
    sources = set((build / "skill").rglob("*.py"))
    compiled = {file.parent.parent / f"{file.name.split('.')[0]}.py" for file in (build / "skill").rglob("*.pyc")}

    assert sources == compiled
    left_out = ("cli", "web", "understanding", "simulator", "loading", "demo")
    assert [part for part in left_out if (build / "skill" / part).exists()] == []
    assert [name for name in ("flask", "click", "rich", "hassil") if (build / name).exists()] == []


def test_a_shop_is_packed_with_its_catalogue_and_without_its_customers(tmp_path: Path) -> None:
    shop, into = tmp_path / "my-shop", tmp_path / "built"
    shutil.copytree(DEMO_SHOP, shop)
    (shop / "words" / "en").mkdir(parents=True)
    (shop / "words" / "en" / "help.ftl").touch()
    into.mkdir()

    pack_shop(into, shop)

    packed = {str(file.relative_to(into)) for file in into.rglob("*") if file.is_file()}
    assert packed >= {"catalogue.sqlite", "shop/shop.yaml", "shop/words/en/help.ftl"}
    assert [name for name in packed if ".csv" in name] == []
    with Catalogue(into / "catalogue.sqlite") as catalogue, (DEMO_SHOP / "products.csv").open() as products:
        assert catalogue.products == sum(1 for _ in csv.DictReader(products))


def test_the_build_for_aws_has_its_machine_code(tmp_path: Path) -> None:
    built = tmp_path / "built"
    subprocess.run([sys.executable, ROOT / "tools" / "build_lambda.py", "--into", built], check=True)
    machine_code = [file.name for file in built.rglob("*.so")]

    assert machine_code
    assert [name for name in machine_code if "cpython-313-x86_64" not in name and "abi3" not in name] == []
    assert sum(file.stat().st_size for file in built.rglob("*") if file.is_file()) < 100e6
