"""Conversations held by an Alexa client that nobody here wrote: ``virtual-alexa`` from npm.

It turns a sentence into an intent by the interaction model alone, keeps session attributes and ends the session
when the skill does. It cannot do dynamic entities, screens or Fallback, and takes any sentence that holds "ask",
"open" or "tell" ("basket" too) for a launch. A number is digits to it, or nothing at all: "no" fits "no {quantity}".
"""

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from tests.support.alexa_response import faults, spoken
from tests.support.needs import NODE, ROOT, need_node_package


@dataclass(frozen=True)
class Heard:
    """One turn: the intent and slot values that the client made of a sentence, and what the skill answered."""

    intent: str
    slots: dict[str, str]
    answer: dict[str, Any]

    @property
    def words(self) -> str:
        """What Alexa would say, without markup."""
        return spoken(self.answer)

    @property
    def over(self) -> bool:
        """Whether the session is over."""
        return self.answer["response"].get("shouldEndSession", True) is not False


def converse(url: str, *says: str, user: str, person: str = "", locale: str = "en-US") -> list[Heard]:
    """Hold one conversation; ``""`` opens the skill, a name such as ``AMAZON.NoIntent`` needs no sentence.

    ``user`` and ``person`` are the ends of the demo ids; without a person the voice is unknown. Every
    answer is checked to be one that Alexa takes.
    """
    need_node_package("virtual-alexa")
    wanted = {
        "url": f"{url}/alexa",
        "model": str(ROOT / "interaction_models" / f"{locale}.json"),
        "locale": locale,
        "skill": "amzn1.ask.skill.demo",
        "user": f"amzn1.ask.account.DEMO-{user}",
        "person": person and f"amzn1.ask.person.DEMO-{person}",
        "says": says,
    }
    command = ["node", str(NODE / "converse.js")]
    done = subprocess.run(command, input=json.dumps(wanted), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    heard = [Heard(one["intent"], one["slots"], {"version": "1.0", "response": one["response"]}) for one in turns]
    assert [fault for one in heard for fault in faults(one.answer)] == []
    return heard
