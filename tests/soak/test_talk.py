"""Random conversations through the whole entry point: nothing fails, and nothing is bought by accident.

What is checked at every step is what every dialogue must keep; see ``tests/dialogues/support/always.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from skill.loading.profiles import digest_of
from tests.dialogues.support.moment import Moment
from tests.dialogues.support.play import Play
from tests.dialogues.support.script import Step
from tests.dialogues.support.stage import Cast, Demo, Stage
from tests.soak.talk import Talk
from tests.support.heads import head_of
from tests.support.soak import SOAK

# A message key, a variable or a Python value that reached the shopper.
_UNSPOKEN = re.compile(r"[{}]|\b(?:common|reorder|cart|orders|product|account)-[a-z]+|\bNone\b|\bTrue\b|\w\(\w*\)")
# On a server each takes ten times as long, and hears nothing new.
_DIALOGUES = {"MemoryStore": 40, "SqliteStore": 12, "DynamoStore": 3}
_SEEN = {"offered", "ordered", "answered", "misheard", "asked", "stopped"}


@pytest.fixture(scope="module", params=["en-US", "de-DE"])
def talk(request: pytest.FixtureRequest, demo: Demo) -> Talk:
    return Talk(demo, request.param)


def _kind(stage: Stage) -> str:
    """Which store it is, behind what watches it."""
    return type(getattr(stage.store, "_inner", stage.store)).__name__


def test_whatever_is_said(stage: Stage, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    outcomes: Counter[str] = Counter()

    for number in range(_DIALOGUES[_kind(stage)] * SOAK):
        dialogue = talk.dialogue(f"{number}")
        with stage.set_up(dialogue.given) as cast:
            told: list[str] = [str(dialogue.given)]
            try:
                for step, moment, differs in Play(stage, dialogue, cast).moments():
                    told.append(_told(step, moment))
                    assert differs == [] or _tapped_at_nothing(moment)
                    if moment is not None:
                        outcomes[moment.outcome] += 1
                        assert moment.outcome != "failed", caplog.text
                        assert not _UNSPOKEN.search(moment.heard.speech.replace("{product}", ""))
                _kept(stage, cast)
            except AssertionError as broken:
                pytest.fail("\n".join([f"{dialogue.where}", *told, str(broken)]), pytrace=False)

    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    if _kind(stage) == "MemoryStore":
        assert set(outcomes) >= _SEEN


def _told(step: Step, moment: Moment | None) -> str:
    if moment is None:
        return str(step)
    said = step.said or f"({step.action})"
    return f"{said}  {step.change}\n    [{moment.intent}: {moment.outcome}] {moment.heard.speech}"


def _tapped_at_nothing(moment: Moment | None) -> bool:
    """A tap while nothing is open leaves a screen as it is: there is no question to listen for."""
    return moment is not None and (moment.step.action, moment.asked) == ("touch", "none")


def _kept(stage: Stage, cast: Cast) -> None:
    """The digest is that of the orders, and the head holds the newest ones."""
    store = stage.store
    loaded = store.load(cast.customer_id, "", datetime(2026, 1, 1, tzinfo=UTC))
    orders = sorted(store.orders(cast.customer_id), key=lambda order: (order.placed_at, order.id))
    entries = dict(loaded.digest.entries)
    if not loaded.digest.complete:
        entries |= store.rest_of_digest(cast.customer_id).entries
    assert entries == digest_of(orders, cast.zone).entries
    if loaded.customer is not None:
        assert list(loaded.customer.orders) == head_of(orders)
