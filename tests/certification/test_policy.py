"""Policy Requirements: no implied endorsement, names and addresses without Amazon's marks, no advertising.

Pages: policy-requirements-for-an-alexa-skill.html (trademarks; advertising; child-directed skills),
choosing-the-invocation-name-for-an-alexa-custom-skill.html.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from skill.locales import FOLDER
from tests.certification.manifest import ACCOUNT_LINKING, DESCRIPTIONS, MANIFEST, MODELS, PRIVACY, PUBLISHED
from tests.support import voice_rules as rules

MARKS = re.compile(r"alexa|amazon|echo|aws|kindle|fire ?tv|prime", re.IGNORECASE)
ENDORSED = re.compile(
    r"\b(official|offiziell|certified|zertifiziert|partner|powered by|endorsed|empfohlen)", re.IGNORECASE
)


@pytest.mark.parametrize("locale", PUBLISHED)
def test_names_hold_no_mark_of_amazons_and_no_generic_word(locale: str) -> None:
    """Trademarks: neither the skill's name nor its invocation name holds "Alexa", "Amazon", "skill" or "app"."""
    texts = PUBLISHED[locale]
    names = [texts["name"], MODELS[locale]["invocationName"], texts["summary"], *texts["keywords"]]

    assert [name for name in names if MARKS.search(name)] == []
    assert [name for name in names[:2] if re.search(r"\b(skill|app)\b", name, re.IGNORECASE)] == []
    assert rules.invocation_faults(MODELS[locale]["invocationName"], locale[:2]) == []


@pytest.mark.parametrize("locale", PUBLISHED)
def test_the_description_implies_no_endorsement(locale: str) -> None:
    """Trademarks: the description names Alexa only to say where or how something is done, never as whose skill it is,
    nor as whoever recommends it.
    """
    text = DESCRIPTIONS[locale]
    referred = r"Alexa[ -][Aa]pp|[\"„]Alexa, |Alexa profile PIN"

    assert MARKS.search(re.sub(referred, "", text)) is None
    assert ENDORSED.search(text) is None
    assert not re.search(rf"{PUBLISHED[locale]['name']} (?:Alexa )?skill", text, re.IGNORECASE)


def test_addresses_hold_no_mark_of_amazons() -> None:
    """Trademarks: no "Alexa" or "Amazon" in the domain of any address that the skill shows to customers."""
    places = [texts[name] for texts in PRIVACY["locales"].values() for name in ("privacyPolicyUrl", "termsOfUseUrl")]
    places += [texts[name] for texts in PUBLISHED.values() for name in ("smallIconUri", "largeIconUri")]
    places += [ACCOUNT_LINKING[name] for name in ("authorizationUrl", "accessTokenUrl")]
    parts = [urlsplit(place) for place in places]

    assert {part.scheme for part in parts} == {"https"}
    assert [part.hostname for part in parts if MARKS.search(part.hostname or "")] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_reply_claims_amazons_endorsement(language: str) -> None:
    """Trademarks: what is said never speaks of Amazon, nor of anybody who recommends the shop."""
    texts = "\n".join(file.read_text() for file in sorted((FOLDER / language).glob("*.ftl")))

    assert "amazon" not in texts.lower()
    assert ENDORSED.findall(texts) == []


def test_the_skill_is_for_adults_and_without_advertising() -> None:
    """Child-directed skills may sell nothing, and responses hold no advertising for others: declared, and in the right
    category.
    """
    assert (PRIVACY["isChildDirected"], PRIVACY["containsAds"]) == (False, False)
    assert MANIFEST["publishingInformation"]["category"] == "SHOPPING"


def test_the_reviewer_is_told_how_to_test_a_linked_account() -> None:
    """Testing instructions: what to say, and where the credentials go; none of them lie in this repository."""
    told = MANIFEST["publishingInformation"]["testingInstructions"]

    assert "user name ___, password ___" in told
    assert [word for word in ("link", "voice code", "reorder the coffee", "e-mail") if word not in told] == []
