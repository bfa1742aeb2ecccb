"""How each language is heard: the tables beside this file, one a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from skill.locales import supported
from skill.shopping.matching import hearing as tables

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def hearing(locale: str) -> tables.Hearing:
    """How product words of a locale are compared; of one that we do not speak, as the one we answer in."""
    return _read(supported(locale).partition("-")[0])


@cache
def _read(language: str) -> tables.Hearing:
    text = (Path(__file__).parent / f"{language}.yaml").read_text(encoding="utf-8")
    # YAML reads "no", "on" and their like as truth values; these tables hold words only.
    read = {key: [str(word) for word in words] for key, words in yaml.load(text, _Loader).items()}  # noqa: S506
    return tables.hearing(language, **read)
