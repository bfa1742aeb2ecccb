"""What finding a product and looking ahead cost by themselves, for households that bought about so many products."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.support.conversations import SKILL_ID, Households
from benchmarks.support.histories import PERSON
from benchmarks.support.report import Row, median
from skill.app import App
from skill.bootstrap import build_app
from skill.conversation.scene import Scene
from skill.conversation.turn import Slot, Turn
from skill.loading.customers import demo_user, demo_voice
from skill.recording import open_scene
from skill.services.find import find
from skill.services.rhythm import outlook
from skill.settings.environment import Settings
from skill.shopping.rhythm.due import running_low
from skill.storage.sqlite import SqliteStore
from skill.storefronts.catalogue import Catalogue
from skill.understanding import HeardSlot

MOST = 200


class Cost(NamedTuple):
    """Seconds of the processor."""

    matching: float
    rhythm: float


def parts(name: str, folder: Path, at: datetime, *, products: int, seed: int) -> list[Row]:
    """One row; none when no household bought about so many (a sixth more or less)."""
    store = SqliteStore(folder / "restock.sqlite")
    settings = Settings(store="memory:", catalogue=folder / "catalogue.sqlite", shop=folder, skill_id=SKILL_ID)
    app = build_app(settings, store)
    first: list[Cost] = []
    again: list[Cost] = []
    for customer, thing in _asking(folder, store, at, products, seed):
        for costs in (first, again):
            costs.append(_cost(_scene(app, customer, thing, at), thing))
    if not first:
        print(f"{name}: no household bought about {products} products; left out")
        return []
    numbers = {"households": len(first), **_medians("", again), **_medians("first_", first)}
    return [Row(f"{name}: {products} products", "ours", numbers)]


def _asking(
    folder: Path, store: SqliteStore, at: datetime, products: int, seed: int
) -> Iterator[tuple[str, HeardSlot]]:
    """Households with about so many products, and what they ask for."""
    about = range(products - products // 6, products + products // 6 + 1)
    with Catalogue(folder / "catalogue.sqlite") as catalogue:
        households = Households(list(store.customer_ids(limit=10**9)), store, catalogue, seed)
        found = 0
        for customer in households.every():
            if found < MOST and len(store.load(customer, "", at).digest.entries) in about:
                found += 1
                yield customer, households.thing(customer, at)


def _scene(app: App, customer: str, thing: HeardSlot, at: datetime) -> Scene:
    turn = Turn(
        id="measured",
        channel="alexa",
        locale="en-US",
        at=at,
        account=demo_user(customer),
        person=demo_voice(customer, PERSON),
        session="measured",
        intent="Reorder",
        slots={"product": Slot(thing.value, thing.ids)},
    )
    loaded = app.store.load(customer, turn.session, at)
    return open_scene(turn, customer, loaded, store=app.store, shop=app.shop, config=app.config, new_code=app.new_code)


def _cost(scene: Scene, thing: HeardSlot) -> Cost:
    return Cost(
        _spent(lambda: find(scene.shop, scene.household, thing.value, ids=thing.ids)),
        _spent(lambda: running_low(outlook(scene.shop, scene.terms, scene.household))),
    )


def _spent(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


def _medians(prefix: str, costs: Sequence[Cost]) -> dict[str, float]:
    return {
        f"{prefix}matching_ms": round(1000 * median(cost.matching for cost in costs), 2),
        f"{prefix}rhythm_ms": round(1000 * median(cost.rhythm for cost in costs), 2),
        f"{prefix}both_ms": round(1000 * median(sum(cost) for cost in costs), 2),
    }
