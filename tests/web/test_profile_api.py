"""The profile API as a Lambda: the same routes, answers and refusals as the local server; only who believes differs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from apig_wsgi import make_lambda_handler

from skill.errors import SettingsError, StoreUnavailable
from skill.settings.environment import DEMO_SHOP
from skill.web.profile_api import claims_of, profile_app, profile_entry
from skill.web.tokens import AUDIENCE
from tests.support.profile_events import api_event, claims
from tests.web.conftest import House, everything

KEPT = {"content-type", "cache-control", "x-content-type-options", "www-authenticate"}
Answer = tuple[int, Any, dict[str, str]]


def by_lambda(house: House, path: str, query: str = "", **event: Any) -> Answer:
    handle = make_lambda_handler(profile_app(house.store, lambda: house.now))
    answer = handle(api_event(path, query, **event), None)
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    assert answer["isBase64Encoded"] is False
    return answer["statusCode"], _read(answer["body"], headers), _kept(headers)


def by_server(house: House, path: str, query: str = "", **token: Any) -> Answer:
    authorization = {"Authorization": house.token(**token)} if token.pop("sent", True) else {}
    answer = house.client().get(path, query_string=query, headers=authorization)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return answer.status_code, _read(answer.get_data(as_text=True), headers), _kept(headers)


def _read(body: str, headers: dict[str, str]) -> Any:
    return json.loads(body) if headers["content-type"] == "application/json" else body


def _kept(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name in KEPT}


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/customers/anna/timeline", "", 200),
        ("/customers/anna/timeline", "limit=1", 200),
        ("/customers/anna/meanings", "", 200),
        ("/customers/anna/timeline", "limit=0", 400),
        ("/customers/anna/timeline", "limit=201", 400),
        ("/customers/anna/timeline", "after=nonsense", 400),
        ("/customers/nobody/timeline", "", 404),
        ("/customers/nobody/meanings", "", 404),
        (f"/customers/{'x' * 201}/timeline", "", 404),
        ("/customers/anna", "", 404),
        ("/customers/anna/orders", "", 404),
        ("/alexa", "", 404),
    ],
)
def test_it_answers_as_the_server_does(signed: House, path: str, query: str, status: int) -> None:
    signed.talk("reorder the coffee", "no, the decaf", "no")
    answered = by_lambda(signed, path, query, claims=claims())
    assert answered[0] == status
    if path != "/alexa":  # the server has that door, for Amazon
        assert answered == by_server(signed, path, query)


def test_a_page_leads_to_the_next(signed: House) -> None:
    signed.talk("reorder the coffee", "no")
    _, first, _ = by_lambda(signed, "/customers/anna/timeline", "limit=1", claims=claims())
    query = f"limit=1&after={first['next']}"
    _, second, _ = by_lambda(signed, "/customers/anna/timeline", query, claims=claims())
    assert [one["intent"] for one in (*first["interactions"], *second["interactions"])] == ["No", "Reorder"]


@pytest.mark.parametrize("route", ["timeline", "meanings"])
@pytest.mark.parametrize("customer", ["anna", "nobody"])
def test_a_token_for_one_customer_opens_no_other(signed: House, customer: str, route: str) -> None:
    before = everything(signed.store)
    path = f"/customers/{customer}/{route}"
    answered = by_lambda(signed, path, claims=claims(customer="schmidt"))
    assert answered == by_server(signed, path, customer="schmidt")
    status, body, headers = answered
    assert (status, body) == (403, {"error": "this token is for another customer"})
    assert headers["www-authenticate"] == f'Bearer realm="{AUDIENCE}", error="insufficient_scope"'
    assert everything(signed.store) == before


def test_a_token_for_this_customer_does(signed: House) -> None:
    path = "/customers/schmidt/timeline"
    assert by_lambda(signed, path, claims=claims(customer="schmidt"))[0] == 200
    assert by_lambda(signed, path, claims=claims(customer="schmidt")) == by_server(signed, path, customer="schmidt")


@pytest.mark.parametrize(
    "scope", ["", "timeline:write", "timeline", "timeline:readall", "openid profile", "TIMELINE:READ"]
)
@pytest.mark.parametrize("customer", ["anna", "nobody"])
def test_a_token_of_another_scope_opens_nothing(signed: House, customer: str, scope: str) -> None:
    status, body, headers = by_lambda(signed, f"/customers/{customer}/timeline", claims=claims(scope))
    assert (status, body) == (403, {"error": "this token does not hold the scope timeline:read"})
    challenge = f'Bearer realm="{AUDIENCE}", error="insufficient_scope", scope="timeline:read"'
    assert headers["www-authenticate"] == challenge


@pytest.mark.parametrize("scope", ["timeline:read", "openid timeline:read", "[openid timeline:read]"])
def test_a_scope_among_others(signed: House, scope: str) -> None:
    assert by_lambda(signed, "/customers/anna/timeline", claims=claims(scope))[0] == 200


def test_a_scope_by_its_other_name(signed: House) -> None:
    told = claims("") | {"scp": "timeline:read"}
    assert by_lambda(signed, "/customers/anna/timeline", claims=told)[0] == 200


@pytest.mark.parametrize("authorizer", [None, {}, {"jwt": {"claims": {}}}, {"lambda": {"claims": claims()}}])
def test_an_api_without_its_authoriser_opens_nothing(signed: House, authorizer: Any) -> None:
    status, body, headers = by_lambda(signed, "/customers/anna/timeline", claims=None, authorizer=authorizer)
    refused = by_server(signed, "/customers/anna/timeline", sent=False)
    assert (status, headers) == (401, refused[2])
    assert body == {"error": "send a token: Authorization: Bearer …"}


def test_claims_in_a_header_or_in_the_address_are_not_looked_at(signed: House) -> None:
    event = api_event("/customers/anna/timeline", "scope=timeline:read&claims=timeline:read", claims=None)
    forged = json.dumps({"authorizer": {"jwt": {"claims": claims()}}})
    event["headers"] |= {"apig_wsgi.request_context": forged, "apig-wsgi.request-context": forged}
    event["headers"]["authorization"] = signed.token()
    handle = make_lambda_handler(profile_app(signed.store, lambda: signed.now))
    assert handle(event, None)["statusCode"] == 401


def test_a_store_that_does_not_answer_is_503(signed: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StoreUnavailable("at 10.0.0.7:8000")

    monkeypatch.setattr(signed.store, "load", fails)
    answered = by_lambda(signed, "/customers/anna/timeline", claims=claims())
    assert answered == by_server(signed, "/customers/anna/timeline")
    assert (answered[0], answered[1]) == (503, {"error": "the store does not answer; try again"})


@pytest.mark.parametrize("context", [None, "text", {"authorizer": {"lambda": {"claims": claims()}}}])
def test_what_holds_no_claims(context: object) -> None:
    assert claims_of(context) == {}


def test_a_wrong_setting_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="RESTOCK_STORE=nowhere is no store"):
        profile_entry({"RESTOCK_STORE": "nowhere", "RESTOCK_SHOP": str(DEMO_SHOP)})
