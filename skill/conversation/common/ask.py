"""How an answer goes on: with the question that was open, or with a new one."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say
from skill.shopping.permission import May, may_set_up

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
    """After something was not understood: whatever was open is asked again; else "anything else?"."""
    if scene.question is None or not _for_this_voice(scene, scene.question):
        return then_ask(answer)
    return then_ask(replace(answer, offer=scene.session.offer), scene.question)


def _for_this_voice(scene: Scene, asked: Question) -> bool:
    """Whether a question may be put again to whoever speaks now: most name products, or an order."""
    if scene.session.offer and scene.session.offer.gift:
        return True  # it names nothing
    if scene.gift_of_another:
        return False
    if asked.kind is Kind.WISH:
        return may_set_up(scene.household.speaker).answer is May.YES
    if asked.kind is Kind.CANCEL_ORDER and scene.session.said_to and not scene.household.speaker.recognised:
        return False
    return len(scene.audible(asked.products)) == len(scene.products(asked.products))
