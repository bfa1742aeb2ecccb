"""The whole stack, deployed by `sam deploy` to an emulated AWS as docs/deploying.md tells.

An order goes from Alexa's request by alias, table, stream, outbox and key to the e-mail; the doctor looks at all of it.
"""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.alexa_response import spoken
from tests.support.deployed import Deployed, deployed
from tests.support.needs import ROOT

SKILL_ID = "amzn1.ask.skill.demo"
SENDER = "orders@corner-pantry.example"
DEMO = "skill/demo"


@pytest.fixture(scope="module")
def stack(builds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("account")
    with deployed(folder, builds, "restock", SkillId=SKILL_ID, MailFrom=SENDER) as made:
        files = [part for name in ("products", "categories", "customers", "orders") for part in (name, name)]
        options = [f"--{one}" if n % 2 == 0 else f"{DEMO}/{one}.csv" for n, one in enumerate(files)]
        done = made.restock("import", *options, "--shift")
        assert done.returncode == 0, done.stderr
        yield made


def _told(stack: Deployed, name: str, number: int, attributes: Any) -> dict[str, Any]:
    """One of tests/events, now, to the alias that Alexa is sent to."""
    event = json.loads((ROOT / "tests" / "events" / f"{name}.json").read_text())
    event["request"]["requestId"] += f"-deployed-{number}"
    event["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    event["session"] |= {"sessionId": "deployed", "new": not attributes, "attributes": attributes or {}}
    arn = stack.outputs["SkillEndpoint"]
    assert arn.endswith(":live")
    answer = stack.client("lambda").invoke(FunctionName=arn, Payload=json.dumps(event))
    body = answer["Payload"].read()
    assert "FunctionError" not in answer, body
    found: dict[str, Any] = json.loads(body)
    return found


def test_an_order_is_spoken_written_and_mailed(stack: Deployed) -> None:
    attributes: Any = None
    said = []
    for number, name in enumerate(("launch", "reorder", "yes")):
        answer = _told(stack, name, number, attributes)
        attributes = answer["sessionAttributes"]
        said.append(spoken(answer))
    assert said[0].startswith("Hi Anna, welcome back to Corner Pantry.")
    assert said[1].endswith("Shall I order it?")
    assert said[2].startswith("Done: ")

    mails = _mails(stack, 1)
    assert [(mail["Source"], mail["To"]) for mail in mails] == [(f"Corner Pantry <{SENDER}>", ["anna@example.com"])]
    assert mails[0]["Subject"].startswith("Your order at Corner Pantry: ")
    order = mails[0]["Subject"].rpartition(" ")[2]
    # The errand is gone, so that the scheduled sweep finds nothing more to do.
    swept = stack.client("lambda").invoke(FunctionName=_function(stack, "ScheduledFunction"), Payload="{}")
    counts = json.loads(swept["Payload"].read())
    assert {name: counts[name] for name in ("done", "failed", "given_up", "waiting", "stuck")} == dict.fromkeys(
        ("done", "failed", "given_up", "waiting", "stuck"), 0
    )
    assert len(stack.mails()) == 1
    assert order.startswith("o-")
    assert _plain(stack, "anna@example.com") == []


def _mails(stack: Deployed, wanted: int) -> list[dict[str, Any]]:
    """The emulator looks at streams about once a second."""
    for _ in range(300):
        if len(found := stack.mails()) >= wanted:
            return found
        time.sleep(0.1)
    return stack.mails()


def _function(stack: Deployed, logical_id: str) -> str:
    found: dict[str, Any] = stack.client("cloudformation").describe_stack_resource(
        StackName=stack.name, LogicalResourceId=logical_id
    )
    name: str = found["StackResourceDetail"]["PhysicalResourceId"]
    return name


def _plain(stack: Deployed, text: str) -> list[str]:
    """Items of the table in which a text can be read."""
    pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.outputs["TableName"])
    return [item["SK"]["S"] for page in pages for item in page["Items"] if text in str(item)]


# What the emulator does not keep, and says nothing of.
_NOT_EMULATED = [
    "look  version 1 starts without SnapStart",
    "wrong Alexa may not call live",
    "wrong not so: the table forgets by ttl",
    "look  not so: the table can be put back to any moment (point-in-time recovery)",
    "look  not so: the table is encrypted by a key of the account",
]


def test_the_doctor_looks_at_all_of_it(stack: Deployed) -> None:
    stack.client("sesv2").create_email_identity(EmailIdentity=SENDER)
    done = stack.restock("doctor", "--stack", stack.name, "--package", "nowhere")
    assert done.stderr == ""
    found = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert [line for line in found if line in _NOT_EMULATED] == _NOT_EMULATED
    table = stack.outputs["TableName"]
    assert [line for line in found if line not in _NOT_EMULATED] == [
        "well  the stack restock is deployed (CREATE_COMPLETE)",
        "look  the shop is the demo shop",
        "well  287 products can be sold",
        "well  RESTOCK_SECRET is kept in Secrets Manager",
        "well  the function answers",
        "well  ContactKey is enabled",
        "well  TableKey is enabled",
        f"well  dynamodb://{table} answers and has prices; the catalogue holds 287 products",
        "well  the outbox listens, the sweep is started, and no batch was given up",
        "look  alarms ring and nobody is told",
        f"well  Amazon SES sends for {SENDER}",
        "look  accounts are not linked by token (RESTOCK_LINK_…)",
        "look  nowhere holds no skill package",
    ]


def test_another_skill_is_refused(stack: Deployed) -> None:
    event = json.loads((ROOT / "tests" / "events" / "another-skill.json").read_text())
    answer = stack.client("lambda").invoke(FunctionName=stack.outputs["SkillEndpoint"], Payload=json.dumps(event))
    assert "FunctionError" in answer
    assert "outputSpeech" not in answer["Payload"].read().decode()
