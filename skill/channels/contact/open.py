"""Which master key ``RESTOCK_CONTACT_KEY`` names. Each adapter is imported only when it is chosen."""

# ruff: noqa: PLC0415 - only when chosen
from __future__ import annotations

from pathlib import Path

from skill.channels.contact.envelope import Master

KMS = "kms:"


def open_master(key: str) -> Master:
    """Open ``kms:<ARN, id or alias>``, or the file of a local key.

    Raises:
        SettingsError: the file holds no key, or AWS's region is missing.

    """
    if key.startswith(KMS):
        from skill.channels.contact.kms import connect

        return connect(key.removeprefix(KMS))
    from skill.channels.contact.file import FileMaster

    return FileMaster(Path(key))
