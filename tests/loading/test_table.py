"""Reading CSV: whatever was done to the file, a bad line costs itself only."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.loading.problem import UnreadableFile
from skill.loading.table import read_table
from tests.loading.files import Problems, write


def rows(path: Path, problems: Problems | None = None) -> list[tuple[int, list[str]]]:
    report = Problems() if problems is None else problems
    return [(row.line, row.values) for row in read_table(path, ("a", "b"), ("c",), report)]


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_form_of_file(tmp_path: Path, name: str, mark: str, end: str) -> None:
    path = write(tmp_path / name, end.join([f"{mark}B, a", " 1 ,Ä", "", '"x, ""y""",2']))
    assert rows(path) == [(2, ["Ä", "1", ""]), (4, ["2", 'x, "y"', ""])]


def test_a_value_over_several_lines(tmp_path: Path) -> None:
    assert rows(write(tmp_path / "t.csv", 'a,b,c\n1,"x\ny",z\n2,,\n')) == [(2, ["1", "x\ny", "z"]), (4, ["2", "", ""])]


def test_what_cannot_be_read_is_said_line_by_line(tmp_path: Path) -> None:
    problems = Problems()
    content = b'a,b,colour\n1,2,3\n1,2\n1,2,3,4\n\xe4,2,3\n5,6\x00,7\n"8,9,10\n11,12,13\n"14"x,15,16\n17,18,19\n'
    assert rows(write(tmp_path / "t.csv", content), problems) == [
        (2, ["1", "2", ""]),
        (8, ["11", "12", ""]),
        (10, ["17", "18", ""]),
    ]
    assert problems.said == [
        "t.csv line 1: column 'colour' is not known; left out",
        "t.csv line 3: 2 values where the first line names 3 columns; line left out",
        "t.csv line 4: 4 values where the first line names 3 columns; line left out",
        "t.csv line 5: not UTF-8; line left out",
        "t.csv line 6: not UTF-8; line left out",
        't.csv line 7: a quote inside a quoted value is not doubled (""); line left out',
        't.csv line 9: a quote inside a quoted value is not doubled (""); line left out',
    ]


def test_a_quote_never_closed_costs_its_line_only(tmp_path: Path) -> None:
    problems = Problems()
    lines = [f"{n},x" for n in range(300)]
    path = write(tmp_path / "t.csv", "\n".join(["a,b", '"open,x', *lines, '"end']))
    assert rows(path, problems) == [(n + 3, [str(n), "x", ""]) for n in range(300)]
    assert problems.said == [
        "t.csv line 2: a quote is not closed; line left out",
        "t.csv line 303: a quote is not closed; line left out",
    ]


def test_a_value_without_end(tmp_path: Path) -> None:
    problems = Problems()
    path = write(tmp_path / "t.csv", "a,b\n" + "x" * 200_000 + ",1\n2,3\n")
    assert rows(path, problems) == [(3, ["2", "3", ""])]
    assert problems.said == ["t.csv line 2: a value is longer than 131072 characters; line left out"]


def test_a_compressed_file_that_was_cut(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv.gz", "a,b\n" + "".join(f"{n},{n * n}\n" for n in range(50_000)))
    path.write_bytes(path.read_bytes()[:-2000])
    problems = Problems()
    found = rows(path, problems)
    assert found[:2] == [(2, ["0", "0", ""]), (3, ["1", "1", ""])]
    assert problems.said == [
        f"t.csv.gz line {problems[0].line}: the file is damaged from here on; the rest is left out"
    ]
    assert len(found) == problems[0].line - 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("t.csv", b"", "{path} is empty; its first line must name the columns a, b"),
        ("t.csv", b"\xef\xbb\xbf", "{path} is empty; its first line must name the columns a, b"),
        ("t.csv", b"a,c\n1,2\n", "{path} has no column b; its first line names a, c"),
        (
            "t.csv",
            b"a;b;c\n1;2;3\n",
            "{path} has no columns a, b; its first line names a;b;c; the values must be separated by commas",
        ),
        ("t.csv", b"a,b,A\n", "{path} names the column a twice"),
        ("t.csv", "a,b\n".encode("utf-16"), "{path} is not UTF-8; save it as CSV in UTF-8"),
        ("t.csv", b"a,b,gr\xf6\xdfe\n", "{path} is not UTF-8; save it as CSV in UTF-8"),
        ("t.csv", b'"a,b\n1,2\n', "{path} is no CSV file: unexpected end of data"),
        ("t.csv", b'"' + b"a\n" * 200, "{path} is no CSV file: its first line has no end"),
    ],
)
def test_a_file_of_no_use_is_refused_at_once(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(UnreadableFile) as refused:
        rows(path)
    assert str(refused.value) == sentence.format(path=path)


def test_what_is_named_gz_must_be(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(b"a,b\n")
    with pytest.raises(UnreadableFile, match=r"t\.csv\.gz is no CSV file: Not a gzipped file"):
        rows(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        rows(tmp_path / "t.csv")
    assert str(refused.value) == f"{tmp_path}/t.csv cannot be read: No such file or directory"


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "a,b\n" + "1,2\n" * 10_000)
    seen: list[tuple[str, int, int]] = []
    assert sum(1 for _ in read_table(path, ("a", "b"), (), Problems(), lambda *what: seen.append(what))) == 10_000
    size = path.stat().st_size
    assert seen[-1] == ("t.csv", size, size)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = write(tmp_path_factory.getbasetemp() / "odd.csv", b"a,b\n" + content)
    problems = Problems()
    for line, values in rows(path, problems):
        assert line > 1
        assert len(values) == 3
        assert all(not "\udc80" <= letter <= "\udcff" for value in values for letter in value)
