"""Never two orders from one yes, and none without: whatever is said, in any order, by anybody, again and again."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from skill.app import App
from tests.app.steps import days
from tests.app.world import World
from tests.support.soak import SOAK

# A turn on a server costs a hundred times what it costs in memory.
EPISODES = 14
EXAMPLES = {"MemoryStore": 80, "SqliteStore": 25, "DynamoStore": 4}


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
        world = World(app)
        world.play(data.draw(days(EPISODES)))
        ordered += world.orders()

    play()

    assert ordered
