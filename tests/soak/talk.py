"""Conversations nobody planned: what people say, about anything the shop sells or does not, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import yaml

from skill.locales.vocabulary import read_vocabulary
from skill.settings.shop import load_shop
from tests.dialogues.support.script import NOBODY, NOW, STRANGER, Change, Dialogue, Expected, Given, Step
from tests.dialogues.support.stage import Demo

_SENTENCES = Path(__file__).parents[1] / "understanding"
_YES = {"en": "yes", "de": "ja"}
_ANSWERS = {
    "en": ["yes", "yes please", "no", "the second one", "make it three", "cancel", "stop", "repeat that", "help"],
    "de": ["ja", "ja bitte", "nein", "das zweite", "mach drei draus", "abbrechen", "stopp", "wiederhole das", "hilfe"],
}
_NOISE = ["", "zeppelin", "1000", "& <b>", "…", "💥", "ß", "öö", "a" * 300, "null", "{product}", "—"]
_LENGTH = 14


class Talk:
    """Random dialogues of one locale."""

    def __init__(self, demo: Demo, locale: str) -> None:
        self._demo, self._locale, self._language = demo, locale, locale[:2]
        folder = demo.shop_folder
        asked = load_shop(folder).asked(self._language)
        vocabulary = read_vocabulary(folder / "products.csv", folder / "categories.csv", locale, asked)
        self._names = [name for entry in vocabulary.entries for name in entry.names]
        self._sentences = list(_lines(self._language))
        self._products = sorted(demo.quotes)

    def dialogue(self, seed: str) -> Dialogue:
        """The dialogue of a seed: a household, an hour, and what is said."""
        dice = Random(seed)
        given = Given(
            customer=dice.choice([*self._demo.households, STRANGER]),
            speaker=NOBODY if dice.random() < 0.2 else None,
            now=self._hour(dice),
            cart={
                product: dice.randint(1, 4) for product in dice.sample(self._products, dice.choice([0, 0, 1, 3, 12]))
            },
            device=dice.choice(["speaker", "speaker", "screen"]),
        )
        steps: list[Step] = []
        device, people = given.device, self._people(given.customer)
        for number in range(1, dice.randint(2, _LENGTH)):
            steps.append(self._step(dice, number, device, people))
            device = steps[-1].change.device or device
        return Dialogue(f"soak {seed}", self._locale, seed, given, tuple(steps), (), None, None)

    def _step(self, dice: Random, number: int, device: str, people: list[str]) -> Step:
        change = self._change(dice, people) if dice.random() < 0.15 else Change()
        action = dice.choices(["say", "open", "silent", "close", "touch", "replay"], [80, 4, 5, 2, 2, 7])[0]
        # On each device something is said first, and only a screen can be touched.
        if (number == 1 or change.device or (action == "touch" and device != "screen")) and action != "say":
            action = "open"
        touched = ("restock", dice.choice(self._products)) if action == "touch" else ()
        said = self._sentence(dice) if action == "say" else ""
        return Step(number, change, action, said, touched, Expected())

    def _sentence(self, dice: Random) -> str:
        kind = dice.random()
        if kind < 0.25:
            return _YES[self._language]
        if kind < 0.45:
            return dice.choice(_ANSWERS[self._language])
        sentence, product = dice.choice(self._sentences)
        if product and product in sentence and dice.random() < 0.8:
            sentence = sentence.replace(product, dice.choice(self._names))
        words = sentence.split()
        if dice.random() < 0.1:
            words.insert(dice.randint(0, len(words)), dice.choice(_NOISE))
        if len(words) > 1 and dice.random() < 0.05:
            words.pop(dice.randrange(len(words)))
        return " ".join(words) or "…"

    def _change(self, dice: Random, people: list[str]) -> Change:
        product = dice.choice(self._products)
        return dice.choice(
            [
                Change(later=timedelta(minutes=dice.choice([1, 16, 600, 3000]))),
                Change(stock={product: dice.choice([None, 0, 1, 3])}),
                Change(price={product: Decimal(dice.randint(1, 9999)) / 100}),
                Change(speaker=dice.choice(people)),
                Change(device=dice.choice(["speaker", "screen", "kitchen"])),
            ]
        )

    def _people(self, customer_id: str) -> list[str]:
        """Who may speak: the household, its children too, and a voice that is nobody's."""
        customer = self._demo.store.load(customer_id, "", NOW.replace(tzinfo=UTC)).customer
        return [NOBODY, *(person.name for person in (customer.people if customer else ()))]

    def _hour(self, dice: Random) -> datetime:
        return NOW + timedelta(days=dice.randint(0, 60), minutes=dice.randint(0, 1439))


def _lines(language: str) -> Iterator[tuple[str, str]]:
    """(sentence, its product) from the tables of what people say."""
    for file in sorted((_SENTENCES / language).glob("*.yaml")):
        for sentences in yaml.safe_load(file.read_text(encoding="utf-8")).values():
            for sentence, slots in sentences.items():
                yield sentence, str(slots.get("product", ""))
