"""When an order arrives: the shop's delivery days and hours, in the customer's time zone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec


class Window(msgspec.Struct, frozen=True):
    """Between ``start`` and ``end``, both aware."""

    start: datetime
    end: datetime


class DeliveryPlan(msgspec.Struct, frozen=True):
    """Orders before ``cutoff`` arrive ``days`` later between two hours, never on ``closed`` weekdays (0 = Monday)."""

    days: int
    cutoff: time
    opens: time
    closes: time
    closed: tuple[int, ...] = (6,)

    def promised_until(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Until when an order still gets the window of one placed at ``at``: the last second before the cutoff."""
        local = at.astimezone(zone)
        day = local.date() + timedelta(days=local.time() >= self.cutoff)
        return datetime.combine(day, self.cutoff, zone) - timedelta(seconds=1)

    def window(self, at: datetime, zone: ZoneInfo) -> Window:
        """The delivery window of an order placed at ``at``."""
        local = at.astimezone(zone)
        day = local.date() + timedelta(days=self.days + (local.time() >= self.cutoff))
        while day.weekday() in self.closed:
            day += timedelta(days=1)
        return Window(
            datetime.combine(day, self.opens, zone),
            datetime.combine(day, self.closes, zone),
        )
