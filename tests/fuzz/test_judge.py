"""A fuzzer that never complains proves nothing: here the skill is broken on purpose, and each rule notices."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace as changed

from skill.alexa.can_fulfill import can_fulfill
from skill.bootstrap import local_entry
from skill.conversation.buying.confirm import order_it
from skill.conversation.common.ask import ANYTHING_ELSE, then_ask
from skill.conversation.question import Kind
from skill.conversation.reply import Card, Saying
from skill.conversation.scene import Answer, Scene, say
from skill.conversation.topics import ANY, OPEN
from skill.profile.account import Account
from skill.profile.errand import Errand, ErrandKind
from skill.services.changes import Changes
from skill.services.household import Household
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.shopping.permission import Decision, May
from skill.storage.memory import MemoryStore
from skill.storage.port import Commit
from tools import fuzz
from tools.fuzz import stories
from tools.fuzzing.world import Shop

_SPEECH = {"type": "PlainText", "text": "Hello?"}
Break = Callable[[pytest.MonkeyPatch], None]


def _found(shop: Shop, rule: str, most: int = 6_000) -> bool:
    """Whether a broken story breaks this rule; others may break with it."""
    return any(fault.rule == rule for _, told in stories(shop, 7, most, "en-US") for fault in told.faults)


def _topic(intent: str, topic: Callable[[Scene], Answer]) -> Break:
    return lambda patch: patch.setitem(ANY, intent, topic)


def _attribute(target: str, value: object) -> Break:
    return lambda patch: patch.setattr(target, value)


def _fails(*_: object, **__: object) -> Any:
    raise ValueError("broken on purpose")


def _tells_on(scene: Scene) -> Answer:
    logging.getLogger("skill").info("helping %s", scene.turn.account)
    return Answer(says=(say("common-bye"),), outcome="helped")


def _asks_nothing(_: Scene) -> Answer:
    return Answer(says=(say("common-bye"),), outcome="helped", question=ANYTHING_ELSE)


def _says_nothing(_: Scene) -> Answer:
    return Answer(says=(), outcome="greeted", silent=True)


def _as_claimed(_: bytes, attributes: object, **__: object) -> str:
    claimed = attributes.get("c") if isinstance(attributes, Mapping) else None
    return claimed if isinstance(claimed, str) else ""


def _without_stock(patch: pytest.MonkeyPatch) -> None:
    commit = MemoryStore.commit

    def forgetful(self: MemoryStore, change: Commit) -> None:
        commit(self, changed(change, stock=()))

    patch.setattr(MemoryStore, "commit", forgetful)


def _never_the_same(patch: pytest.MonkeyPatch) -> None:
    numbers = count()
    patch.setattr("skill.storage.memory.store.event_key", lambda at, request_id: f"{next(numbers):09}")


def _other_mail(kind: ErrandKind, household: Household, order: Order) -> Errand:
    return Errand(f"{kind}-{order.id}", kind, household.customer.id, household.at, "another order")


def _any_skill(patch: pytest.MonkeyPatch) -> None:
    def entry(settings: Any, app: Any, clock: Any) -> Any:
        return local_entry(replace(settings, skill_id=""), app, clock)

    patch.setattr("tools.fuzzing.world.local_entry", entry)


def _perhaps(raw: object) -> Any:
    answer = can_fulfill(raw)
    answer["response"]["canFulfillIntent"]["canFulfill"] = "PERHAPS"
    return answer


def _remembers(scene: Scene, *_: object) -> Answer:
    """A refusal that keeps something all the same."""
    cart = Cart().add("milk", 1, scene.turn.at)
    return then_ask(Answer(says=(say("common-bye"),), outcome="refused_limit", changes=Changes(cart=cart)))


def _tells_the_address(scene: Scene) -> Answer:
    name = str(scene.household.customer.email)
    return then_ask(Answer(says=(say("account-you-are", name=name),), outcome="answered"))


def _greets_somebody(scene: Scene) -> Answer:
    people = scene.household.customer.everyone
    return then_ask(Answer(says=(say("account-you-are", name=people[0].name if people else ""),), outcome="greeted"))


def _shows_all(title: str, lines: Sequence[Saying], _: object) -> Card:
    return Card(say(title), tuple(lines))


BREAKS: list[tuple[str, Break]] = [
    ("crash", _attribute("skill.alexa.skill.turn_of", _fails)),
    ("refusal", _any_skill),
    ("invalid", _attribute("skill.alexa.response.escape", lambda text: text)),
    ("can-fulfill", _attribute("skill.alexa.can_fulfill.can_fulfill", _perhaps)),
    (
        "mute",
        _attribute("skill.alexa.skill.silence", lambda: {"version": "1.0", "response": {"outputSpeech": _SPEECH}}),
    ),
    ("attributes", _attribute("skill.alexa.request.verified", _as_claimed)),
    ("question", _topic("Help", _asks_nothing)),
    ("silent", _topic("Launch", _says_nothing)),
    ("words", _attribute("skill.locales.words.Words.say", lambda self, sayings: "reorder-offer?")),
    ("log", _topic("Price", _fails)),
    ("failed", _topic("Price", _fails)),
    ("secret", _topic("Help", _tells_on)),
    ("stored", _attribute("skill.recording.redact", lambda heard, *_, **__: f"{heard} amzn1.ask.account.1")),
    ("money", lambda patch: patch.setitem(OPEN, ("No", Kind.OFFER), order_it)),
    ("money", _attribute("skill.conversation.buying.offer.spoken", lambda *_, **__: ())),
    ("money", _attribute("skill.services.household.decide", lambda *_, **__: Decision(May.YES))),
    ("money", _attribute("skill.shopping.permission._far", lambda *_, **__: None)),
    ("mail", _attribute("skill.services.ordering._mail", _other_mail)),
    ("attributes", _attribute("skill.channels.accounts._judged", lambda claims, now: Account(str(claims["sub"])))),
    ("refused", _attribute("skill.conversation.buying.offer.forbidden", _remembers)),
    ("secret", _topic("WhoAmI", _tells_the_address)),
    ("discreet", _topic("Launch", _greets_somebody)),
    ("discreet", _attribute("skill.conversation.buying.which.shown", _shows_all)),
    ("books", _without_stock),
    ("replay", _never_the_same),
]


@pytest.mark.parametrize(("rule", "break_it"), BREAKS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(BREAKS)])
def test_each_rule_notices(shop: Shop, monkeypatch: pytest.MonkeyPatch, rule: str, break_it: Break) -> None:
    break_it(monkeypatch)

    assert _found(shop, rule)


def test_what_broke_is_printed_small(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _topic("Help", _asks_nothing)(monkeypatch)

    assert fuzz.main(["--seed", "3", "--runs", "4000", "--locale", "de-DE"]) == 1

    printed = capsys.readouterr().out
    assert "again with: --seed 3 --locale de-DE --story " in printed
    assert "question: waits for an answer to 'Bis bald.'" in printed
    assert '"name": "AMAZON.HelpIntent"' in printed
    assert "\n1 of " in printed
    assert len(printed.splitlines()) < 40


def test_one_story_can_be_told_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--seed", "3", "--story", "2"]) == 0
    assert capsys.readouterr().out == "nothing broken\n"
