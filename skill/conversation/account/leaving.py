"""What the assistant tells about an account: it was linked, unlinked, or has left. Nobody hears an answer."""

from __future__ import annotations

from skill.conversation.scene import Answer, Scene
from skill.profile.customer import Identity
from skill.services.changes import Changes
from skill.services.linking import left

_OUTCOMES = {"Unlinked": "unlinked", "Disabled": "disabled"}
IGNORED = Answer(says=(), outcome="ignored", silent=True)


def linked(scene: Scene) -> Answer:
    """An account was linked. If its token proves it, the household is that of the account already."""
    if scene.unlinked:
        return Answer(says=(), outcome=f"link_{scene.unlinked}", silent=True)
    return Answer(says=(), outcome="linked", silent=True) if scene.household.customer.linked else IGNORED


def leave(scene: Scene) -> Answer:
    """An account was unlinked, or the skill disabled: it does not lead to this household any more.

    Events come late and in any order: one from before the account was linked again changes nothing.
    """
    before = scene.household.customer
    guest_id = Identity.of(scene.turn.channel, scene.turn.account).guest_id
    after = left(before, guest_id=guest_id, at=scene.turn.at)
    if after is None:
        return IGNORED
    changes = Changes(customer=after if after is not before else None, leaves=True)
    return Answer(says=(), outcome=_OUTCOMES[scene.turn.intent], silent=True, changes=changes)
