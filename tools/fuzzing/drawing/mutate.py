"""A good request made bad: some of its properties taken away, replaced, wrapped or doubled."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tools.fuzzing.drawing.values import TEXTS, anything, letters, nested

Path = tuple[str | int, ...]


def mutated(dice: Random, raw: Any, times: int) -> Any:
    """A copy of ``raw`` with so many changes in places that were drawn; what is too deep to copy stays as it is."""
    try:
        body = copy.deepcopy(raw)
    except RecursionError:
        return raw
    for _ in range(times):
        paths = list(places(body))
        if not paths:
            return anything(dice)
        body = _changed(dice, body, dice.choice(paths))
    return body


def places(value: Any, here: Path = ()) -> list[Path]:
    """The paths of all properties, those of the upper levels first; not of what lies absurdly deep."""
    found: list[Path] = []
    level: list[tuple[Path, Any]] = [(here, value)]
    for _ in range(12):
        below: list[tuple[Path, Any]] = []
        for path, one in level:
            if isinstance(one, dict):
                below += [((*path, key), inner) for key, inner in one.items()]
            elif isinstance(one, list):
                below += [((*path, index), inner) for index, inner in enumerate(one[:20])]
        found += [path for path, _ in below[:400]]
        level = below[:400]
    return found


def get(value: Any, path: Path) -> Any:
    """What is at a path that ``places`` gave."""
    for name in path:
        value = value[name]
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """``value`` with something else at a path; ``...`` takes the property away."""
    if not path:
        return new
    holder = get(value, path[:-1])
    if new is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = new
    return value


def _changed(dice: Random, body: Any, path: Path) -> Any:
    before = get(body, path)
    match dice.randrange(9):
        case 0 | 1:
            new: Any = ...
        case 2:
            new = None
        case 3:
            new = [before]
        case 4:
            new = {"value": before, letters(dice): before}
        case 5:
            new = f"{before}{dice.choice(TEXTS)}" if isinstance(before, str) else nested(dice.choice([20, 200, 5_000]))
        case _:
            new = anything(dice)
    return put(body, path, new)
