"""Conversations of an Alexa client that nobody here wrote with the server that `make run` starts.

The client hears by ``interaction_models/<locale>.json`` alone. Each dialogue has a household of its own, so that
none meets what another one bought.
"""

import re

from tests.support.foreign_client import Heard, converse
from tests.support.servers import Served

NO = "AMAZON.NoIntent"


def intents(turns: list[Heard]) -> list[str]:
    return [turn.intent.removeprefix("AMAZON.").removesuffix("Intent") for turn in turns]


def amount(turn: Heard) -> str:
    """The last amount of money that was said: of an offer and of its confirmation, what must be paid."""
    said: list[str] = re.findall(r"\$\d+\.\d\d|\d+,\d\d[ \xa0]\$", turn.words)
    return said[-1]


def orders(served: Served, customer: str) -> list[str]:
    """The orders that this customer's turns have placed."""
    return [one["order_id"] for one in served.timeline(customer) if one["outcome"] == "ordered"]


def test_a_known_voice_is_greeted_and_may_go(served: Served) -> None:
    turns = converse(served.url, "", NO, "stop", user="anna", person="anna-anna")

    assert intents(turns) == ["LaunchRequest", "No", "Stop"]
    assert "Anna" in turns[0].words
    assert [turn.over for turn in turns] == [False, False, True]
    assert [one["outcome"] for one in served.timeline("anna")].count("ordered") == 0


def test_an_unknown_voice_is_not_called_by_name(served: Served) -> None:
    (turn,) = converse(served.url, "", user="anna")

    assert "Anna" not in turn.words
    assert "Corner Pantry" in turn.words


def test_reorder_change_and_confirm(served: Served) -> None:
    says = ("reorder the coffee", "make that 3", "yes", "where's my order")
    turns = converse(served.url, *says, user="bailey", person="bailey-frank")

    assert intents(turns) == ["Reorder", "ChangeQuantity", "Yes", "WhereIsMyOrder"]
    assert turns[1].slots == {"quantity": "3"}
    assert turns[1].words.startswith("3 of the ")
    assert amount(turns[2]) == amount(turns[1])
    assert turns[2].answer["response"]["card"]["content"].count(amount(turns[1])) == 1
    assert len(orders(served, "bailey")) == 1


def test_the_whole_dialogue_is_on_the_timeline(served: Served) -> None:
    converse(served.url, "reorder the milk", NO, user="miller", person="miller-ruth")
    # Alexa's time has whole seconds: turns as quick as these have no order.
    turns = {one["intent"]: one for one in served.timeline("miller")[:2]}

    assert turns.keys() == {"Reorder", "No"}
    assert turns["Reorder"]["slots"] == {"product": "milk"}
    assert {(one["channel"], one["locale"], one["person"]) for one in turns.values()} == {("alexa", "en-US", "ruth")}


def test_price_and_history_of_a_product(served: Served) -> None:
    says = ("how much is the apple juice", "when did i last buy coffee")
    turns = converse(served.url, *says, user="brooks", person="brooks-tom")

    assert intents(turns) == ["Price", "LastBought"]
    assert turns[0].slots == {"product": "apple juice"}
    assert re.search(r"is \$\d+\.\d\d", turns[0].words)
    assert re.search(r"last bought .* on \w+ \d+", turns[1].words)
    assert orders(served, "brooks") == []


def test_a_refused_offer_orders_nothing(served: Served) -> None:
    turns = converse(served.url, "order my usual", NO, "yes", user="carter", person="carter-denise")

    assert intents(turns) == ["OrderUsual", "No", "Yes"]
    assert "in total" in turns[0].words
    assert orders(served, "carter") == []


def test_what_runs_low_can_be_reordered(served: Served) -> None:
    says = ("what are we running low on", "yes", "yes")
    turns = converse(served.url, *says, user="ellis", person="ellis-martin")

    assert intents(turns) == ["RunningLow", "Yes", "Yes"]
    # The first yes asks for the offer, only the second one confirms it.
    assert amount(turns[2]) == amount(turns[1])
    assert len(orders(served, "ellis")) == 1


def test_an_open_offer_tells_its_price_and_can_be_cancelled(served: Served) -> None:
    says = ("reorder the toothpaste", "what does it cost", "cancel")
    turns = converse(served.url, *says, user="olsen", person="olsen-ingrid")

    assert intents(turns) == ["Reorder", "Price", "Cancel"]
    assert amount(turns[1]) == amount(turns[0])
    assert turns[2].over
    assert orders(served, "olsen") == []


def test_a_choice_an_order_and_its_undoing(served: Served) -> None:
    says = ("buy coffee", "the second one", "yes", "cancel my order", "yes")
    turns = converse(served.url, *says, user="cooper", person="cooper-hannah")

    assert intents(turns) == ["Reorder", "Choose", "Yes", "CancelOrder", "Yes"]
    assert turns[1].slots == {"position": "second"}
    second = turns[0].words.split(", ")[1]
    assert turns[1].words.startswith(second)
    assert amount(turns[2]) == amount(turns[1])
    assert "cancelled" in turns[4].words


def test_the_last_order_is_repeated_as_a_whole(served: Served) -> None:
    says = ("repeat my last order", "yes")
    turns = converse(served.url, *says, user="harris", person="harris-walter")

    assert intents(turns) == ["RepeatOrder", "Yes"]
    assert amount(turns[1]) == amount(turns[0])
    assert len(orders(served, "harris")) == 1


def test_help_is_repeated_and_ends_in_a_question(served: Served) -> None:
    turns = converse(served.url, "help", "repeat", "stop", user="fisher", person="fisher-carol")

    assert intents(turns) == ["Help", "Repeat", "Stop"]
    assert turns[0].words.endswith("?")
    assert turns[1].words == turns[0].words
    assert [turn.over for turn in turns] == [False, False, True]


def test_a_yes_to_nothing_does_nothing(served: Served) -> None:
    (turn,) = converse(served.url, "yes", user="gordon", person="gordon-nadia")

    assert turn.words.endswith("?")
    assert orders(served, "gordon") == []


def test_somebody_without_an_account_is_asked_to_link_one(served: Served) -> None:
    turns = converse(served.url, "reorder the coffee", "yes", user="nobody")

    assert intents(turns) == ["Reorder", "Yes"]
    assert turns[0].answer["response"]["card"] == {"type": "LinkAccount"}


def test_german_is_spoken(served: Served) -> None:
    says = ("ich brauche filterkaffee", "ja")
    turns = converse(served.url, *says, user="schmidt", person="schmidt-katrin", locale="de-DE")

    assert intents(turns) == ["Reorder", "Yes"]
    assert amount(turns[1]) == amount(turns[0])
    assert len(orders(served, "schmidt")) == 1
