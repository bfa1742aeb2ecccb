"""What a household allows itself: voices that nobody recognised, and how much a day. Loosening it takes the code."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.account.proof import not_allowed, proven, unproven
from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, amount, say
from skill.services.changes import Changes
from skill.services.household import household_code
from skill.shopping.money import Money
from skill.shopping.policy import Choices

ALLOW_UNKNOWN, SET_DAY_LIMIT = "AllowUnknown", "SetDayLimit"


def forbid_unknown(scene: Scene) -> Answer:
    """ "Only voices you know may order." """
    if no := not_allowed(scene):
        return no
    if not scene.household.policy.unknown_voices:
        return then_on(scene, Answer(says=(say("account-unknown-forbidden", new="no"),), outcome="answered"))
    return _chosen(scene, say("account-unknown-forbidden", new="yes"), unknown_voices=False)


def allow_unknown(scene: Scene) -> Answer:
    """ "Anybody may order": what was bought before, up to a limit."""
    if no := not_allowed(scene):
        return no
    policy = scene.household.policy
    limit = amount(policy.unknown_limit)
    if policy.unknown_voices:
        said = say("account-unknown-allowed", new="no", limit=limit)
        return then_on(scene, Answer(says=(said,), outcome="answered"))
    if ask := unproven(scene, ALLOW_UNKNOWN):
        return ask
    return _chosen(scene, say("account-unknown-allowed", new="yes", limit=limit), unknown_voices=True)


def set_day_limit(scene: Scene) -> Answer:
    """ "At most 80 dollars a day": in whole units of the currency, never more than the shop allows."""
    if no := not_allowed(scene):
        return no
    limit = _limit(scene)
    if limit is None or limit.minor <= 0:
        ask = Question(Kind.OPEN, (say("account-which-limit"),), about=SET_DAY_LIMIT)
        return then_ask(Answer(says=(), outcome="asked"), ask)
    most, now = scene.terms.policy.per_day, scene.household.policy.per_day
    if limit > most:
        said = say("account-limit-too-high", limit=amount(most), seller=scene.terms.seller)
        return then_on(scene, Answer(says=(said,), outcome="refused_limit"))
    if limit == now:
        return then_on(scene, Answer(says=(say("account-limit-set", new="no", limit=amount(now)),), outcome="answered"))
    if limit > now and (ask_code := unproven(scene, SET_DAY_LIMIT, minor=limit.minor)):
        return ask_code
    return _chosen(scene, say("account-limit-set", new="yes", limit=amount(limit)), per_day=limit.minor)


def show(scene: Scene) -> Answer:
    """ "What are our limits?" """
    if no := not_allowed(scene):
        return no
    policy = scene.household.policy
    code = household_code(scene.household.customer, scene.turn.at)
    said = (
        say(
            "account-settings-unknown",
            allowed="yes" if policy.unknown_voices else "no",
            limit=amount(policy.unknown_limit),
        ),
        say("account-settings-code", code=code.value, limit=amount(policy.code_from)),
        say(
            "account-settings-limits",
            order=amount(policy.per_order),
            day=amount(policy.per_day),
            speaker=amount(policy.per_speaker),
        ),
    )
    return then_on(scene, Answer(says=said, outcome="answered"))


def _limit(scene: Scene) -> Money | None:
    """The amount that was said, now or before the code; None when it was not understood."""
    currency = scene.terms.currency
    if asked := proven(scene, SET_DAY_LIMIT):
        return Money(asked.amount, currency)
    # A number on its own is heard as a quantity, one of four digits as a code.
    said = (scene.turn.number(slot) for slot in ("amount", "quantity", "code"))
    whole = next((number for number in said if number is not None), None)
    return None if whole is None else Money.parse(str(whole), currency)


def _chosen(scene: Scene, said: Saying, **choice: int | bool) -> Answer:
    customer = scene.household.customer
    choices: Choices = replace(customer.home.choices, **choice)
    changes = Changes(customer=replace(customer, home=replace(customer.home, choices=choices)))
    return then_on(scene, Answer(says=(said,), outcome="settings_changed", changes=changes))
