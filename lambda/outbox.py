"""AWS Lambda calls `handler` with records of the table's stream: turns have left something to be done."""

from skill.workers import outbox_entry

handler = outbox_entry()
