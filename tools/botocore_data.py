"""What botocore knows of AWS, cut down to what some services need: it is parsed whenever a client is made.

Documentation is most of a service's description, and the table of endpoints names each of 400 services in each region:
both are parsed with every cold start and used by none. What is left says the same about the services that are kept.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCUMENTATION = {"documentation", "documentationUrl"}


def lighten(data: Path, services: frozenset[str]) -> None:
    """Keep these services in ``botocore/data``, without their documentation, and of all endpoints only theirs."""
    for folder in [one for one in data.iterdir() if one.is_dir()]:
        if folder.name not in services:
            shutil.rmtree(folder)
            continue
        for file in [one for one in folder.rglob("service-2.json*") if "extras" not in one.name]:
            _undocumented(file)
    prefixes = {_prefix(file) for file in data.rglob("service-2.json")}
    table = data / "endpoints.json"
    found = json.loads(table.read_text(encoding="utf-8"))
    for partition in found["partitions"]:
        known = partition["services"]
        partition["services"] = {name: known[name] for name in prefixes if name in known}
    table.write_text(_compact(found), encoding="utf-8")


def _prefix(description: Path) -> str:
    prefix: str = json.loads(description.read_text(encoding="utf-8"))["metadata"]["endpointPrefix"]
    return prefix


def _undocumented(file: Path) -> None:
    """Write a description anew, unpacked: the whole package is packed once more anyway."""
    packed = file.suffix == ".gz"
    text = gzip.decompress(file.read_bytes()).decode() if packed else file.read_text(encoding="utf-8")
    file.unlink()
    plain = file.with_suffix("") if packed else file
    plain.write_text(_compact(_without(json.loads(text))), encoding="utf-8")


def _without(value: Any) -> Any:
    """Without documentation; a member of a structure may be called so, which is a mapping and not a text."""
    if isinstance(value, dict):
        return dict(_kept(value))
    return [_without(one) for one in value] if isinstance(value, list) else value


def _kept(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if not (key in DOCUMENTATION and isinstance(inner, str)):
            yield key, _without(inner)


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
