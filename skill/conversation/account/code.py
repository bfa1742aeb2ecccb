"""The household's voice code: said for an order, set up, changed, switched off. The digits are never repeated."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

import msgspec

from skill.conversation.account import people, settings
from skill.conversation.account.asking import CHANGE, code_again, new_code
from skill.conversation.account.proof import not_allowed, prove
from skill.conversation.buying.confirm import leave_it, order_it
from skill.conversation.buying.no_offer import locked
from skill.conversation.common.ask import then_ask, then_back, then_on
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say
from skill.profile.customer import Customer
from skill.profile.errand import Errand, ErrandKind
from skill.profile.voice_code import VoiceCode, is_code
from skill.services.changes import NO_CHANGES, Changes
from skill.shopping.permission import May, may_set_up

REMOVE = "RemoveCode"


def set_up(scene: Scene) -> Answer:
    """ "Set up a voice code"; whoever has one changes it."""
    if scene.household.customer.home.code is not None:
        return change(scene)
    return not_allowed(scene) or then_ask(Answer(says=(), outcome="asked_code"), new_code())


def change(scene: Scene) -> Answer:
    """ "Change my code": the old one first."""
    if scene.household.customer.home.code is None:
        return _none(scene)
    first = (say("account-code-change", seller=scene.terms.seller),)
    return not_allowed(scene) or prove(scene, CHANGE, first=first)


def remove(scene: Scene) -> Answer:
    """ "Switch the code off": not without it."""
    if scene.household.customer.home.code is None:
        return _none(scene)
    return not_allowed(scene) or prove(scene, REMOVE)


def no_thanks(scene: Scene) -> Answer:
    """ "No" to a code for large orders: not offered again, when it was said by who could set one up."""
    customer, changes = scene.household.customer, NO_CHANGES
    if may_set_up(scene.household.speaker).answer is May.YES:
        home = msgspec.structs.replace(customer.home, code_declined=True)
        changes = Changes(customer=msgspec.structs.replace(customer, home=home))
    return then_ask(Answer(says=(say("account-code-declined"),), outcome="declined", changes=changes))


def leave(scene: Scene) -> Answer:
    """ "No" or "cancel" instead of four digits: nothing is ordered, nothing is changed."""
    asked = scene.question
    if asked and asked.kind is Kind.CODE and not asked.about:
        return leave_it(scene)
    return then_ask(Answer(says=(say("account-code-left"),), outcome="declined"))


def said(scene: Scene) -> Answer:
    """Four digits, in whatever slot they came; anything else is no try."""
    asked = scene.question
    if asked is None or asked.kind not in (Kind.CODE, Kind.NEW_CODE, Kind.CODE_AGAIN):
        return then_on(scene, Answer(says=(say("account-no-code-asked"),), outcome="misheard"))
    digits = _digits(scene)
    if not digits:
        return then_back(scene, Answer(says=(say("account-four-digits"),), outcome="misheard"))
    if asked.kind is Kind.CODE:
        return _tried(scene, asked, digits)
    if refused := not_allowed(scene):
        return refused
    if asked.about != CHANGE and scene.household.customer.home.code is not None:
        return change(scene)  # there was none when the digits were asked for: it was set in another room
    if asked.kind is Kind.NEW_CODE or asked.code is None:
        return then_ask(Answer(says=(), outcome="asked_code"), code_again(scene.new_code(digits), about=asked.about))
    if not asked.code.matches(digits):
        return then_ask(Answer(says=(say("account-code-differs"),), outcome="misheard"), new_code(about=asked.about))
    done = Answer(says=(say("account-code-set"),), outcome="code_set", changes=_changes(scene, asked.code))
    return then_ask(done)


def _tried(scene: Scene, asked: Question, digits: str) -> Answer:
    code = scene.household.customer.home.code
    if code is None:
        return _none(scene)
    if code.locked(scene.turn.at):
        return then_ask(Answer(says=(say("account-code-locked", **locked(scene)),), outcome="refused_code_locked"))
    right, after = code.tried(digits, scene.turn.at)
    customer = _with_code(scene, after)
    if right:
        return _proven(scene, asked, customer)
    if not after.locked(scene.turn.at):
        wrong = Answer(says=(say("account-code-wrong"),), outcome="wrong_code", changes=Changes(customer=customer))
        return then_back(scene, wrong)
    tell = Errand(
        f"{ErrandKind.CODE_LOCKED_MAIL}-{scene.turn.id}",
        ErrandKind.CODE_LOCKED_MAIL,
        customer.id,
        scene.turn.at,
        locale=scene.turn.locale,
    )
    seen = dataclasses.replace(scene, household=dataclasses.replace(scene.household, customer=customer))
    said = [say("account-code-now-locked", ordering="no" if asked.about else "yes", **locked(seen))]
    if customer.email:
        said.append(say("account-code-locked-mail"))
    changes = Changes(customer=customer, errands=(tell,))
    return then_ask(Answer(says=tuple(said), outcome="code_locked", products=asked.products, changes=changes))


def _proven(scene: Scene, asked: Question, customer: Customer) -> Answer:
    """The right code was said: what it was asked for happens, and wrong tries are forgotten."""
    speaker = msgspec.structs.replace(scene.household.speaker, verified=True)
    household = dataclasses.replace(scene.household, customer=customer, speaker=speaker)
    answer = _PROVEN.get(asked.about, leave)(dataclasses.replace(scene, household=household))
    if answer.changes.customer is None:
        # Also as it was before: or else a right try would count while wrong ones, at the same moment, lock the code.
        kept = msgspec.structs.replace(answer.changes, customer=customer)
        answer = msgspec.structs.replace(answer, changes=kept)
    return answer


def _new_code(scene: Scene) -> Answer:
    return not_allowed(scene) or then_ask(Answer(says=(), outcome="asked_code"), new_code(about=CHANGE))


def _no_code(scene: Scene) -> Answer:
    if refused := not_allowed(scene):
        return refused
    return then_ask(Answer(says=(say("account-code-removed"),), outcome="code_removed", changes=_changes(scene, None)))


# What happens once the right code was said, by what it was asked about: nothing, the open offer. Each looks again
# whether this voice may: the code proves no more than that it is known.
_PROVEN: Mapping[str, Callable[[Scene], Answer]] = {
    "": order_it,
    CHANGE: _new_code,
    REMOVE: _no_code,
    people.INTRODUCE: people.introduce,
    people.MARK_ADULT: people.mark_adult,
    settings.ALLOW_UNKNOWN: settings.allow_unknown,
    settings.SET_DAY_LIMIT: settings.set_day_limit,
}


def _digits(scene: Scene) -> str:
    """The four digits that were heard; empty when it was anything else."""
    heard = ("".join(slot.heard.split()) for slot in scene.turn.slots.values())
    return next((digits for digits in heard if is_code(digits)), "")


def _none(scene: Scene) -> Answer:
    return then_on(scene, Answer(says=(say("account-no-code"),), outcome="answered"))


def _with_code(scene: Scene, code: VoiceCode | None) -> Customer:
    customer = scene.household.customer
    return msgspec.structs.replace(customer, home=msgspec.structs.replace(customer.home, code=code))


def _changes(scene: Scene, code: VoiceCode | None) -> Changes:
    return Changes(customer=_with_code(scene, code))
