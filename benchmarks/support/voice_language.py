"""What pocketsphinx may expect to hear: a trigram model of what a shop's customers and everybody else say.

As an assistant is told the sample sentences and product names of a skill, so is this recogniser: the interaction
model's samples about each article of the set, by the short form of its name, and what people say besides. Nothing of
a request itself goes in. Words that its dictionary does not know (most brands) it cannot hear.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_SAMPLES = Path(__file__).resolve().parents[2] / "interaction_models" / "en-US.json"
_PRODUCT = "{product}"
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_UNITS += "sixteen seventeen eighteen nineteen".split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|%|&")


def dictionary(path: Path) -> frozenset[str]:
    """The words of a pronouncing dictionary, other pronunciations (``read(2)``) apart."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line and "(" not in line.split()[0])


def spoken(text: str) -> list[str]:
    """The words of a text as they are said: ``2% Milk`` → two, percent, milk."""
    found: list[str] = []
    for token in _TOKEN.findall(text.lower().replace("’", "'")):
        if token.isdigit():
            found += _number(int(token))
        else:
            found.append({"%": "percent", "&": "and"}.get(token, token))
    return found


def expected(names: Iterable[str], others: Sequence[str], known: frozenset[str]) -> str:
    """The sentences to learn from, one a line: a sample about each product, all samples about none, ``others``."""
    coin = random.Random("language")
    about, alone = _samples()
    sentences = [coin.choice(about).replace(_PRODUCT, name) for name in names] + alone + list(others)
    kept = ([word for word in spoken(sentence) if word in known] for sentence in sentences)
    return "\n".join(" ".join(sentence) for sentence in kept if sentence) + "\n"


def _samples() -> tuple[list[str], list[str]]:
    """The sample sentences with a product and nothing else to fill in, and those with nothing to fill in."""
    model = json.loads(_SAMPLES.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    samples = [sample for intent in model["intents"] for sample in intent.get("samples", ())]
    about = [sample for sample in samples if _PRODUCT in sample and sample.count("{") == 1]
    return about, [sample for sample in samples if "{" not in sample]


def _number(number: int) -> list[str]:
    if number < len(_UNITS):
        return [_UNITS[number]]
    if number < 100:
        return [_TENS[number // 10], *([_UNITS[number % 10]] if number % 10 else [])]
    return [_UNITS[int(digit)] for digit in str(number)]
