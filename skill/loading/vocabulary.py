"""The names of a catalogue's products, as the simulator and the interaction models want them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skill.locales.sentences import language_of
from skill.locales.vocabulary import CATEGORY, Entry, Vocabulary, other_names, questions_of
from skill.shopping.product import Product


def vocabulary_of(products: Iterable[Product], locale: str, asked: Iterable[Sequence[str]] = ()) -> Vocabulary:
    """The vocabulary of these products, their categories and the shop's questions, in one language."""
    language = language_of(locale)
    entries: list[Entry] = []
    categories: dict[str, Entry] = {}
    for product in products:
        words = product.in_language(language)
        others = dict.fromkeys((*other_names(words.name), *words.synonyms))
        entries.append(Entry(product.id, words.spoken, tuple(name for name in others if name != words.spoken)))
        called = product.category_names(language)
        if called and product.category not in categories:
            categories[product.category] = Entry(CATEGORY + product.category, called[0], called[1:])
    return Vocabulary(tuple(entries), tuple(categories.values()), questions_of(asked))
