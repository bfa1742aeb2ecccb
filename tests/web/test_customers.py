"""GET /customers/<id>/timeline: what other channels read, page by page, and who may not."""

from datetime import timedelta
from typing import Any

import pytest

from skill.conversation.scene import Answer, Scene
from skill.errors import StoreUnavailable
from skill.profile.customer import Customer
from skill.shopping.purchases import Digest
from skill.storage.memory import MemoryStore
from skill.storage.port import Profile, Store
from tests.support.samples import commit
from tests.support.throwaway_ca import NOON
from tests.web.conftest import SECRET, Build, House, everything

MEMBERS = [
    "id",
    "at",
    "channel",
    "locale",
    "device",
    "session",
    "intent",
    "outcome",
    "slots",
    "products",
    "person",
    "order_id",
]


def outcomes(house: House, customer: str = "anna") -> list[tuple[str, str]]:
    """Intents and outcomes, oldest first."""
    return [(one["intent"], one["outcome"]) for one in reversed(house.timeline(customer)["interactions"])]


# --- what is there


def test_a_turn_with_all_its_members(signed: House) -> None:
    signed.talk("reorder the coffee")
    found = signed.timeline("anna")
    assert list(found) == ["customer", "interactions", "next"]
    assert (found["customer"], found["next"]) == ("anna", "")
    (turn,) = found["interactions"]
    assert sorted(turn) == sorted(MEMBERS)
    assert turn == {
        "id": "amzn1.echo-api.request.anna-Anna-002",
        "at": "2026-03-02T12:00:02Z",
        "channel": "alexa",
        "locale": "en-US",
        "device": "speaker",
        "session": "amzn1.echo-api.session.anna-Anna-001",
        "intent": "Reorder",
        "outcome": "offered",
        "slots": {"product": "coffee"},
        "products": ["coffee-bluebird-dark"],
        "person": "anna",
        "order_id": "",
    }


def test_a_whole_conversation_newest_first(signed: House) -> None:
    signed.talk("reorder the coffee", "make it three", "yes")
    signed.talk("reorder the coffee", "no", person="")
    signed.talk("zibble zabble")
    assert outcomes(signed)[:3] == [("Reorder", "offered"), ("ChangeQuantity", "offered"), ("Yes", "ordered")]
    found = signed.timeline("anna")["interactions"]
    assert [one["at"] for one in found] == sorted((one["at"] for one in found), reverse=True)
    assert [one["intent"] for one in found] == ["Fallback", "No", "Reorder", "Yes", "ChangeQuantity", "Reorder"]
    assert [one["outcome"] for one in found][:2] == ["misheard", "declined"]
    assert [one["person"] for one in found] == ["anna", "", "", "anna", "anna", "anna"]
    assert {one["slots"].get("quantity") for one in found} == {None, "3"}


def test_the_order_a_turn_has_placed_is_the_customers(signed: House) -> None:
    before = {order.id for order in signed.store.orders("anna")}
    signed.talk("reorder the coffee", "yes")
    (placed,) = [order for order in signed.store.orders("anna") if order.id not in before]
    newest = signed.timeline("anna")["interactions"][0]
    assert (newest["outcome"], newest["order_id"]) == ("ordered", placed.id)
    assert newest["products"] == [line.product_id for line in placed.lines]


def test_a_turn_that_failed_is_there_too(signed: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(scene: Scene) -> Answer:
        raise KeyError("an error of ours")

    monkeypatch.setattr("skill.app.topic", lambda *_: broken)
    (heard,) = signed.talk("reorder the coffee")
    monkeypatch.undo()
    assert heard.speech
    assert outcomes(signed) == [("Reorder", "failed")]


def test_somebody_nobody_linked_has_a_timeline(signed: House) -> None:
    signed.device("x", user="amzn1.ask.account.STRANGER").say("reorder the coffee")
    (guest,) = [key for key in everything(signed.store) if key.startswith("guest-")]
    assert [one["intent"] for one in signed.timeline(guest)["interactions"]] == ["Reorder"]


def test_a_customer_who_never_spoke(signed: House) -> None:
    assert signed.timeline("miller") == {"customer": "miller", "interactions": [], "next": ""}


def test_an_id_of_odd_characters(signed: House) -> None:
    customer = "Größe & söhne %20 ü"
    signed.store.put_profiles([Profile(customer=Customer(customer), digest=Digest({}))])
    signed.store.commit(commit(customer, id="r1", at=NOON))
    answer = signed.client().get(
        "/customers/Gr%C3%B6%C3%9Fe%20%26%20s%C3%B6hne%20%2520%20%C3%BC/timeline",
        headers={"Authorization": signed.token(customer)},
    )
    assert answer.status_code == 200
    assert [one["id"] for one in answer.get_json()["interactions"]] == ["r1"]


def test_times_are_utc_whatever_was_written(build: Build) -> None:
    store = MemoryStore()
    store.put_profiles([Profile(customer=Customer("anna"), digest=Digest({}))])
    from zoneinfo import ZoneInfo

    store.commit(commit(id="r1", at=NOON.astimezone(ZoneInfo("Europe/Berlin"))))
    assert build(store).timeline("anna")["interactions"][0]["at"] == "2026-03-02T12:00:00Z"


# --- page by page


@pytest.fixture
def long(signed: House) -> House:
    """Anna said something 23 times; three of them in one second."""
    for number in range(23):
        at = NOON + timedelta(seconds=min(number, 20))
        signed.store.commit(commit(id=f"r{number:02}", at=at))
    return signed


@pytest.mark.parametrize("limit", [1, 2, 7, 22, 23, 24, 200])
def test_pages_to_the_end_without_loss_or_repeat(long: House, limit: int) -> None:
    read: list[str] = []
    after, sizes = "", []
    while True:
        page = long.timeline("anna", limit=str(limit), after=after)
        read += [one["id"] for one in page["interactions"]]
        sizes.append(len(page["interactions"]))
        after = page["next"]
        if not after:
            break
    assert read == [f"r{number:02}" for number in reversed(range(23))]
    assert sizes == [limit] * (23 // limit) + ([23 % limit] if 23 % limit else [])


def test_what_is_said_meanwhile_moves_no_page(long: House) -> None:
    first = long.timeline("anna", limit="10")
    long.store.commit(commit(id="new", at=NOON + timedelta(minutes=1)))
    second = long.timeline("anna", limit="10", after=first["next"])
    assert [one["id"] for one in second["interactions"]] == [f"r{number:02}" for number in reversed(range(3, 13))]
    assert long.timeline("anna", limit="1")["interactions"][0]["id"] == "new"


def test_fifty_unless_told(signed: House) -> None:
    for number in range(51):
        signed.store.commit(commit(id=f"r{number:02}", at=NOON + timedelta(seconds=number)))
    assert len(signed.timeline("anna")["interactions"]) == 50


# --- what is asked wrongly


def get(house: House, path: str, authorization: str | None) -> tuple[int, Any, dict[str, str]]:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = house.client().get(path, headers=headers)
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.get_json(), dict(answer.headers)


@pytest.mark.parametrize("limit", ["0", "201", "-1", "", "ten", "1.5", "+5", "²", "٣", "1_0", "9" * 5000, " 5", "0x10"])
def test_a_limit_that_is_none(signed: House, limit: str) -> None:
    status, body, _ = get(signed, f"/customers/anna/timeline?limit={limit.replace('+', '%2B')}", signed.token("anna"))
    assert (status, body) == (400, {"error": "limit is a number from 1 to 200"})


@pytest.mark.parametrize("after", ["x", "%00", "äöü", "AAAA", "....", "=" * 9, "2026-03-02T12:00:00Z", "A" * 3000])
def test_an_after_that_is_none(signed: House, after: str) -> None:
    status, body, _ = get(signed, f"/customers/anna/timeline?after={after}", signed.token("anna"))
    assert (status, body) == (400, {"error": "after is the next of the page before"})


@pytest.mark.parametrize("customer", ["nobody", "ANNA", "anna%20", "anna%00", "%F0%9F%A6%8A", "..", "x" * 3000])
@pytest.mark.parametrize("what", ["timeline", "meanings"])
def test_an_unknown_customer_is_told_to_a_token_for_all(signed: House, customer: str, what: str) -> None:
    status, body, headers = get(signed, f"/customers/{customer}/{what}", signed.token())
    assert (status, body) == (404, {"error": "no such customer"})
    assert "WWW-Authenticate" not in headers


@pytest.mark.parametrize(
    "path", ["anna/timeline", "anna/meanings", "nobody/timeline", "anna/timeline?limit=0", "anna/timeline?after=x"]
)
def test_without_a_token_all_are_alike(signed: House, path: str) -> None:
    signed.talk("reorder the coffee")
    status, body, headers = get(signed, f"/customers/{path}", None)
    assert status == 401
    assert headers["WWW-Authenticate"] == 'Bearer realm="restock-profile"'
    assert body == {"error": "send a token: Authorization: Bearer …; restock token mints one"}


@pytest.mark.parametrize(
    "path", ["anna/timeline", "anna/meanings", "nobody/timeline", "anna/timeline?limit=0", "anna/timeline?after=x"]
)
def test_with_a_bad_token_all_are_alike(signed: House, path: str) -> None:
    signed.talk("reorder the coffee")
    for token in ("Bearer x", signed.token("anna", now=NOON - timedelta(hours=2))):
        status, body, headers = get(signed, f"/customers/{path}", token)
        assert status == 401
        assert headers["WWW-Authenticate"] == 'Bearer realm="restock-profile", error="invalid_token"'
        assert list(body) == ["error"]
        assert "token" in body["error"]


@pytest.mark.parametrize("path", ["anna/timeline", "anna/meanings", "nobody/timeline", "anna/timeline?limit=0"])
def test_with_another_customers_token_all_are_alike(signed: House, path: str) -> None:
    status, body, headers = get(signed, f"/customers/{path}", signed.token("miller"))
    assert (status, body) == (403, {"error": "this token is for another customer"})
    assert headers["WWW-Authenticate"] == 'Bearer realm="restock-profile", error="insufficient_scope"'


def test_a_token_in_the_address_is_not_looked_at(signed: House) -> None:
    token = signed.token("anna").removeprefix("Bearer ")
    assert get(signed, f"/customers/anna/timeline?access_token={token}", None)[0] == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_it_is_for_reading_only(signed: House, method: str) -> None:
    before = everything(signed.store)
    answer = signed.client().open(
        "/customers/anna/timeline", method=method, headers={"Authorization": signed.token()}, data=b"{}"
    )
    assert answer.status_code == 405
    assert everything(signed.store) == before


def test_reading_writes_nothing(signed: House) -> None:
    before = everything(signed.store)
    for path in ("anna/timeline", "nobody/timeline"):
        signed.client().get(f"/customers/{path}", headers={"Authorization": signed.token()})
    assert everything(signed.store) == before


def test_a_store_that_does_not_answer_is_503(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(MemoryStore):
        def load(self, *_: Any) -> Any:
            raise StoreUnavailable("table amzn-secret-name at 10.0.0.7")

    store: Store = Gone()
    house = build(store)
    status, body, _ = get(house, "/customers/anna/timeline", house.token())
    assert (status, body) == (503, {"error": "the store does not answer; try again"})
    # An id longer than a key may be is nobody's, and no reason to disturb the store.
    assert get(house, f"/customers/{'x' * 3000}/timeline", house.token())[0] == 404


def test_no_secret_comes_out(signed: House) -> None:
    for authorization in (None, "Bearer x", signed.token("miller"), signed.token()):
        headers = {"Authorization": authorization} if authorization else {}
        answer = signed.client().get("/customers/anna/timeline", headers=headers)
        assert SECRET not in answer.text + str(answer.headers)


# --- what its people mean by their words


def test_what_was_learned_of_their_words(signed: House) -> None:
    signed.talk("reorder the coffee", "no, the decaf")
    status, found, _ = get(signed, "/customers/anna/meanings", signed.token("anna"))
    assert (status, list(found), found["customer"]) == (200, ["customer", "meanings"], "anna")
    assert found["meanings"] == [
        {
            "words": "coffee",
            "product_id": product_id,
            "person": "anna",
            "day": "2026-03-02",
            "chosen": chosen,
            "refused": refused,
            "order": "",
        }
        for product_id, chosen, refused in (("coffee-bluebird-decaf", 1, 0), ("coffee-bluebird-dark", 0, 1))
    ]
