"""Who asks for what, and when: requests of real households, the same ones for the same folder and seed.

Three in four are for something that the household really bought again in the last fifth of its history, at that
moment, with all that it bought before as history. Of the others most are for something that it never bought: half of
it the shop has, half it has not. One in ten is not about shopping at all.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.support import voice_names as naming
from benchmarks.support.sets import DataSet, History, Item, rows

UTTERANCES = Path("utterances") / "en.csv.gz"
_TEXTS = Path(__file__).with_name("voice_sentences.yaml")
SENTENCES: Mapping[str, Sequence[str]] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
_NEW, _STRANGE, _ELSE = 0.075, 0.075, 0.1
_FEWEST_BASKETS = 5
_ENGLISH = frozenset("and with of for the free fresh".split())
_ENGLISH_NAMES = 0.02
# Utterances that a shop may well take for shopping, and bare answers: refusing them proves nothing.
_NOT_ELSE = re.compile(
    "order|shopping|list|takeaway|coffee|reservation|^general_|^(yes|no|maybe|repeat|cancel|greeting|goodbye|thank_you|"
    "carry_on|what_can_i_ask_you|oos|spending_history|transactions)$"
)


class Kind(StrEnum):
    """What a request is about."""

    AGAIN = "again"
    """Something that the household buys again."""
    NEW = "new"
    """Something that the shop has and the household never bought."""
    STRANGE = "strange"
    """Something that the shop has not."""
    ELSE = "else"
    """No shopping."""


class Moment(NamedTuple):
    """Before which basket a household speaks, and about which article; ``item`` None: about none of the shop's."""

    kind: Kind
    history: History
    before: int
    item: Item | None


class Request(NamedTuple):
    """One sentence. ``meant`` are the articles any of which it can mean, empty when only a refusal is right.

    ``id`` names the household as it was at that moment, ``customer`` whose household it is, ``way`` how the product
    is named and ``words`` by which words.
    """

    id: str
    customer: str
    kind: Kind
    way: str
    words: str
    sentence: str
    meant: frozenset[str]


def english(data: DataSet) -> bool:
    """Whether the articles have English names: one in fifty holds an "and", a "with", a "free"."""
    named = [item.name.casefold().split() for item in data.items.values() if item.name]
    return sum(not _ENGLISH.isdisjoint(name) for name in named) >= _ENGLISH_NAMES * max(1, len(named)) > 0


def is_development(customer: str) -> bool:
    """Whether a customer may be looked at while something is being tuned: half of all."""
    return zlib.crc32(customer.encode()) % 2 == 0


def shortened(data: DataSet) -> DataSet:
    """The development customers without the last fifth of their histories, on which everything is measured."""
    kept = (
        History(history.customer, history.baskets[: len(history.baskets) * 4 // 5])
        for history in data.histories
        if is_development(history.customer)
    )
    return DataSet(data.name, data.items, tuple(kept))


def moments(data: DataSet, count: int, seed: int) -> list[Moment]:
    """``count`` moments of as many households as there are, by chance.

    Raises:
        SystemExit: when no household of the set buys anything again.

    """
    coin = random.Random(f"{seed} moments {data.name}")
    able = [history for history in data.histories if len(history.baskets) >= _FEWEST_BASKETS]
    coin.shuffle(able)
    found: list[Moment] = []
    articles = [item for item in data.items.values() if item.name]
    while able and len(found) < count:
        before = len(found)
        for history in able[: count - len(found)]:
            found += _moment(history, articles, data.items, _kind(coin.random()), coin)
        if len(found) == before:
            break
        coin.shuffle(able)
    if not found:
        raise SystemExit(f"{data.name}: no household buys anything again in the last fifth of its history")
    return found


def _kind(chance: float) -> Kind:
    for kind, share in ((Kind.ELSE, _ELSE), (Kind.STRANGE, _STRANGE), (Kind.NEW, _NEW)):
        if chance < share:
            return kind
        chance -= share
    return Kind.AGAIN


def _moment(
    history: History, articles: Sequence[Item], items: Mapping[str, Item], kind: Kind, coin: random.Random
) -> Iterator[Moment]:
    """One moment in the last fifth of a history; none when nothing of it was bought again."""
    first = len(history.baskets) * 4 // 5
    known = {line.item for basket in history.baskets[:first] for line in basket.lines}
    again: list[tuple[int, str]] = []
    for before, basket in enumerate(history.baskets[first:], first):
        bought = dict.fromkeys(line.item for line in basket.lines if line.item in items and items[line.item].name)
        again += [(before, item) for item in bought if item in known]
        known.update(bought)
    if not again:
        return
    before, item = coin.choice(again)
    if kind is Kind.AGAIN:
        yield Moment(kind, history, before, items[item])
        return
    other = coin.choice(articles)
    while other.id in known:
        other = coin.choice(articles)
    yield Moment(kind, history, before, None if kind is Kind.ELSE else other)


class Requests:
    """Puts moments into words. ``strange`` articles, which the shop must not have, are known before the shop is."""

    def __init__(self, data: DataSet, chosen: Sequence[Moment], utterances: Sequence[str], seed: int) -> None:
        self._data, self._utterances, self._seed = data, utterances, seed
        self._names = {item.id: naming.bare(item.name) for item in data.items.values()}
        self._together = {item.id: "".join(naming.words(item.name.casefold())) for item in data.items.values()}
        self._namer = naming.Namer(data.items.values())
        self._moments = [moment if self._usable(moment) else moment._replace(kind=Kind.NEW) for moment in chosen]
        self.strange = {moment.item.id for moment in self._moments if moment.kind is Kind.STRANGE and moment.item}

    def _usable(self, moment: Moment) -> bool:
        """Whether no other article has a name with all the words that would be said for a strange one.

        Written together or apart: "rib eye steak" is a ribeye steak.
        """
        if moment.kind is not Kind.STRANGE or moment.item is None:
            return True
        said = naming.bare(naming.short(moment.item.name))
        return not any(
            all(word in name for word in said) for article, name in self._together.items() if article != moment.item.id
        )

    @property
    def households(self) -> dict[str, Moment]:
        """The households as they are when they speak, by id."""
        return {f"{self._data.name}-{number}": moment for number, moment in enumerate(self._moments)}

    def kind_of(self, item: Item) -> str:
        """What people call the kind of an article; empty when nothing that is told."""
        return self._namer.kind(item.category)

    def spoken(self, called: Mapping[str, str]) -> list[Request]:
        """The requests; ``called`` has what the shop calls the articles aloud, as far as it has them."""
        found: list[Request] = []
        for name, moment in self.households.items():
            coin = random.Random(f"{self._seed} words {name}")
            if moment.item is None:
                said = coin.choice(self._utterances)
                found.append(Request(name, moment.history.customer, moment.kind, "", "", said, frozenset()))
                continue
            way = coin.choice(naming.WAYS)
            if moment.kind is not Kind.AGAIN and way == "kind":
                way = "attribute"
            if moment.kind is Kind.STRANGE:
                way = "name"
            item = moment.item
            said = called.get(item.id, "")
            if not said or len(naming.words(said)) > 8:
                said = naming.short(item.name)
            words = self._namer.called(way, item, said)
            sentence = coin.choice(SENTENCES["asked"]).format(words)
            meant = self._meant(moment, item, words)
            found.append(Request(name, moment.history.customer, moment.kind, way, words, sentence, meant))
        return found

    def _meant(self, moment: Moment, item: Item, words: str) -> frozenset[str]:
        """What the words can mean: of what is bought again in that basket, or of what the shop has.

        What has the very same name can be told apart by nobody: if the household knows it, it is meant as well.
        """
        if moment.kind is Kind.STRANGE:
            return frozenset()
        fitting = self._holding(words)
        if words == self.kind_of(item):
            fitting |= {other.id for other in self._data.items.values() if other.category == item.category}
        if moment.kind is Kind.NEW:
            return frozenset(fitting - self.strange | {item.id})
        known = {line.item for basket in moment.history.baskets[: moment.before] for line in basket.lines}
        basket = {line.item for line in moment.history.baskets[moment.before].lines}
        same = {other for other in known if other in self._names and self._data.items[other].name == item.name}
        return frozenset(fitting & basket & known | same | {item.id})

    def _holding(self, words: str) -> set[str]:
        said = naming.bare(words)
        return {article for article, name in self._names.items() if said <= name}


def utterances(folder: Path) -> tuple[list[str], list[str]]:
    """What people say that is no shopping: what may be asked here, and the other half, that a recogniser may learn.

    Of the folder's utterances; when it has none, made up, and nothing to learn.
    """
    path = folder / UTTERANCES
    if not path.is_file():
        return list(SENTENCES["else"]), []
    said = [row["text"] for row in rows(path) if not _NOT_ELSE.search(row["intent"])]
    learned = [text for text in said if zlib.crc32(text.encode()) % 2]
    known = frozenset(learned)
    return [text for text in said if text not in known], learned
