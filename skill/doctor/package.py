"""The skill package: whether manifest, models and shop say the same, and nothing of the demo is left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.doctor.finding import Finding, look, well, wrong
from skill.settings.shop import ShopConfig

_PLACEHOLDER = ".example"


def package(folder: Path, config: ShopConfig, endpoint: str = "") -> Iterator[Finding]:
    """A folder that `make skill-package` wrote; ``endpoint`` is where the skill answers, if that is known."""
    file = folder / "skill.json"
    if not file.is_file():
        yield look(f"{folder} holds no skill package", "make skill-package ENDPOINT=<where the skill answers>")
        return
    manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["manifest"]
    found = [*_endpoint(manifest, endpoint), *_names(manifest, folder, config), *_placeholders(manifest)]
    yield from found or [well(f"{folder}: names, models and endpoint fit the shop")]


def _endpoint(manifest: dict[str, Any], endpoint: str) -> Iterator[Finding]:
    said = manifest["apis"]["custom"].get("endpoint", {}).get("uri", "")
    again = f"make skill-package ENDPOINT={endpoint or '<where the skill answers>'}, then ask deploy"
    if not said:
        yield wrong("the skill package does not say where the skill answers", again)
    elif endpoint and said != endpoint:
        yield wrong(f"the skill package sends requests to {said}, and the skill answers at {endpoint}", again)


def _names(manifest: dict[str, Any], folder: Path, config: ShopConfig) -> Iterator[Finding]:
    published = manifest["publishingInformation"]["locales"]
    if published.keys() != config.invocation.keys():
        yield wrong(
            f"skill.json is for {', '.join(published)}, shop.yaml for {', '.join(config.invocation)}",
            "give both the same locales",
        )
    for locale, invocation in config.invocation.items():
        model = folder / "interactionModels" / "custom" / f"{locale}.json"
        if not model.is_file():
            yield wrong(f"there is no interaction model for {locale}", "restock models, then make skill-package")
            continue
        said = json.loads(model.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]["invocationName"]
        if said != invocation:
            yield wrong(
                f"the model of {locale} is called {said!r}, the shop {invocation!r}",
                "restock models, then make skill-package",
            )
        if locale in published and published[locale]["name"].lower() != invocation:
            yield wrong(
                f"skill.json calls the skill {published[locale]['name']!r} in {locale}, the shop {invocation!r}",
                "use one name: Amazon wants the invocation name to be the seller's",
            )


def _placeholders(manifest: dict[str, Any]) -> Iterator[Finding]:
    invented = sorted({text for text in _texts(manifest) if _PLACEHOLDER in text and text.startswith("https://")})
    if invented:
        yield look(
            f"skill.json still names {len(invented)} invented addresses, such as {invented[0]}",
            "put in your own before certification",
        )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
