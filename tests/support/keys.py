"""Master keys for e-mail addresses: files of a test, and a KMS on this machine that counts what it is asked."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from skill.channels.contact.envelope import DataKey, Envelope, Master
from skill.channels.contact.file import FileMaster
from skill.channels.contact.kms import KmsMaster, connect
from skill.profile.contact import SealError
from tests.support.servers import aws_service

SECRET = "a secret of at least thirty-two characters"


def key_file(folder: Path, byte: int = 7) -> Path:
    """A file with a key of its own for each number."""
    path = folder / f"contact-{byte}.key"
    path.write_text(b64encode(bytes([byte]) * 32).decode() + "\n")
    return path


def envelope(folder: Path, byte: int = 7, secret: str = SECRET) -> Envelope:
    """What seals with the key of such a file, as a process of its own."""
    return Envelope(lambda: FileMaster(key_file(folder, byte)), lambda: secret)


class Counting:
    """A master key that counts what it is asked, and fails while ``down`` says why."""

    def __init__(self, master: Master) -> None:
        self._master = master
        self.kind = master.kind
        self.asked: list[str] = []
        self.down = ""

    def data_key(self) -> DataKey:
        """See ``Master.data_key``."""
        return self._answer("data_key") or self._master.data_key()

    def unwrap(self, wrapped: bytes) -> bytes:
        """See ``Master.unwrap``."""
        return self._answer("unwrap") or self._master.unwrap(wrapped)

    def _answer(self, operation: str) -> Any:
        self.asked.append(operation)
        if self.down:
            raise SealError(self.down)


@contextmanager
def kms(folder: Path) -> Iterator[tuple[str, Any]]:
    """A KMS on this machine: its address, and a client that manages keys there."""
    import botocore.session

    with aws_service("kms", folder) as endpoint:
        client: Any = botocore.session.get_session().create_client("kms", endpoint_url=endpoint)
        yield endpoint, client
        client.close()


def new_master(client: Any, endpoint: str) -> KmsMaster:
    """A new key there, by its ARN."""
    return connect(client.create_key()["KeyMetadata"]["Arn"], endpoint=endpoint)
