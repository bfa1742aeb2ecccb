"""The load benchmark on the real server and the built function, a few turns each; how fast is not asked here."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import load, memory_size
from benchmarks.support.share import NoQuota, share

RATIOS = {"p50_to_hello", "cpu_to_hello"}
NUMBERS = {
    *("turns", "errors", "per_second", "p50_ms", "p99_ms", "p999_ms", "p99_but_codes_ms", "cpu_ms", "rss_mb"),
}


def _run(tmp_path: Path, only: str) -> dict[str, Any]:
    few = ["--turns", "40", "--rounds", "1", "--households", "20", "--rate", "60", "--dialogues", "40"]
    few += ["--soak", "200", "--every", "50"]
    files = ["--json", str(tmp_path / "load.json"), "--chart", str(tmp_path / "load.svg")]
    load.main([*few, *files, "--only", only])
    read: dict[str, Any] = json.loads((tmp_path / "load.json").read_text())
    assert read["benchmark"] == "load"
    assert ElementTree.parse(tmp_path / "load.svg").getroot().tag.endswith("svg")
    return read


def _rows(read: dict[str, Any], sets: list[str]) -> None:
    """Ours and hello world answered the same requests, all of them well."""
    assert [(row["set"], row["method"]) for row in read["rows"]] == [
        (name, method) for name in sets for method in ("ours", "hello world")
    ]
    for row in read["rows"]:
        assert (row["turns"], row["errors"]) == (40, 0)
        assert row.keys() == {"set", "method", *NUMBERS, *(RATIOS if row["method"] == "ours" else ())}
        assert 0 < row["p50_ms"] <= row["p99_ms"] <= row["p999_ms"]
    assert sum(row["turns"] for row in read["by_kind"]) == 40


def _memory(read: dict[str, Any], name: str) -> dict[str, float]:
    [row] = read["memory"]
    assert (row.pop("set"), row.pop("method"), row["turns"], row["errors"]) == (name, "ours", 200, 0)
    assert 20 < row["rss_start_mb"] <= row["peak_mb"] < 500
    assert [one["turns"] for one in read["rss"]] == [0, 50, 100, 150, 200]
    return dict(row)


def test_the_server_under_load(tmp_path: Path) -> None:
    read = _run(tmp_path, "flask")

    _rows(read, [f"Flask, SQLite, {how}" for how in ("1 client", "4 clients", "open loop, 60.0/s")])
    memory = _memory(read, "Flask, SQLite")
    # SQLite writes into its log first; so few turns need not have reached the file.
    assert memory["written_bytes"] > 1000
    assert memory["file_bytes"] >= 0
    assert 0 <= memory["mails"] < 1


def test_the_function_under_load(tmp_path: Path) -> None:
    read = _run(tmp_path, "lambda")

    _rows(read, ["Lambda, DynamoDB, 1 instance"])
    assert "file_bytes" not in _memory(read, "Lambda, DynamoDB")


def _may_hold_processors() -> bool:
    try:
        with share(512):
            return True
    except NoQuota:
        return False


def test_the_function_with_the_processor_of_a_memory_size(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    few = ["--turns", "20", "--starts", "1", "--sizes", "512", "--dialogues", "20", "--json", str(path)]
    if not _may_hold_processors():
        with pytest.raises(SystemExit, match="control groups"):
            memory_size.main(few)
        assert not path.exists()
        return
    memory_size.main(few)

    read = json.loads(path.read_text())
    [row] = read["rows"]
    assert (read["benchmark"], row["set"], row["method"], row["turns"]) == ("memory_size", "512 MB", "ours", 20)
    # 512 MB are three tenths of a processor: what computes takes at least three times as long on the clock.
    assert row["init_ms"] + row["first_ms"] > 2 * row["start_cpu_ms"]
    assert 20 < row["start_peak_mb"] <= row["peak_mb"] < 512
