"""The dialogues of the tests as requests to be sent again: by other households, in other sessions, at other times."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tests.dialogues.support.play import attempt
from tests.dialogues.support.reading import dialogues, locales
from tests.dialogues.support.script import Dialogue, Given
from tests.dialogues.support.stage import Demo, Stage

# What is put in when a request is sent. No request of Alexa's holds them.
_USER, _ID, _TIME, _ATTRIBUTES = "@user@", "@id@", "@time@", "@attributes@"
_ALEXA_TIME = "%Y-%m-%dT%H:%M:%SZ"


class Request(NamedTuple):
    """One request: its ``text`` with places to fill, the ``session`` it belongs to, and when it came in the dialogue.

    ``kind`` is its intent, or its type when it has none. ``repeats`` is the place (from 0) of the request that this
    one sends again, byte for byte; None: it is a new one.
    """

    text: str
    kind: str
    session: str
    after: timedelta
    repeats: int | None


class Script(NamedTuple):
    """A dialogue: the demo shop's household that holds it, the hour it begins at, and its requests."""

    name: str
    household: str
    hour: timedelta
    requests: tuple[Request, ...]


class Talk:
    """One performance of a script: ``household`` is the copy that speaks, ``unique`` is in the ids of nobody else.

    The session's attributes are those of the latest answer, as a device sends them.
    """

    def __init__(self, script: Script, *, user: str, unique: str, at: datetime) -> None:
        self._script, self._user, self._unique, self._at = script, user, unique, at
        self._attributes: dict[str, str] = {}
        self._sent: list[bytes] = []

    def __len__(self) -> int:
        """How many requests there are."""
        return len(self._script.requests)

    @property
    def over(self) -> bool:
        """Whether all has been said."""
        return len(self._sent) == len(self)

    @property
    def kind(self) -> str:
        """What the next request is: its intent, or its type."""
        return self._script.requests[len(self._sent)].kind

    def next(self) -> bytes:
        """The next request. Between two, tell ``answered``."""
        request = self._script.requests[len(self._sent)]
        if request.repeats is not None:
            body = self._sent[request.repeats]
        else:
            at = (self._at + request.after).strftime(_ALEXA_TIME)
            text = request.text.replace(_USER, self._user).replace(_ID, self._unique).replace(_TIME, at)
            body = text.replace(f'"{_ATTRIBUTES}"', self._attributes.get(request.session, "{}")).encode()
        self._sent.append(body)
        return body

    def answered(self, response: dict[str, Any]) -> None:
        """Take note of the answer to the last request."""
        session = self._script.requests[len(self._sent) - 1].session
        given = response.get("sessionAttributes")
        if given is not None:
            self._attributes[session] = json.dumps(given)


class Again:
    """Requests that were sent before, byte for byte, to somebody else; what comes back changes nothing."""

    def __init__(self, sent: Sequence[tuple[str, bytes]]) -> None:
        self._sent, self._said = sent, 0

    def __len__(self) -> int:
        """How many requests there are."""
        return len(self._sent)

    @property
    def over(self) -> bool:
        """Whether all has been said."""
        return self._said == len(self._sent)

    @property
    def kind(self) -> str:
        """What the next request is."""
        return self._sent[self._said][0]

    def next(self) -> bytes:
        """The next request."""
        self._said += 1
        return self._sent[self._said - 1][1]

    def answered(self, response: dict[str, Any]) -> None:
        """Nothing is remembered."""


def scripts(folder: Path, of: Iterable[Dialogue] | None = None, *, most: int = sys.maxsize) -> tuple[Script, ...]:
    """All dialogues that need nothing but their household, each played once on a store in memory in ``folder``.

    Left out are those that begin with a certain cart, price, stock or order, or change the shop as they go: a server
    under load has one shop for everybody. Of more than ``most`` some are taken, from everywhere.
    """
    stage = Stage(Demo(folder), "memory:")
    every = (one for locale in locales() for one in dialogues(locale)) if of is None else of
    plain = [one for one in every if _plain(one)]
    return tuple(_recorded(stage, one) for one in plain[:: max(1, len(plain) // most)])


def _plain(dialogue: Dialogue) -> bool:
    given = dialogue.given
    only = Given(customer=given.customer, speaker=given.speaker, now=given.now, device=given.device, pin=given.pin)
    return given == only and not any(step.change.stock or step.change.price for step in dialogue.steps)


class _Recorder:
    """Listens to a stage while one dialogue is played."""

    def __init__(self, stage: Stage) -> None:
        self.heard: list[tuple[datetime, dict[str, Any]]] = []
        self._stage, self._answer = stage, stage.entry

    def entry(self, request: dict[str, Any]) -> dict[str, Any]:
        """Pass on, and keep."""
        self.heard.append((self._stage.clock(), json.loads(json.dumps(request))))
        return self._answer(request)


def _recorded(stage: Stage, dialogue: Dialogue) -> Script:
    recorder = _Recorder(stage)
    answer, stage.entry = stage.entry, recorder.entry
    try:
        attempt(stage, dialogue, lambda _: None)
    finally:
        stage.entry = answer
    began = recorder.heard[0][0]
    hour = timedelta(hours=began.hour, minutes=began.minute)
    requests = tuple(_requests(recorder.heard, began))
    return Script(f"{dialogue.where}: {dialogue.name}", dialogue.given.customer, hour, requests)


def _requests(heard: list[tuple[datetime, dict[str, Any]]], began: datetime) -> Iterator[Request]:
    places: dict[str, int] = {}
    for place, (at, request) in enumerate(heard):
        session, request_id = request["session"]["sessionId"], request["request"]["requestId"]
        user = request["session"]["user"]["userId"]
        # Both end in "<whose>.<number>", and no two of a dialogue have the same number.
        whose = session.removeprefix("amzn1.echo-api.session.").rpartition(".")[0]
        request["session"]["attributes"] = _ATTRIBUTES
        request["request"]["timestamp"] = _TIME
        text = json.dumps(request).replace(user, _USER).replace(f".{whose}.", f".{_ID}.")
        kind = request["request"].get("intent", {}).get("name", request["request"]["type"])
        repeats = places.get(request_id)
        places.setdefault(request_id, place)
        yield Request(text, kind, session, at - began, repeats)
