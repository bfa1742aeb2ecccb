"""What pocketsphinx may expect to hear: a trigram model of what a household says to a shop, and everybody besides.

As an assistant is told the sample sentences of a skill and the names that it sends for a household, so is this
recogniser: samples about each of those names and parts of them, samples about some articles of the set by the short
form of their names, and what people say besides. Nothing of a request itself goes in. How a taught name sounds that
the pronouncing dictionary has not (most brands) flite's letter-to-sound rules tell.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

_SAMPLES = Path(__file__).resolve().parents[2] / "interaction_models" / "en-US.json"
_PRODUCT = "{product}"
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_UNITS += "sixteen seventeen eighteen nineteen".split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|%|&")
_ARTICLES, _OTHERS = 3000, 3000
_WHOLE = 4
"""How many samples hear of a whole name; each part of it is in one."""
_PHONES = {"AX": "AH"}


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


def expected(names: Sequence[str], others: Sequence[str], known: frozenset[str]) -> str:
    """What anybody may say, one sentence a line: samples about some products, all about none, some of ``others``."""
    coin = random.Random("language")
    about, alone = _samples()
    articles = coin.sample(names, min(len(names), _ARTICLES))
    sentences = [coin.choice(about).replace(_PRODUCT, name) for name in articles] + alone
    sentences += coin.sample(others, min(len(others), _OTHERS))
    kept = ([word for word in spoken(sentence) if word in known] for sentence in sentences)
    return "".join(f"{' '.join(sentence)}\n" for sentence in kept if sentence)


def taught(names: Iterable[str]) -> str:
    """What a household may say of the names that it was taught, one sentence a line: of each and of its parts."""
    coin = random.Random("taught")
    about, _ = _samples()
    lines: list[str] = []
    for name in names:
        words = spoken(name)
        parts = [words] * (_WHOLE - 1)
        parts += [words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
        lines += [" ".join(spoken(coin.choice(about).replace(_PRODUCT, " ".join(part)))) for part in parts if part]
    return "".join(f"{line}\n" for line in lines)


def pronounced(words: Sequence[str]) -> dict[str, str]:
    """How words sound that no dictionary has, in its phones, by flite's rules; without those that it cannot say."""
    if not words:
        return {}
    command = ["flite", "-voice", "kal", "-o", "none", "-ps", "-t", ". ".join(words) + "."]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.upper()
    phones = [[_PHONES.get(phone, phone) for phone in part.split()] for part in said.split("PAU") if part.split()]
    if len(phones) != len(words):
        return pronounced(words[: len(words) // 2]) | pronounced(words[len(words) // 2 :]) if len(words) > 1 else {}
    return {word: " ".join(sound) for word, sound in zip(words, phones, strict=True)}


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
