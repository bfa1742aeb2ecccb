"""Which lines, of what is on offer or in the cart, some words mean."""

from __future__ import annotations

from collections.abc import Sequence

from skill.conversation.scene import Scene
from skill.services.offering import Want
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import Wanted, several


def those_meant(scene: Scene, lines: Sequence[Want], words: str) -> list[Want]:
    """The lines that the words fit; several may be named at once: "without milk and eggs"."""
    parts = [one.words for one in several(Wanted(words), scene.household.hearing)]
    found = [_fitting(scene, lines, part) for part in parts] if len(parts) > 1 else []
    if found and all(found) and not _fitting(scene, lines, words):
        return [line for line in lines if any(line in one for one in found)]
    return _fitting(scene, lines, words)


def _fitting(scene: Scene, lines: Sequence[Want], words: str) -> list[Want]:
    """All that are of that kind, or what the words fit best."""
    graded = [(fit(words, line.product, scene.household.hearing), line) for line in lines] if words else []
    best = max((grade for grade, _ in graded), default=Grade.NONE)
    least = min(best, Grade.OF_KIND)
    return [line for grade, line in graded if grade >= least] if best >= Grade.MENTIONED else []
