"""One set from its histories to the answers: requests, what was heard of them, and what each method makes of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.support.sets import DataSet
from benchmarks.support.voice_baselines import ExactText, Rapidfuzz
from benchmarks.support.voice_requests import Request, Requests, moments
from benchmarks.support.voice_shop import VoiceShop
from benchmarks.support.voice_verdicts import Answered, Verdict, verdict

WRITTEN = "text"
"""Where a sentence is taken as written: nobody says it, nobody hears it."""


class Case(NamedTuple):
    """What came of one request of ``set``; ``where`` is how it reached the shop, as ``heard``."""

    set: str
    where: str
    request: Request
    heard: str
    answers: Mapping[str, Answered]

    def verdict(self, method: str = "ours") -> Verdict:
        """What a method's answer was worth."""
        return verdict(self.request, self.answers[method])


Hearing = Callable[[Sequence[Request], DataSet, Path, Mapping[str, Sequence[str]]], Mapping[str, Sequence[str]]]
"""Requests, their set, a folder to work in, and by request the names that the recognisers were taught → by how they
were heard (``whisper, 15 dB``) a text for each."""


def run(
    data: DataSet, count: int, utterances: Sequence[str], hear: Hearing, folder: Path, *, seed: int
) -> tuple[list[Case], dict[str, str]]:
    """All cases of a set, and by article its name and kind."""
    wanted = Requests(data, moments(data, count, seed), utterances, seed)
    shop = VoiceShop(data, wanted.households, wanted.strange, folder)
    requests = wanted.spoken(shop.called)
    exact, fuzzy = ExactText(shop), Rapidfuzz(shop)
    taught = {request.id: shop.taught(request.id) for request in requests}
    heard = {WRITTEN: [request.sentence for request in requests], **hear(requests, data, folder, taught)}
    cases: list[Case] = []
    for where, texts in heard.items():
        for request, text in zip(requests, texts, strict=True):
            understood = shop.understood(request.id, text)
            answers = {
                "ours": shop.say(request.id, text),
                "exact text": exact.answer(request.id, understood),
                "rapidfuzz matcher": fuzzy.answer(request.id, understood),
            }
            cases.append(Case(data.name, where, request, text, answers))
    return cases, {item.id: f"{item.name} {wanted.kind_of(item)}" for item in data.items.values()}
