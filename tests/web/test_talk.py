"""POST /talk and GET /talk/<customer>: the simulated device behind the page."""

import json
import threading

from skill.web.devices import MOST_DEVICES, Devices, Said
from tests.web.conftest import House, everything
from tests.web.talking import beside, hear, post, said


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
