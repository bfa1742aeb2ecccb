"""Clients that talk: as fast as the answers come, or at times of their own whether the answers come or not.

**Closed loop**: each client sends its next request when it has the answer to the last one. It tells how much can be
answered. As a slow answer holds back the requests after it, its latencies are what the server took, and no more.

**Open loop**: when a request is due is settled beforehand: dialogues begin at random moments (a Poisson process), and
the requests of one follow each other after a pause. Latency counts from when a request was *due*, not from when a
client got round to sending it, so that a server that stops for a second is slow for all who came meanwhile (else:
coordinated omission; Gil Tene, "How NOT to Measure Latency").
"""

from __future__ import annotations

import heapq
import json
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import count
from typing import NamedTuple, Protocol

from benchmarks.support.recorded import Again, Talk

Said = Talk | Again


class Line(Protocol):
    """A client's own connection."""

    def post(self, body: bytes) -> bytes:
        """Send one request and give the answer.

        Raises:
            OSError: when there is none.

        """
        ...

    def close(self) -> None:
        """Hang up."""
        ...


Connect = Callable[[], Line]

PAUSE_S = 0.25


class Answer(NamedTuple):
    """One request: what it was, when it was due and answered (seconds of the same clock), and whether it was well."""

    kind: str
    due: float
    done: float
    well: bool


class Load(NamedTuple):
    """What a run came to: all answers, and the seconds from the first request to the last answer."""

    answers: tuple[Answer, ...]
    seconds: float

    def latencies(self, without: str = "") -> list[float]:
        """Seconds, of those that were answered well; those of one kind may be left out."""
        return [answer.done - answer.due for answer in self.answers if answer.well and answer.kind != without]

    @property
    def errors(self) -> int:
        """How many were not."""
        return sum(not answer.well for answer in self.answers)


class Spoken:
    """Sends the requests of talks, reads the answers, and keeps every request as it was sent (``keep``)."""

    def __init__(self, sorry: Iterable[str] = (), keep: list[tuple[str, bytes]] | None = None) -> None:
        self._sorry, self._keep = frozenset(sorry), keep

    def say(self, talk: Said, line: Line, due: float) -> Answer:
        """The talk's next request. Not well: no answer, no JSON, an apology for a failure."""
        kind = talk.kind
        body = talk.next()
        if self._keep is not None:
            self._keep.append((kind, body))
        try:
            answer = line.post(body)
        except OSError:
            done, response = time.perf_counter(), None
        else:
            done = time.perf_counter()
            response = _read(answer)
        talk.answered(response or {})
        return Answer(kind, due, done, response is not None and _speech(response) not in self._sorry)


def closed(talks: Iterator[Said], connect: Connect, spoken: Spoken, *, clients: int, turns: int) -> Load:
    """So many ``turns``, or fewer when the talks end before."""
    left, lock = count(turns, -1), threading.Lock()
    found: list[list[Answer]] = [[] for _ in range(clients)]
    began = time.perf_counter()

    def take() -> Said | None:
        with lock:
            return next(talks, None)

    def talk_on(mine: list[Answer]) -> None:
        with closing(connect()) as line:
            while talk := take():
                while not talk.over:
                    if next(left) <= 0:
                        return
                    mine.append(spoken.say(talk, line, time.perf_counter()))

    _together([(talk_on, mine) for mine in found])
    return _load(found, began)


def open_loop(
    talks: Iterator[Said],
    connect: Connect,
    spoken: Spoken,
    *,
    clients: int,
    turns: int,
    rate: float,
    seed: int,
    pause: float = PAUSE_S,
) -> Load:
    """``turns`` requests, on average ``rate`` a second; with too few ``clients`` they are late, which counts."""
    began = time.perf_counter()
    waiting = _timetable(talks, turns, rate, began, random.Random(seed))
    lock, found = threading.Lock(), [list[Answer]() for _ in range(clients)]

    def take() -> tuple[float, int, Said, int] | None:
        with lock:
            return heapq.heappop(waiting) if waiting else None

    def be_on_time(mine: list[Answer]) -> None:
        with closing(connect()) as line:
            while turn := take():
                due, number, talk, requests = turn
                time.sleep(max(0.0, due - time.perf_counter()))
                mine.append(spoken.say(talk, line, due))
                if requests > 1:
                    with lock:
                        heapq.heappush(waiting, (due + pause, number, talk, requests - 1))

    _together([(be_on_time, mine) for mine in found])
    return _load(found, began)


def _timetable(
    talks: Iterator[Said], turns: int, rate: float, began: float, dice: random.Random
) -> list[tuple[float, int, Said, int]]:
    """When each talk begins, with so many of its requests that there are just ``turns`` in all; a heap."""
    chosen: list[tuple[Said, int]] = []
    left = turns
    for talk in talks:
        if left <= 0:
            break
        chosen.append((talk, min(len(talk), left)))
        left -= len(talk)
    begin, per_talk = began, len(chosen) / sum(requests for _, requests in chosen)
    waiting = []
    for number, (talk, requests) in enumerate(chosen):
        begin += dice.expovariate(rate * per_talk)
        waiting.append((begin, number, talk, requests))
    return waiting


def _together(work: list[tuple[Callable[[list[Answer]], None], list[Answer]]]) -> None:
    """Run all to their end; what goes wrong in one is raised here."""
    wrong: list[BaseException] = []

    def guarded(function: Callable[[list[Answer]], None], mine: list[Answer]) -> None:
        try:
            function(mine)
        except BaseException as error:  # raised again below, where somebody hears it
            wrong.append(error)

    threads = [threading.Thread(target=guarded, args=one, daemon=True) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


def _load(found: list[list[Answer]], began: float) -> Load:
    answers = tuple(sorted((answer for mine in found for answer in mine), key=lambda answer: answer.due))
    return Load(answers, max((answer.done for answer in answers), default=began) - began)


def _read(answer: bytes) -> dict[str, object] | None:
    try:
        response = json.loads(answer)
    except ValueError:
        return None
    return response if isinstance(response, dict) and isinstance(response.get("response"), dict) else None


def _speech(response: dict[str, object]) -> str:
    said = response["response"]
    speech = said.get("outputSpeech") if isinstance(said, dict) else None
    return str(speech.get("ssml", speech.get("text", ""))) if isinstance(speech, dict) else ""
