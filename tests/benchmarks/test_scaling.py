"""Scale on paper: what is counted, what it comes to, and the page that tells it."""

import json
import re
from pathlib import Path

import pytest

from benchmarks import scaling
from benchmarks.support.scaling_costs import (
    at_rate,
    duration_price,
    errand_ms,
    fixed_a_month,
    lambda_ms,
    per_million_customers,
    per_million_turns,
    refused_by_conflict,
    stored,
)
from benchmarks.support.scaling_prices import HABITS, LIMITS, PRICES, Inputs
from benchmarks.support.scaling_tables import Tables
from benchmarks.support.scaling_text import filled, table

DOCS = Path(__file__).resolve().parents[2] / "docs"
TURN = {
    "gets": 0.5,
    "batches": 1.0,
    "transactions": 1.0,
    "others": 0.0,
    "cpu_ms": 8.0,
    "read_units": 6.0,
    "write_units": 8.0,
    "index_units": 0.1,
    "records": 3.0,
    "errands": 0.1,
    "orders": 0.1,
    "log_bytes": 1000.0,
}
ERRAND = {
    "gets": 2.0,
    "batches": 1.0,
    "transactions": 0.0,
    "others": 2.0,
    "cpu_ms": 10.0,
    "read_units": 7.0,
    "write_units": 2.0,
    "index_units": 3.0,
    "records": 2.0,
    "log_bytes": 200.0,
}
GIVEN = Inputs([("memory_mb", 1769), ("worker_mb", 1769), ("get_ms", 4), ("batch_ms", 5), ("transact_ms", 10)])


def test_the_page_is_what_the_script_prints() -> None:
    page = (DOCS / "scaling.md").read_text("utf-8")
    counted, load, memory = (
        json.loads((DOCS / f"{name}.json").read_text("utf-8")) for name in ("scaling", "load", "memory_size")
    )
    tables = Tables(counted, load, memory, Inputs()).all()

    assert filled(page, tables) == page
    assert set(re.findall(r"<!-- table: (\w+) -->", page)) == set(tables)


def test_tables_are_printed_with_other_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    scaling.main([])
    usual = capsys.readouterr().out
    scaling.main(["--set", "write_units=1000", "--set", "turns_a_month=40"])
    dear = capsys.readouterr().out

    assert "\nmillion_turns\n" in usual
    assert usual != dear
    assert re.search(r"`write_units` +\| 1000 \|", dear)


@pytest.mark.parametrize(("said", "why"), [("wages=3", "no input 'wages'"), ("mail=much", "NAME=NUMBER")])
def test_an_input_that_there_is_not_is_refused(said: str, why: str) -> None:
    with pytest.raises(SystemExit, match=why):
        scaling.main(["--set", said])


def test_the_tables_go_into_a_page_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- table: prices -->\nold\n<!-- end -->\nafter\n")
    scaling.main(["--page", str(page)])
    text = page.read_text()

    assert text.startswith("before\n<!-- table: prices -->\n| name |")
    assert text.endswith("|\n<!-- end -->\nafter\n")
    with pytest.raises(KeyError):
        filled("<!-- table: nothing -->\n<!-- end -->", {})


def test_every_input_has_a_name_of_its_own() -> None:
    names = [one.name for one in (*PRICES, *LIMITS, *HABITS)]
    assert len(names) == len(set(names))
    assert all(one.seen and one.what for one in (*PRICES, *LIMITS, *HABITS))


def test_a_column_of_numbers_stands_on_the_right() -> None:
    assert table(["what", "much"], [["a", "1.5"], ["b", "2"]]).splitlines()[1] == "| --- | ---: |"
    assert table(["what", "where"], [["a", "here"], ["b", "2"]]).splitlines()[1] == "| --- | --- |"


def test_a_turn_takes_its_computing_and_its_trips() -> None:
    assert lambda_ms(TURN, GIVEN, memory_mb=1769) == 8 + 0.5 * 4 + 5 + 10
    assert lambda_ms(TURN, GIVEN, memory_mb=1769 / 2) == 16 + 0.5 * 4 + 5 + 10
    assert lambda_ms(TURN, GIVEN, memory_mb=4000) == lambda_ms(TURN, GIVEN, memory_mb=1769)


def test_time_is_billed_by_the_millisecond_begun() -> None:
    of_a_gb = Inputs([("lambda_gb_s", 1.0)])
    assert duration_price(24.2, 1024, of_a_gb) == 25_000
    assert duration_price(25.0, 512, of_a_gb) == 12_500


def test_a_million_turns_with_their_errands() -> None:
    parts = per_million_turns(TURN, ERRAND, GIVEN)
    assert parts["DynamoDB, writes"] == pytest.approx((8.0 + 0.1 + 0.1 * (2 + 3)) * 0.625)
    assert parts["DynamoDB, reads"] == pytest.approx((6.0 + 0.1 * 7) * 0.125)
    assert parts["Lambda, invocations"] == pytest.approx(1.1 * 0.2)
    assert parts["SES, e-mails"] == pytest.approx(100_000 / 1000 * 0.1)
    assert parts["CloudWatch, log lines"] == pytest.approx((1330 + 0.1 * 530) / 1000 * 0.5)


def test_what_is_there_while_nobody_talks() -> None:
    parts = fixed_a_month(10, GIVEN)
    assert parts["CloudWatch, metrics"] == pytest.approx(3.0)
    assert parts["SnapStart, one snapshot kept"] == pytest.approx(1769 / 1024 * 2_592_000 * 0.0000015046)
    assert parts["KMS, keys (table, addresses)"] == 2.0


def test_a_customer_is_stored_with_what_was_said_and_ordered() -> None:
    items = {"C# I#": {"mean_bytes": 800.0}, "C# O#": {"mean_bytes": 500.0}}
    each = stored(items, {"mean_bytes": 30_000.0, "mean_items": 50.0}, TURN, GIVEN)
    assert each == pytest.approx({"imported": 35_000, "interactions": 240 * 900, "orders": 240 * 0.1 * 600})
    year = per_million_customers(each, 70.0, 10.0, GIVEN)
    assert year["the import, once"] == pytest.approx(70 * 0.625)
    assert year["turns"] == pytest.approx(2400)
    assert year["the table's storage"] == pytest.approx(12 * (35 + (216 + 14.4) / 2) * 0.25)


def test_orders_for_one_product_meet_each_other() -> None:
    meets, busy = refused_by_conflict(100, GIVEN)
    assert meets == pytest.approx(0.632, abs=0.001)
    assert busy == pytest.approx(meets**4)
    assert refused_by_conflict(0, GIVEN) == (0, 0)


def test_instances_are_turns_a_second_times_their_seconds() -> None:
    rate = at_rate(1000, TURN, ERRAND, GIVEN, shards=4, fixed=7.0, per_million=2.0)
    assert rate.instances == pytest.approx(25)
    assert rate.writes == pytest.approx(8000 + 100 * 2)
    assert rate.workers == pytest.approx(100 * (errand_ms(ERRAND, GIVEN) / 1000))
    assert rate.index_per_shard == pytest.approx((100 + 300) / 4)
    assert rate.dollars_a_month == pytest.approx(7 + 2592 * 2.0)


def test_turns_are_counted_on_a_table(tmp_path: Path) -> None:
    scaling.main(["--count", str(tmp_path / "scaling.json"), "--dialogues", "12"])
    read = json.loads((tmp_path / "scaling.json").read_text())

    every = next(row for row in read["rows"] if row["set"] == "every turn")
    kinds = [row for row in read["rows"] if row["set"] != "every turn"]
    assert sum(row["turns"] for row in kinds) == every["turns"] > 12
    # Who speaks is read in the first turn alone; all else is read once, and written once.
    assert every["transactions"] == pytest.approx(1, abs=0.1)
    assert 1 <= every["batches"] < 2
    assert every["read_units"] > 4
    assert every["write_units"] >= 4
    assert every["log_bytes"] > 300
    # An order leaves an errand, and the worker does it: found, taken, read for, and struck off.
    [errand] = read["errand"]
    assert errand["turns"] == round(every["errands"] * every["turns"]) > 0
    assert errand["index_units"] == 3
    assert {row["set"] for row in read["items"]} >= {"C# HEAD", "C# I#", "C# O#", "C# DIGEST", "ID# ID", "P# STOCK"}
