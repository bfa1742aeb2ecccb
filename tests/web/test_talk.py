"""POST /talk and GET /talk/<customer>: the simulated device behind the page."""

import json
import threading
from typing import Any

import pytest

from skill.simulator.heard import InvalidResponse
from skill.storage.memory import MemoryStore
from skill.web.devices import MOST_DEVICES, Devices, Said
from tests.web.conftest import Build, House, everything


def said(text: str = "", **changes: Any) -> dict[str, Any]:
    return {"tab": "t", "customer": "anna", "person": "Anna", "locale": "en-US", "text": text} | changes


def post(house: House, what: Any) -> tuple[int, Any]:
    data = what if isinstance(what, bytes) else json.dumps(what).encode()
    house.tick()
    answer = house.client().post("/talk", data=data)
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.get_json()


def hear(house: House, text: str = "", **changes: Any) -> Any:
    status, heard = post(house, said(text, **changes))
    assert status == 200, heard
    return heard


def beside(house: House, customer: str = "anna") -> Any:
    answer = house.client().get(f"/talk/{customer}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return answer.get_json()


# --- a conversation


def test_what_is_heard(local: House) -> None:
    heard = hear(local, "reorder the coffee")
    assert sorted(heard) == ["card", "open", "reprompt", "request", "response", "speech"]
    assert heard["open"] is True
    assert "coffee" in heard["speech"]
    assert "<speak>" not in heard["speech"]
    assert heard["reprompt"]
    assert heard["card"]["type"] == "Simple"


def test_the_skill_gets_only_what_a_device_would_send(local: House) -> None:
    request = hear(local, "reorder the coffee")["request"]
    assert "reorder the coffee" not in json.dumps(request)
    system = request["context"]["System"]
    assert system["application"]["applicationId"] == local.settings.skill_id
    assert system["user"]["userId"] == "amzn1.ask.account.DEMO-anna"
    assert system["person"]["personId"] == "amzn1.ask.person.DEMO-anna-anna"
    assert request["request"]["locale"] == "en-US"


def test_an_order_is_beside_it(local: House) -> None:
    before = beside(local)
    assert before["customer"] == "anna"
    assert (before["timeline"], before["cart"]) == ([], [])
    assert 1 <= len(before["orders"]) <= 5
    for text in ("reorder the coffee", "make it three", "yes"):
        heard = hear(local, text)
    after = beside(local)
    assert [(one["intent"], one["outcome"]) for one in after["timeline"]] == [
        ("Yes", "ordered"),
        ("ChangeQuantity", "offered"),
        ("Reorder", "offered"),
    ]
    newest = after["orders"][0]
    assert newest["id"] == after["timeline"][0]["order_id"]
    assert [line["quantity"] for line in newest["lines"]] == [3]
    assert sorted(newest) == ["at", "currency", "id", "lines", "progress", "total"]
    assert (newest["currency"], newest["progress"]) == ("USD", "placed")
    assert f"${newest['total']}" in heard["speech"]
    assert after["orders"][1:] == before["orders"][:4]


def test_the_cart_is_beside_it(local: House) -> None:
    hear(local, "add the dark roast coffee to my cart")
    assert beside(local)["cart"] == [{"product": "coffee-bluebird-dark", "quantity": 1}]


def test_turns_within_a_second_stay_in_their_order(local: House) -> None:
    frozen = local.now
    for number in range(12):
        assert (
            local.client().post("/talk", json=said("help" if number % 2 else "open corner pantry")).status_code == 200
        )
    assert local.now == frozen
    intents = [one["intent"] for one in beside(local)["timeline"]]
    assert intents == ["Help", "Launch"] * 6


def test_an_unknown_voice_and_a_child(local: House) -> None:
    assert "Anna" in hear(local, act="open")["speech"]
    unknown = hear(local, act="open", person="")
    assert "Anna" not in unknown["speech"]
    assert "person" not in unknown["request"]["context"]["System"]
    hear(local, "reorder the coffee", person="Mia")
    assert [one["person"] for one in beside(local)["timeline"]] == ["mia", "", "anna"]


def test_somebody_new_is_a_guest_beside_it_too(local: House) -> None:
    hear(local, "reorder the coffee", customer="new-1", person="")
    hear(local, "yes", customer="new-1", person="")
    found = beside(local, "new-1")
    assert found["customer"].startswith("guest-")
    assert [one["intent"] for one in found["timeline"]] == ["Yes", "Reorder"]
    assert found["orders"] == []


def test_german(local: House) -> None:
    heard = hear(local, "öffne corner pantry", customer="schmidt", person="Katrin", locale="de-DE")
    assert "Katrin" in heard["speech"]
    assert heard["request"]["request"]["locale"] == "de-DE"
    assert beside(local, "schmidt")["timeline"][0]["locale"] == "de-DE"


def test_silence_is_a_reprompt_and_then_the_end(local: House) -> None:
    assert post(local, said(act="silent")) == (400, {"error": "nobody is listening: say something first"})
    offer = hear(local, "reorder the coffee")
    reprompt = hear(local, act="silent")
    assert (reprompt["speech"], reprompt["open"]) == (offer["reprompt"], True)
    over = hear(local, act="silent")
    assert (over["speech"], over["open"]) == ("", False)
    assert post(local, said(act="silent"))[0] == 400
    assert beside(local)["timeline"][0]["intent"] == "SessionEnded"
    hear(local, "yes")  # to an offer that nobody remembers any more
    assert [one["order_id"] for one in beside(local)["timeline"] if one["order_id"]] == []


def test_tabs_households_and_languages_do_not_share_a_session(local: House) -> None:
    hear(local, "reorder the coffee")
    before = everything(local.store)
    for other in ({"tab": "other"}, {"customer": "miller", "person": "Ruth"}):
        hear(local, "yes", **other)
    after = everything(local.store)
    assert [after[key][3] for key in ("anna", "miller")] == [before[key][3] for key in ("anna", "miller")]
    hear(local, "yes")
    assert len(everything(local.store)["anna"][3]) == len(before["anna"][3]) + 1


def test_a_yes_from_many_threads_buys_once(local: House) -> None:
    hear(local, "reorder the coffee")
    before = len(list(local.store.orders("anna")))
    answers: list[int] = []

    def yes() -> None:
        answers.append(local.client().post("/talk", json=said("yes")).status_code)

    threads = [threading.Thread(target=yes) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 8
    assert len(list(local.store.orders("anna"))) == before + 1


def test_devices_unused_for_longest_are_forgotten(local: House) -> None:
    from skill.bootstrap import build_app

    devices = Devices(local.settings, build_app(local.settings, local.store), local.tick)
    first = Said(tab="first", customer="anna", locale="en-US", text="reorder the coffee")
    assert devices.hear(first).session_open
    for number in range(MOST_DEVICES):
        devices._device(Said(tab=str(number), customer="anna", locale="en-US"))
    assert len(devices._devices) == MOST_DEVICES
    assert ("first", "anna", "en-US") not in devices._devices
    assert devices.hear(first).session_open


# --- what is not what the page sends


WRONG: dict[str, Any] = {
    "empty": b"",
    "no JSON": b"{",
    "not UTF-8": b'{"tab": "\xff"}',
    "half a letter": rb'{"tab":"t","customer":"\ud83e","locale":"en-US","text":"x"}',
    "a list": [],
    "deep": b'{"tab":' * 20_000,
    "no tab": {"customer": "anna", "locale": "en-US", "text": "help"},
    "empty tab": said("help", tab=""),
    "long tab": said("help", tab="t" * 201),
    "empty customer": said("help", customer=""),
    "long customer": said("help", customer="x" * 201),
    "customer a number": said("help", customer=7),
    "unknown locale": said("help", locale="fr-FR"),
    "locale in another case": said("help", locale="EN-us"),
    "locale a path": said("help", locale="../../etc"),
    "no text": said(),
    "blank text": said(" \n\t"),
    "long text": said("x" * 501),
    "unknown act": said("help", act="dance"),
    "a field too many": said("help", admin=True),
}


@pytest.mark.parametrize("what", WRONG.values(), ids=WRONG.keys())
def test_anything_else_is_refused_and_nothing_is_written(local: House, what: Any) -> None:
    before = everything(local.store)
    status, body = post(local, what)
    assert status == 400
    assert list(body) == ["error"]
    assert "Traceback" not in body["error"]
    assert everything(local.store) == before


def test_a_body_too_long_is_refused(local: House) -> None:
    assert local.client().post("/talk", data=b" " * 300_000).status_code == 413


@pytest.mark.parametrize(
    "text", ["🦊🦊", "<speak>hi</speak>", "'; drop table customers; --", "{{ 7*7 }}", "\x00\x01", "x" * 500]
)
def test_odd_sentences_are_answered(local: House, text: str) -> None:
    heard = hear(local, text)
    assert heard["speech"]
    assert beside(local)["timeline"][0]["outcome"] in {"misheard", "not_found", "answered"}


@pytest.mark.parametrize(
    "customer", ["../etc", "a/b", "äöü 🦊", "\x00", "' or 1=1 --", "%00", "guest-0000000000000000"]
)
def test_a_household_of_any_name_is_somebody_new(local: House, customer: str) -> None:
    before = everything(local.store)
    hear(local, "help", customer=customer, person="")
    after = everything(local.store)
    (guest,) = set(after) - set(before)
    assert guest.startswith("guest-")
    assert {key: value for key, value in after.items() if key != guest} == before


@pytest.mark.parametrize("customer", ["nobody", "%00", "%F0%9F%A6%8A", "x" * 3000, "..", "%FF", "' or 1=1"])
def test_nobody_has_an_empty_profile_and_gets_none_by_being_looked_at(local: House, customer: str) -> None:
    before = everything(local.store)
    found = beside(local, customer)
    assert (found["timeline"], found["cart"], found["orders"]) == ([], [], [])
    assert everything(local.store) == before


def test_an_answer_that_alexa_would_not_take_is_told(local: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise InvalidResponse("the speech is too long")

    monkeypatch.setattr(Devices, "hear", refuse)
    assert post(local, said("help")) == (502, {"error": "Alexa would not take this answer: the speech is too long"})


# --- the page itself


def test_the_page_runs_nothing_but_its_own_script(local: House) -> None:
    answer = local.client().get("/")
    assert answer.content_type == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.text.count("<script") == 1
    assert " style=" not in answer.text
    assert " onclick=" not in answer.text


def test_the_page_names_households_people_and_locales(local: House) -> None:
    text = local.client().get("/").text
    assert text.count('<option value="') == 32
    assert '<option value="anna"' in text
    assert text.index("<option>en-US") < text.index("<option>de-DE")
    hear(local, "help", customer="new-1", person="")
    assert "guest-" not in local.client().get("/").text


def test_a_name_cannot_break_out_of_the_page(build: Build) -> None:
    from skill.profile.customer import Customer, Person
    from skill.shopping.purchases import Digest
    from skill.storage.port import Profile

    store = MemoryStore()
    evil = "'\"><script>alert(1)</script>"
    customer = Customer(evil, linked=True, people=(Person("p", evil),))
    store.put_profiles([Profile(customer=customer, digest=Digest({}))])
    text = build(store, "off").client().get("/").text
    assert "<script>alert" not in text
    assert "'\"" not in text
