"""AWS Lambda calls `handler` with each of Alexa's requests. Everything is built once per process, here."""

import gc

# What is made while starting stays for good: looking through it for garbage is a seventh of a cold start.
gc.disable()

from skill.bootstrap import lambda_entry  # noqa: E402

handler = lambda_entry()

gc.freeze()
gc.enable()
