"""The profile API as it is deployed: built by SAM, run by AWS's emulator, asked as an HTTP API asks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skill.profile.customer import Customer
from skill.shopping.purchases import Digest
from skill.storage.dynamodb import DynamoStore, connect, create_table
from skill.storage.port import Profile
from tests.outbox.errands import errand, put
from tests.platform.test_permissions import statements
from tests.support.overheard import Overheard, overhearing
from tests.support.profile_events import api_event, claims
from tests.support.rie import Function, emulated
from tests.support.template import function, variables

TABLE = "restock-profiles"


@pytest.fixture(scope="module")
def heard(dynamodb_endpoint: str) -> Iterator[Overheard]:
    with overhearing(dynamodb_endpoint) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def api(
    builds: Path, dynamodb_endpoint: str, heard: Overheard, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Function]:
    """The built function and a table with two customers, one of whom has spoken."""
    folder = tmp_path_factory.mktemp("profile")
    client = connect(endpoint=dynamodb_endpoint)
    create_table(client, TABLE)
    store = DynamoStore(client, TABLE)
    store.put_profiles(Profile(customer=Customer(name, linked=True), digest=Digest()) for name in ("anna", "schmidt"))
    put(store, errand())
    settings = variables("ProfileFunction") | {
        "RESTOCK_STORE": f"dynamodb://{TABLE}",
        "RESTOCK_STORE_ENDPOINT": heard.url,
        "POWERTOOLS_SERVICE_NAME": "test-profile",
    }
    with emulated(
        builds / "ProfileFunction", folder, settings, handler=function("ProfileFunction")["Handler"]
    ) as running:
        yield running
    client.delete_table(TableName=TABLE)
    client.close()


def ask(api: Function, path: str, **event: Any) -> tuple[int, Any]:
    answer = api.invoke(api_event(path, **event))
    return answer["statusCode"], json.loads(answer["body"])


def test_a_timeline_is_read_with_the_claims_of_a_token(api: Function) -> None:
    status, body = ask(api, "/customers/anna/timeline", claims=claims())
    assert (status, body["customer"], body["next"]) == (200, "anna", "")
    assert [(one["intent"], one["outcome"]) for one in body["interactions"]] == [("Yes", "ordered")]


def test_meanings_are_read_by_whoever_may_read_this_customer(api: Function) -> None:
    assert ask(api, "/customers/schmidt/meanings", claims=claims(customer="schmidt")) == (
        200,
        {"customer": "schmidt", "meanings": []},
    )


def test_the_wrong_scope(api: Function) -> None:
    answer = api.invoke(api_event("/customers/anna/timeline", claims=claims("orders:read")))
    assert (answer["statusCode"], json.loads(answer["body"])) == (
        403,
        {"error": "this token does not hold the scope timeline:read"},
    )
    assert answer["headers"]["www-authenticate"].endswith('error="insufficient_scope", scope="timeline:read"')


def test_another_customer(api: Function) -> None:
    assert ask(api, "/customers/anna/timeline", claims=claims(customer="schmidt")) == (
        403,
        {"error": "this token is for another customer"},
    )


def test_no_claims(api: Function) -> None:
    answer = api.invoke(api_event("/customers/anna/timeline", claims=None))
    assert answer["statusCode"] == 401
    assert answer["headers"]["www-authenticate"] == 'Bearer realm="restock-profile"'


def test_it_asks_for_no_more_than_it_is_allowed(api: Function, heard: Overheard) -> None:
    ask(api, "/customers/anna/timeline", claims=claims())
    assert heard.actions == {(action, "table") for action in statements("ProfileRole")["ReadCustomers"][0]}
