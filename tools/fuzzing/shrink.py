"""A failing story made as small as it fails the same way: fewer requests, then fewer properties."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from tools.fuzzing.drawing.mutate import places, put
from tools.fuzzing.world import Step

TRIES = 1500
"""How often a smaller story is tried at most."""

Fails = Callable[[list[Step]], bool]


def shrink(steps: Sequence[Step], fails: Fails) -> list[Step]:
    """The smallest story found that still ``fails``."""
    tries = _Tries(fails)
    small = _fewer(list(steps), tries)
    for number in reversed(range(len(small))):
        small = _smaller(small, number, tries)
    return _fewer(small, tries)


class _Tries:
    def __init__(self, fails: Fails) -> None:
        self._fails, self._left = fails, TRIES

    def __call__(self, steps: list[Step]) -> bool:
        self._left -= 1
        return self._left >= 0 and self._fails(steps)


def _fewer(steps: list[Step], fails: Fails) -> list[Step]:
    size = len(steps) // 2
    while size:
        start = 0
        while start < len(steps):
            shorter = steps[:start] + steps[start + size :]
            if shorter and fails(shorter):
                steps = shorter
            else:
                start += size
        size //= 2
    return steps


def _smaller(steps: list[Step], number: int, fails: Fails) -> list[Step]:
    """Without any property of one request that does not matter. A request sent twice stays one and the same."""
    gone = True
    while gone:
        gone = False
        step = steps[number]
        for path in places(step.raw):
            try:
                raw = put(copy.deepcopy(step.raw), path, ...)
            except (RecursionError, LookupError):
                continue
            changed = replace(step, raw=raw)
            shorter = [changed if one is step else one for one in steps]
            if fails(shorter):
                steps, gone = shorter, True
                break
    return steps


def shown(step: Step) -> str:
    """A request to be read and to be pasted into a test."""
    shelf = f", with {step.quote}" if step.quote else ""
    shelf += ", while the keys cannot be had" if step.dark else ""
    try:
        return f"# at {step.now.isoformat()}{shelf}\n{json.dumps(step.raw, indent=1)}"
    except (RecursionError, ValueError):
        return f"# at {step.now.isoformat()}{shelf}: too deep to be shown"
