"""What an answer to a spoken request is worth, and where a wrong one went wrong."""

from itertools import starmap

import pytest

from benchmarks.support.voice_requests import Kind, Request
from benchmarks.support.voice_verdicts import Answered, Error, Verdict, error, scores, verdict

AGAIN = Request("tiny-1", "anna", Kind.AGAIN, "kind", "coffee", "reorder the coffee", frozenset({"dark"}))
STRANGE = Request("tiny-2", "anna", Kind.STRANGE, "name", "Green Tea", "buy Green Tea again", frozenset())
ELSE = Request("tiny-3", "ben", Kind.ELSE, "", "", "what time is it", frozenset())

OFFERED = Answered("Reorder", "coffee", ("dark",))
ANOTHER = Answered("Reorder", "coffee", ("decaf",), another="dark")
WRONG = Answered("Reorder", "coffee", ("decaf",))
ASKED = Answered("Reorder", "coffee", ("decaf", "dark"), asked=True)
ASKED_WITHOUT = Answered("Reorder", "coffee", ("decaf", "mild"), asked=True)
NOT_FOUND = Answered("Reorder", "coffee", refused=True)
FALLBACK = Answered("Fallback", "", refused=True)
HELPED = Answered("Help", "")
NAMES = {"dark": "House Coffee Dark", "decaf": "House Coffee Decaf", "tea": "Black Tea"}


@pytest.mark.parametrize(
    ("request_", "answered", "worth"),
    [
        (AGAIN, OFFERED, Verdict.RIGHT),
        (AGAIN, WRONG, Verdict.WRONG_UNASKED),
        (AGAIN, ANOTHER, Verdict.ASKED_RIGHT),
        (AGAIN, WRONG._replace(another="mild"), Verdict.WRONG_UNASKED),
        (AGAIN, OFFERED._replace(another="mild"), Verdict.RIGHT),
        (AGAIN, ASKED, Verdict.ASKED_RIGHT),
        (AGAIN, ASKED_WITHOUT, Verdict.LOST),
        (AGAIN, NOT_FOUND, Verdict.LOST),
        (AGAIN, FALLBACK, Verdict.LOST),
        # Two things at once, of which one was not meant.
        (AGAIN, OFFERED._replace(products=("dark", "decaf")), Verdict.WRONG_UNASKED),
        (STRANGE, NOT_FOUND, Verdict.RIGHT),
        (STRANGE, FALLBACK, Verdict.RIGHT),
        (STRANGE, WRONG, Verdict.WRONG_UNASKED),
        (STRANGE, ASKED, Verdict.LOST),
        (ELSE, FALLBACK, Verdict.RIGHT),
        (ELSE, WRONG, Verdict.WRONG_UNASKED),
        # Answered as something that it was not, though nothing was offered.
        (ELSE, HELPED, Verdict.LOST),
    ],
)
def test_verdicts(request_: Request, answered: Answered, worth: Verdict) -> None:
    assert verdict(request_, answered) is worth


def test_the_shares_sum_to_one_and_their_errors_go_by_customer() -> None:
    cases = [(AGAIN, OFFERED), (AGAIN, ASKED), (STRANGE, WRONG), (ELSE, FALLBACK)]
    requests = [request for request, _ in cases]

    found = scores(requests, list(starmap(verdict, cases)))

    assert {key: number for key, number in found.items() if not key.endswith("_se")} == {
        "requests": 4,
        "right": 0.5,
        "wrong_unasked": 0.25,
        "asked_right": 0.25,
        "lost": 0.0,
    }
    # Anna's three: right 1 of 3 against a mean of a half; Ben's one is right: sqrt(((−1/2)² + (1/2)²) · 2) / 4.
    assert found["right_se"] == 0.25
    assert found["lost_se"] == 0.0


def test_one_customer_has_no_error() -> None:
    assert scores([AGAIN], [Verdict.RIGHT]) == {
        "requests": 1,
        "right": 1.0,
        "wrong_unasked": 0.0,
        "asked_right": 0.0,
        "lost": 0.0,
    }


SAID = "reorder the coffee"


@pytest.mark.parametrize(
    ("request_", "answered", "written", "heard", "step"),
    [
        (AGAIN, OFFERED, Verdict.RIGHT, SAID, None),
        (AGAIN, ASKED, Verdict.LOST, SAID, None),
        # As written it would have been right or asked rightly.
        (AGAIN, WRONG, Verdict.ASKED_RIGHT, "reorder the toffee", Error.PRODUCT),
        (AGAIN, FALLBACK, Verdict.RIGHT, "red order the coffees", Error.SENTENCE),
        (ELSE, WRONG, Verdict.RIGHT, "what time is tea", Error.PRODUCT),
        (AGAIN, FALLBACK, Verdict.LOST, SAID, Error.UNDERSTANDING),
        (AGAIN, WRONG._replace(words="the coffee pot"), Verdict.WRONG_UNASKED, SAID, Error.UNDERSTANDING),
        (ELSE, WRONG, Verdict.WRONG_UNASKED, "what time is it", Error.UNDERSTANDING),
        (AGAIN, NOT_FOUND, Verdict.LOST, SAID, Error.MATCHING),
        (AGAIN, WRONG._replace(products=("tea",)), Verdict.WRONG_UNASKED, SAID, Error.MATCHING),
        (AGAIN, WRONG, Verdict.WRONG_UNASKED, SAID, Error.CHOICE),
        (AGAIN, ASKED_WITHOUT._replace(products=("decaf",)), Verdict.LOST, SAID, Error.CHOICE),
        (AGAIN, ASKED_WITHOUT._replace(products=("decaf", "tea")), Verdict.LOST, SAID, Error.MATCHING),
        # A plural's s is the same word.
        (AGAIN._replace(words="coffees"), WRONG, Verdict.WRONG_UNASKED, SAID, Error.CHOICE),
    ],
)
def test_where_it_went_wrong(
    request_: Request, answered: Answered, written: Verdict, heard: str, step: Error | None
) -> None:
    assert error(request_, answered, written, heard, NAMES) is step
