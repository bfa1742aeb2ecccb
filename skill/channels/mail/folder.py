"""E-mails as files: for a developer's machine, where nothing should leave."""

from __future__ import annotations

import os
import re
from pathlib import Path

from skill.channels.mail.mailer import Mail, MailUnavailable
from skill.channels.mail.message import message_of


class FolderMailer:
    """Writes each e-mail to ``<key>.eml``, for its owner only; the same e-mail once more replaces the file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def place(self) -> str:
        """See ``Mailer.place``."""
        return str(self._folder)

    def send(self, mail: Mail) -> None:
        """See ``Mailer.send``."""
        data = message_of(mail, encoding="8bit").as_bytes()
        name = re.sub(r"[^\w.-]", "_", mail.key)
        path, whole = self._folder / f".{name}.tmp", self._folder / f"{name}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(path, "wb", opener=_for_its_owner) as file:
                file.write(data)
            path.replace(whole)
        except OSError as wrong:
            raise MailUnavailable(f"the folder takes no file: {wrong.strerror}") from wrong


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
