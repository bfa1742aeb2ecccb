"""A title taken apart: its phrases, and how much of it there is."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from skill.shopping.naming.measures import measure
from skill.shopping.naming.tables import Naming
from skill.shopping.naming.tokens import (
    BREAK,
    CLOSE,
    CODE,
    DROPPED,
    JOIN,
    KIND,
    KINDS,
    NAME,
    NUMBER,
    OPEN,
    STOP,
    TRAIT,
    Token,
)

MOST = 300
"""So many characters of a title are read: what comes later distinguishes nothing."""

_CHUNK = re.compile(r"[,;:|()\[\]{}–—•…·!?=]|[^\s,;:|()\[\]{}–—•…·!?\"“”„*<>=~_^\\®™©℠★✓]+")
_RARE = re.compile(r"[&\"”″/]|\d[,']|- |\s-|''")
_INCH = re.compile(r"(?<=\d)\s?(?:[\"”″]|'')")
_FOOT = re.compile(r"(?<=\d)['’](?!\w)")
_THOUSAND = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_SLASH = re.compile(r"(?<!\d)/|/(?!\d)")
_LETTERS = re.compile(r"(?<=\b[A-Z])/(?=[A-Z]\b)")
_DASH = re.compile(r"\s-+(?=\w)|(?<=\w)-+\s")
_WITH = re.compile(r"\bw/(?:o\b)?", re.IGNORECASE)
_SPELLED = re.compile(r"([^\W\d_])-?(\d{1,2})|(\d{1,2})-?([^\W\d_])")
_MOST_IN_BRACKETS = 100
_LONGEST_SIZE = 3


class Phrase(NamedTuple):
    """Words between two stops; ``rest`` is what came after a word such as "for"."""

    words: list[Token]
    rest: list[Token]
    bracketed: bool


class Title(NamedTuple):
    """What a title says: its phrases, the packs it comes in, sizes, and what is said of the inside ("65 watts")."""

    phrases: list[Phrase]
    packs: list[int]
    sizes: list[str]
    inner: list[str]


def read(title: str, naming: Naming) -> Title:
    """Take a title apart. What says nothing (marketing, codes, symbols) is not in it any more."""
    return _Reader(_tokens(title[:MOST], naming), naming).read()


def _tokens(title: str, naming: Naming) -> list[Token]:
    if _RARE.search(title):
        title = _cleaned(title, naming)
    found: list[Token] = []
    tokens = naming.tokens
    for chunk in _CHUNK.findall(title):
        found += tokens(chunk)
    return found


def _cleaned(title: str, naming: Naming) -> str:
    """With inches, feet, decimals and dashes as the tokens want them."""
    if "&" in title and ";" in title:
        title = html.unescape(title)
    title = _FOOT.sub(" foot ", _INCH.sub(" ″ ", title))
    if "," in title:
        title = _DECIMAL.sub(".", _THOUSAND.sub("", title) if naming.decimal == "." else title)
    if "/" in title:
        symbols = naming.words.symbols
        title = _WITH.sub(lambda found: f" {symbols.get(found[0].lower(), '')} ", title)
        title = _SLASH.sub(" ", _LETTERS.sub("", title))
    return _DASH.sub(" – ", title)


class _Reader:
    """One pass over the tokens."""

    def __init__(self, tokens: list[Token], naming: Naming) -> None:
        self.tokens, self.naming = tokens, naming
        self.words: list[Token] = []
        self.rest: list[Token] = []
        self.into = self.words
        self.bracketed = False
        self.found = Title([], [], [], [])

    def read(self) -> Title:
        """All of it."""
        tokens, n, count = self.tokens, 0, len(self.tokens)
        special = self.naming.special
        while n < count:
            token = tokens[n]
            sort = token.sort
            n += 1
            if sort <= JOIN:
                if token.low in special and (used := self._together(token, n)):
                    n = used
                else:
                    self.into.append(token)
            elif sort is NUMBER:
                n = self._number(token, n)
            elif sort is STOP:
                if self.words or self.rest:
                    self._close()
            elif sort is BREAK:
                self._break(token)
            elif sort is OPEN or sort is CLOSE:
                self._close()
                self.bracketed = sort is OPEN
            elif n == 1 and sort is CODE and (spelled := _spelled(token.text)):  # "V8", "3M"
                self.into.append(Token(NAME, spelled, token.low))
            elif n == 1 and sort is DROPPED and count > 1 and tokens[1].sort is JOIN:  # "New & Noble"
                self.into.append(token)
            elif token.low in special and (used := self._together(token, n)):
                n = used
        self._close()
        return self.found

    def _close(self) -> None:
        if self.words or self.rest:
            self.found.phrases.append(Phrase(self.words, self.rest, self.bracketed))
            self.words, self.rest = [], []
        self.into = self.words

    def _break(self, token: Token) -> None:
        """What follows is no longer what it is; but a title that begins so has not said yet what it is."""
        words = self.words
        if token.low in self.naming.bridges:  # "USB to HDMI adapter"
            said = any(word.sort in KINDS for word in words)
        else:
            said = len(words) > 1 or _is_kind(words)
        if self.found.phrases or said or self.into is self.rest:
            self.into = self.rest
            self.rest.append(token)
        elif words and token.low in self.naming.inside:
            words.append(token._replace(sort=JOIN))

    def _together(self, token: Token, n: int) -> int:
        """Two words that are one, or "pack of 3", from the word before ``n``; 0 when it is just a word."""
        naming, tokens = self.naming, self.tokens
        _, text, low = token
        if low in naming.seconds and self.into and self.into[-1].sort < JOIN:
            before = self.into.pop()
            self.into.append(Token(TRAIT, f"{before.text} {text}", f"{before.low} {low}"))
            return n
        if n >= len(tokens):
            return 0
        following = tokens[n]
        if low in naming.packs:
            used = n + 1 if following.low in naming.of and n + 1 < len(tokens) else n
            if tokens[used].sort is NUMBER and tokens[used].text.isdigit():
                self.pack(int(tokens[used].text))
                return used + 1
        if following.sort is NUMBER:
            if low in naming.numbered and following.text.isdigit():
                self.into.append(Token(TRAIT, f"{text} {following.text}", f"{low} {following.text}"))
                return n + 1
        elif following.sort is CODE:
            if low in naming.lettered and (spelled := _spelled(following.text)):
                self.into.append(Token(KIND, f"{text} {spelled}", f"{low} {spelled.lower()}"))
                return n + 1
        elif low in naming.numbered and following.sort is TRAIT and len(following.low) <= _LONGEST_SIZE:
            self.into.append(Token(TRAIT, f"{text} {following.text}", f"{low} {following.low}"))
            return n + 1
        elif (written := naming.pairs.get(both := f"{low} {following.low}")) is not None:
            self.into.append(Token(TRAIT, written or f"{text} {following.text}", both))
            return n + 1
        elif (shorter := naming.shorter.get(both)) is not None:
            self.into += [said for part in shorter.split() for said in naming.tokens(part)]
            return n + 1
        return 0

    def _number(self, token: Token, n: int) -> int:
        said, used = measure(self.tokens, n - 1, self.naming)
        if said is not None:
            if said.pack is not None:
                self.pack(said.pack)
            if said.text and said.percent:
                self.into.append(Token(TRAIT, said.text, said.text.lower()))
            elif said.text:
                (self.found.inner if said.inner else self.found.sizes).append(said.text)
            return used
        text = token.text
        if not text.isdigit() or len(text) > 3:
            return n
        if self.bracketed:  # "(24)" alone is how many
            alone = n < len(self.tokens) and self.tokens[n].sort is CLOSE and self.tokens[n - 2].sort is OPEN
            if alone and int(text) <= _MOST_IN_BRACKETS:
                self.pack(int(text))
        elif self.into:  # a bare number belongs to what stands before it: "Switch 2"
            self.into.append(token)
        return n

    def pack(self, units: int) -> None:
        """So many are packed together."""
        if 1 < units <= 1000 and units not in self.found.packs:
            self.found.packs.append(units)


def _is_kind(words: list[Token]) -> bool:
    return bool(words) and words[0].sort is not NAME


def _spelled(code: str) -> str:
    """A letter and a number as they are said, in two words; empty when it is longer than that."""
    match = _SPELLED.fullmatch(code)
    return " ".join(part.upper() for part in match.groups() if part) if match else ""
