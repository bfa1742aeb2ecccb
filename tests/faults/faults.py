"""What can go wrong with one operation, and a plan of which operation it strikes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from skill.channels.mail.mailer import MailUnavailable
from skill.errors import Conflict, StoreError, StoreUnavailable
from skill.storage.conditions import Condition

HANGS_FOR = timedelta(seconds=6)
"""How long an operation that hangs takes, until whoever waits gives up: a whole turn's time."""


class Fault(StrEnum):
    """What goes wrong with an operation."""

    FAILS = "fails"
    """An error that nobody foresaw; nothing was done."""
    HANGS = "hangs"
    """No answer comes, and nothing was done."""
    LATE = "times out after it succeeded"
    """It was done, and the answer got lost."""
    THROTTLED = "is throttled"
    """Too many requests: refused at once."""
    CONFLICT = "meets a conflict"
    """Another transaction holds the item at this moment."""
    CROWDED = "meets conflicts until the end"
    """So does every further write of the same request."""
    KILLED_BEFORE = "is never begun: the process is killed"
    KILLED_AFTER = "is the last one: the process is killed after it"


class Killed(BaseException):
    """The process ended here. Nothing may catch it, as nothing could catch ``kill -9``."""


WRITES = frozenset({"store.commit", "store.link", "store.forget", "store.postpone", "store.done"})
SENDS = frozenset({"mail.send"})
_ANY = (Fault.FAILS, Fault.HANGS, Fault.THROTTLED, Fault.KILLED_BEFORE, Fault.KILLED_AFTER)


def faults_of(operation: str) -> tuple[Fault, ...]:
    """What can go wrong with an operation: a read has no effect that could outlive its answer, nor a conflict."""
    if operation == "store.commit":
        return tuple(Fault)
    if operation in WRITES:
        return (*_ANY, Fault.LATE, Fault.CONFLICT)
    return (*_ANY, Fault.LATE) if operation in SENDS else _ANY


class Trouble:
    """Counts operations, and strikes those that were chosen: ``plan`` says which fault meets which operation.

    An operation is named ``store.commit``, ``shop.quote``, ``mail.send``. ``log`` is every operation so far; ``struck``
    those that met their fault. ``pass_time`` is called with the time that a hanging operation takes. ``more`` is asked
    for a further fault of an operation once the planned ones have struck, ``die`` to end the process where it is a real
    one. Nothing is counted before ``begin`` (``counting``).
    """

    def __init__(
        self,
        plan: Mapping[int, Fault],
        pass_time: Callable[[timedelta], None],
        more: Callable[[str], Fault | None] = lambda _: None,
        die: Callable[[], object] = lambda: None,
    ) -> None:
        self._plan = dict(plan)
        self._pass_time, self._more, self._die = pass_time, more, die
        self.counting = False
        self._crowded = False
        self.log: list[str] = []
        self.struck: list[tuple[str, Fault]] = []

    @property
    def ahead(self) -> bool:
        """Whether a planned fault has not struck yet."""
        return bool(self._plan)

    def begin(self) -> None:
        """From here on operations count."""
        self.counting = True

    def end(self) -> None:
        """From here on nothing goes wrong any more, and nothing counts."""
        self.counting = self._crowded = False

    def new_request(self) -> None:
        """Whoever was in the way of the request before is gone."""
        self._crowded = False

    def meet(self, operation: str, call: Callable[[], Any]) -> Any:
        """Do the operation, or what its fault makes of it."""
        if not self.counting:
            return call()
        fault = self._plan.pop(len(self.log), None)
        if fault is None and self.struck and not self._plan:
            fault = self._more(operation)
        self.log.append(operation)
        if fault is None:
            if self._crowded and operation in WRITES:
                raise Conflict(Condition.NOBODY_ELSE_WRITES)
            return call()
        if fault not in faults_of(operation):
            raise AssertionError(f"{operation} never {fault}")
        self.struck.append((operation, fault))
        return self._strike(operation, fault, call)

    def _strike(self, operation: str, fault: Fault, call: Callable[[], Any]) -> Any:
        if fault is Fault.KILLED_BEFORE:
            self._killed()
        if fault in (Fault.KILLED_AFTER, Fault.LATE):
            call()
        if fault is Fault.KILLED_AFTER:
            self._killed()
        if fault in (Fault.CONFLICT, Fault.CROWDED):
            self._crowded = fault is Fault.CROWDED
            if operation == "store.postpone":
                return None  # the port's own word for it
            raise Conflict(Condition.NOBODY_ELSE_WRITES)
        if fault in (Fault.HANGS, Fault.LATE):
            self._pass_time(HANGS_FOR)
        raise _error(operation, fault)

    def _killed(self) -> None:
        self._die()
        raise Killed


def _error(operation: str, fault: Fault) -> Exception:
    """As an adapter would report it; of the shop and the mail server also what no adapter has foreseen."""
    owner = operation.partition(".")[0]
    if fault is Fault.FAILS:
        return StoreError("an injected failure") if owner == "store" else OSError("an injected failure")
    unavailable = MailUnavailable if owner == "mail" else StoreUnavailable
    return unavailable(f"{operation} {fault}")
