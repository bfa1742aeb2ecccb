"""From a sentence to the offer on a made-up shop: as written, and as recognisers are said to have heard it.

No recogniser runs here: what they heard lies ready where benchmarks/voice.py keeps it.
"""

import csv
import gzip
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks import voice
from benchmarks.support import sets, voice_hearing, voice_recognisers, voice_requests
from benchmarks.support.sets import DataSet
from benchmarks.support.voice_baselines import ExactText, Rapidfuzz
from benchmarks.support.voice_hearing import Job, places
from benchmarks.support.voice_recognisers import PROMPT, prompt
from benchmarks.support.voice_requests import Kind, Moment, Requests
from benchmarks.support.voice_run import WRITTEN
from benchmarks.support.voice_shop import VoiceShop
from benchmarks.support.voice_verdicts import Answered

METRICS = ("right", "wrong_unasked", "asked_right", "lost")
ITEMS = [
    ["item_id", "name", "category"],
    ["c", "Bluebird Dark Roast Coffee", "COFFEE"],
    ["d", "Harlow Mill Decaf Coffee", "COFFEE"],
    ["m", "Cloverfield Whole Milk", "MILK"],
    ["o", "Oat Milk for Baristas", "MILK"],
    ["t", "Quillet Tissue Paper for Guests", "PAPER"],
    ["b", "Tin of Red Beans", "CANS"],
]


def _write(path: Path, rows: list[list[Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Twelve households that buy coffee and milk every week, half of them one sort each; and an Italian set."""
    folder = tmp_path / "data"
    _write(folder / "pantry" / "items.csv.gz", ITEMS)
    purchases: list[list[Any]] = [["customer_id", "basket_id", "date", "item_id", "quantity"]]
    for customer in range(12):
        for week in range(10):
            day = date(2020, 1, 1 + customer) + timedelta(weeks=week)
            purchases += [[f"h{customer}", week, day, item, 1] for item in ("cm", "cdmo")[customer % 2]]
    _write(folder / "pantry" / "purchases.csv.gz", purchases)
    _write(folder / "dispensa" / "items.csv.gz", [["item_id", "name"], ["1", "LATTE INTERO"]])
    _write(folder / "dispensa" / "purchases.csv.gz", [purchases[0], ["h", 1, "2020-01-01", "1", 1]])
    return folder


def _tables(path: Path) -> dict[str, dict[tuple[str, str], dict[str, float]]]:
    read = json.loads(path.read_text())
    assert read.pop("benchmark") == "voice"
    return {key: {(row.pop("set"), row.pop("method")): row for row in rows} for key, rows in read.items()}


def test_as_written(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--text", "--requests", "24", "--json", str(tmp_path / "voice.json"), "--chart", str(tmp_path / "v.svg")]
    voice.main(["--data", str(data), *options])

    tables = _tables(tmp_path / "voice.json")
    assert tables.keys() == {"rows", "by_set", "by_kind", "by_words", "errors", "paired"}
    assert tables["by_words"].keys() == {("text", "product's words heard")}
    assert tables["rows"].keys() == {("text", method) for method in ("ours", "exact text", "rapidfuzz matcher")}
    for row in tables["rows"].values():
        assert row["requests"] == 24
        assert sum(row[metric] for metric in METRICS) == pytest.approx(1.0, abs=1e-5)
    assert tables["by_set"].keys() == {(f"pantry: {name}", method) for name, method in tables["rows"]}
    ours, fuzzy = tables["rows"]["text", "ours"], tables["rows"]["text", "rapidfuzz matcher"]
    assert sum(row["requests"] for row in tables["by_kind"].values()) == 24
    for given in ("wrong_unasked", "lost"):
        steps = tables["errors"]["text", given]
        assert sum(steps.values()) == pytest.approx(ours[given], abs=1e-5)
        assert steps["misheard_product"] == steps["misheard_sentence"] == 0
    # Whatever fits best is offered: it never asks.
    assert fuzzy["asked_right"] == 0
    more = tables["paired"]["text", "ours less rapidfuzz matcher"]["wrong_unasked"]
    assert more == pytest.approx(ours["wrong_unasked"] - fuzzy["wrong_unasked"], abs=1e-4)
    assert "dispensa: left out, its articles have no English names" in capsys.readouterr().out
    assert "rapidfuzz matcher" in (tmp_path / "v.svg").read_text()


def test_the_same_folder_gives_the_same_figures(data: Path, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        voice.main(["--data", str(data / "pantry"), "--text", "--requests", "12", "--json", str(tmp_path / name)])

    assert (tmp_path / "one.json").read_text() == (tmp_path / "two.json").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "needs --data"),
        (["--data", "no-such-folder"], r"holds no purchases\.csv\.gz"),
        (["--data", "dispensa"], "no set whose articles have English names"),
    ],
)
def test_without_usable_data_it_says_so(data: Path, arguments: list[str], told: str) -> None:
    given = [str(data / part) if part == "dispensa" else part for part in arguments]

    with pytest.raises(SystemExit, match=told):
        voice.main([*given, "--text"])


@pytest.fixture
def shop(data: Path, tmp_path: Path) -> VoiceShop:
    """One household that knows both coffees and milks, at its last basket; the beans are not sold."""
    pantry = sets.read(data / "pantry")
    (tmp_path / "shop").mkdir()
    moment = Moment(Kind.AGAIN, pantry.histories[1], 9, pantry.items["c"])
    return VoiceShop(pantry, {"pantry-0": moment}, ["b"], tmp_path / "shop")


def test_a_household_is_as_it_was_before_it_speaks(shop: VoiceShop) -> None:
    entries = shop.bought("pantry-0").entries

    assert {item: entry.times for item, entry in entries.items()} == dict.fromkeys("cdmo", 9)
    assert shop.products.keys() == set("cdmot")


@pytest.mark.parametrize(
    ("sentence", "answered"),
    [
        ("buy bluebird dark roast coffee", Answered("Reorder", "bluebird dark roast coffee", ("c",))),
        ("how much is the oat milk for baristas", Answered("Price", "oat milk for baristas", ("o",))),
        ("add cloverfield whole milk to my cart", Answered("AddToCart", "cloverfield whole milk", ("m",))),
        ("what is the capital of peru", Answered("Fallback", "", refused=True)),
        ("reorder the zither strings", Answered("Reorder", "zither strings", refused=True)),
        ("help", Answered("Help", "")),
    ],
)
def test_the_very_skill_answers(shop: VoiceShop, sentence: str, answered: Answered) -> None:
    assert shop.say("pantry-0", sentence) == answered


def test_what_was_said_before_is_forgotten(shop: VoiceShop) -> None:
    sentences = ("yes", "buy cloverfield whole milk", "yes")
    first = [shop.say("pantry-0", sentence) for sentence in sentences]

    assert first[0] == first[2]
    assert [shop.say("pantry-0", sentence) for sentence in sentences] == first


def test_exact_text_offers_one_and_asks_among_several(shop: VoiceShop) -> None:
    def answer(sentence: str) -> Answered:
        return ExactText(shop).answer("pantry-0", shop.understood("pantry-0", sentence))

    assert answer("reorder the harlow mill decaf coffee") == Answered("Reorder", "harlow mill decaf coffee", ("d",))
    assert answer("reorder the coffee") == Answered("Reorder", "coffee", ("c", "d"), asked=True)
    # Not quite a name, and not of what is bought.
    assert answer("reorder the harlow decaf") == Answered("Reorder", "harlow decaf", refused=True)
    assert answer("buy paper") == Answered("Reorder", "paper", ("t",))
    assert answer("what is the capital of peru") == Answered("Fallback", "", refused=True)


def test_rapidfuzz_offers_whatever_is_most_alike(shop: VoiceShop) -> None:
    def answer(sentence: str) -> Answered:
        return Rapidfuzz(shop).answer("pantry-0", shop.understood("pantry-0", sentence))

    assert answer("reorder the harlow decaf") == Answered("Reorder", "harlow decaf", ("d",))
    assert answer("buy quilted tissue") == Answered("Reorder", "quilted tissue", ("t",))
    assert answer("what is the capital of peru") == Answered("Fallback", "", refused=True)


@pytest.fixture
def kept(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str, str], str]], Path]:
    """Puts what each recogniser heard of each sentence where it is kept; a dictionary of few words stands ready."""
    (tmp_path / "dict").write_text("coffee K AO F IY\nmilk M IH L K\n")
    monkeypatch.setattr(voice_recognisers, "sphinx_dictionary", lambda: tmp_path / "dict")
    monkeypatch.setattr(voice_hearing, "_heard", lambda _: pytest.fail("nobody shall listen"))

    def keep(heard: Callable[[str, str], str]) -> Path:
        folder = tmp_path / "kept"
        folder.mkdir()
        monkeypatch.setattr(Job, "key", lambda job, place: f"{place}: {job.sentence}")
        pantry: DataSet = sets.read(data / "pantry")
        wanted = Requests(pantry, voice_requests.moments(pantry, 12, 1), voice_requests.SENTENCES["else"], 1)
        (tmp_path / "asked").mkdir()
        shop = VoiceShop(pantry, wanted.households, wanted.strange, tmp_path / "asked")
        lines = [
            json.dumps({f"{place}: {request.sentence}": heard(place, request.sentence) for place in places()})
            for request in wanted.spoken(shop.called)
        ]
        (folder / "heard.jsonl").write_text("\n".join(lines) + "\n")
        return folder

    return keep


def test_what_was_heard_before_is_not_heard_again(
    data: Path, tmp_path: Path, kept: Callable[[Callable[[str, str], str]], Path]
) -> None:
    folder = kept(lambda place, sentence: "" if place == "whisper, 5 dB" else sentence)
    options = ["--requests", "12", "--keep", str(folder), "--json", str(tmp_path / "voice.json")]
    voice.main(["--data", str(data / "pantry"), *options])

    rows = _tables(tmp_path / "voice.json")["rows"]
    assert list(dict.fromkeys(where for where, _ in rows)) == [WRITTEN, "clean", "15 dB", "5 dB", *places()]
    written = rows[WRITTEN, "ours"]
    assert {key: rows["pocketsphinx, 15 dB", "ours"][key] for key in METRICS} == {key: written[key] for key in METRICS}
    # One of the two recognisers heard nothing: nothing was offered, and only what is to be refused was right.
    deaf = rows["whisper, 5 dB", "ours"]
    assert deaf["wrong_unasked"] == deaf["asked_right"] == 0
    assert rows["5 dB", "ours"]["lost"] == pytest.approx((deaf["lost"] + written["lost"]) / 2, abs=1e-5)
    assert rows["5 dB", "ours"]["requests"] == 24


def test_what_was_heard_is_kept_as_long_as_the_same_was_taught() -> None:
    before, after = (Job("buy milk", "slt", 7, ("oat milk",), "language", version) for version in (1, 2))
    taught = before._replace(names=("oat milk", "green tea"))

    # Only pocketsphinx learns what anybody may say.
    assert before.key("whisper, clean") == after.key("whisper, clean")
    assert before.key("pocketsphinx, clean") != after.key("pocketsphinx, clean")
    assert all(before.key(place) != taught.key(place) for place in places())
    assert len({before.key(place) for place in places()}) == 6


def test_the_names_that_are_taught_are_those_that_the_skill_sends(shop: VoiceShop) -> None:
    names = shop.taught("pantry-0")

    assert sorted(names) == sorted(shop.called[item] for item in "cdmo")
    assert names == shop.taught("pantry-0")


def test_whisper_is_told_the_likeliest_name_last_and_only_as_many_as_it_takes() -> None:
    assert prompt([]) == PROMPT
    assert prompt(["oat milk", "green tea"]) == f"green tea, oat milk. {PROMPT}"
    assert prompt(["oat milk", "x" * 1000, "green tea"]) == f"oat milk. {PROMPT}"
