"""A master key in AWS KMS. Whoever seals may GenerateDataKey, and only who opens may Decrypt."""

from __future__ import annotations

from typing import Any, cast

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from skill.channels.contact.envelope import DataKey, named
from skill.deadline import keep_to_turn
from skill.errors import SettingsError
from skill.profile.contact import SealError

CONTEXT = {"restock": "contact"}
"""The encryption context: a grant or a policy may ask for it. It is in plain text in AWS's logs, so it names nobody."""

CONNECT_S, READ_S = 1, 1
# A shopper waits for the first sealing of a process, and no longer than a turn has left.
_CONFIG: dict[str, Any] = {
    "connect_timeout": CONNECT_S,
    "read_timeout": READ_S,
    "retries": {"mode": "standard", "total_max_attempts": 1},
}


class KmsMaster:
    """A symmetric KMS key, by ARN, id or alias."""

    kind = "kms"

    def __init__(self, client: Any, key: str) -> None:
        self._client, self._key = client, key

    def data_key(self) -> DataKey:
        """See ``Master.data_key``."""
        made = self._asked("generate_data_key", KeyId=self._key, KeySpec="AES_256")
        # An alias may lead to another key tomorrow: KMS tells which one it was.
        return DataKey(made["Plaintext"], made["CiphertextBlob"], named(self.kind, made["KeyId"].encode()))

    def unwrap(self, wrapped: bytes) -> bytes:
        """See ``Master.unwrap``. KMS refuses what another key has wrapped."""
        plain: bytes = self._asked("decrypt", KeyId=self._key, CiphertextBlob=wrapped)["Plaintext"]
        return plain

    def _asked(self, operation: str, **values: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self._client, operation)(EncryptionContext=CONTEXT, **values)
        except ClientError as wrong:
            code = wrong.response.get("Error", {}).get("Code", "")
            raise SealError(f"KMS answered {code} to {operation}; see RESTOCK_CONTACT_KEY") from None
        except BotoCoreError as wrong:
            raise SealError(f"KMS does not answer {operation}: {type(wrong).__name__}") from None
        return answer


def connect(key: str, *, region: str | None = None, endpoint: str | None = None) -> KmsMaster:
    """A key of KMS. The region is the ARN's, else the AWS environment's.

    Raises:
        SettingsError: when the region is missing.

    """
    parts = key.split(":")
    region = region or (parts[3] if len(parts) > 5 and parts[0] == "arn" else None)
    session = botocore.session.get_session()
    try:
        client = session.create_client("kms", region_name=region, endpoint_url=endpoint, config=Config(**_CONFIG))
    except (BotoCoreError, ValueError) as wrong:
        raise SettingsError(f"AWS KMS cannot be set up ({wrong}): set AWS_DEFAULT_REGION") from wrong
    keep_to_turn(client, connect=CONNECT_S, read=READ_S)
    return KmsMaster(cast("Any", client), key)
