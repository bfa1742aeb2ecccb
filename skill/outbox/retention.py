"""Forgetting in time: what a store keeps beyond its time is deleted, where the store does not do so by itself."""

from __future__ import annotations

from datetime import datetime

from skill.storage.port import ForgetsInTime, Store
from skill.telemetry import metrics

AT_ONCE = 500
"""Items in one transaction: turns wait for no longer than that takes."""
MOST = 100_000
"""Items in one sweep; the next one goes on."""


def expire(store: Store, at: datetime) -> int:
    """Delete all that is past its time ``at`` this moment; how many items that were. Idempotent.

    In DynamoDB nothing: its TTL deletes them, within two days, and reads leave them out until then.

    Raises:
        StoreError: the store does not answer.

    """
    if not isinstance(store, ForgetsInTime):
        return 0
    expired = 0
    while expired < MOST:
        deleted = store.expire(at, limit=AT_ONCE)
        expired += deleted
        if deleted < AT_ONCE:
            break
    if expired:
        metrics.count("Expired", expired)
    return expired
