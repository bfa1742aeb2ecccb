"""What POST /talk does not take, odd sentences and households, and what the page lets a browser do."""

from typing import Any

import pytest

from skill.simulator.heard import InvalidResponse
from skill.storage.memory import MemoryStore
from skill.web.devices import Devices
from tests.web.conftest import Build, House, everything
from tests.web.talking import beside, hear, post, said

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
