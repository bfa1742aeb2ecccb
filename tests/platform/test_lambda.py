"""The skill's function as it is deployed: built by SAM, run by AWS's runtime client and emulator, on a real table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from skill.channels.contact.envelope import Envelope
from skill.channels.contact.kms import connect as kms_key
from skill.loading.shop_folder import load_folder
from skill.profile.customer import Identity
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.storage.dynamodb import DynamoStore, connect, create_table
from tests.platform.test_permissions import statements
from tests.support.alexa_response import faults, spoken
from tests.support.needs import ROOT
from tests.support.overheard import Overheard, overhearing
from tests.support.rie import Function, emulated
from tests.support.servers import aws_service
from tests.support.template import variables

EVENTS = {file.stem: file for file in sorted((ROOT / "tests" / "events").glob("*.json"))}
# Requests to which Alexa takes no speech, and one whose kind we have never seen.
SILENT = {"session-ended", "session-ended-error", "session-ended-new-reason"}
SILENT |= {"skill-disabled", "skill-account-linked", "skill-account-unlinked", "message", "can-fulfill"}
SILENT |= {"system-exception"}
REFUSED = {"another-skill"}
EITHER = {"unknown-request", "apl-touch", "session-resumed"}

TABLE = "restock-lambda"
SECRET = "only-for-tests-only-for-tests-only-for-tests"


def event(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(EVENTS[name].read_text())
    return read


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """DynamoDB, Secrets Manager and KMS."""
    with aws_service("dynamodb,secretsmanager,kms", tmp_path_factory.mktemp("aws")) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def heard(aws: str) -> Iterator[Overheard]:
    """What the function asks of DynamoDB."""
    with overhearing(aws) as proxy:
        yield proxy


Start = Callable[[], AbstractContextManager[Function]]


@pytest.fixture(scope="module")
def start(builds: Path, aws: str, heard: Overheard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts the built function with the template's settings and a table that holds the demo shop."""
    folder = tmp_path_factory.mktemp("function")
    client = connect(endpoint=aws)
    create_table(client, TABLE)
    secret = _client("secretsmanager", aws).create_secret(Name="restock", SecretString=SECRET)["ARN"]
    key = _client("kms", aws).create_key()["KeyMetadata"]["Arn"]
    contacts = Envelope(lambda: kms_key(key, endpoint=aws), lambda: SECRET)
    store, today = DynamoStore(client, TABLE), datetime.now(UTC).date()
    load_folder(store, load_shop(DEMO_SHOP), DEMO_SHOP, folder / "catalogue.sqlite", today, contacts=contacts)
    settings = variables("SkillFunction") | {
        "RESTOCK_STORE": f"dynamodb://{TABLE}",
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_SECRET": f"secretsmanager:{secret}",
        "RESTOCK_CONTACT_KEY": f"kms:{key}",
        "RESTOCK_STORE_ENDPOINT": heard.url,
        "POWERTOOLS_SERVICE_NAME": "test-skill",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": aws,
        "AWS_ENDPOINT_URL_KMS": aws,
    }

    @contextmanager
    def starting() -> Iterator[Function]:
        with emulated(builds / "SkillFunction", folder, settings) as listening:
            yield listening

    yield starting
    client.delete_table(TableName=TABLE)


def _client(service: str, endpoint: str) -> Any:
    return botocore.session.get_session().create_client(service, endpoint_url=endpoint)


def once(name: str, which: str) -> dict[str, Any]:
    """The event as one that was never sent before, in a session of its own."""
    sent = event(name)
    sent["request"]["requestId"] += f"-{which}"
    if "session" in sent:
        sent["session"]["sessionId"] += f"-{name}-{which}"
    return sent


def wrong_with(name: str, answer: dict[str, Any]) -> list[str]:
    """What is wrong with the answer to a kind of event."""
    if name in REFUSED:
        return [] if answer.keys() >= {"errorMessage", "errorType"} and "response" not in answer else ["not refused"]
    wrong = list(faults(answer))
    if name in SILENT and answer["response"].keys() - {"canFulfillIntent", "shouldEndSession"}:
        wrong.append("something is said that nobody hears")
    if name not in SILENT | EITHER and not spoken(answer):
        wrong.append("nothing is said")
    return wrong


def test_every_event_is_expected_to_do_something() -> None:
    assert EVENTS.keys() >= SILENT | REFUSED | EITHER
    assert len(EVENTS) >= 23


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_a_request_is_answered_by_a_process_that_has_just_started_and_by_one_that_runs(start: Start, name: str) -> None:
    with start() as function:
        cold, warm = (function.invoke(once(name, which)) for which in ("cold", "warm"))

    assert (wrong_with(name, cold), wrong_with(name, warm)) == ([], [])


def test_a_repeated_request_gets_the_stored_answer_from_every_process(start: Start) -> None:
    sent = once("launch", "repeated")
    with start() as one:
        first, repeated = one.invoke(sent), one.invoke(sent)
    with start() as another:
        assert another.invoke(sent) == repeated

    # Names that Alexa was taught are not stored: she has them.
    assert [one["type"] for one in first["response"].pop("directives")] == ["Dialog.UpdateDynamicEntities"]
    assert first == repeated


def test_one_yes_orders_once(start: Start, aws: str) -> None:
    store = DynamoStore(connect(endpoint=aws), TABLE)
    before = {order.id for order in store.orders("anna")}
    offer, yes = (in_session("an-order", event(name)) for name in ("reorder", "yes"))

    with start() as function:
        offered = function.invoke(offer)
        confirmed = function.invoke(yes)
    with start() as function:
        again = function.invoke(yes)

    total = re.search(r"\$\d+\.\d\d(?= in total)", spoken(offered))
    assert total is not None
    assert total[0] in spoken(confirmed)
    assert again == confirmed
    assert len({order.id for order in store.orders("anna")} - before) == 1


def test_what_is_asked_of_the_table_is_what_is_allowed_on_aws(start: Start, heard: Overheard, aws: str) -> None:
    DynamoStore(connect(endpoint=aws), TABLE).link("schmidt", Identity.of("alexa", "amzn1.ask.account.DEMO-left"))
    order = [in_session("overheard", event(name)) for name in ("reorder", "yes")]
    # A guest who says something and goes; somebody who was linked and is no more.
    guest, gone = once("launch", "guest"), once("skill-disabled", "guest")
    for sent in (guest, gone):
        sent["context"]["System"]["user"]["userId"] = "amzn1.ask.account.DEMO-guest"
    guest["context"]["System"].pop("person", None)
    guest["session"]["user"] = {"userId": "amzn1.ask.account.DEMO-guest"}

    with start() as function:
        for sent in (*order, guest, gone, once("skill-account-unlinked", "overheard")):
            assert "response" in function.invoke(sent)

    allowed = statements("SkillRole")["ReadAndWriteItems"][0]
    assert heard.actions == {(action, "table") for action in allowed}


def in_session(name: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Return the event as a request of a session of its own."""
    sent["session"]["sessionId"] = f"amzn1.echo-api.session.DEMO-{name}"
    sent["request"]["requestId"] += f"-{name}"
    return sent
