"""Every dialogue of every locale, on every store."""

from __future__ import annotations

import pytest

from tests.dialogues.support.play import DialogueFailed, play
from tests.dialogues.support.reading import dialogues, locales
from tests.dialogues.support.script import Dialogue
from tests.dialogues.support.stage import Stage

EVERY = [one for locale in locales() for one in dialogues(locale)]


@pytest.mark.parametrize("dialogue", EVERY, ids=lambda one: f"{one.where} {one.name}")
def test_dialogue(stage: Stage, dialogue: Dialogue) -> None:
    problem = ""
    try:
        play(stage, dialogue)
    except DialogueFailed as failed:
        problem = str(failed)
    if problem:
        pytest.fail(problem, pytrace=False)
