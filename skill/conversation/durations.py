"""How long something lasts, as people say it: minutes at first, then hours, then days."""

from __future__ import annotations

from skill.conversation.reply import Value


def lasting(minutes: int) -> dict[str, Value]:
    """``count`` and ``unit`` (``minutes``, ``hours``, ``days``) of a duration, rounded down."""
    if minutes < 60:
        return {"count": minutes, "unit": "minutes"}
    if minutes < 48 * 60:
        return {"count": minutes // 60, "unit": "hours"}
    return {"count": minutes // (24 * 60), "unit": "days"}
