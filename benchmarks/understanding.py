"""What real people say, understood or refused: intents, product words, false accepts, beside two baselines.

    python benchmarks/understanding.py --data FOLDER [--json FILE] [--chart FILE.svg] [--missed FILE]

README.md tells what the columns mean; which of their intents is which of ours, and why, is the table in
support/understanding_truth.py.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.charts import bars
from benchmarks.support.report import Row, show, write
from benchmarks.support.understanding_baselines import FALLBACK, Heard, Nearest, keyword_rules
from benchmarks.support.understanding_scores import Answer, accepts, accuracy, counts, difference, numbers
from benchmarks.support.understanding_truth import Case, read
from skill.locales.vocabulary import Vocabulary, read_vocabulary
from skill.settings.shop import load_shop
from skill.understanding import Understanding, Understood

SHOP = Path(__file__).resolve().parents[1] / "skill" / "demo"
LOCALES = {"en": "en-US", "de": "de-DE"}
TODAY = date(2026, 11, 21)
OURS, TEMPLATES = "ours", "templates alone"
CALLED = {
    "intent_accuracy": "intent right",
    "product_f1": "product words (F1)",
    "false_accepts": "taken up, though not for a shop",
}
Answers = Mapping[str, Sequence[Answer]]


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json``, ``--chart`` and ``--missed`` write too."""
    given = _parser().parse_args(arguments)
    cases = read(given.data)
    left = sorted({case.language for case in cases} - LOCALES.keys())
    if left:
        print(f"no words of ours in {', '.join(left)}: left out")
    rows: list[Row] = []
    splits: list[Row] = []
    alone: list[Row] = []
    for language, locale in LOCALES.items():
        said = [case for case in cases if case.language == language]
        if not said:
            print(f"{given.data} has nothing in {language}: left out")
            continue
        answers = _answers(said, locale)
        alone.append(Row(language, TEMPLATES, numbers(said, answers.pop(TEMPLATES))))
        rows += [Row(language, method, numbers(said, answered)) for method, answered in answers.items()]
        splits += _splits(language, said, answers)
        _tell_differences(language, said, answers)
    show("Real utterances (shares; milliseconds of processor time an utterance)", rows)
    show("Our sentence files alone, as a device would have them", alone)
    show("By source, and by half: nothing was tuned on the other half", splits)
    write(given.json, "understanding", rows, more={"templates": alone, "splits": splits})
    bars(given.chart, "What real people say, understood or refused", rows, CALLED)
    if given.missed:
        _write_missed(given.missed, cases)


def _answers(cases: Sequence[Case], locale: str) -> dict[str, list[Answer]]:
    vocabulary = _vocabulary(locale)
    understanding = Understanding(locale, vocabulary)
    return {
        OURS: _timed(cases, lambda text: _heard(understanding.understand(text, TODAY))),
        "keyword rules": _timed(cases, keyword_rules(locale.partition("-")[0])),
        "rapidfuzz nearest sample": _nearest(cases, Nearest(locale, vocabulary)),
        TEMPLATES: _timed(cases, lambda text: _heard(understanding.by_templates(text, TODAY))),
    }


def _vocabulary(locale: str) -> Vocabulary:
    asked = load_shop(SHOP).asked(locale.partition("-")[0])
    return read_vocabulary(SHOP / "products.csv", SHOP / "categories.csv", locale, asked)


def _heard(understood: Understood) -> Heard:
    product = understood.slots.get("product")
    return understood.intent, product.value if product else ""


def _timed(cases: Sequence[Case], understand: Callable[[str], Heard]) -> list[Answer]:
    answers = []
    for case in cases:
        begin = time.process_time()
        heard = understand(case.text)
        answers.append(Answer(*heard, (time.process_time() - begin) * 1000))
    return answers


def _nearest(cases: Sequence[Case], nearest: Nearest) -> list[Answer]:
    """With the threshold at which, on the development half, most is right less what is taken up wrongly."""
    begin = time.process_time()
    found = nearest.nearest([case.text for case in cases])
    each = (time.process_time() - begin) * 1000 / len(cases)
    half = [n for n, case in enumerate(cases) if case.development] or list(range(len(cases)))

    def at(threshold: int, places: Sequence[int]) -> list[Answer]:
        return [Answer(*(found[n][1] if found[n][0] >= threshold else FALLBACK), each) for n in places]

    def gain(threshold: int) -> float:
        tuned = [cases[n] for n in half]
        answers = at(threshold, half)
        return _share(accuracy(tuned, answers)) - _share(accepts(tuned, answers))

    return at(max(range(50, 100), key=gain), range(len(cases)))


def _share(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def _splits(language: str, cases: Sequence[Case], answers: Answers) -> Iterator[Row]:
    parts: dict[str, list[int]] = {}
    for n, case in enumerate(cases):
        parts.setdefault(f"{language} {case.source}", []).append(n)
        parts.setdefault(f"{language} {'development' if case.development else 'other'} half", []).append(n)
    for name, places in sorted(parts.items()):
        some = [cases[n] for n in places]
        for method, answered in answers.items():
            yield Row(name, method, numbers(some, [answered[n] for n in places]) | counts(some))


def _tell_differences(language: str, cases: Sequence[Case], answers: Answers) -> None:
    for method in answers:
        for key in ("intent_accuracy", "false_accepts") if method != OURS else ():
            if (found := difference(key, cases, answers[OURS], answers[method])) is not None:
                print(f"{language}: {key}, ours less {method}: {found[0]:+.4f} (standard error {found[1]:.4f})")


def _write_missed(path: Path, cases: Sequence[Case]) -> None:
    """For a shop's developer: what has a counterpart, and what our sentence files and the whole make of it."""
    understandings: dict[str, Understanding] = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["language", "text", "right", "templates", "ours"])
        for case in cases:
            locale = LOCALES.get(case.language)
            if locale is None or not case.right:
                continue
            if locale not in understandings:
                understandings[locale] = Understanding(locale, _vocabulary(locale))
            templates = understandings[locale].by_templates(case.text, TODAY).intent
            if templates not in case.right:
                ours = understandings[locale].understand(case.text, TODAY).intent
                table.writerow([case.language, case.text, "|".join(sorted(case.right)), templates, ours])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder that holds utterances/")
    parser.add_argument("--json", type=Path, help="write the tables here")
    parser.add_argument("--chart", type=Path, help="draw the first table here (SVG)")
    parser.add_argument("--missed", type=Path, help="write what the interaction models miss here (CSV)")
    return parser


if __name__ == "__main__":
    main()
