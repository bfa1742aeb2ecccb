"""Ids for simulated requests and sessions."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from itertools import count


def ordered_ids() -> Callable[[], str]:
    """Ids that sort as they were made: a timeline sorts by the second, then by id, and scripts are fast."""
    numbers = count()
    return lambda: f"{next(numbers):012x}{secrets.token_hex(8)}"
