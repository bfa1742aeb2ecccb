"""Numbers of one method on some utterances, and the difference of two methods on the same ones."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.support import paired
from benchmarks.support.report import median
from benchmarks.support.understanding_truth import Case

_WORD = re.compile(r"\w+")


class Answer(NamedTuple):
    """What a method made of one utterance, and how long that took."""

    intent: str
    product: str
    milliseconds: float


def numbers(cases: Sequence[Case], answers: Sequence[Answer]) -> dict[str, float]:
    """The columns of a row; those that the utterances have no truth for are left out.

    ``_se`` are standard errors; utterances of one intent of one source are alike and count as a cluster.
    """
    columns: dict[str, float] = {}
    for key, values in (("intent_accuracy", accuracy(cases, answers)), ("false_accepts", accepts(cases, answers))):
        if found := {n: value for n, value in enumerate(values) if value is not None}:
            columns[key], error = _mean(cases, found)
            if math.isfinite(error):  # all of one intent: nobody knows
                columns[f"{key}_se"] = error
    if (score := product_f1(cases, answers)) is not None:
        columns["product_f1"] = score
    columns["ms"] = median(answer.milliseconds for answer in answers)
    return columns


def counts(cases: Sequence[Case]) -> dict[str, float]:
    """How many utterances each number is of."""
    return {
        "utterances": len(cases),
        "with an intent": sum(bool(case.right) for case in cases),
        "to refuse": sum(not case.right for case in cases),
        "with a product": sum(case.item is not None for case in cases),
    }


def difference(
    key: str, cases: Sequence[Case], ours: Sequence[Answer], other: Sequence[Answer]
) -> tuple[float, float] | None:
    """Ours less the other, and the standard error of that; None without truth."""
    score = {"intent_accuracy": accuracy, "false_accepts": accepts}[key]
    pairs = zip(score(cases, ours), score(cases, other), strict=True)
    found = {n: one - two for n, (one, two) in enumerate(pairs) if one is not None and two is not None}
    return _mean(cases, found) if found else None


def accuracy(cases: Sequence[Case], answers: Sequence[Answer]) -> list[float | None]:
    """1 where the intent is right, 0 where not; None where there is no counterpart."""
    return [
        float(answer.intent in case.right) if case.right else None for case, answer in zip(cases, answers, strict=True)
    ]


def accepts(cases: Sequence[Case], answers: Sequence[Answer]) -> list[float | None]:
    """1 where something was taken up that should have been refused; None where there is a counterpart."""
    return [
        None if case.right else float(answer.intent not in case.allowed)
        for case, answer in zip(cases, answers, strict=True)
    ]


def product_f1(cases: Sequence[Case], answers: Sequence[Answer]) -> float | None:
    """F1 of the product words of all utterances whose words somebody marked, each word counted as often as said."""
    right = heard = marked = 0
    for case, answer in zip(cases, answers, strict=True):
        if case.item is not None:
            theirs, ours = _words(case.item), _words(answer.product)
            right += (theirs & ours).total()
            heard, marked = heard + ours.total(), marked + theirs.total()
    if not marked:
        return None
    return 2 * right / (heard + marked)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _mean(cases: Sequence[Case], values: Mapping[int, float]) -> paired.Mean:
    return paired.mean(list(values.values()), [(cases[n].source, cases[n].theirs) for n in values])
