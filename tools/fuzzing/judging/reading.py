"""What a request says, read as plainly as Alexa's documentation puts it: the judge shares no code with the skill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def at(raw: Any, *path: str) -> Any:
    """What is at a path, None when there is nothing."""
    for name in path:
        raw = raw.get(name) if isinstance(raw, dict) else None
    return raw


def text(raw: Any, *path: str) -> str:
    """The text at a path; empty for anything else."""
    value = at(raw, *path)
    return value if isinstance(value, str) else ""


def intent(raw: Any) -> str:
    """The name of the intent as Alexa says it."""
    return text(raw, "request", "intent", "name")


def user(raw: Any) -> str:
    """The account: the context's, or that of the session in requests of the first years."""
    return text(raw, "context", "System", "user", "userId") or text(raw, "session", "user", "userId")


def application(raw: Any) -> str:
    """The skill that is meant; empty when none is named, or two. In requests of the first years the session does."""
    named = {
        text(place, "applicationId")
        for place in (at(raw, "context", "System", "application"), at(raw, "session", "application"))
        if isinstance(place, dict) and "applicationId" in place
    }
    return named.pop() if len(named) == 1 else ""


def session(raw: Any) -> str:
    """The id of the session."""
    return text(raw, "session", "sessionId")


def token(raw: Any) -> str:
    """The access token of the account: the context's, or that of the session."""
    return text(raw, "context", "System", "user", "accessToken") or text(raw, "session", "user", "accessToken")


def voice(raw: Any) -> str:
    """Whose voice Alexa is sure to hear; empty when it is not."""
    level = at(raw, "context", "System", "person", "authenticationConfidenceLevel")
    if level is not None:
        level = at(level, "level")
        if isinstance(level, bool) or not isinstance(level, int | float) or not level >= 300:
            return ""
    return text(raw, "context", "System", "person", "personId")


def perhaps(raw: Any) -> str:
    """Whose voice it may be, however sure Alexa is."""
    return text(raw, "context", "System", "person", "personId")


def four_digits(raw: Any) -> Iterator[str]:
    """Whatever is four digits in the slots of a request, however deep it lies."""
    below: list[Any] = [at(raw, "request", "intent", "slots")]
    while below:
        value = below.pop()
        if isinstance(value, dict):
            below += value.values()
        elif isinstance(value, list):
            below += value
        elif isinstance(value, str) or type(value) is int:
            together = "".join(str(value).split()) if isinstance(value, str) or value < 10**9 else ""
            if len(together) == 4 and together.isascii() and together.isdigit():
                yield together


def written(raw: Any) -> str:
    """All texts of a request in small letters, each on its line, however deep they lie."""
    found: list[str] = []
    below = [raw]
    while below:
        value = below.pop()
        if isinstance(value, dict):
            below += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            below += value
        else:
            found.append(str(value) if not isinstance(value, int) or abs(value) < 10**9 else "")
    return "\n".join(found).casefold()
