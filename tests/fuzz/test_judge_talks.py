"""What a shopper rarely gets to is not waited for: short talks, judged as they are and with the skill broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jwt
import pytest
from msgspec.structs import replace as changed

from skill.profile.errand import Errand, ErrandKind
from skill.services.people import Introduction
from skill.shopping.permission import Decision, May
from tests.fuzz.talk import Talk
from tools.fuzzing.drawing.houses import House
from tools.fuzzing.drawing.tokens import called
from tools.fuzzing.world import Shop, World

Break = Callable[[pytest.MonkeyPatch], None]
CHILD, YES = Introduction.CHILD, Decision(May.YES)
USUAL, DEAR = "Bluebird dark roast coffee", "Maple Lane dollhouse"


def with_a_pin(status: str) -> Callable[[Talk], None]:
    def talk(with_us: Talk) -> None:
        with_us.locale = "en-US"
        with_us.say("Reorder", product=DEAR)
        with_us.say("AMAZON.YesIntent")
        with_us.resume(status)

    return talk


def wrong_codes(talk: Talk) -> None:
    """Three wrong ones, and the right one when it is too late."""
    talk.say("Reorder", product=DEAR)
    talk.say("AMAZON.YesIntent")
    for code in ("0000", "1111", "2222"):
        talk.say("VoiceCode", code=code)
    talk.say("Reorder", product=DEAR)
    talk.say("AMAZON.YesIntent")
    talk.say("VoiceCode", code="4711")


def the_code_as_a_product(talk: Talk) -> None:
    talk.say("Reorder", product=DEAR)
    talk.say("AMAZON.YesIntent")
    talk.say("Reorder", product="my code is 4711")


def a_child_cancels(talk: Talk) -> None:
    talk.say("Reorder", product=USUAL)
    talk.say("AMAZON.YesIntent")
    talk.say("CancelOrder", "Mia")
    talk.say("AMAZON.YesIntent", "Mia")


def too_late(talk: Talk) -> None:
    talk.say("Reorder", product=USUAL)
    talk.say("AMAZON.YesIntent")
    talk.say("CancelOrder", days=3)
    talk.say("AMAZON.YesIntent")


def more_than_the_limit(talk: Talk) -> None:
    talk.say("SetDayLimit", amount="200")
    for _ in range(2):
        talk.say("Reorder", product=DEAR)
        talk.say("AMAZON.YesIntent")
        talk.say("VoiceCode", code="4711")


def who_may_buy(talk: Talk) -> None:
    talk.say("ForbidUnknown")
    talk.say("AllowUnknown")
    talk.say("VoiceCode", code="0000")


def a_child_grows_up(talk: Talk) -> None:
    talk.say("MarkAdult", name="Mia")


def a_child_decides(talk: Talk) -> None:
    talk.say("ForbidUnknown", "Mia")


def a_stranger_is_anna(talk: Talk) -> None:
    talk.say("Introduce", "Nobody", name="Anna")


def a_gift(talk: Talk) -> None:
    talk.say("Reorder", product=USUAL)
    talk.say("Gift")
    talk.say("AMAZON.YesIntent")
    talk.say("WhereIsMyOrder", "Ben")


def a_forged_token(talk: Talk) -> None:
    talk.line = replace(talk.line, user="amzn1.ask.account.ANOTHER", token=called("other-key", "anna"))
    talk.say("Reorder", product=USUAL)
    talk.say("AMAZON.YesIntent")


def _attribute(target: str, value: object) -> Break:
    return lambda patch: patch.setattr(target, value)


def _another_mail(*details: Any, **more: Any) -> Errand:
    return changed(Errand(*details, **more), kind=ErrandKind.ORDER_MAIL)


def _unsigned(patch: pytest.MonkeyPatch) -> None:
    decode, careless = jwt.decode, {"verify_signature": False}
    patch.setattr("jwt.decode", lambda *token, **more: decode(*token, **{**more, "options": careless}))


TALKS: list[tuple[str, Callable[[Talk], None], Break]] = [
    ("money", with_a_pin("NOT_ACHIEVED"), _attribute("skill.alexa.request._verified", lambda cause: "ACHIEVED")),
    ("money", with_a_pin("ACHIEVED "), _attribute("skill.alexa.request._to_the_letter", lambda value: value.strip())),
    ("kind", with_a_pin("ACHIEVED"), _attribute("skill.alexa.response._verify_person", lambda token: {"token": token})),
    ("money", wrong_codes, _attribute("skill.profile.voice_code.VoiceCode.matches", lambda self, digits: True)),
    ("money", wrong_codes, _attribute("skill.profile.voice_code.VoiceCode.locked", lambda self, at: False)),
    ("mail", wrong_codes, _attribute("skill.conversation.account.code.Errand", _another_mail)),
    ("stored", the_code_as_a_product, _attribute("skill.recording._secret", lambda scene: False)),
    ("money", a_child_cancels, _attribute("skill.conversation.orders.orders.may_undo", lambda *_: YES)),
    ("money", too_late, _attribute("skill.shopping.order.Order.cancellable", lambda self, at: True)),
    ("money", more_than_the_limit, _attribute("skill.shopping.permission._over_limit", lambda *_, **__: None)),
    ("household", who_may_buy, _attribute("skill.profile.voice_code.VoiceCode.matches", lambda self, digits: True)),
    ("household", a_child_grows_up, _attribute("skill.conversation.account.people.unproven", lambda *_, **__: None)),
    (
        "household",
        a_child_decides,
        _attribute("skill.conversation.account.proof.may_set_up", lambda _: YES),
    ),
    ("household", a_stranger_is_anna, _attribute("skill.conversation.account.people.introduction", lambda *_: CHILD)),
    ("discreet", a_gift, _attribute("skill.shopping.order.Order.named_to", lambda self, person: True)),
    ("money", a_forged_token, _unsigned),
]


@pytest.mark.parametrize(("rule", "talk", "break_it"), TALKS, ids=[f"{n}-{one[0]}" for n, one in enumerate(TALKS)])
def test_the_rule_notices_this_talk(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, rule: str, talk: Callable[[Talk], None], break_it: Break
) -> None:
    sound, broken = (Talk(World(shop, [House("anna", code="4711")])) for _ in range(2))
    talk(sound)
    assert sound.faults == []

    break_it(monkeypatch)
    talk(broken)

    assert rule in {fault.rule for fault in broken.faults}
