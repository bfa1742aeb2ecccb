"""A short talk with the demo shop, judged request by request."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from tools.fuzzing.drawing.houses import user_of, voice_of
from tools.fuzzing.drawing.requests import Line, Voice, envelope
from tools.fuzzing.drawing.slots import said
from tools.fuzzing.judging.answers import Fault
from tools.fuzzing.judging.judge import Judge
from tools.fuzzing.world import START, Seen, Step, World


@dataclass
class Talk:
    """Somebody of Anna's household talks, in a region that has no PIN of Alexa's unless another is named."""

    world: World
    locale: str = "en-GB"
    number: str = ""
    """The id of every request, when they are all to have the same."""
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._judge, self._now, self._token = Judge(self.world), START, ""
        self.line = Line(user=user_of("anna"), session="amzn1.echo-api.session.1")

    def say(self, intent: str, voice: str = "Anna", *, days: int = 0, **slots: Any) -> Seen:
        """An intent with these slots, so many days later; without a ``voice`` by one that Alexa does not know."""
        filled = {name: said(name, value) for name, value in slots.items()}
        self.line = replace(self.line, voice=Voice(voice_of("anna", voice)) if voice else None)
        return self.send(
            {"type": "IntentRequest", "intent": {"name": intent, "slots": filled}}, timedelta(days=days, seconds=5)
        )

    def resume(self, status: str) -> Seen:
        """What Alexa brings back from its PIN."""
        cause = {"type": "ConnectionCompleted", "token": self._token, "status": {"code": "200"}}
        return self.send({"type": "SessionResumedRequest", "cause": {**cause, "result": {"status": status}}})

    def send(self, request: dict[str, Any], after: timedelta = timedelta(seconds=5)) -> Seen:
        """Any request with these properties besides its head."""
        self._now += after
        head = {"requestId": self.number or str(self._now), "timestamp": self._now.isoformat(), "locale": self.locale}
        step = Step(envelope(self.line, {**head, **request}), self._now)
        seen = self.world.send(step)
        self.faults += self._judge.faults(step, seen)
        for directive in seen.answer["response"].get("directives", ()):
            self._token = directive.get("token", "")
        return seen
