"""``RESTOCK_PROXY``: the addresses of proxies whose word on where a request comes from is believed."""

from __future__ import annotations

from skill.errors import SettingsError


def proxies_of(text: str) -> tuple[str, ...]:
    """IP addresses, separated by commas, each in its one spelling.

    Raises:
        SettingsError: when one is none.

    """
    if not text:
        return ()
    from ipaddress import ip_address  # noqa: PLC0415 - only behind a proxy

    try:
        return tuple(str(ip_address(part.strip())) for part in text.split(","))
    except ValueError:
        raise SettingsError(
            f"RESTOCK_PROXY={text} is no address of a proxy; set it to such as 127.0.0.1, several separated by commas"
        ) from None
