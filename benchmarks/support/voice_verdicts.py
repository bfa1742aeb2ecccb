"""Whether an answer was right: the four metrics of benchmarks/voice.py, and where the wrong ones went wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from benchmarks.support import paired
from benchmarks.support.voice_names import bare
from benchmarks.support.voice_requests import Kind, Request


class Verdict(StrEnum):
    """What an answer was worth."""

    RIGHT = "right"
    """Offered at once what was meant, or refused what the shop has not or is no shopping."""
    WRONG_UNASKED = "wrong_unasked"
    """Offered at once what was not meant."""
    ASKED_RIGHT = "asked_right"
    """Read options that hold what was meant, or offered something else and named it beside."""
    LOST = "lost"
    """Not understood, not found, or asked without it."""


GOOD = frozenset((Verdict.RIGHT, Verdict.ASKED_RIGHT))


class Answered(NamedTuple):
    """What came of a sentence, by whatever method: the intent and product words understood, what was named.

    ``products`` is what was offered, or with ``asked`` the options that were read; ``another`` the product that was
    named beside an offer. ``refused``: nothing was understood or found.
    """

    intent: str
    words: str
    products: tuple[str, ...] = ()
    asked: bool = False
    another: str = ""
    refused: bool = False


def verdict(request: Request, answered: Answered) -> Verdict:
    """What the answer to a request was worth."""
    if not answered.products:
        return Verdict.RIGHT if answered.refused and not request.meant else Verdict.LOST
    if answered.asked:
        return Verdict.LOST if request.meant.isdisjoint(answered.products) else Verdict.ASKED_RIGHT
    if request.meant.issuperset(answered.products):
        return Verdict.RIGHT
    return Verdict.ASKED_RIGHT if answered.another in request.meant else Verdict.WRONG_UNASKED


def scores(requests: Sequence[Request], verdicts: Sequence[Verdict]) -> dict[str, float]:
    """The share of each verdict, with its standard error by customer; the shares sum to one.

    Raises:
        ValueError: without requests, or when there is not one verdict a request.

    """
    customers = [request.customer for request in requests]
    numbers: dict[str, float] = {"requests": len(requests)}
    for one in Verdict:
        share = paired.mean([float(given is one) for given in verdicts], customers)
        numbers[one.value] = round(share.mean, 6)
        if math.isfinite(share.error):
            numbers[f"{one.value}_se"] = round(share.error, 6)
    return numbers


class Error(StrEnum):
    """At which step an answer went wrong."""

    SENTENCE = "misheard_sentence"
    """As written it would have come out well, and the product's words were heard."""
    PRODUCT = "misheard_product"
    """As written it would have come out well; the product's words were not heard, or there were none to hear."""
    UNDERSTANDING = "understanding"
    """As written it was no request for a product, or for other words, or no refusal."""
    MATCHING = "matching"
    """What was offered has not all the words that were said, or nothing was found."""
    CHOICE = "choice"
    """What was offered or asked has all the words that were said, and was not what was meant."""


def error(request: Request, answered: Answered, written: Verdict, heard: str, names: Mapping[str, str]) -> Error | None:
    """Where it went wrong; None when it did not. ``written`` is the verdict on the sentence as written.

    ``heard`` is the sentence as it was heard, ``names`` are the articles' names by id.
    """
    given, words = verdict(request, answered), bare(request.words)
    if given in GOOD:
        return None
    if written in GOOD:
        return Error.SENTENCE if words and words <= bare(heard) else Error.PRODUCT
    if request.kind is Kind.ELSE or bare(answered.words) != words:
        return Error.UNDERSTANDING
    held = [words <= bare(names.get(product, "")) for product in answered.products]
    return Error.CHOICE if held and all(held) else Error.MATCHING
