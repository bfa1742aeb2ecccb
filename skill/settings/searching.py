"""``RESTOCK_SEARCH*``: the storefront's own search, beside our own file of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from skill.errors import SettingsError

NAMES = ("RESTOCK_SEARCH", "RESTOCK_SEARCH_PROFILE", "RESTOCK_SEARCH_KEY")


@dataclass(frozen=True)
class Storefront:
    """A merchant that searches by the Universal Commerce Protocol.

    ``endpoint`` is what its ``/.well-known/ucp`` names for ``dev.ucp.shopping`` by REST, without a slash at its end;
    ``profile`` where ours is published, which UCP wants to be told with each request; ``key`` goes as ``X-API-Key``,
    empty: none is needed.
    """

    endpoint: str
    profile: str
    key: str = field(default="", repr=False)


def storefront_of(given: Mapping[str, str], is_loopback: Callable[[str], bool]) -> Storefront | None:
    """What the settings say; None when our own file alone is searched.

    Raises:
        SettingsError: an address is missing, or is none that UCP allows.

    """
    if not any(name in given for name in NAMES):
        return None
    for name, what in zip(NAMES[:2], ("the storefront's UCP endpoint", "the address of your UCP profile"), strict=True):
        if name not in given:
            raise SettingsError(f"{name} is missing; set it to {what}, or leave all of {', '.join(NAMES)} out")
    endpoint = given["RESTOCK_SEARCH"]
    if not _is_address(endpoint, is_loopback) or "?" in endpoint:
        raise SettingsError(
            f"RESTOCK_SEARCH={endpoint} is no https address; set it to the endpoint that the storefront's "
            "/.well-known/ucp names for dev.ucp.shopping, such as https://shop.example.com/ucp"
        )
    profile = given["RESTOCK_SEARCH_PROFILE"]
    if not _is_address(profile, is_loopback) or '"' in profile:
        raise SettingsError(
            f"RESTOCK_SEARCH_PROFILE={profile} is no https address; set it to where your UCP profile is published, "
            "such as https://shop.example.com/voice/ucp.json"
        )
    key = given.get("RESTOCK_SEARCH_KEY", "")
    if not (key.isascii() and key.isprintable()):
        # Not repeated: it is a secret.
        raise SettingsError("RESTOCK_SEARCH_KEY holds signs that no header may have; set it to the key as it was given")
    return Storefront(endpoint.rstrip("/"), profile, key)


def _is_address(url: str, is_loopback: Callable[[str], bool]) -> bool:
    """Whether it is https, or http to this very machine, and fit for a header."""
    if not (url.isascii() and url.isprintable()) or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises for one that is none
    except ValueError:
        return False
    return bool(host) and "#" not in url and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))
