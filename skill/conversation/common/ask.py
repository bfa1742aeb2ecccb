"""How an answer goes on: with the question that was open, or with a new one."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say

ANYTHING_ELSE = Question(Kind.OPEN, (say("common-anything-else"),))
WHAT_TO_ORDER = Question(Kind.OPEN, (say("common-what-to-order"),))


def then_ask(answer: Answer, question: Question = ANYTHING_ELSE) -> Answer:
    """The answer, then a question."""
    return replace(answer, says=(*answer.says, *question.ask), question=question)


def then_back(scene: Scene, answer: Answer) -> Answer:
    """The answer, then the question that was open, with its offer; without one, "anything else?"."""
    if scene.question is None:
        return then_ask(answer)
    kept = replace(answer, offer=scene.session.offer, ordered=scene.session.ordered)
    return then_ask(kept, scene.question)
