"""``RESTOCK_LINK_*``: which access tokens count. All three are set, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.errors import SettingsError

NAMES = ("RESTOCK_LINK_JWKS", "RESTOCK_LINK_AUDIENCE", "RESTOCK_LINK_ISSUER")


@dataclass(frozen=True)
class Link:
    """Tokens that a key of ``jwks`` (an address or a file) signed, that are for ``audience`` and from ``issuer``."""

    jwks: str
    audience: str
    issuer: str


def link_of(given: Mapping[str, str], is_loopback: Callable[[str], bool]) -> Link | None:
    """What the settings say; None when no tokens count.

    Raises:
        SettingsError: one of the three is missing, or the keys could be forged on their way.

    """
    missing = [name for name in NAMES if name not in given]
    if missing == [*NAMES]:
        return None
    if missing:
        raise SettingsError(
            f"{' and '.join(missing)} is missing; to link accounts set all three of {', '.join(NAMES)}, else none"
        )
    link = Link(*(given[name] for name in NAMES))
    scheme, _, place = link.jwks.partition("://")
    if not place and not Path(link.jwks).is_file():
        raise SettingsError(
            f"RESTOCK_LINK_JWKS={link.jwks} is no file; set it to the https address of the shop's keys, or to a file"
        )
    if place and not (scheme == "https" or (scheme == "http" and is_loopback(_host(link.jwks)))):
        raise SettingsError(
            f"RESTOCK_LINK_JWKS={link.jwks} could be forged on its way; set it to an https address, or to a file"
        )
    return link


def _host(url: str) -> str:
    from urllib.parse import urlsplit  # noqa: PLC0415 - for a developer's machine only

    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
