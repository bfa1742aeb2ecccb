"""E-mail by Amazon SES (API version 2), as a raw message.

SES replaces Date and Message-ID by its own, so an e-mail that had to be sent again arrives as a second one.
"""

from __future__ import annotations

from email.utils import formataddr
from typing import Any, cast

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from skill.channels.mail.mailer import Mail, MailRefused, MailUnavailable
from skill.channels.mail.message import message_of, recipient
from skill.errors import SettingsError

_CONFIG: dict[str, Any] = {
    "connect_timeout": 3,
    "read_timeout": 10,
    "retries": {"mode": "standard", "total_max_attempts": 2},
}
# SES says so of addresses with illegal characters or domains; all else is about our account.
_NO_ADDRESS = "BadRequestException"


class SesMailer:
    """Amazon SES in the region of the AWS environment. The sender must be a verified identity there."""

    place = "Amazon SES"

    def __init__(self, client: Any) -> None:
        self._client = client

    def send(self, mail: Mail) -> None:
        """See ``Mailer.send``."""
        message = message_of(mail)
        try:
            self._client.send_email(
                FromEmailAddress=formataddr((mail.name, mail.sender)),
                Destination={"ToAddresses": [recipient(mail.to).addr_spec]},
                Content={"Raw": {"Data": message.as_bytes()}},
            )
        except ClientError as wrong:
            code = wrong.response.get("Error", {}).get("Code", "")
            raise (MailRefused if code == _NO_ADDRESS else MailUnavailable)(f"SES answered {code}") from None
        except BotoCoreError as wrong:
            raise MailUnavailable(f"SES does not answer: {type(wrong).__name__}") from None


def connect(*, region: str | None = None, endpoint: str | None = None) -> SesMailer:
    """SES where the AWS environment says.

    Raises:
        SettingsError: when the region is missing.

    """
    session = botocore.session.get_session()
    try:
        client = session.create_client("sesv2", region_name=region, endpoint_url=endpoint, config=Config(**_CONFIG))
    except (BotoCoreError, ValueError) as wrong:
        raise SettingsError(f"Amazon SES cannot be set up ({wrong}): set AWS_DEFAULT_REGION") from wrong
    return SesMailer(cast("Any", client))
