"""Which store a URL names. Each adapter is imported only when it is chosen."""

from __future__ import annotations

from pathlib import Path

from skill.errors import SettingsError
from skill.storage.port import Store


def open_store(url: str, *, region: str | None = None, endpoint: str | None = None) -> Store:
    """Open ``sqlite:///file``, ``sqlite:////absolute/file``, ``dynamodb://table`` or ``memory:``.

    ``region`` and ``endpoint`` are DynamoDB's; without them the AWS environment decides.

    Raises:
        SettingsError: for any other URL, or a file that cannot be used; says what to set.

    """
    scheme, _, place = url.partition(":")
    if scheme == "sqlite" and place.startswith("///") and place[3:]:
        from skill.storage.sqlite import SqliteStore  # noqa: PLC0415 - only when chosen

        return SqliteStore(Path(place[3:]))
    if scheme == "dynamodb" and place.startswith("//") and place[2:]:
        from skill.storage.dynamodb import DynamoStore, connect  # noqa: PLC0415 - only when chosen

        return DynamoStore(connect(region=region, endpoint=endpoint), place[2:])
    if url == "memory:":
        from skill.storage.memory import MemoryStore  # noqa: PLC0415 - only when chosen

        return MemoryStore()
    raise SettingsError(
        f"{url!r} names no store: set RESTOCK_STORE to sqlite:///file (sqlite:////file for an absolute path), "
        "dynamodb://table or memory:"
    )
