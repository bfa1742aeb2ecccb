"""What each function and the server ship, as CycloneDX 1.6: every locked package with its hashes and its licence.

    .venv/bin/python -m tools.sbom [--into build/sbom]

It is made of the hash-locked lists alone, so the same lists give the same bytes: nothing is asked, no clock is read.
Licences are what the packages installed here say of themselves, as SPDX expressions.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

SHIPPED = {
    "skill-function": "lambda/requirements.lock",
    "worker-functions": "lambda/requirements-worker.lock",
    "profile-function": "lambda/requirements-profile.lock",
    "server": "requirements.lock",
}
"""What is shipped, and the list that is installed for it."""

# How packages of before SPDX (PEP 639) put it.
_SPOKEN = {
    "APL 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "ZPL 2.1": "ZPL-2.1",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    # The two classifiers of one that says "Dual License".
    "Apache Software License, BSD License": "Apache-2.0 OR BSD-3-Clause",
}
UNKNOWN = "NOASSERTION"


class Locked(NamedTuple):
    """A line of a list."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked(file: Path) -> Iterator[Locked]:
    """The packages of a list that `make lock` wrote."""
    text = re.sub(r"(?m)^#.*\n", "", file.read_text(encoding="utf-8")).replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        wanted, *hashes = re.split(r"\s+--hash=sha256:", line)
        one = Requirement(wanted)
        (pin,) = one.specifier
        yield Locked(canonicalize_name(one.name), pin.version, str(one.marker or ""), tuple(sorted(hashes)))


def licence(name: str) -> str:
    """The SPDX expression of an installed package."""
    try:
        found = metadata(name).json
    except PackageNotFoundError:
        return UNKNOWN
    said = str(found.get("license_expression") or found.get("license") or "")
    if not said or "\n" in said or said == "Dual License":
        said = ", ".join(sorted(_classified(found)))
    return _SPOKEN.get(said, said) or UNKNOWN


def _classified(found: Mapping[str, str | list[str]]) -> Iterator[str]:
    for classifier in found.get("classifier", ()):
        if classifier.startswith("License :: "):
            yield classifier.rpartition(" :: ")[2]


def component(one: Locked) -> Component:
    """A package as CycloneDX tells it."""
    url = PackageURL("pypi", name=one.name, version=one.version)
    return Component(
        type=ComponentType.LIBRARY,
        name=one.name,
        version=one.version,
        purl=url,
        bom_ref=str(url),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=found) for found in one.hashes],
        licenses=[LicenseFactory().make_from_string(licence(one.name))],
        properties=[Property(name="restock:marker", value=one.marker)] if one.marker else [],
    )


def bill(what: str, file: Path, version: str) -> str:
    """The bill of materials of what is shipped from a list, as JSON text."""
    own = Component(type=ComponentType.APPLICATION, name=f"restock-{what}", version=version, bom_ref=f"restock-{what}")
    serial = uuid.UUID(hashlib.sha256(file.read_bytes() + what.encode()).hexdigest()[:32], version=5)
    made = Bom(serial_number=serial, components=[component(one) for one in locked(file)])
    made.metadata.component = own
    made.register_dependency(own, made.components)
    made.metadata.licenses = [LicenseFactory().make_from_string("MIT")]
    told = json.loads(JsonV1Dot6(made).output_as_string())
    # When it was made is nobody's concern, and would make every one another.
    del told["metadata"]["timestamp"]
    return json.dumps(told, indent=2, sort_keys=True) + "\n"


def main() -> None:
    """Write all of them into a folder and tell the licences."""
    parser = argparse.ArgumentParser(description="Write what is shipped, as CycloneDX.")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "sbom", help="folder to fill (build/sbom)")
    into: Path = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    for what, file in SHIPPED.items():
        path = into / f"{what}.cdx.json"
        path.write_text(bill(what, ROOT / file, metadata("restock")["Version"]), encoding="utf-8")
        packages = list(locked(ROOT / file))
        licences = sorted({licence(one.name) for one in packages})
        print(f"{path}: {len(packages)} packages; {', '.join(licences)}")


if __name__ == "__main__":
    main()
