"""Never two orders from one yes, none without, and none that the policy forbids.

Whatever is said, in any order, by anybody, on several devices, again and again.
"""

from __future__ import annotations

import dataclasses

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from skill.app import App
from skill.profile.voice_code import VoiceCode, new_code
from skill.shopping.money import Money
from skill.shopping.policy import Policy
from tests.app.steps import days
from tests.app.world import World
from tests.support.soak import SOAK

# A turn on a server costs a hundred times what it costs in memory.
EPISODES = 14
EXAMPLES = {"MemoryStore": 250, "SqliteStore": 50, "DynamoStore": 6}


# So low that a day of shopping reaches every one of them.
STRICT = Policy(
    unknown_limit=Money(2000, "USD"),
    code_from=Money(3000, "USD"),
    per_order=Money(10500, "USD"),
    per_day=Money(14000, "USD"),
    per_speaker=Money(11000, "USD"),
)


def quick_code(digits: str) -> VoiceCode:
    """A voice code that costs no time; its digits count the same."""
    return new_code(digits, b"salt" * 4, cost=2)


def test_an_order_is_a_yes_to_an_offer_and_only_that(app: App) -> None:
    ordered = 0

    @settings(
        max_examples=EXAMPLES[type(app.store).__name__] * SOAK,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(st.data())
    def play(data: st.DataObject) -> None:
        nonlocal ordered
        pin = data.draw(st.sampled_from([(), ("en-US",)]))
        policy = replace(STRICT, unknown_voices=data.draw(st.sampled_from([True, True, True, False])))
        config = replace(app.config, policy=policy, assistant_pin=pin)
        world = World(dataclasses.replace(app, config=config, new_code=quick_code))
        world.play(data.draw(days(EPISODES)))
        ordered += world.orders()

    play()

    assert ordered
