"""How a skill is called by name: "ask corner pantry to order milk" is the skill's name and a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skill.locales.templates import expand
from skill.understanding.fillers import plain


class Invocations:
    """The `invocations` of a locale for one invocation name; without a name no sentence calls the skill."""

    def __init__(self, templates: Sequence[str], invocation_name: str) -> None:
        sentences = [text for template in templates for text in expand(template, {}, every=True)]
        self._patterns = [_pattern(text, invocation_name) for text in sentences] if invocation_name else []

    def split(self, text: str) -> tuple[bool, str]:
        """Whether the skill was called by name, and what else was said ("" when nothing was)."""
        said = plain(text)
        for pattern in self._patterns:
            if (match := pattern.fullmatch(said)) is not None:
                return True, match.groupdict().get("rest") or ""
        return False, text


def _pattern(sentence: str, invocation_name: str) -> re.Pattern[str]:
    escaped = re.escape(sentence).replace(r"\{name\}", re.escape(invocation_name)).replace(r"\{rest\}", "(?P<rest>.+)")
    return re.compile(rf"(?:alexa )?{escaped}", re.IGNORECASE)
