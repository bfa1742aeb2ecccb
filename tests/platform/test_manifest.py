"""The skill package is one that Amazon takes, and its promises are kept by the models."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support import voice_rules as rules
from tests.support.amazon_schema import ACCOUNT_LINKING, MANIFEST, complaints
from tests.support.needs import ROOT
from tools.skill_package import assemble

ENDPOINTS = {
    "arn:aws:lambda:eu-west-1:123456789012:function:restock": {},
    "https://shop.example/alexa": {"sslCertificateType": "Trusted"},
}
MANIFEST_FILE: dict[str, Any] = json.loads((ROOT / "skill-package" / "skill.json").read_text())["manifest"]
PUBLISHED: dict[str, dict[str, Any]] = MANIFEST_FILE["publishingInformation"]["locales"]

_LAUNCH = {"en": r"open {0}|(?:ask|tell) {0} (?:to )?(?P<rest>.+)", "de": r"öffne {0}|(?:frage|sage) {0} (?P<rest>.+)"}


def model_of(locale: str) -> dict[str, Any]:
    document = json.loads((ROOT / "interaction_models" / f"{locale}.json").read_text())
    found: dict[str, Any] = document["interactionModel"]["languageModel"]
    return found


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_package_holds_what_the_cli_deploys(tmp_path: Path, endpoint: str) -> None:
    assemble(tmp_path / "package", endpoint)
    document = json.loads((tmp_path / "package" / "skill.json").read_text())

    place = {"uri": endpoint, **ENDPOINTS[endpoint]}
    assert complaints(document, MANIFEST) == []
    assert document["manifest"]["apis"]["custom"]["endpoint"] == place
    assert document["manifest"]["events"]["endpoint"] == place
    for locale in PUBLISHED:
        copied = tmp_path / "package" / "interactionModels" / "custom" / f"{locale}.json"
        assert copied.read_bytes() == (ROOT / "interaction_models" / f"{locale}.json").read_bytes()


def test_without_an_endpoint_the_package_asks_for_no_events(tmp_path: Path) -> None:
    assemble(tmp_path / "package", None)
    document = json.loads((tmp_path / "package" / "skill.json").read_text())

    assert complaints(document, MANIFEST) == []
    assert "events" not in document["manifest"]


def test_the_cli_finds_the_package() -> None:
    resources = json.loads((ROOT / "ask-resources.json").read_text())

    assert resources["askcliResourcesVersion"] == "2020-03-31"
    assert resources["profiles"]["default"]["skillMetadata"]["src"] == "./build/skill-package"


def test_purchases_and_personal_data_are_declared() -> None:
    declared = MANIFEST_FILE["privacyAndCompliance"]

    assert {key: declared[key] for key in ("allowsPurchases", "usesPersonalInfo", "isChildDirected")} == {
        "allowsPurchases": True,
        "usesPersonalInfo": True,
        "isChildDirected": False,
    }
    assert declared["locales"].keys() == PUBLISHED.keys()
    assert all(one["privacyPolicyUrl"].startswith("https://") for one in declared["locales"].values())
    # Voices, and Alexa's own PIN: shop.yaml's assistant_pin.
    names = ["alexa::person_id:read", "alexa::authenticate:2:optional"]
    assert [one["name"] for one in MANIFEST_FILE["permissions"]] == names


def test_the_events_are_those_that_are_handled() -> None:
    names = [one["eventName"] for one in MANIFEST_FILE["events"]["subscriptions"]]

    assert names == ["SKILL_DISABLED", "SKILL_ACCOUNT_LINKED", "SKILL_ACCOUNT_UNLINKED"]


def test_the_account_linking_is_one_that_the_cli_takes() -> None:
    document = json.loads((ROOT / "skill-package" / "accountLinking.json").read_text())
    asked = document["accountLinkingRequest"]

    assert complaints(document, ACCOUNT_LINKING) == []
    # Guests may ask and fill a cart, so nobody has to link in order to enable the skill.
    assert (asked["type"], asked["skipOnEnablement"]) == ("AUTH_CODE", True)
    assert all(asked[name].startswith("https://") for name in ("authorizationUrl", "accessTokenUrl"))
    assert len(asked["scopes"]) <= 15
    # It belongs to whoever deploys, not into a repository.
    assert "clientSecret" not in asked


def test_the_account_linking_is_no_part_of_the_package(tmp_path: Path) -> None:
    """The CLI sends it on its own; an import of the package would stumble over it."""
    assemble(tmp_path / "package", None)
    assert not list((tmp_path / "package").rglob("accountLinking.json"))


@pytest.mark.parametrize("locale", PUBLISHED)
def test_the_invocation_name_is_the_skills_name(locale: str) -> None:
    assert model_of(locale)["invocationName"] == PUBLISHED[locale]["name"].lower()


@pytest.mark.parametrize("locale", PUBLISHED)
def test_example_phrases_can_really_be_said(locale: str) -> None:
    """The most frequent reason for which a skill is refused: an example that is no sample utterance."""
    model = model_of(locale)
    launch = re.compile("alexa " + f"(?:{_LAUNCH[locale[:2]]})".format(re.escape(model["invocationName"])))

    for phrase in PUBLISHED[locale]["examplePhrases"]:
        said = launch.fullmatch(phrase.replace(",", "").lower())
        assert said is not None, phrase
        assert said["rest"] is None or rules.can_be_said(said["rest"], model), phrase
