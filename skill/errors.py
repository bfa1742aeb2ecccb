"""Every error of ours, and how it is answered.

* RestockError
  + SettingsError      a setting is missing or wrong; stops the start and says what to set
  + UnreadableFile     (skill.loading.problem) nothing of a file can be loaded; says what is wrong with it
  + MailError          (skill.channels.mail.mailer) an e-mail was not sent
    x MailRefused      there is no such address: the errand is given up, and the log says so
    x MailUnavailable  the mail server takes nothing now: the errand is tried again
  + SealError          (skill.profile.contact) an address cannot be sealed or opened now: a turn goes on without a new
                       one, an import stops, an e-mail is tried again
  + Undeliverable      (skill.outbox.worker) an errand can never be done: given up, and the log says so
  + StoreError         the store refused for a reason that is a mistake of ours: an apology
    x AlreadyAnswered  the request was committed before: its stored reply is given again
    x Conflict         another turn was faster: load and decide again, at most three times
    x OutOfStock       sold out between the quote and the commit: decide again, and it is said
    x StoreUnavailable the store does not answer: "I can't reach the shop", nothing was changed
      + OutOfTime      (skill.deadline) it would not answer before the assistant gives up: the same

Anything else is a mistake of ours too: an apology, and a line in the log that ``where`` makes.
"""

from __future__ import annotations

import traceback
from pathlib import Path


class RestockError(Exception):
    """The root of our errors."""


class SettingsError(RestockError):
    """A setting is missing or wrong. The text says which one and what to set."""


class StoreError(RestockError):
    """The store refused or failed."""


class AlreadyAnswered(StoreError):
    """This request was answered before."""

    def __init__(self, reply: bytes) -> None:
        super().__init__("this request was answered before")
        self.reply = reply


class Conflict(StoreError):
    """An item was changed by someone else in the meantime."""

    def __init__(self, condition: str) -> None:
        super().__init__(f"changed in the meantime: {condition}")
        self.condition = condition


class OutOfStock(StoreError):
    """A product has not enough units left."""

    def __init__(self, product_id: str) -> None:
        super().__init__(f"not enough left of {product_id}")
        self.product_id = product_id


class StoreUnavailable(StoreError):
    """The store cannot be reached or is overloaded."""


class OutOfTime(StoreUnavailable):
    """The turn's time is over: nobody would hear what came of it."""


def where(problem: BaseException) -> str:
    """What failed and where, for the log; no text of the error, which may hold what a shopper said.

    Of what AWS refused its code is told, such as ``ClientError(ThrottlingException)``.
    """
    frames = reversed(traceback.extract_tb(problem.__traceback__)[-8:])
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    cause = problem.__cause__
    because = f" because of {_kind(cause)}" if cause is not None else ""
    return f"{_kind(problem)} at {places}{because}"


def _kind(problem: BaseException) -> str:
    answered = getattr(problem, "response", None)
    refused = answered.get("Error") if isinstance(answered, dict) else None
    code = refused.get("Code") if isinstance(refused, dict) else None
    return f"{type(problem).__qualname__}({code})" if code else type(problem).__qualname__
