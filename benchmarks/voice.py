"""From a spoken sentence to the offer: requests of real households, said, disturbed, heard, understood and answered.

    python benchmarks/voice.py --data FOLDER [--requests 300] [--keep FOLDER] [--text] [--json FILE] [--chart FILE]

README.md tells how the requests are made, who says and hears them, and what the columns mean.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support import charts, sets, voice_requests
from benchmarks.support.paired import difference
from benchmarks.support.report import Row, show, write
from benchmarks.support.sets import DataSet
from benchmarks.support.voice_hearing import Hearing
from benchmarks.support.voice_names import bare
from benchmarks.support.voice_requests import Kind, Request
from benchmarks.support.voice_run import WRITTEN, Case, run
from benchmarks.support.voice_verdicts import GOOD, Error, Verdict, error, scores

METHODS = ("ours", "exact text", "rapidfuzz matcher")


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` write the tables too."""
    given = _parser().parse_args(arguments)
    cases, names = _cases(given)
    rows = tables(cases)
    show("What spoken requests came to (shares of the requests, standard errors by customer)", rows)
    by_set = [row for name in dict.fromkeys(case.set for case in cases) for row in _of_set(cases, name)]
    show("The same for each set of histories", by_set)
    asked = by_kind(cases)
    show("Ours by what was asked for", [row for row in asked if "," not in row.set])
    heard = by_words(cases)
    show("Ours by whether all words of the product were heard", heard)
    wrong = errors(cases, names)
    show("Where ours went wrong: shares of all requests by the step at which it happened", wrong)
    better = paired_rows(cases)
    show("Ours less each baseline, on the same requests", better)
    more = {"by_set": by_set, "by_kind": asked, "by_words": heard, "errors": wrong, "paired": better}
    write(given.json, "voice", rows, more=more)
    shown = [row for row in rows if "," not in row.set]
    metrics = {"right": "right", "asked_right": "asked, rightly", "wrong_unasked": "wrong, unasked", "lost": "lost"}
    charts.bars(given.chart, "From a spoken sentence to the offer", shown, metrics)


def tables(cases: Sequence[Case]) -> list[Row]:
    """A row a method for each way in which the requests reached the shop, and for each noise by both recognisers."""
    rows = []
    for where, of in _places(cases).items():
        for method in METHODS:
            requests = [case.request for case in of]
            rows.append(Row(where, method, scores(requests, [case.verdict(method) for case in of])))
    return rows


def errors(cases: Sequence[Case], names: Mapping[str, str]) -> list[Row]:
    """Where ours went wrong, for what was wrong and what was lost: each number is a share of all requests."""
    written = {case.request.id: case.verdict() for case in cases if case.where == WRITTEN}
    rows = []
    for where, of in _places(cases).items():
        steps = [
            (case.verdict(), error(case.request, case.answers["ours"], written[case.request.id], case.heard, names))
            for case in of
        ]
        for given in (Verdict.WRONG_UNASKED, Verdict.LOST):
            numbers = {step.value: round(steps.count((given, step)) / len(of), 6) for step in Error}
            rows.append(Row(where, given.value, numbers))
    return rows


def by_kind(cases: Sequence[Case]) -> list[Row]:
    """What ours came to by what was asked for, and of what is bought again by how it was named."""
    rows = []
    for where, of in _places(cases).items():
        groups: dict[str, list[Case]] = {}
        for case in sorted(of, key=lambda case: (case.request.kind is not Kind.AGAIN, case.request.kind)):
            again = case.request.kind is Kind.AGAIN
            groups.setdefault(f"again, {case.request.way}" if again else case.request.kind.value, []).append(case)
        for called, group in groups.items():
            numbers = scores([case.request for case in group], [case.verdict() for case in group])
            rows.append(Row(where, called, numbers))
    return rows


def by_words(cases: Sequence[Case]) -> list[Row]:
    """What ours came to where the recogniser wrote down every word of the product, in whatever order, and where not."""
    rows = []
    for where, of in _places(cases).items():
        asked = [case for case in of if case.request.words]
        for called, all_of_them in (("heard", True), ("misheard", False)):
            group = [case for case in asked if (bare(case.request.words) <= bare(case.heard)) is all_of_them]
            if group:
                numbers = scores([case.request for case in group], [case.verdict() for case in group])
                rows.append(Row(where, f"product's words {called}", numbers))
    return rows


def paired_rows(cases: Sequence[Case]) -> list[Row]:
    """How much more often ours was right or asked rightly, and less often wrong, than each baseline."""
    rows = []
    for where, of in _places(cases).items():
        customers = [case.request.customer for case in of]
        for method in METHODS[1:]:
            numbers: dict[str, float] = {}
            for called, wanted in (("good", GOOD), ("wrong_unasked", {Verdict.WRONG_UNASKED})):
                ours, other = ([float(case.verdict(name) in wanted) for case in of] for name in ("ours", method))
                more = difference(ours, other, customers)
                numbers |= {called: round(more.mean, 4), f"{called}_se": round(more.error, 4)}
            rows.append(Row(where, f"ours less {method}", numbers))
    return rows


def _places(cases: Sequence[Case]) -> dict[str, list[Case]]:
    """Cases by how they reached the shop; those of one noise also together, whoever heard them."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        recogniser, _, noise = case.where.partition(", ")
        found.setdefault(noise or recogniser, []).append(case)
    for case in cases:
        if "," in case.where:
            found.setdefault(case.where, []).append(case)
    return found


def _of_set(cases: Sequence[Case], name: str) -> list[Row]:
    rows = tables([case for case in cases if case.set == name])
    return [row._replace(set=f"{name}: {row.set}") for row in rows]


def _cases(given: argparse.Namespace) -> tuple[list[Case], dict[str, str]]:
    if given.data is None:
        raise SystemExit("voice.py needs --data FOLDER of purchase histories with names")
    usable = []
    for folder in sets.folders(given.data):
        data = sets.read(folder)
        if voice_requests.english(data):
            usable.append(voice_requests.shortened(data) if given.development else data)
        else:
            print(f"{data.name}: left out, its articles have no English names")
    if not usable:
        raise SystemExit(f"{given.data} holds no set whose articles have English names")
    asked, learned = voice_requests.utterances(given.data)
    hear = _as_written if given.text else Hearing(given.keep, learned, given.seed)
    cases: list[Case] = []
    names: dict[str, str] = {}
    for number, data in enumerate(usable):
        count = given.requests * (number + 1) // len(usable) - given.requests * number // len(usable)
        with TemporaryDirectory(prefix="restock-voice-") as work:
            found, called = run(data, count, asked, hear, Path(work), seed=given.seed)
        cases += found
        names |= called
        if given.words:
            _tell(found, called)
    return cases, names


def _as_written(
    requests: Sequence[Request],  # noqa: ARG001
    data: DataSet,  # noqa: ARG001
    folder: Path,  # noqa: ARG001
    taught: Mapping[str, Sequence[str]],  # noqa: ARG001
) -> dict[str, list[str]]:
    """Nobody says anything, nobody hears anything."""
    return {}


def _tell(cases: Sequence[Case], names: Mapping[str, str]) -> None:
    """Every request, for whoever looks for what to improve."""
    for case in cases:
        answer, request = case.answers["ours"], case.request
        named = ", ".join(names[product] for product in answer.products)
        meant = ", ".join(sorted(names[product] for product in request.meant)[:3])
        print(f"{case.where} | {case.verdict()} | {request.kind} {request.way} | {request.sentence} | {case.heard}")
        print(f"    {answer.intent} ({answer.words}): {named} | meant: {meant}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="From a spoken sentence to the offer.")
    parser.add_argument("--data", type=Path, help="a set of purchase histories, or a folder of sets")
    parser.add_argument("--requests", type=int, default=300, help="how many requests, over all sets (300)")
    parser.add_argument("--keep", type=Path, help="folder for what was heard, to be used again")
    parser.add_argument(
        "--text", action="store_true", help="only the sentences as written: nothing said, nothing heard"
    )
    parser.add_argument("--development", action="store_true", help="half of the customers, without their last fifth")
    parser.add_argument("--words", action="store_true", help="print every request and its answer")
    parser.add_argument("--json", type=Path, help="file for the tables")
    parser.add_argument("--chart", type=Path, help="SVG file for the chart")
    parser.add_argument("--seed", type=int, default=1, help="chooses households, moments, words and voices (1)")
    return parser


if __name__ == "__main__":
    main()
