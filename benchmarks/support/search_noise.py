"""Names as they arrive: mistyped, misspelt, and as a recogniser writes what it heard. Seeded; made by this code alone.

Each kind changes one or two words of a name. ``typing`` follows the kinds of slips of Damerau (1964) on a QWERTY
keyboard, ``spelling`` what people confuse in English, ``sound`` writes words as others that sound the same, moves
the gap between words, and writes digits as words.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterable

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    letter: [
        other
        for y, keys in enumerate(_ROWS)
        for x, other in enumerate(keys)
        if other != letter and abs(y - row) <= 1 and abs(x - column) <= 1
    ]
    for row, letters in enumerate(_ROWS)
    for column, letter in enumerate(letters)
}
# What people write for what: the first that occurs is changed, chosen by chance among all that do.
_SPELLINGS = [
    ("ie", "ei"), ("ei", "ie"), ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("c", "s"), ("s", "c"),
    ("a", "e"), ("e", "a"), ("e", "i"), ("i", "e"), ("o", "u"), ("u", "o"), ("o", "a"), ("y", "ie"), ("ee", "ea"),
    ("ea", "ee"), ("ou", "u"), ("x", "cks"), ("z", "s"), ("qu", "kw"), ("tion", "shun"), ("wh", "w"), ("rh", "r"),
    ("gh", "g"), ("ll", "l"), ("tt", "t"), ("ss", "s"), ("pp", "p"), ("rr", "r"), ("nn", "n"), ("mm", "m"), ("cc", "c"),
    ("l", "ll"), ("t", "tt"), ("p", "pp"), ("r", "rr"), ("n", "nn"), ("m", "mm"), ("able", "ible"), ("ant", "ent"),
]  # fmt: skip
_HOMOPHONES = [
    ("flour", "flower"), ("meat", "meet"), ("leek", "leak"), ("bean", "been"), ("beet", "beat"), ("steak", "stake"),
    ("thyme", "time"), ("bread", "bred"), ("pear", "pair"), ("sweet", "suite"), ("whole", "hole"), ("mousse", "moose"),
    ("cereal", "serial"), ("chili", "chilly"), ("berry", "bury"), ("wheat", "weet"), ("sauce", "source"),
    ("blue", "blew"), ("white", "wight"), ("sea", "see"), ("sun", "son"), ("night", "knight"), ("bar", "baa"),
    ("roll", "role"), ("sole", "soul"), ("mussels", "muscles"), ("currant", "current"), ("carrot", "carat"),
    ("sugar", "shugar"), ("peas", "peace"), ("peace", "peas"), ("plain", "plane"), ("mint", "mince"),
    ("tea", "tee"), ("tee", "tea"), ("ate", "eight"), ("for", "four"), ("to", "two"), ("too", "two"), ("one", "won"),
    ("herbal", "urbal"), ("maple", "may pull"), ("ounce", "ouns"), ("rice", "rise"), ("salt", "sault"), ("soy", "soi"),
    ("kernel", "colonel"), ("baking", "bacon"), ("almond", "all mond"), ("made", "maid"), ("maker", "make her"),
    ("grate", "great"), ("great", "grate"), ("fair", "fare"), ("hair", "hare"), ("sage", "saje"),
]  # fmt: skip
# How a sound is written otherwise, for words that have no homophone.
_SOUNDS = [
    ("ch", "tch"), ("c", "k"), ("ck", "k"), ("ph", "f"), ("x", "ks"), ("qu", "kw"), ("y", "i"), ("ee", "ea"),
    ("ea", "ee"), ("ai", "ay"), ("ay", "ei"), ("oo", "u"), ("ou", "ow"), ("ow", "ou"), ("er", "a"), ("or", "aw"),
    ("z", "s"), ("s", "z"), ("igh", "y"), ("tion", "shun"), ("ce", "se"), ("ci", "si"), ("ge", "je"), ("kn", "n"),
    ("wr", "r"), ("wh", "w"), ("le", "el"), ("ll", "l"), ("tt", "t"), ("i", "y"), ("o", "oh"), ("u", "oo"),
    ("g", "k"), ("d", "t"), ("b", "p"), ("v", "f"), ("th", "f"), ("m", "n"),
]  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD = re.compile(r"[A-Za-z]+|\d+")

Noise = Callable[[random.Random, str], str]


def typing(chance: random.Random, word: str) -> str:
    """One slip of the fingers."""
    at = chance.randrange(len(word))
    slip = chance.randrange(5)
    if slip == 0:
        return word[:at] + chance.choice(_NEAR.get(word[at], [word[at]])) + word[at + 1 :]
    if slip == 1:
        return word[:at] + word[at + 1 :]
    if slip == 2:
        return word[:at] + word[at] + word[at:]
    if slip == 3 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice(_NEAR.get(word[at], [word[at]])) + word[at:]


def spelling(chance: random.Random, word: str) -> str:
    """One thing that people write otherwise."""
    return _rewritten(chance, word, _SPELLINGS)


def sound(chance: random.Random, word: str) -> str:
    """A homophone, or else the same sound written otherwise."""
    known = dict(_HOMOPHONES)
    return known.get(word) or _rewritten(chance, word, _SOUNDS)


NOISES: dict[str, Noise] = {"typing": typing, "spelling": spelling, "sound": sound}


def noisy(kind: str, name: str, seed: int) -> str:
    """A name, small letters and signs apart, with one of its words changed, two when it has more than four."""
    chance = random.Random(zlib.crc32(f"{seed} {kind} {name}".encode()))
    words = [word.lower() for word in _WORD.findall(name)]
    if kind == "sound":
        words = [_said(word) for word in words]
    long = [n for n, word in enumerate(words) if len(word) >= 4 and word.isalpha()] or list(range(len(words)))
    for n in chance.sample(long, min(len(long), 2 if len(words) > 4 else 1)):
        words[n] = NOISES[kind](chance, words[n])
    if kind == "sound" and len(words) > 1 and chance.random() < 0.3:
        words = _other_gap(chance, words)
    return " ".join(word for word in words if word)


def sayable(names: Iterable[str]) -> list[str]:
    """The names of two to eight words, those that are said the same but once: what can be said in a breath."""
    said = {"".join(_WORD.findall(name)).lower(): name for name in names if name.isascii()}
    return [name for name in said.values() if 2 <= len(_WORD.findall(name)) <= 8]


def _rewritten(chance: random.Random, word: str, pairs: Iterable[tuple[str, str]]) -> str:
    fitting = [(old, new) for old, new in pairs if old in word]
    if not fitting:
        return typing(chance, word)
    old, new = chance.choice(fitting)
    places = [match.start() for match in re.finditer(old, word)]
    at = chance.choice(places)
    return word[:at] + new + word[at + len(old) :]


def _said(word: str) -> str:
    """A number below a hundred as a recogniser may write it."""
    if not (word.isdigit() and len(word) <= 2):
        return word
    tens, ones = divmod(int(word), 10)
    return _ONES[int(word)] if tens < 2 else " ".join([_TENS[tens - 2], *([_ONES[ones]] if ones else [])])


def _other_gap(chance: random.Random, words: list[str]) -> list[str]:
    """Two words as one, or a long word as two."""
    at = chance.randrange(len(words) - 1)
    if len(words[at]) >= 7 and chance.random() < 0.5:
        cut = chance.randrange(3, len(words[at]) - 2)
        return [*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]]
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
