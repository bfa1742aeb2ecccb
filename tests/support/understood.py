"""What the demo shop's devices understand. Many tests say the same: it goes through the templates once a process."""

from __future__ import annotations

from datetime import date
from functools import cache

from skill.locales.vocabulary import Vocabulary, read_vocabulary
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.understanding import Understanding, Understood


class Remembering(Understanding):
    """The same answer to the same sentence on the same day, without going through all templates again."""

    def __init__(self, locale: str, vocabulary: Vocabulary) -> None:
        self._known: dict[tuple[str, date], Understood] = {}
        super().__init__(locale, vocabulary)

    def by_templates(self, sentence: str, today: date) -> Understood:
        """See `Understanding`."""
        if (sentence, today) not in self._known:
            self._known[sentence, today] = super().by_templates(sentence, today)
        return self._known[sentence, today]


@cache
def understanding(locale: str) -> Understanding:
    """What a device of this locale understands of the demo shop."""
    asked = load_shop(DEMO_SHOP).asked(locale.partition("-")[0])
    names = read_vocabulary(DEMO_SHOP / "products.csv", DEMO_SHOP / "categories.csv", locale, asked)
    return Remembering(locale, names)
