"""A set as a shop, and its households as they were at one moment each: what they say is answered by the very skill."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from benchmarks.support.conversations import SKILL_ID
from benchmarks.support.histories import PERSON
from benchmarks.support.sets import DataSet
from benchmarks.support.stores import copy_households
from benchmarks.support.voice_requests import Moment
from benchmarks.support.voice_verdicts import Answered
from skill.alexa.skill import lambda_handler
from skill.bootstrap import alexa_skill, build_app
from skill.cli.common import loaded_vocabularies
from skill.conversation.question import Session
from skill.loading.customers import demo_user, demo_voice
from skill.loading.shop_folder import load_folder
from skill.locales.sentences import declared
from skill.settings.environment import DEMO_SHOP, Settings
from skill.settings.shop import load_shop
from skill.shopping.product import Product
from skill.shopping.purchases import Digest
from skill.simulator import Device
from skill.simulator.ids import ordered_ids
from skill.storage.memory import MemoryStore
from skill.understanding import Understanding, Understood

LOCALE = "en-US"
# One price for all: what may not be bought for its price is measured elsewhere.
_PRICE = "3.99"
_SECRET = "only-for-benchmarks-only-for-benchmarks"
_NOON = 12
_CHUNK = 1000
_REFUSALS = frozenset(("misheard", "not_found", "asked"))
_decoder = msgspec.json.Decoder(Session)


class VoiceShop:
    """The shop of a set, loaded by the product's own loader; every sentence meets its household untouched."""

    def __init__(self, data: DataSet, households: Mapping[str, Moment], without: Iterable[str], folder: Path) -> None:
        """``without`` are articles that this shop does not sell. ``folder`` takes its files."""
        config = load_shop(DEMO_SHOP)
        self.zone = config.time_zone
        last = _write(data, households, frozenset(without), folder)
        self._store = MemoryStore()
        load_folder(self._store, config, folder, folder / "catalogue.sqlite", last + timedelta(days=2), shift=False)
        settings = Settings(
            store="memory:", catalogue=folder / "catalogue.sqlite", shop=folder, skill_id=SKILL_ID, mail="off"
        )
        self._app = build_app(settings, self._store)
        ids = list(data.items)
        self.products: dict[str, Product] = {}
        for start in range(0, len(ids), _CHUNK):
            self.products |= self._app.shop.get(ids[start : start + _CHUNK])
        self.understanding = Understanding(LOCALE, loaded_vocabularies(settings, [LOCALE])[LOCALE])
        self._times = {name: _spoken_at(moment, self.zone) for name, moment in households.items()}
        self._new_id = ordered_ids()

    @property
    def called(self) -> dict[str, str]:
        """What the shop calls its products aloud, by id."""
        return {product.id: product.in_language("en").spoken for product in self.products.values()}

    def bought(self, household: str) -> Digest:
        """What the household bought before it speaks."""
        return self._store.load(household, "", self._times[household]).digest

    def understood(self, household: str, sentence: str) -> Understood:
        """What the sentence means, product or not."""
        return self.understanding.understand(sentence, self._times[household].date())

    def taught(self, household: str) -> list[str]:
        """The names that the skill sends when the household opens it, in its order."""
        _, device = self._device(household)
        return [
            value["name"]["value"]
            for directive in device.open().directives
            if directive["type"] == "Dialog.UpdateDynamicEntities"
            for kind in directive["types"]
            for value in kind["values"]
        ]

    def say(self, household: str, sentence: str) -> Answered:
        """One sentence of the household's one recognised adult, when it just opened the skill, and what came of it."""
        store, device = self._device(household)
        device.open()
        device.say(sentence)
        [interaction] = store.timeline(household, limit=1).interactions
        session = store.load(household, interaction.session, interaction.at).session
        question = _decoder.decode(session).question if session else None
        # Prices of several are read without asking, to the same end.
        several = interaction.outcome == "answered" and len(interaction.products) > 1
        # Who hears where the order is was offered nothing of what is in it.
        about = "product" in declared().intents[interaction.intent].slots if interaction.products else False
        return Answered(
            interaction.intent,
            interaction.slots.get("product", ""),
            interaction.products if about or interaction.outcome == "offered" else (),
            asked=several or interaction.outcome == "asked_which",
            another=getattr(question, "another", ""),
            refused=interaction.outcome in _REFUSALS,
        )

    def _device(self, household: str) -> tuple[MemoryStore, Device]:
        """A device of the household, and what is stored of it alone."""
        at = self._times[household]
        store = MemoryStore()
        copy_households(self._store, store, [household], ())
        skill = alexa_skill(replace(self._app, store=store), secret=_SECRET, skill_id=SKILL_ID, clock=lambda: at)
        function = lambda_handler(skill)
        device = Device(
            lambda request: function(request, None),
            self.understanding,
            locale=LOCALE,
            user_id=demo_user(household),
            person_id=demo_voice(household, PERSON),
            device_id="amzn1.ask.device.kitchen",
            application_id=SKILL_ID,
            clock=lambda: at,
            new_id=self._new_id,
        )
        return store, device


def _spoken_at(moment: Moment, zone: ZoneInfo) -> datetime:
    basket = moment.history.baskets[moment.before]
    hour = _NOON if basket.hour is None else basket.hour
    return datetime.combine(date.fromordinal(basket.day), time(hour), zone)


def _write(data: DataSet, households: Mapping[str, Moment], without: frozenset[str], folder: Path) -> date:
    """The files that ``restock import`` reads; the day of the last purchase."""
    shutil.copy(DEMO_SHOP / "shop.yaml", folder / "shop.yaml")
    with (folder / "products.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("id", "category", "brand", "size", "price", "name"))
        sold = (item for item in data.items.values() if item.name and item.id not in without)
        for item in sold:
            kind = " ".join("".join(c if c.isalnum() else " " for c in item.category.lower()).split())
            table.writerow((item.id, kind, item.brand, item.size.lower(), _PRICE, item.name))
    last = 1
    with (
        (folder / "orders.csv").open("w", encoding="utf-8", newline="") as orders,
        (folder / "customers.csv").open("w", encoding="utf-8", newline="") as customers,
    ):
        table, names = csv.writer(orders), csv.writer(customers)
        table.writerow(("order_id", "customer_id", "ordered_at", "product_id", "quantity", "unit_price"))
        names.writerow(("customer_id", "people", "address_label", "payment_label"))
        for household, moment in households.items():
            names.writerow((household, f"{PERSON}:adult", "home", "the card ending 42"))
            for number, basket in enumerate(moment.history.baskets[: moment.before]):
                last = max(last, basket.day)
                at = datetime.combine(date.fromordinal(basket.day), time(_NOON if basket.hour is None else basket.hour))
                for line in basket.lines:
                    bought = household, at.isoformat(), line.item, line.quantity, _PRICE
                    table.writerow((f"{household}-{number}", *bought))
    return date.fromordinal(last)
