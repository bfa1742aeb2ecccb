"""The dialogues together: every intent, every answer to every question, in each locale; and enough of them."""

from __future__ import annotations

import pytest

from tests.dialogues.support.coverage import Coverage, covered
from tests.dialogues.support.reading import dialogues, locales
from tests.dialogues.support.stage import Stage

PUBLISHED = ("de-DE", "en-US")
ENOUGH = 60


@pytest.fixture(scope="module")
def coverage(memory_stage: Stage) -> dict[str, Coverage]:
    return {locale: covered(memory_stage, dialogues(locale)) for locale in PUBLISHED}


def test_each_published_locale_has_dialogues(memory_stage: Stage) -> None:
    assert locales() == PUBLISHED
    assert tuple(sorted(memory_stage.demo.config.invocation)) == PUBLISHED


@pytest.mark.parametrize("locale", PUBLISHED)
def test_every_intent_and_every_answer_to_every_question(coverage: dict[str, Coverage], locale: str) -> None:
    missing = coverage[locale].missing()
    assert not missing, f"{locale}: no dialogue in which " + "; ".join(missing)


def test_there_are_enough_that_differ_in_more_than_the_product(coverage: dict[str, Coverage]) -> None:
    shapes = set().union(*(one.shapes for one in coverage.values()))
    assert len(shapes) >= ENOUGH
