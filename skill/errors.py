"""Every error of ours, and how it is answered.

* RestockError
  + SettingsError      a setting is missing or wrong; stops the start and says what to set
  + UnreadableFile     (skill.loading.problem) nothing of a file can be loaded; says what is wrong with it
  + StoreError
    x AlreadyAnswered  the request was committed before: its stored reply is given again
    x Conflict         another turn was faster: load and decide again, at most three times
    x OutOfStock       sold out between the offer and the yes: said, and nothing is ordered
    x StoreUnavailable the store does not answer: "I can't reach the shop", nothing was changed
"""

from __future__ import annotations


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
