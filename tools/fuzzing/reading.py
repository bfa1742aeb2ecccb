"""What a request says, read as plainly as Alexa's documentation puts it: the judge shares no code with the skill."""

from __future__ import annotations

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
    """The skill that is meant."""
    return text(raw, "context", "System", "application", "applicationId") or text(
        raw, "session", "application", "applicationId"
    )
