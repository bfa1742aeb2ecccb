"""Sentence → intent and slots, through the same sentence files Alexa's interaction models are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from hassil.models import MatchEntity
from hassil.recognize import RecognizeResult

from skill.locales.hearing import hearing as heard_in
from skill.locales.sentences import declared, listed_values, load_sentences
from skill.locales.vocabulary import Vocabulary
from skill.understanding.dates import amazon_date
from skill.understanding.digits import Digits
from skill.understanding.fillers import Fillers
from skill.understanding.gist import Gist
from skill.understanding.misheard import Misheard
from skill.understanding.names import Names
from skill.understanding.people import People
from skill.understanding.products import Products
from skill.understanding.questions import Questions
from skill.understanding.reworded import Reworded
from skill.understanding.templates import Templates, Words

FALLBACK, SHOP_QUESTION = "Fallback", "ShopQuestion"
_WISHES, _QUESTIONS = frozenset(("Reorder", "AddToCart")), frozenset(("Price", "Availability"))
"""What is understood though it was written down wrongly; none of it costs anything before a yes."""


@dataclass(frozen=True)
class HeardSlot:
    """One filled slot: the value as Alexa sends it ("3", "2026-W46", "oat milk") and the ids it matched."""

    value: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """A neutral intent name and its filled slots; `Fallback` without slots when nothing fits."""

    intent: str
    slots: Mapping[str, HeardSlot] = field(default_factory=lambda: MappingProxyType({}))


class Understanding:
    """The sentences of one locale. Building takes a few hundred ms, a sentence a few.

    First the templates; where none fits, what a sentence says in other words (see `Gist`).
    `locale` falls back from region to language; NoSentences when the language is unknown.
    """

    def __init__(self, locale: str, vocabulary: Vocabulary) -> None:
        self.locale = locale
        sentences = load_sentences(locale)
        self.invocations: tuple[str, ...] = tuple(sentences["invocations"])
        self._fillers = Fillers(sentences["fillers"])
        self._endings: list[str] = sentences["endings"]
        topics = sentences["topics"]
        self.names = Names(vocabulary, self._endings, sentences["attributes"], topics["goods"])
        hearing = heard_in(sentences["language"])
        reworded = Reworded(vocabulary, sentences["attributes"], hearing)
        products = Products(sentences["not_products"], topics, self.names, reworded)
        self.people = People(sentences["names"], sentences["not_names"], self.names)
        self._digits = Digits(sentences["digits"])
        self._listed: dict[str, Mapping[str, str]] = {
            name: {key: said[0] for key, said in listed_values(sentences, name)}
            for name in ("unit", "position", "trait", "comparison", "sort", "only", "everything")
        }
        self._listed["name"] = self.people.listed
        self._listed["question"] = {entry.id: entry.value for entry in vocabulary.questions}
        self._templates = Templates(sentences, vocabulary, Words(products, self.people, self._digits))
        self._gist = Gist(sentences["gist"], products)
        self._questions = Questions(vocabulary, sentences["gist"]["small"], sentences["gist"]["asks"], hearing)
        self._products = products
        self._misheard = Misheard(sentences, _WISHES, _QUESTIONS)
        self.by_templates("1", date(1970, 1, 1))  # hassil makes its table of number words when it first needs it

    def understand(self, sentence: str, today: date, taught: Names | None = None) -> Understood:
        """What the sentence means on that day; dates are resolved backwards from it.

        ``taught`` are names that the assistant was told to expect in this session: about these a sentence is also
        understood when it was written down wrongly.
        """
        understood = self.by_templates(sentence, today)
        if understood.intent != FALLBACK:
            return understood
        return (
            self._of_the_shop(sentence)
            or self._in_parts(sentence, today)
            or (taught and self._nearly(sentence, taught))
            or self._in_other_words(sentence)
        )

    def _in_other_words(self, sentence: str) -> Understood:
        """A word that nothing explains names the thing: "oat milk needs to go on my list, please add it"."""
        intent, left = self._gist.explained(sentence) or (FALLBACK, "")
        if not left or "product" not in declared().intents[intent].slots:
            return Understood(intent)
        heard = left.split()
        named = " ".join(filter(self.names.resembles, heard)) or " ".join(word for word in heard if len(word) > 1)
        return Understood(intent, {"product": HeardSlot(named, self.names.ids(named))} if named else {})

    def _of_the_shop(self, sentence: str) -> Understood | None:
        if (meant := self._questions.meant(sentence)) is None:
            return None
        question, words = meant
        return Understood(SHOP_QUESTION, {"question": HeardSlot(words, (question,))})

    def _nearly(self, sentence: str, taught: Names) -> Understood | None:
        if self._products.elsewhere(sentence):
            return None
        for reading in self._fillers.readings(sentence):
            if found := self._misheard.understood(reading, taught):
                intent, product = found
                return Understood(intent, {"product": HeardSlot(product.lower(), self.names.ids(product))})
        return None

    def _in_parts(self, sentence: str, today: date) -> Understood | None:
        """The first part with a product; "… , add it to my cart" after it says what to do with it."""
        first: Understood | None = None
        for part in self._gist.parts(sentence):
            understood = self.by_templates(part, today)
            if first is None:
                first = understood if "product" in understood.slots else None
            elif not understood.slots and "product" in declared().intents[understood.intent].slots:
                return Understood(understood.intent, first.slots)
        return first

    def by_templates(self, sentence: str, today: date) -> Understood:
        """What the sentence files alone make of the sentence."""
        result = self._templates.best(self._fillers.readings(sentence))
        if result is None:
            return Understood(FALLBACK)
        return Understood(result.intent.name, MappingProxyType(self._slots(result, today)))

    def canonical(self, slot: str, key: str) -> str:
        """The plainest name of a listed value: `position`, `2` → "second"; the key itself when it is not listed."""
        return self._listed.get(slot, {}).get(key, key)

    def index(self, vocabulary: Vocabulary) -> Names:
        """Another vocabulary in this language, say one taught during a session."""
        return Names(vocabulary, self._endings)

    def _slots(self, result: RecognizeResult, today: date) -> dict[str, HeardSlot]:
        return {entity.name: self._slot(entity, today) for entity in result.entities_list}

    def _slot(self, entity: MatchEntity, today: date) -> HeardSlot:
        text = entity.text_clean.lower()
        match declared().slot_types[entity.name]:
            case "AMAZON.DATE":
                return HeardSlot(amazon_date(str(entity.value), today))
            case "AMAZON.NUMBER":
                # hassil gives digits as 3.0
                return HeardSlot(str(self._digits.number(text) if entity.is_wildcard else int(entity.value)))
            case "AMAZON.FOUR_DIGIT_NUMBER":
                return HeardSlot(self._digits.four(text) or "?")
            case "PRODUCT":
                return HeardSlot(text, self.names.ids(text))
            case "NAME":
                return HeardSlot(text, self.people.ids(text))
        return HeardSlot(text, (str(entity.value),))
