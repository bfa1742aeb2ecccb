"""AWS Lambda calls `handler` when a turn left something to be done, and every minute for whatever had to wait."""

from skill.bootstrap import outbox_entry

handler = outbox_entry()
