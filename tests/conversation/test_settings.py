"""What a household allows itself: who may say so, what takes the code, and amounts that are none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Amount, Saying
from skill.shopping.policy import Choices
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, CODE, MIA, NOBODY, ZOE, Talk, keys
from tests.support.tiny_shop import NOON, turn, voice

LOCKED = replace(CODE, locked_until=NOON + timedelta(hours=1))
FIFTY, THOUSAND = Amount(5000, "USD"), Amount(100_000, "USD")
SAID: list[tuple[str, dict[str, Any]]] = [
    ("ForbidUnknown", {}),
    ("AllowUnknown", {}),
    ("SetDayLimit", {"amount": 80}),
    ("SetDayLimit", {"amount": "?"}),
    ("ShowSettings", {}),
]


@pytest.fixture
def talk(app: App) -> Talk:
    return Talk(app)


@pytest.mark.parametrize(("intent", "slots"), SAID)
@pytest.mark.parametrize(
    ("person", "more", "reason"),
    [
        (MIA, {}, "child-settings"),
        (ZOE, {}, "unknown-settings"),
        (NOBODY, {}, "unknown-settings"),
        (NOBODY, {"perhaps": voice("anna", "Mia")}, "child-settings"),
    ],
)
def test_only_a_known_grown_up_sets_up_and_hears_the_settings(  # noqa: PLR0917 - drawn by name
    talk: Talk, intent: str, slots: dict[str, Any], person: str, more: dict[str, Any], reason: str
) -> None:
    talk.change(choices=Choices(unknown_voices=False))
    before = talk.kept()
    reply = talk(person, intent, **slots, **more)
    assert keys(reply) == [f"account-{reason}", "common-anything-else"]
    assert (talk.outcome, talk.kept()) == (f"refused_{reason.replace('-', '_')}", before)


@pytest.mark.parametrize(("intent", "slots"), SAID)
def test_a_guest_has_nothing_to_set_up(app: App, intent: str, slots: dict[str, Any]) -> None:
    reply = app.answer(turn(intent, "r1", who="guest", **slots))
    assert keys(reply)[0] == "account-not-linked"
    assert reply.card is not None
    assert reply.card.link


def test_unknown_voices_may_be_shut_out(talk: Talk) -> None:
    talk.change(code=CODE)
    assert talk.first(NOBODY, "Reorder", product="oat milk") == "reorder-line"

    reply = talk(ANNA, "ForbidUnknown")

    assert reply.says[0] == Saying("account-unknown-forbidden", {"new": "yes"})
    assert (talk.outcome, talk.home.choices) == ("settings_changed", Choices(unknown_voices=False))
    assert talk.first(NOBODY, "Reorder", product="oat milk") == "account-unknown-voices"
    before = talk.kept()
    assert talk(ANNA, "ForbidUnknown").says[0] == Saying("account-unknown-forbidden", {"new": "no"})
    assert (talk.outcome, talk.kept()) == ("answered", before)


def test_unknown_voices_are_let_in_again(talk: Talk) -> None:
    before = talk.kept()
    assert talk(ANNA, "AllowUnknown").says[0] == Saying("account-unknown-allowed", {"new": "no", "limit": FIFTY})
    assert (talk.outcome, talk.kept()) == ("answered", before)

    talk.change(choices=Choices(unknown_voices=False, per_day=8000))
    assert talk(ANNA, "AllowUnknown").says[0] == Saying("account-unknown-allowed", {"new": "yes", "limit": FIFTY})
    assert talk.home.choices == Choices(unknown_voices=True, per_day=8000)


@pytest.mark.parametrize(
    ("intent", "slots", "after"),
    [
        ("AllowUnknown", {}, Choices(unknown_voices=True, per_day=8000)),
        ("SetDayLimit", {"amount": 81}, Choices(unknown_voices=False, per_day=8100)),
    ],
)
def test_loosening_takes_the_code(talk: Talk, intent: str, slots: dict[str, Any], after: Choices) -> None:
    tight = Choices(unknown_voices=False, per_day=8000)
    talk.change(choices=tight, code=CODE)
    before = talk.kept()

    assert keys(talk(ANNA, intent, **slots)) == ["account-which-code"]
    assert (talk.outcome, talk.kept()) == ("asked_code", before)
    assert talk.first(ANNA, "VoiceCode", code="4321") == "account-code-wrong"
    assert talk.home.choices == tight
    talk(ANNA, "VoiceCode", code="1234")

    assert (talk.outcome, talk.home.choices, talk.home.code) == ("settings_changed", after, CODE)


@pytest.mark.parametrize(("intent", "slots"), [("AllowUnknown", {}), ("SetDayLimit", {"amount": 81})])
@pytest.mark.parametrize(("person", "reason"), [(MIA, "child"), (ZOE, "unknown"), (NOBODY, "unknown")])
def test_the_code_in_another_mouth_loosens_nothing(
    talk: Talk, intent: str, slots: dict[str, Any], person: str, reason: str
) -> None:
    tight = Choices(unknown_voices=False, per_day=8000)
    talk.change(choices=tight, code=CODE)
    talk(ANNA, intent, **slots)
    assert talk.first(person, "VoiceCode", code="1234") == f"account-{reason}-settings"
    assert talk.home.choices == tight


@pytest.mark.parametrize(("intent", "slots"), [("AllowUnknown", {}), ("SetDayLimit", {"amount": 81})])
def test_a_locked_code_loosens_nothing(talk: Talk, intent: str, slots: dict[str, Any]) -> None:
    talk.change(choices=Choices(unknown_voices=False, per_day=8000), code=LOCKED)
    before = talk.kept()
    assert talk.first(ANNA, intent, **slots) == "account-code-locked"
    assert (talk.outcome, talk.kept()) == ("refused_code_locked", before)


def test_tightening_takes_no_code(talk: Talk) -> None:
    talk.change(code=CODE)
    reply = talk(ANNA, "SetDayLimit", amount=80)
    assert reply.says[0] == Saying("account-limit-set", {"new": "yes", "limit": Amount(8000, "USD")})
    assert talk.home.choices == Choices(per_day=8000)
    assert talk.first(ANNA, "Reorder", product="dollhouse") == "account-day-limit"


def test_the_same_limit_again(talk: Talk) -> None:
    talk.change(choices=Choices(per_day=8000), code=CODE)
    before = talk.kept()
    reply = talk(ANNA, "SetDayLimit", amount=80)
    assert reply.says[0] == Saying("account-limit-set", {"new": "no", "limit": Amount(8000, "USD")})
    assert (talk.outcome, talk.kept()) == ("answered", before)


@pytest.mark.parametrize("amount", [1001, 999_999_999])
def test_more_than_the_shop_allows_is_told(talk: Talk, amount: int) -> None:
    before = talk.kept()
    reply = talk(ANNA, "SetDayLimit", amount=amount)
    assert reply.says[0] == Saying("account-limit-too-high", {"limit": THOUSAND, "seller": "Corner Pantry"})
    assert (talk.outcome, talk.kept()) == ("refused_limit", before)


def test_all_that_the_shop_allows(talk: Talk) -> None:
    talk.change(choices=Choices(per_day=100))
    assert talk.first(ANNA, "SetDayLimit", amount=1000) == "account-limit-set"
    assert talk.home.choices == Choices(per_day=100_000)


@pytest.mark.parametrize("amount", ["?", "", "0", "-5", "eighty", "80.50", "²", "1000000000"])
def test_an_amount_that_is_none_is_asked_for_and_a_number_answers(talk: Talk, amount: str) -> None:
    before = talk.kept()
    reply = talk(ANNA, "SetDayLimit", amount=amount)
    assert (keys(reply), talk.outcome, talk.kept()) == (["account-which-limit"], "asked", before)
    assert talk.first(ANNA, "ChangeQuantity", quantity=80) == "account-limit-set"
    assert talk.home.choices == Choices(per_day=8000)
    talk(ANNA, "SetDayLimit")
    talk(ANNA, "VoiceCode", code="0999")
    assert talk.home.choices == Choices(per_day=99_900)


def test_what_is_tightened_on_another_device_meanwhile_counts(talk: Talk) -> None:
    """The code was asked for a raise; by then that amount is no raise any more, or more of one: decided again."""
    talk.change(choices=Choices(per_day=8000), code=CODE)
    talk(ANNA, "SetDayLimit", amount=100)
    talk(ANNA, "SetDayLimit", amount=50, session="kitchen")
    assert talk.first(ANNA, "VoiceCode", code="1234") == "account-limit-set"
    assert talk.home.choices == Choices(per_day=10_000)


def test_the_settings_aloud(talk: Talk) -> None:
    before = talk.kept()
    reply = talk(ANNA, "ShowSettings")
    hundred = Amount(10_000, "USD")
    five = Amount(50_000, "USD")
    assert reply.says == (
        Saying("account-settings-unknown", {"allowed": "yes", "limit": FIFTY}),
        Saying("account-settings-code", {"code": "none", "limit": hundred}),
        Saying("account-settings-limits", {"order": five, "day": THOUSAND, "speaker": five}),
        Saying("common-anything-else"),
    )
    assert talk.kept() == before

    talk.change(code=CODE, choices=Choices(unknown_voices=False, per_day=8000, code_from=2000))
    said = talk(ANNA, "ShowSettings").says
    assert said[0].values["allowed"] == "no"
    assert said[1].values == {"code": "set", "limit": Amount(2000, "USD")}
    assert said[2].values["day"] == Amount(8000, "USD")
    talk.change(code=LOCKED)
    assert talk(ANNA, "ShowSettings").says[1].values["code"] == "locked"


@pytest.mark.parametrize("heard", ["Refine", "ChangeQuantity", "VoiceCode", "Introduce", "Gift", "SetDayLimit"])
def test_whatever_is_heard_while_the_code_is_asked_may_be_the_code(talk: Talk, heard: str) -> None:
    """Digits come in any slot; they are tried, and never kept on the timeline."""
    talk.change(choices=Choices(per_day=8000), code=CODE)
    talk(ANNA, "SetDayLimit", amount=100)
    slot = {"Refine": "product", "ChangeQuantity": "quantity", "Introduce": "name", "SetDayLimit": "amount"}
    assert talk.first(ANNA, heard, **{slot.get(heard, "code"): "1234"}) == "account-limit-set"
    assert talk.store.timeline("anna").interactions[0].slots == {}


def test_other_talk_lets_go_of_a_limit(talk: Talk) -> None:
    talk(ANNA, "SetDayLimit")
    talk(ANNA, "Reorder", product="oat milk")
    asked = session(talk.app, "anna").question
    assert asked is not None
    assert asked.kind is Kind.OFFER
    talk(ANNA, "ChangeQuantity", quantity=2)
    assert talk.home.choices == Choices()
