"""AWS Lambda calls `handler` with each of Alexa's requests. Everything is built once per process, here."""

from skill.bootstrap import lambda_entry

handler = lambda_entry()
