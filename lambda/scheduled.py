"""AWS Lambda calls `handler` every minute, for whatever had to wait and whatever is kept no longer."""

from skill.workers import scheduled_entry

handler = scheduled_entry()
