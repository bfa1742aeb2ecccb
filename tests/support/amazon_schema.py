"""Amazon's own schema of skills: spec.json of the npm package ``ask-smapi-model``, made strict."""

import functools
import json
from typing import Any

from jsonschema import Draft4Validator

from tests.support.needs import need_node_package

MODEL = "v1.skill.interactionModel.InteractionModelData"
MANIFEST = "v1.skill.Manifest.SkillManifestEnvelope"
ACCOUNT_LINKING = "v1.skill.accountLinking.AccountLinkingRequest"


def complaints(document: object, definition: str) -> list[str]:
    """Return what Amazon's schema has against a document, each with the place it means; empty is good."""
    found = _validator(definition).iter_errors(document)
    return sorted(f"{'/'.join(str(part) for part in error.absolute_path)}: {error.message}" for error in found)


@functools.cache
def _validator(definition: str) -> Draft4Validator:
    spec: dict[str, Any] = json.loads((need_node_package("ask-smapi-model") / "spec.json").read_text())
    definitions = spec["definitions"]
    # A synonym is optional at Amazon: its own console writes values without any.
    definitions["v1.skill.interactionModel.TypeValueObject"]["required"] = ["value"]
    # Amazon's own Python model of the same schema (ask-smapi-model 1.36) knows one event more.
    definitions["v1.skill.Manifest.EventNameType"]["enum"].append("SKILL_ACCOUNT_UNLINKED")
    extended = {part.get("$ref") for one in definitions.values() for part in one.get("allOf", [])}
    for name, one in definitions.items():
        # The schema lets any further key pass, a misspelt one too. Types that others extend stay open.
        if "properties" in one and f"#/definitions/{name}" not in extended and "discriminator" not in one:
            one.setdefault("additionalProperties", False)
    return Draft4Validator({"$ref": f"#/definitions/{definition}", "definitions": definitions})
