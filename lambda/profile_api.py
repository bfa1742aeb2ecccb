"""AWS Lambda calls `handler` with each request to the profile API. It is no `profile.py`: Python has one of its own."""

from skill.web.profile_api import profile_entry

handler = profile_entry()
