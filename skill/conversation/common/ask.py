"""How an answer goes on: with the question that was open, or with a new one."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say

ANYTHING_ELSE = Question(Kind.OPEN, (say("common-anything-else"),))
WHAT_TO_ORDER = Question(Kind.OPEN, (say("common-what-to-order"),))
WHICH_PRODUCT = Question(Kind.OPEN, (say("product-which"),))


def then_ask(answer: Answer, question: Question = ANYTHING_ELSE) -> Answer:
    """The answer, then a question."""
    return replace(answer, says=(*answer.says, *question.ask), question=question)


def then_on(scene: Scene, answer: Answer) -> Answer:
    """After something else was asked: back to an open offer or choice; what was only suggested is let go."""
    if scene.question and scene.question.wished_for:
        return then_back(scene, answer)
    return then_ask(answer)


def then_back(scene: Scene, answer: Answer) -> Answer:
    """After something was not understood: whatever was open is asked again; without it, "anything else?"."""
    if scene.question is None:
        return then_ask(answer)
    return then_ask(replace(answer, offer=scene.session.offer), scene.question)
