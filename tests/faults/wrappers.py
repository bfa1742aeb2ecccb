"""Store, shop and mail server with trouble in front of them: every operation of each port, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from skill.channels.mail.mailer import Mail, Mailer
from skill.shopping.shop import Shop
from skill.storage.port import Store
from tests.faults.faults import Trouble


class Faulty:
    """Every public method of a port goes through the trouble under the name ``<owner>.<method>``.

    What the port does not name does not exist here: no caller gets around it.
    """

    def __init__(self, port: type, real: object, owner: str, trouble: Trouble) -> None:
        for name in operations(port):
            setattr(self, name, _troubled(f"{owner}.{name}", getattr(real, name), trouble))


def operations(port: type) -> list[str]:
    """The operations of a port."""
    return [name for name, member in vars(port).items() if callable(member) and not name.startswith("_")]


def faulty_store(real: Store, trouble: Trouble) -> Store:
    """A store in trouble."""
    return cast("Store", Faulty(Store, real, "store", trouble))


def faulty_shop(real: Shop, trouble: Trouble) -> Shop:
    """A shop in trouble."""
    return cast("Shop", Faulty(Shop, real, "shop", trouble))


class Mailbox:
    """A mail server that takes everything and keeps it."""

    place = "a mailbox"

    def __init__(self) -> None:
        self.received: list[Mail] = []

    def send(self, mail: Mail) -> None:
        """See ``Mailer.send``."""
        self.received.append(mail)


class FaultyMailer:
    """A mail server in trouble. ``place`` is no operation."""

    def __init__(self, real: Mailer, trouble: Trouble) -> None:
        self.place = real.place
        self.send = _troubled("mail.send", real.send, trouble)


def _troubled(operation: str, call: Callable[..., Any], trouble: Trouble) -> Callable[..., Any]:
    def meet(*values: Any, **named: Any) -> Any:
        return trouble.meet(operation, lambda: call(*values, **named))

    return meet
