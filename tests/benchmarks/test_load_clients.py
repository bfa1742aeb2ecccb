"""The clients of the load benchmark: what they send, and what they count as late, wrong and growing."""

import json
import math
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice, pairwise
from pathlib import Path

import pytest

from benchmarks.support.crowd import DAYS, Copies, move_in, talks
from benchmarks.support.driving import Line, Spoken, closed, open_loop
from benchmarks.support.load_runs import apologies
from benchmarks.support.recorded import Again, Script, Talk, scripts
from benchmarks.support.watched import trend
from skill.adapters import open_contacts
from skill.loading.customers import demo_user, identity_of
from skill.settings.environment import Settings
from skill.storage.memory import MemoryStore
from tests.dialogues.support.reading import dialogues
from tests.dialogues.support.script import STRANGER

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SPOKEN = b'{"response": {"outputSpeech": {"ssml": "<speak>Hello.</speak>"}}}'


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Script, ...]:
    """Those of three files: with a repeat, with a stranger, with carts that were there before."""
    wanted = {f"en-US/{name}.yaml" for name in ("once", "cart", "safety-guest")}
    return scripts(tmp_path_factory.mktemp("demo"), [one for one in dialogues("en-US") if one.where in wanted])


class Echo:
    """A server that takes its time over the first request, in seconds, and answers the others at once."""

    def __init__(self, first: float = 0.0, answer: bytes = SPOKEN) -> None:
        self.heard: list[bytes] = []
        self._first, self._answer = first, answer

    def connect(self) -> Line:
        """One line is all."""
        return self

    def post(self, body: bytes) -> bytes:
        """See `Line`."""
        self.heard.append(body)
        time.sleep(self._first if len(self.heard) == 1 else 0)
        return self._answer

    def close(self) -> None:
        """See `Line`."""


def _again(count: int, bit: int = 2) -> Iterator[Again]:
    sent = [("Reorder", b"%d" % number) for number in range(count)]
    return (Again(sent[start : start + bit]) for start in range(0, count, bit))


def test_only_dialogues_that_need_no_shop_of_their_own_are_recorded(recorded: tuple[Script, ...]) -> None:
    left_out = [one for one in dialogues("en-US") if one.where == "en-US/cart.yaml" and one.given.cart]
    assert left_out
    assert not {f"{one.where}: {one.name}" for one in left_out} & {script.name for script in recorded}
    assert {script.household for script in recorded} >= {STRANGER, "anna"}


def test_a_talk_is_another_household_session_and_time(recorded: tuple[Script, ...]) -> None:
    script = next(one for one in recorded if one.household == "anna" and len(one.requests) > 1)
    talk = Talk(script, user=demo_user("anna~7"), unique="load1-5", at=NOON)

    first = json.loads(talk.next())
    talk.answered({"sessionAttributes": {"signed": "x"}})
    second = json.loads(talk.next())

    assert first["session"]["user"]["userId"] == demo_user("anna~7")
    assert first["session"]["sessionId"].startswith("amzn1.echo-api.session.load1-5.")
    assert first["request"]["requestId"] != second["request"]["requestId"]
    assert first["request"]["timestamp"] == "2026-11-20T12:00:00Z"
    assert (first["session"]["attributes"], second["session"]["attributes"]) == ({}, {"signed": "x"})


def test_what_a_dialogue_sends_twice_is_the_same_bytes(recorded: tuple[Script, ...]) -> None:
    script = next(one for one in recorded if any(request.repeats is not None for request in one.requests))
    talk = Talk(script, user=demo_user("anna~1"), unique="u", at=NOON)
    sent = []
    while not talk.over:
        sent.append(talk.next())
        talk.answered({"sessionAttributes": {"turn": len(sent)}})

    [place] = [place for place, request in enumerate(script.requests) if request.repeats is not None][:1]
    assert sent[place] == sent[script.requests[place].repeats or 0]


def test_households_move_in_and_talk_in_the_past(recorded: tuple[Script, ...], tmp_path: Path) -> None:
    copies, store = Copies({"anna": 2, STRANGER: 1}), MemoryStore()
    contacts = open_contacts(Settings.from_env({"RESTOCK_DATA": str(tmp_path)}))
    assert move_in(store, tmp_path / "catalogue.sqlite", copies, NOON, contacts) == 2

    assert store.identify(identity_of("anna~1")) == "anna~1"
    known = [one for one in recorded if one.household in copies.of]
    said = list(islice(talks(known, copies, today=NOON, dialogues=200, seed=1), 200))
    times = [json.loads(talk.next())["request"]["timestamp"] for talk in said]
    assert max(times) < NOON.isoformat()
    assert min(times)[:10] == (datetime.fromordinal(NOON.toordinal() - DAYS)).date().isoformat()


def test_a_closed_loop_sends_so_many_and_ends_with_the_talks() -> None:
    echo = Echo()
    assert len(closed(_again(9), echo.connect, Spoken(), clients=2, turns=6).answers) == 6
    assert len(closed(_again(5), echo.connect, Spoken(), clients=2, turns=50).answers) == 5


def test_an_open_loop_counts_from_when_a_request_was_due() -> None:
    """The first answer takes its time: in an open loop all the others are due meanwhile, in a closed loop none."""
    first, *others = open_loop(
        _again(20, 1), Echo(0.3).connect, Spoken(), clients=1, turns=20, rate=1000, seed=1
    ).answers
    assert len(others) == 19
    assert all(answer.due < first.done <= answer.done for answer in others)

    answers = closed(_again(20, 1), Echo(0.3).connect, Spoken(), clients=1, turns=20).answers
    assert all(before.done <= after.due for before, after in pairwise(answers))


def test_the_requests_of_a_talk_follow_each_other_after_a_pause() -> None:
    found = open_loop(_again(4, 2), Echo().connect, Spoken(), clients=4, turns=2, rate=1000, seed=1, pause=0.2)
    first, second = found.answers
    assert math.isclose(second.due - first.due, 0.2)


@pytest.mark.parametrize("answer", [b"", b"no JSON", b"[]", b'{"error": 1}'])
def test_what_is_no_answer_is_an_error(answer: bytes) -> None:
    found = closed(_again(2), Echo(answer=answer).connect, Spoken(), clients=1, turns=2)
    assert (found.errors, found.latencies()) == (2, [])


def test_an_apology_is_an_error() -> None:
    sorry = apologies()
    assert len(sorry) == 8
    words = json.dumps({"response": {"outputSpeech": {"ssml": min(sorry)}}}).encode()
    assert closed(_again(2), Echo(answer=words).connect, Spoken(sorry), clients=1, turns=2).errors == 2


def test_what_goes_wrong_in_a_client_is_heard() -> None:
    def refused() -> Line:
        raise LookupError("no line")

    with pytest.raises(LookupError, match="no line"):
        closed(_again(2), refused, Spoken(), clients=2, turns=2)


def test_a_trend_is_told_with_its_error() -> None:
    straight = trend([3.0 + 0.5 * place for place in range(20)])
    assert math.isclose(straight.slope, 0.5)
    assert straight.error < 1e-9

    flat = trend([7.0, 7.1] * 20)
    assert abs(flat.slope) < 2 * flat.error

    with pytest.raises(ValueError, match="2 values"):
        trend([1.0, 2.0])
