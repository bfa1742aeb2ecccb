"""The Lambda's function as AWS calls it, on a store with Anna's and Ben's households."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ask_sdk_core.exceptions import AskSdkException  # type: ignore[attr-defined]  # it only re-exports it

from skill.alexa.skill import lambda_handler
from skill.app import App
from skill.bootstrap import alexa_skill
from skill.profile.customer import Identity
from tests.alexa.requests import SKILL_ID, request, slot
from tests.app.looking import everything
from tests.support import tiny_shop
from tests.support.alexa_response import faults
from tests.support.tiny_shop import NOON, guest_id

SECRET = "a secret of at least thirty-two characters"
Json = dict[str, Any]
OTHERS = {"account": tiny_shop.account("thief"), "person": tiny_shop.voice("thief", "Thief")}


class Door:
    """``answers`` are all responses so far. Anna and Ben have linked their accounts by `restock link`."""

    def __init__(self, app: App) -> None:
        self.app = replace(app)
        self.store = app.store
        for name in ("anna", "ben"):
            self.store.link(name, Identity.of("alexa", tiny_shop.account(name)))
        self._function = lambda_handler(alexa_skill(self.app, secret=SECRET, skill_id=SKILL_ID, clock=lambda: NOON))
        self._number = 0
        self.answers: list[Json] = []

    def event(self, intent: str, slots: Json | None = None, who: str = "anna", **changes: Any) -> Json:
        """A request of somebody's voice from their own account, each a second later."""
        self._number += 1
        at = NOON + timedelta(seconds=self._number)
        made = request(
            intent, slots, requestId=f"request-{self._number}", timestamp=at.strftime("%Y-%m-%dT%H:%M:%SZ"), **changes
        )
        system, session = made["context"]["System"], made["session"]
        for user in (system["user"], session["user"]):
            user["userId"] = tiny_shop.account(who)
        system["person"] = {"personId": tiny_shop.voice(who, who.title())}
        session["sessionId"] = f"session-of-{who}"
        return made

    def send(self, event: object) -> Json:
        """The response, which must be one that Alexa takes."""
        answer: Json = self._function(copy.deepcopy(event), None)
        assert faults(answer) == [], faults(answer)
        self.answers.append(answer)
        return answer

    def refused(self, event: object) -> bool:
        """Whether it was taken for another skill's, and not answered."""
        try:
            self._function(copy.deepcopy(event), None)
        except AskSdkException as refusal:
            return "Skill ID Verification failed" in str(refusal)
        return False

    def offered(self, who: str = "anna") -> Json:
        """After an offer of coffee (Anna) or cookies (Ben): the yes that orders it."""
        product = {"anna": "coffee", "ben": "cookies"}[who]
        answer = self.send(self.event("Reorder", {"product": slot("product", product)}, who))
        yes = self.event("AMAZON.YesIntent", who=who)
        yes["session"]["attributes"] = answer["sessionAttributes"]
        return yes

    def written(self, *names: str) -> Json:
        """All of some customers, the guest that a stranger's account would become, and all that is to be done."""
        names = names or ("anna", "ben", guest_id("thief"))
        found: Json = {name: everything(self.store, name, f"session-of-{name}") for name in names}
        return found | {"due": list(self.store.due(NOON + timedelta(days=30), limit=100))}

    def ordered(self, who: str = "anna") -> int:
        """How many orders were placed by voice."""
        return sum(order.channel == "alexa" for order in self.store.orders(who))
