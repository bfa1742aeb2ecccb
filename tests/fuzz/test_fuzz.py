"""A sample of what `tools/fuzz.py` sends; `make soak` sends a hundred times as much."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from tests.support.soak import SOAK
from tools.fuzz import report, stories, tally
from tools.fuzzing.drawing.houses import House, user_of
from tools.fuzzing.drawing.requests import EVENTS, OTHERS, Line, envelope, head, own
from tools.fuzzing.drawing.values import LOCALES
from tools.fuzzing.judging.judge import Judge
from tools.fuzzing.shrink import shown
from tools.fuzzing.story import Teller, Told
from tools.fuzzing.world import START, Shop, Step, World

REQUESTS = 1_500
ASKED = ["LaunchRequest", "SessionEndedRequest", "CanFulfillIntentRequest"]
# Without these, most of the rules were never put to the test.
_SEEN = set(
    """offered ordered asked_which asked_code asked_quantity wished settings_changed remembered added_to_cart declined
    repeated misheard ended refused_not_linked refused_unknown_voices refused_new_for_unknown_voice refused_other_voice
    refused_child_settings payment_declined""".split()
)


@pytest.mark.parametrize("locale", ["", "en-US", "de-DE"])
def test_whatever_alexa_sends(shop: Shop, locale: str) -> None:
    outcomes: Counter[str] = Counter()

    for number, told in stories(shop, 1, REQUESTS * SOAK, locale):
        assert not told.faults, f"story {number}: {report(shop, told)}"
        outcomes += tally(told)

    assert set(outcomes) >= _SEEN


@pytest.mark.parametrize("locale", LOCALES)
def test_every_type_in_every_locale(shop: Shop, locale: str) -> None:
    world, dice = World(shop, [House("anna")]), Random(locale)
    judge, line = Judge(world), Line(user=user_of("anna"), session="amzn1.echo-api.session.1")
    said: set[str] = set()
    for number, kind in enumerate([*ASKED, *EVENTS, *OTHERS]):
        now = START + timedelta(minutes=number)
        step = Step(envelope(line, head(dice, kind, now, number, locale) | own(dice, kind)), now)
        seen = world.send(step)
        assert judge.faults(step, seen) == []
        if seen.answer["response"].get("outputSpeech"):
            said.add(kind)

    # What comes back from Alexa's PIN goes on with the conversation.
    assert said == {"LaunchRequest", "SessionResumedRequest"}
    assert judge.books() == []


def test_a_seed_tells_the_same_story_twice(shop: Shop) -> None:
    stories = [[_bare(Teller(shop, f"same/{number}").tell()) for number in range(10)] for _ in range(2)]

    for first, again in zip(*stories, strict=True):
        for one, other in zip(first, again, strict=True):
            assert one == other
    assert len({str(story) for story in stories[0]}) == 10


def _bare(told: Told) -> list[tuple[str, str]]:
    return [(shown(step), json.dumps(seen.answer)) for step, seen in zip(told.steps, told.seen, strict=True)]
