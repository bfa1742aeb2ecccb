"""What stands beside us in benchmarks/voice.py: the same words heard and understood, another way to a product."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process, utils

from benchmarks.support.voice_names import words
from benchmarks.support.voice_shop import VoiceShop
from benchmarks.support.voice_verdicts import Answered
from skill.shopping.purchases import Digest
from skill.understanding import Understood

_READ = 3


class ExactText:
    """Products whose name, spoken name or kind is exactly what was heard: one is offered, of several three are read."""

    def __init__(self, shop: VoiceShop) -> None:
        self._shop = shop
        self._named: dict[str, dict[str, None]] = {}
        for product in shop.products.values():
            said = product.in_language("en")
            for name in (said.name, said.spoken, *said.synonyms, *product.category_names("en")):
                self._named.setdefault(_key(name), {})[product.id] = None

    def answer(self, household: str, understood: Understood) -> Answered:
        """What is offered for what was understood; the household's own first, the most bought before others."""
        heard = _product(understood)
        if not heard:
            return _nothing(understood)
        entries = self._shop.bought(household).entries
        named = self._named.get(_key(heard), {})
        own = [product for product in named if product in entries]
        found = sorted(own, key=lambda product: -entries[product].times) or list(named)
        return Answered(understood.intent, heard, tuple(found[:_READ]), asked=len(found) > 1, refused=not found)


class Rapidfuzz:
    """The product whose name is most like what was heard (rapidfuzz's WRatio), offered at once whatever it is."""

    def __init__(self, shop: VoiceShop) -> None:
        self._shop = shop
        self._names = {product: utils.default_process(name) for product, name in shop.called.items()}

    def answer(self, household: str, understood: Understood) -> Answered:
        """The best of all; of equals one that the household bought, the most bought first."""
        heard = _product(understood)
        if not heard:
            return _nothing(understood)
        own = self._best(heard, {product: self._names[product] for product in _bought(self._shop.bought(household))})
        best = self._best(heard, self._names)
        product = own[1] if own[0] >= best[0] else best[1]
        return Answered(understood.intent, heard, (product,) if product else (), refused=not product)

    @staticmethod
    def _best(heard: str, names: Mapping[str, str]) -> tuple[float, str]:
        found = process.extractOne(utils.default_process(heard), names, scorer=fuzz.WRatio)
        return (found[1], found[2]) if found else (0.0, "")


def _bought(digest: Digest) -> list[str]:
    return sorted(digest.entries, key=lambda product: -digest.entries[product].times)


def _product(understood: Understood) -> str:
    return understood.slots["product"].value if "product" in understood.slots else ""


def _nothing(understood: Understood) -> Answered:
    return Answered(understood.intent, "", refused=understood.intent == "Fallback")


def _key(name: str) -> str:
    return " ".join(words(name.casefold()))
