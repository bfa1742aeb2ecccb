"""What is published: the manifest, the interaction models, what a customer reads in the skill store."""

from __future__ import annotations

import json
from typing import Any

from tests.support.needs import ROOT

PACKAGE = ROOT / "skill-package"
MANIFEST: dict[str, Any] = json.loads((PACKAGE / "skill.json").read_text())["manifest"]
PUBLISHED: dict[str, dict[str, Any]] = MANIFEST["publishingInformation"]["locales"]
DESCRIPTIONS: dict[str, str] = {locale: texts["description"] for locale, texts in PUBLISHED.items()}
ACCOUNT_LINKING: dict[str, Any] = json.loads((PACKAGE / "accountLinking.json").read_text())["accountLinkingRequest"]
PRIVACY: dict[str, Any] = MANIFEST["privacyAndCompliance"]
MODELS: dict[str, dict[str, Any]] = {
    file.stem: json.loads(file.read_text())["interactionModel"]["languageModel"]
    for file in sorted((ROOT / "interaction_models").glob("*.json"))
}
