"""What leaves for AWS and comes back, while a block runs: every call of every client of this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from botocore.httpsession import URLLib3Session

_OK = 200


class Sent(NamedTuple):
    """One call: the service's name of its operation, such as ``DynamoDB_20120810.GetItem``, and the bytes both ways."""

    target: str
    request: bytes
    response: bytes
    well: bool

    @property
    def operation(self) -> str:
        """Such as ``GetItem``."""
        return self.target.rpartition(".")[2]

    @property
    def of_dynamodb(self) -> bool:
        """Whether it went to DynamoDB."""
        return self.target.startswith("DynamoDB_")


@contextmanager
def metered() -> Iterator[list[Sent]]:
    """Calls are added to the list as they are answered; take them out as you like."""
    sent: list[Sent] = []
    session: Any = URLLib3Session
    before = session.send

    def send(self: Any, request: Any) -> Any:
        answer = before(self, request)
        target = request.headers.get("X-Amz-Target", b"")
        name = target.decode() if isinstance(target, bytes) else str(target)
        sent.append(Sent(name, bytes(request.body or b""), answer.content, answer.status_code == _OK))
        return answer

    session.send = send
    try:
        yield sent
    finally:
        session.send = before
