"""With verification off: who may talk to the till? Only this machine, and nobody through it.

A tunnel or reverse proxy connects from loopback too, so the address alone says little. What gives it away are
the headers it adds and the Host it was called by. A web page elsewhere can also make the shopper's browser
send a request here; its Origin gives that away.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any

PROXY_HEADERS = frozenset(
    {"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "x-cluster-client-ip", "x-original-host"}
)
"""Written by proxies only; `Via` is the one the HTTP standard makes every proxy add."""
PROXY_PREFIXES = ("x-forwarded", "cf-", "ngrok-", "tailscale-", "x-envoy-", "x-amz-cf-")

WAITRESS_OPTIONS: dict[str, Any] = {"clear_untrusted_proxy_headers": False}
"""waitress by default removes exactly the headers that are looked for here; serve with these options."""

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?", re.ASCII)
_ORIGIN = re.compile(r"https?://(?P<host>.+)")


def from_elsewhere(headers: Iterable[tuple[str, str]], remote: str | None) -> str | None:
    """Why the request may come from another machine, in a few words; None when it is this machine's own.

    `headers` as (name, value) in any case, `remote` the address of the connection. A Host header must be
    there and be localhost, 127.0.0.0/8 or [::1], with any port or none.
    """
    if not remote or not _loopback_address(remote):
        return "connection not from loopback"
    hosts = []
    for name, value in headers:
        lower = name.lower()
        if lower in PROXY_HEADERS or lower.startswith(PROXY_PREFIXES):
            return "came through a proxy"
        if lower == "host":
            hosts.append(value)
        elif lower == "origin":
            origin = _ORIGIN.fullmatch(value)
            if origin is None or not _loopback_host(origin["host"]):
                return "sent by a page from elsewhere"
    if len(hosts) != 1 or not _loopback_host(hosts[0]):
        return "Host not loopback"
    return None


def _loopback_host(host: str) -> bool:
    match = _HOST.fullmatch(host)
    if match is None:
        return False
    name = match["name"]
    if name.startswith("["):
        return _loopback_address(name[1:-1])
    return name.lower() == "localhost" or (":" not in name and _loopback_address(name))


def _loopback_address(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback
