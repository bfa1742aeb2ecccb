"""Who asks for what in which words: made-up households, all drawn by the same seed."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.support.sets import Basket, DataSet, History, Item, Line
from benchmarks.support.voice_language import dictionary, expected, spoken, taught
from benchmarks.support.voice_names import Namer, bare, plain, short
from benchmarks.support.voice_requests import (
    SENTENCES,
    Kind,
    Moment,
    Request,
    Requests,
    english,
    is_development,
    moments,
    shortened,
    utterances,
)

ITEMS = [
    Item("c1", "Bluebird Dark Roast Coffee, 12 oz", "COFFEE"),
    Item("c2", "Bluebird House Coffee with Chicory, 12 oz (Pack of 2)", "COFFEE"),
    Item("c3", "Harlow Mill Decaf Coffee", "COFFEE"),
    Item("m1", "Cloverfield Whole Milk", "DAIRY/MILK SHELF"),
    Item("m2", "Organic Oat Milk, Free of Sugar", "DAIRY/MILK SHELF"),
    Item("s1", "Sunny Side Paper Towels & Napkins", "PAPER"),
    *(Item(f"x{n}", f"Brand{n} Gadget{n} Thing{n} for the Shed", "SHED") for n in range(30)),
]


def _history(customer: str, baskets: list[list[str]]) -> History:
    return History(
        customer,
        tuple(
            Basket(str(number), 730_000 + 7 * number, None, tuple(Line(item, 1, 0) for item in items))
            for number, items in enumerate(baskets)
        ),
    )


def _data(customers: int = 200) -> DataSet:
    """Households that bought c1 and m1 all along, c2 and the towels only in the last fifth, the towels once."""
    baskets = [["c1", "m1"]] * 8 + [["c2", "s1"], ["c1", "c2"]]
    return DataSet(
        "tiny", {item.id: item for item in ITEMS}, tuple(_history(f"h{n}", baskets) for n in range(customers))
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Solimo Dish Soap, Lemon, 30 oz (Pack of 2)", "Solimo Dish Soap"),
        ("Whole Milk 2% Half Gallon 64 oz", "Whole Milk 2% Half Gallon"),
        ("Harlow® Towels - 6 Rolls", "Harlow Towels"),
        ("100 Count, Paper Plates", "Paper Plates"),
        ("One Two Three Four Five Six Seven", "One Two Three Four Five Six"),
        ("12 oz", "12 oz"),
    ],
)
def test_long_titles_are_said_short(name: str, said: str) -> None:
    assert short(name) == said


def test_words_are_compared_without_case_signs_and_plurals() -> None:
    assert bare("Gluten-Free M&M's® Minis") == {"gluten", "free", "m", "and", "m's", "mini"}
    assert plain("Salt & Vinegar® “Chips”") == "Salt and Vinegar Chips"


@pytest.mark.parametrize(
    ("item", "kind", "brand", "name", "attribute"),
    [
        ("c1", "coffee", "Bluebird coffee", "Bluebird Dark Roast Coffee", "roast coffee"),
        ("c2", "coffee", "Bluebird coffee", "Bluebird House Coffee", "house coffee"),
        # A shelf's label is no word for milk; "organic" may be anything and is no brand of its own.
        ("m1", "milk", "Cloverfield milk", "Cloverfield Whole Milk", "whole milk"),
        ("m2", "milk", "Organic milk", "Organic Oat Milk", "oat milk"),
    ],
)
def test_ways_to_name_a_product(item: str, kind: str, brand: str, name: str, attribute: str) -> None:
    namer, items = Namer(ITEMS), {item.id: item for item in ITEMS}

    found = [namer.called(way, items[item], short(items[item].name)) for way in ("kind", "brand", "name", "attribute")]

    assert found == [kind, brand, name, attribute]


def test_only_a_label_that_names_hold_is_a_word_for_a_kind() -> None:
    namer = Namer(ITEMS)

    assert namer.kind("COFFEE") == "coffee"
    assert namer.kind("DAIRY/MILK SHELF") == ""
    assert namer.kind("NOTHING") == ""


def test_sets_in_another_language_are_known() -> None:
    assert english(_data())
    assert not english(DataSet("coop", {"1": Item("1", "LATTE INTERO"), "2": Item("2", "")}, ()))
    assert not english(DataSet("nameless", {"1": Item("1")}, ()))


def test_what_is_bought_again_lies_in_the_last_fifth_and_was_bought_before() -> None:
    again = [moment for moment in moments(_data(), 200, seed=1) if moment.kind is Kind.AGAIN]

    # Of the last two baskets: c2 and s1 are new in the first of them, c1 and c2 known in the second.
    assert {(moment.before, moment.item.id) for moment in again if moment.item} == {(9, "c1"), (9, "c2")}


def test_kinds_come_as_often_as_they_should() -> None:
    kinds = Counter(moment.kind for moment in moments(_data(2000), 2000, seed=1))

    assert kinds[Kind.AGAIN] / 2000 == pytest.approx(0.75, abs=0.03)
    assert kinds[Kind.ELSE] / 2000 == pytest.approx(0.1, abs=0.02)
    assert kinds[Kind.NEW] / 2000 == pytest.approx(0.075, abs=0.02)
    assert kinds[Kind.STRANGE] / 2000 == pytest.approx(0.075, abs=0.02)


def test_households_take_turns() -> None:
    customers = Counter(moment.history.customer for moment in moments(_data(3), 8, seed=1))

    assert sorted(customers.values()) == [2, 3, 3]


def test_without_anything_bought_again_there_is_nothing_to_ask() -> None:
    once = DataSet("once", {item.id: item for item in ITEMS}, (_history("h", [[f"x{n}"] for n in range(10)]),))

    with pytest.raises(SystemExit, match="no household buys anything again"):
        moments(once, 5, seed=1)


def _requests(seed: int = 1) -> tuple[Requests, list[Request]]:
    data = _data()
    wanted = Requests(data, moments(data, 200, seed), ["what time is it"], seed)
    return wanted, wanted.spoken({"c1": "Bluebird dark roast"})


def test_the_same_seed_asks_the_same() -> None:
    assert _requests()[1] == _requests()[1]
    assert _requests()[1] != _requests(seed=2)[1]


def test_what_a_request_means_depends_on_what_is_bought_then() -> None:
    _, found = _requests()
    again = [request for request in found if request.kind is Kind.AGAIN]

    # In the tenth basket both coffees are bought again, and both begin with Bluebird.
    assert {request.meant for request in again if request.way in ("kind", "brand")} == {frozenset({"c1", "c2"})}
    assert {request.meant for request in again if request.words == "Bluebird dark roast"} == {frozenset({"c1"})}
    assert {request.meant for request in again if request.words == "house coffee"} == {frozenset({"c2"})}
    for request in again:
        assert request.sentence in {template.format(request.words) for template in SENTENCES["asked"]}


def test_a_strange_product_is_one_that_nothing_else_could_be_and_the_shop_has_not() -> None:
    wanted, found = _requests()
    strange = [request for request in found if request.kind is Kind.STRANGE]

    assert strange
    assert {(request.way, request.meant) for request in strange} == {("name", frozenset())}
    items = [wanted.households[request.id].item for request in strange]
    assert wanted.strange == {item.id for item in items if item}


def test_what_has_the_words_of_a_strange_product_makes_it_a_new_one() -> None:
    milk = [Item("a", "Whole Milk"), Item("b", "Cloverfield Whole Milk"), Item("c", "Wholegrain Milkshake")]
    data = DataSet("tiny", {item.id: item for item in milk}, ())
    asked = [Moment(Kind.STRANGE, _history("h", [["b"]]), 0, item) for item in milk]

    # "Whole Milk" could be either of the other two, written together or apart.
    assert Requests(data, asked, [], 1).strange == {"b", "c"}


def test_a_new_product_is_any_that_has_the_words_and_the_shop_has() -> None:
    wanted, found = _requests()
    new = [request for request in found if request.kind is Kind.NEW]

    assert new
    for request in new:
        item = wanted.households[request.id].item
        assert item
        assert item.id in request.meant
        assert request.meant.isdisjoint(wanted.strange - {item.id})
        assert all(bare(request.words) <= bare(other.name) for other in ITEMS if other.id in request.meant)


def test_what_is_no_shopping_is_said_as_it_is() -> None:
    _, found = _requests()

    assert {(r.sentence, r.words, r.meant) for r in found if r.kind is Kind.ELSE} == {
        ("what time is it", "", frozenset())
    }


def test_development_is_half_of_the_customers_and_four_fifths_of_their_baskets() -> None:
    data = shortened(_data())

    assert len(data.histories) == sum(is_development(f"h{n}") for n in range(200))
    assert {len(history.baskets) for history in data.histories} == {8}
    assert [is_development(name) for name in ("anna", "ben", "clara", "finn")] == [False, False, True, True]


def test_utterances_are_the_folders_one_half_asked_and_the_other_learned(tmp_path: Path) -> None:
    said = ["what time is it", "yesterday", "wake me up", "play the song", "tell me a joke", "is it raining"]
    (tmp_path / "utterances").mkdir()
    with gzip.open(tmp_path / "utterances" / "en.csv.gz", "wt") as file:
        file.write("text,intent,source\nbuy milk,shopping_list,x\nyes,yes,x\n")
        file.write("".join(f"{text},talk,x\n" for text in said))

    asked, learned = utterances(tmp_path)

    assert asked
    assert learned
    assert sorted(asked + learned) == sorted(said)


def test_without_utterances_some_are_made_up_and_none_learned(tmp_path: Path) -> None:
    assert utterances(tmp_path) == (SENTENCES["else"], [])


def test_numbers_and_signs_are_written_as_they_are_said() -> None:
    assert spoken("2% Milk & 12 Eggs, 90 g") == "two percent milk and twelve eggs ninety g".split()
    assert spoken("We’re out of 365") == "we're out of three six five".split()
    assert spoken("42") == ["forty", "two"]


def test_a_recogniser_expects_samples_with_the_shops_names_and_what_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "dict").write_text("coffee K AO F IY\ncoffee(2) K AA F IY\norder AO R D ER\nthe DH AH\nstop S T AA P\n")
    known = dictionary(tmp_path / "dict")

    lines = expected(["Bluebird coffee"] * 300, ["stop the Bluebird"], known).splitlines()

    assert known == {"coffee", "order", "the", "stop"}
    # Words that are in no dictionary are left out.
    assert lines[-1] == "stop the"
    assert {"order the coffee", "order coffee"} <= set(lines)
    assert all(set(line.split()) <= known for line in lines)
    assert lines == expected(["Bluebird coffee"] * 300, ["stop the Bluebird"], known).splitlines()


def test_of_a_taught_name_a_recogniser_expects_the_whole_and_every_part() -> None:
    lines = taught(["Oat Milk 7", "!"]).splitlines()

    # Three of the whole, and one of each of its six parts.
    assert len(lines) == 9
    assert sum("oat milk seven" in line for line in lines) >= 4
    assert any("milk" in line and "oat" not in line for line in lines)
    assert lines == taught(["Oat Milk 7"]).splitlines()
