"""The workers' doors: records of the stream that are forged by shape, and HTTP API events with tricks in their paths.

A record may come from anybody who may invoke the function. It can make it look at an errand that is there, and no more:
nothing of what a record says besides its key is believed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from apig_wsgi import make_lambda_handler

from skill.channels.mail.smtp import SmtpMailer
from skill.outbox.mails import Mails
from skill.outbox.stream import Stream
from skill.outbox.worker import Outbox
from skill.profile.customer import Customer
from skill.shopping.purchases import Digest
from skill.storage.dynamodb import DynamoStore
from skill.storage.dynamodb.items import errand_item
from skill.storage.port import Profile
from skill.web.profile_api import profile_app
from tests.doors.test_paths import PATHS
from tests.outbox.errands import errand, left, put, put_order
from tests.outbox.letters import COFFEE, order
from tests.outbox.test_stream import failures, record
from tests.support.mail_server import Postbox, mail_server
from tests.support.process import LOOPBACK
from tests.support.profile_events import api_event, claims
from tests.support.tiny_shop import CONFIG, NOON
from tests.web.conftest import Demo, everything

THEIRS = {"PK": {"S": "C#anna"}, "SK": {"S": "OUT#order-mail-o-1"}}


def _image(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """A record with a whole item in it: an errand for somebody else, or to somewhere else."""
    item = errand_item(errand("1", "eve"))
    item["body"] = {"B": "AAAA"}
    told = record(1, "OUT#no-such-errand")
    told["dynamodb"] |= {"NewImage": item, "StreamViewType": "NEW_IMAGE"}
    change(told)
    return told


def _keys(**keys: Any) -> dict[str, Any]:
    told = record(1, "OUT#x")
    told["dynamodb"]["Keys"] = keys
    return told


FORGED: dict[str, dict[str, Any]] = {
    "an item that is not in the table": _image(lambda _: None),
    "removed": _image(lambda told: told.update(eventName="REMOVE")),
    "another table's": _image(
        lambda told: told.update(eventSourceARN="arn:aws:dynamodb:eu-west-1:1:table/evil/stream/x")
    ),
    "a profile": record(1, "HEAD"),
    "a profile, by a prefix": record(1, "OUT#/../HEAD"),
    "somebody's order": record(1, "O#o-1"),
    "a product": record(1, "OUT#STOCK", "P#coffee"),
    "an identity": record(1, "OUT#ID", "ID#alexa#x"),
    "no customer": record(1, "OUT#order-mail-o-1", ""),
    "a customer nobody has": record(1, "OUT#order-mail-o-1", "C#eve"),
    "keys that are lists": _keys(PK={"L": [{"S": "C#anna"}]}, SK={"L": []}),
    "keys that are numbers": _keys(PK={"N": "1"}, SK={"N": "2"}),
    "keys with another type": _keys(PK={"S": "C#anna"}, SK={"B": b"OUT#order-mail-o-1"}),
    "no keys": _keys(),
    "half a key": _keys(SK={"S": "OUT#x"}),
    "keys beside": _keys(PK={"S": "C#eve"}, SK={"S": "OUT#x"}, body={"B": b"x"}, DUE={"S": "DUE#0"}),
    "a key with NUL": record(1, "OUT#\0"),
    "a key of a megabyte": record(1, "OUT#" + "x" * 10**6),
}


@pytest.mark.parametrize("told", FORGED.values(), ids=FORGED.keys())
def test_a_forged_record_sends_nothing_and_changes_nothing(dynamo_store: DynamoStore, told: dict[str, Any]) -> None:
    """There is an errand of Anna's; no record but one with its very key makes anybody do it."""
    dynamo_store.put_profiles([_household("anna"), _household("eve")])
    put_order(dynamo_store, order(COFFEE))
    waiting = left(dynamo_store)
    with mail_server() as postbox:
        answer = _stream(dynamo_store, postbox)({"Records": [told]}, None)
        assert postbox.received == []
    assert answer in (failures(), failures(1))
    assert left(dynamo_store) == waiting


def test_a_good_record_sends_to_its_own_customer_whatever_else_it_says(dynamo_store: DynamoStore) -> None:
    dynamo_store.put_profiles([_household("anna"), _household("eve")])
    one = put_order(dynamo_store, order(COFFEE))
    told = _image(lambda _: None)
    told["dynamodb"]["Keys"] = {"PK": {"S": "C#anna"}, "SK": {"S": f"OUT#{one.id}"}}
    with mail_server() as postbox:
        assert _stream(dynamo_store, postbox)({"Records": [told, told]}, None) == failures()
        assert postbox.recipients == ["anna@example.com"]
    assert left(dynamo_store) == []


def test_an_errand_in_somebody_elses_place_is_about_nobody(dynamo_store: DynamoStore) -> None:
    """Whoever could write into the table: an errand of Eve's about Anna's order finds no such order of Eve's."""
    dynamo_store.put_profiles([_household("anna"), _household("eve")])
    put_order(dynamo_store, order(COFFEE))
    put(dynamo_store, errand(order(COFFEE).id, "eve", order_id=order(COFFEE).id))
    with mail_server() as postbox:
        worker = _stream(dynamo_store, postbox)
        assert worker({"Records": [record(1, f"OUT#order-mail-{order(COFFEE).id}", "C#eve")]}, None) == failures()
        assert postbox.received == []


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(path, str)])
def test_no_path_of_an_api_event_leads_a_customers_token_elsewhere(demo: Demo, path: str) -> None:
    store = demo.in_memory()
    odd = [Profile(customer=Customer(name), digest=Digest({})) for name in ("../anna", "a/b", "ben")]
    store.put_profiles(odd)
    before = everything(store)
    handle = make_lambda_handler(profile_app(store, lambda: NOON))
    raw, _, query = path.partition("?")
    event = api_event(raw, query, claims=claims(customer="anna"))
    event["pathParameters"] = {"proxy": "customers/ben/timeline", "customer_id": "ben"}
    event["headers"] |= {"x-original-url": "/customers/ben/timeline", "x-rewrite-url": "/customers/ben/timeline"}

    answer = handle(event, None)

    if answer["statusCode"] == 200:
        assert '"customer":"anna"' in answer["body"]
    else:
        assert answer["statusCode"] in {308, 400, 403, 404}, answer
    assert everything(store) == before


def _household(name: str) -> Profile:
    return Profile(customer=Customer(name, linked=True, email=f"{name}@example.com"), digest=Digest({}))


def _stream(store: DynamoStore, postbox: Postbox) -> Stream:
    mails = Mails(store, CONFIG, SmtpMailer(LOOPBACK, postbox.port))
    return Stream(Outbox(store, mails), store.errand_at, lambda: NOON)
