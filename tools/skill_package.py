"""Assemble the folder that the ASK CLI deploys: the manifest, the models and where the skill answers.

The CLI wants ``skill.json`` and ``interactionModels/custom/`` in one folder and does not follow links.

    python tools/skill_package.py [--endpoint ARN_OR_HTTPS_URL] [--into build/skill-package]
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write the package and say where it is."""
    parser = argparse.ArgumentParser(description="Assemble the skill package for the ASK CLI.")
    parser.add_argument("--endpoint", help="ARN of the Lambda, or https address of the server")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "skill-package", help="folder to write")
    wanted = parser.parse_args()
    assemble(wanted.into, wanted.endpoint)
    if not wanted.endpoint:
        print("restock: no --endpoint, so the skill package does not say where the skill answers", file=sys.stderr)
    print(wanted.into)


def assemble(into: Path, endpoint: str | None) -> None:
    """Write ``skill.json`` and one model a locale into a new folder.

    Raises SystemExit with a sentence when the manifest and the models speak of different locales.
    """
    document = json.loads((ROOT / "skill-package" / "skill.json").read_text())
    with_endpoint(document["manifest"], endpoint)
    models = {file.stem: file for file in (ROOT / "interaction_models").glob("*.json")}
    published = document["manifest"]["publishingInformation"]["locales"].keys()
    if models.keys() != published:
        only_one = ", ".join(sorted(models.keys() ^ published))
        raise SystemExit(f"restock: skill.json and interaction_models/ must hold the same locales, unlike {only_one}")
    shutil.rmtree(into, ignore_errors=True)
    custom = into / "interactionModels" / "custom"
    custom.mkdir(parents=True)
    (into / "skill.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    for file in models.values():
        shutil.copy(file, custom)


def with_endpoint(manifest: dict[str, Any], endpoint: str | None) -> None:
    """Say in a manifest where requests and skill events go; without an address there can be no events."""
    if endpoint is None:
        manifest.pop("events", None)
        return
    place = {"uri": endpoint}
    if endpoint.startswith("https://"):
        place["sslCertificateType"] = "Trusted"
    manifest["apis"]["custom"]["endpoint"] = place
    manifest["events"]["endpoint"] = place


if __name__ == "__main__":
    main()
