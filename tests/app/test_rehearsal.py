"""What a photographed function has rehearsed: everything is loaded, and nobody's store, log or shop knows of it."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.skill import lambda_handler
from skill.app import App
from skill.bootstrap import alexa_skill
from skill.loading.shop_folder import files_in
from skill.rehearsal import Handle, rehearse
from skill.settings.environment import DEMO_SHOP
from skill.storage.memory import MemoryStore
from tests.support.needs import ROOT
from tests.support.tiny_shop import NOON, PRODUCTS

SECRET, SKILL_ID = "a secret of more than thirty-two bytes", "amzn1.ask.skill.demo"


class Watched:
    """The entry point, and what it was asked and answered."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.handle = lambda_handler(alexa_skill(app, secret=SECRET, skill_id=SKILL_ID, clock=lambda: NOON))
        self.said: list[tuple[str, str]] = []

    def __call__(self, event: dict[str, Any], context: object) -> dict[str, Any]:
        answer = self.handle(event, context)
        request = event["request"]
        name = request.get("intent", {}).get("name", request["type"])
        self.said.append((f"{request['locale']} {name}", answer["response"]["outputSpeech"]["ssml"]))
        return answer


def test_every_locale_is_rehearsed_up_to_an_order(app: App, caplog: pytest.LogCaptureFixture) -> None:
    watched: list[Watched] = []

    def entry(other: App) -> Handle:
        watched.append(Watched(other))
        return watched[-1]

    before = list(app.store.timeline("anna").interactions), app.store.load("anna", "", NOON)
    with caplog.at_level(logging.INFO):
        rehearse(app, entry, PRODUCTS[0], SKILL_ID, NOON)

    (one,) = watched
    names = [
        "LaunchRequest",
        "Reorder",
        "ChangeQuantity",
        "AMAZON.YesIntent",
        "Price",
        "RunningLow",
        "AMAZON.HelpIntent",
    ]
    assert [name for name, _ in one.said] == [f"{locale} {name}" for locale in app.config.invocation for name in names]
    assert isinstance(one.app.store, MemoryStore)
    quantities = [order.lines[0].quantity for order in one.app.store.orders("rehearsal")]
    assert quantities == [2] * len(app.config.invocation)
    assert one.app.accounts is None
    assert (list(app.store.timeline("anna").interactions), app.store.load("anna", "", NOON)) == before
    assert app.store.load("rehearsal", "", NOON).customer is None
    assert caplog.records == []


def test_a_rehearsal_that_fails_keeps_nothing_from_starting(app: App, caplog: pytest.LogCaptureFixture) -> None:
    def broken(event: dict[str, Any], context: object) -> dict[str, Any]:
        raise KeyError("no such words")

    rehearse(app, lambda _: broken, PRODUCTS[0], SKILL_ID, NOON)
    assert [record.getMessage() for record in caplog.records] == [
        f"the rehearsal in {locale} failed" for locale in app.config.invocation
    ]


# The handler as Lambda imports it, then a first turn: which modules does that one load?
_PROBE = """
import json, sys
sys.path[:0] = [{folder!r}, {root!r}]
import handler
before = set(sys.modules)
for name in ("launch", "reorder", "yes"):
    event = json.loads(open({events!r} + "/" + name + ".json").read())
    assert "response" in handler.handler(event, None)
json.dump(sorted(set(sys.modules) - before), sys.stderr)
"""


@pytest.mark.parametrize("photographed", [True, False])
def test_only_what_is_photographed_is_loaded_before(photographed: bool, tmp_path: Path) -> None:
    from skill.loading.catalogue_file import write_catalogue
    from skill.loading.products import read_categories, read_products
    from skill.settings.shop import load_shop

    config, files = load_shop(DEMO_SHOP), files_in(DEMO_SHOP)
    assert files.products and files.categories
    categories = read_categories(files.categories, config, lambda _: None)
    products = (product for product, _ in read_products(files.products, categories, config, lambda _: None))
    write_catalogue(tmp_path / "catalogue.sqlite", products, config.languages)
    environ = {
        "PATH": os.environ["PATH"],
        "RESTOCK_SKILL_ID": SKILL_ID,
        "RESTOCK_STORE": "memory:",
        "RESTOCK_SECRET": SECRET,
        "RESTOCK_DATA": str(tmp_path),
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start" if photographed else "on-demand",
    }
    probe = _PROBE.format(folder=str(ROOT / "lambda"), root=str(ROOT), events=str(ROOT / "tests" / "events"))
    ran = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        env=environ,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    loaded = json.loads(ran.stderr.splitlines()[-1])
    assert (loaded == []) is photographed, loaded
    turns = [json.loads(line) for line in ran.stdout.splitlines() if '"message":"turn"' in line]
    assert [turn["intent"] for turn in turns] == ["Launch", "Reorder", "Yes"]
