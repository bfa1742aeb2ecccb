"""Limits of a response: 24 KB in all, 8,000 characters of speech and of a card, SSML that is well formed.

Pages: request-and-response-json-reference.html (response format), speech-synthesis-markup-language-ssml-reference.html.
Every response of every test here has been held to them too (`Review.invoke`); these are the longest there can be.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skill.conversation.question import Kind
from skill.settings.environment import DEMO_SHOP
from tests.certification.phrases import PHRASES
from tests.certification.review import Review
from tests.support.alexa_response import LARGEST, MOST_TEXT, spoken
from tests.support.authorization import AuthorizationServer

ODD = 'Fish & <b>Chips</b> "today" ]]> \U0001f41f öäü. '
_OPENING_HOURS = re.compile(r"(asked: \[(?:opening hours|Öffnungszeiten).*\n +answer: ).*")


def size(answer: dict[str, Any]) -> int:
    return len(json.dumps(answer, ensure_ascii=False).encode())


@pytest.fixture
def wordy(locale: str, loaded: Path, tmp_path: Path, server: AuthorizationServer) -> Review:
    """A review of a shop that has very much to say, and in signs that mean something in SSML."""
    shop = (DEMO_SHOP / "shop.yaml").read_text()
    folder = tmp_path / "shop"
    folder.mkdir()
    wordy, changed = _OPENING_HOURS.subn(lambda found: found[1] + json.dumps(ODD * 1000, ensure_ascii=False), shop)
    assert changed == len(PHRASES)
    (folder / "shop.yaml").write_text(wordy)
    review = Review.of(locale, PHRASES[locale], loaded, tmp_path, server)
    return replace(review, environ=review.environ | {"RESTOCK_SHOP": str(folder)})


def test_the_longest_answer_is_cut_to_what_alexa_takes(wordy: Review) -> None:
    """Response format: 24 KB and 8,000 characters hold whatever a merchant writes; the cut is at a whole sentence."""
    heard = wordy.device().send("ShopQuestion", {"question": wordy.phrases.opening_hours})
    (answer,) = wordy.answers

    assert len(ODD) * 1000 > 2 * MOST_TEXT
    assert size(answer) <= LARGEST
    assert MOST_TEXT / 2 < len(answer["response"]["outputSpeech"]["ssml"]) <= MOST_TEXT
    assert heard.speech.endswith(".")


def test_signs_that_mean_something_in_ssml_are_said_not_obeyed(wordy: Review) -> None:
    """SSML: "&" and "<" of a product or a merchant are escaped; the speech stays well formed and says them."""
    wordy.device().send("ShopQuestion", {"question": wordy.phrases.opening_hours})

    assert spoken(wordy.answers[0]).startswith('Fish & <b>Chips</b> "today" ]]> \U0001f41f öäü.')
    assert "Fish &amp; &lt;b&gt;Chips" in wordy.answers[0]["response"]["outputSpeech"]["ssml"]


def test_what_was_heard_cannot_break_the_speech(review: Review) -> None:
    """SSML: words that were heard are said back escaped, whatever they are, and not at any length."""
    device = review.device()
    for heard in ("<break time='10s'/>", "a & b", "</speak>", "x" * 10_000, "\U0001f41f" * 3000):
        answer = device.send("Reorder", {"product": heard})
        assert review.question(answer) is not None
    assert max(len(answer["response"]["outputSpeech"]["ssml"]) for answer in review.answers) < 1000


def test_the_largest_offer_fits(review: Review) -> None:
    """Response format: ten different products at once, each with its price and the last one, fit three times over."""
    device = review.device()
    for product in review.goods(12):
        device.send("AddToCart", {"product": product})
    offer = device.say(review.phrases.check_out)

    assert review.question(offer) is Kind.OFFER
    made = review.session(offer).offer
    assert made is not None
    assert len(made.lines) == 10
    assert size(review.answers[-1]) < LARGEST / 3
    assert len(offer.speech) < MOST_TEXT / 3
