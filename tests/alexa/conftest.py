"""Words of a made-up topic, so that these tests do not change with what the skill says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from skill.locales.words import Words

_FTL = {
    "en": "trial-text = { $text }\ntrial-title = Order\ncommon-apology = That <failed>. Nothing was changed.\n",
    "de": "trial-text = { $text }\ntrial-title = Bestellung\ncommon-apology = Das ging schief.\n",
}


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Words]:
    """The words of a locale."""
    folder: Path = tmp_path_factory.mktemp("words")
    for language, text in _FTL.items():
        (folder / language).mkdir()
        for topic in ("trial", "common"):
            lines = [line for line in text.splitlines() if line.startswith(topic)]
            (folder / language / f"{topic}.ftl").write_text("\n".join(lines) + "\n", "utf-8")
    return lambda locale: Words(locale, folder, strict=True)
