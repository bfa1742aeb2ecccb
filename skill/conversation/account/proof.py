"""What comes before a change of what the household allows: may this voice make it, and is the code needed?"""

from __future__ import annotations

from skill.conversation.account.asking import which_code
from skill.conversation.buying.no_offer import NOT_LINKED, link_card, locked, refusal
from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, say
from skill.services.household import household_code
from skill.shopping.permission import Code, Decision, May, may_set_up


def not_allowed(scene: Scene) -> Answer | None:
    """Why this speaker may change nothing of the household; None for a grown-up whose voice was recognised."""
    decision = may_set_up(scene.household.speaker)
    return None if decision.answer is May.YES else refused(scene, decision)


def refused(scene: Scene, decision: Decision) -> Answer:
    """A refusal, with the card that links the account when that is what is missing."""
    answer = Answer(
        says=(refusal(scene, decision),),
        outcome=f"refused_{decision.reason.replace('-', '_')}",
        card=link_card(scene, decision),
    )
    return then_on(scene, answer)


def private(scene: Scene) -> Answer | None:
    """Why this speaker hears nothing of the household's people and their wishes; None for a grown-up we know."""
    decision = may_set_up(scene.household.speaker)
    if decision.answer is May.YES:
        return None
    if decision.reason == NOT_LINKED:
        return refused(scene, decision)
    outcome = f"refused_{decision.reason.replace('-', '_')}"
    return then_on(scene, Answer(says=(say("account-people-private"),), outcome=outcome))


def prove(
    scene: Scene, about: str, *, minor: int = 0, name: str = "", voice: str = "", first: tuple[Saying, ...] = ()
) -> Answer:
    """Ask for the code before something is changed; while it is locked, nothing is.

    ``minor``, ``name`` and ``voice`` are what was said, for when the right code has come; ``first`` is said before.
    """
    if household_code(scene.household.customer, scene.turn.at) is Code.LOCKED:
        said = say("account-code-locked", **locked(scene))
        return then_on(scene, Answer(says=(said,), outcome="refused_code_locked"))
    asked = which_code(about=about, minor=minor, name=name, voice=voice)
    return then_ask(Answer(says=first, outcome="asked_code"), asked)


def unproven(scene: Scene, about: str, *, minor: int = 0, name: str = "") -> Answer | None:
    """The question for the code; None when it was just said for this very change, or there is none to say."""
    if proven(scene, about) or scene.household.customer.home.code is None:
        return None
    return prove(scene, about, minor=minor, name=name)


def proven(scene: Scene, about: str) -> Question | None:
    """The question that was just answered with the right code, if it was asked about this."""
    asked = scene.question
    right = scene.household.speaker.verified and asked is not None
    return asked if right and asked and asked.kind is Kind.CODE and asked.about == about else None
