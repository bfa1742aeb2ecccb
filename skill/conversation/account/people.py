"""Who speaks and who belongs to the household. Names are heard by its own grown-ups only."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.account.proof import not_allowed, private, prove, proven, refused, unproven
from skill.conversation.common.ask import then_back, then_on
from skill.conversation.reply import Card
from skill.conversation.scene import Answer, Scene, names, say
from skill.profile.customer import Customer, Person, hashed
from skill.services.changes import Changes
from skill.services.people import (
    MOST_PEOPLE,
    Introduction,
    first_name,
    full,
    introduction,
    known,
    with_kind,
    with_new_person,
    with_voice,
)
from skill.shopping.permission import Decision, May

INTRODUCE, MARK_ADULT = "Introduce", "MarkAdult"


def who_am_i(scene: Scene) -> Answer:
    """ "Who am I?": only a voice that was recognised hears a name, and its own."""
    if scene.unlinked:
        return refused(scene, Decision(May.NO, "not-linked"))
    if not scene.household.customer.linked:
        said = say("account-who-guest")
        return then_on(scene, Answer(says=(said,), outcome="refused_not_linked", card=Card(link=True)))
    person = scene.household.person
    if person is None:
        return then_on(scene, Answer(says=(say("account-who-unknown"),), outcome="answered"))
    return _you_are(scene, person)


def introduce(scene: Scene) -> Answer:
    """ "I'm Anna": a voice profile that is nobody's yet becomes hers.

    A voice that is somebody's stays it. What a voice hears that is nobody's tells nothing of which names there are.
    """
    household = scene.household
    if not household.customer.linked:
        return refused(scene, Decision(May.NO, "not-linked"))
    asked = proven(scene, INTRODUCE)
    name = asked.name if asked else first_name(scene.turn.heard("name"))
    if not name:
        return _which_name(scene)
    voice = hashed(scene.turn.channel, scene.turn.person) if scene.turn.person else ""
    if asked and asked.voice != voice:
        # Whoever was asked for a code must not open the door for whoever said a name.
        said = say("account-introduce-same-voice")
        return then_on(scene, Answer(says=(said,), outcome="refused_other_voice"))
    if household.person:
        return _stays(scene, household.person, name)
    if asked:
        return _with_code(scene, name, voice)
    if not voice:
        said = say("account-introduce-no-voice")
        return then_on(scene, Answer(says=(said,), outcome="refused_no_voice"))
    person = known(household.customer, name)
    match introduction(household.customer, name):
        case Introduction.CHILD if person:
            return _bound(scene, person, voice)
        case Introduction.NO_CODE:
            said = say("account-introduce-no-code", seller=scene.terms.seller)
            return then_on(scene, Answer(says=(said,), outcome="refused_no_code"))
        case _:
            return prove(scene, INTRODUCE, name=name, voice=voice)


def mark_child(scene: Scene) -> Answer:
    """ "Mia is a child": from now on she orders nothing; somebody new is added, without a voice yet."""
    if no := not_allowed(scene):
        return no
    name, customer = first_name(scene.turn.heard("name")), scene.household.customer
    if not name:
        return _which_name(scene)
    person = known(customer, name)
    if person is None:
        return _added(scene, name, child=True)
    if scene.household.person and person.id == scene.household.person.id:
        return then_on(scene, Answer(says=(say("account-child-self"),), outcome="refused_self"))
    if person.child:
        return then_on(scene, Answer(says=(say("account-is-child", name=person.name),), outcome="answered"))
    after = with_kind(customer, person, child=True)
    return _changed(scene, after, "marked_child", "account-child-marked", person.name)


def mark_adult(scene: Scene) -> Answer:
    """ "Mia is a grown-up now": protection is taken away with the code only, when there is one.

    Somebody new may join that way too; without a code there would be no way to prove the voice later.
    """
    if no := not_allowed(scene):
        return no
    asked, customer = proven(scene, MARK_ADULT), scene.household.customer
    name = asked.name if asked else first_name(scene.turn.heard("name"))
    if not name:
        return _which_name(scene)
    person = known(customer, name)
    if person and not person.child:
        return then_on(scene, Answer(says=(say("account-is-adult", name=person.name),), outcome="answered"))
    if person is None and customer.home.code is None:
        said = say("account-adult-unknown", name=name, seller=scene.terms.seller)
        return then_on(scene, Answer(says=(said,), outcome="refused_no_code"))
    if ask := unproven(scene, MARK_ADULT, name=name):
        return ask
    if person is None:
        return _added(scene, name, child=False)
    after = with_kind(customer, person, child=False)
    return _changed(scene, after, "marked_adult", "account-adult-marked", person.name)


def show(scene: Scene) -> Answer:
    """ "Who do you know?": a grown-up of the household hears the names, and whose voice is missing."""
    if no := private(scene):
        return no
    people = scene.household.customer.everyone
    adults = [person.name for person in people if not person.child]
    children = [person.name for person in people if person.child]
    unheard = [person.name for person in people if not person.voice]
    said = [say("account-people", adults=names(adults), children=names(children), kids=len(children))]
    if unheard:
        said.append(say("account-people-unheard", names=names(unheard)))
    return then_on(scene, Answer(says=tuple(said), outcome="answered"))


def _you_are(scene: Scene, person: Person) -> Answer:
    return then_on(scene, Answer(says=(say("account-you-are", name=person.name),), outcome="answered"))


def _stays(scene: Scene, person: Person, name: str) -> Answer:
    """What somebody hears whom we know: their own name again, or that no joke makes somebody else of them."""
    meant = known(scene.household.customer, name)
    if meant and meant.id == person.id:
        return _you_are(scene, person)
    said = say("account-introduce-other-voice", name=person.name)
    if meant is None and not person.child:
        said = say("account-introduce-add-child", name=person.name, other=name)
    return then_on(scene, Answer(says=(said,), outcome="refused_other_voice"))


def _with_code(scene: Scene, name: str, voice: str) -> Answer:
    """The right code was said by the very voice that said the name."""
    person = known(scene.household.customer, name)
    if person is None:
        said = say("account-introduce-nobody", name=name)
        return then_on(scene, Answer(says=(said,), outcome="not_found"))
    return _bound(scene, person, voice)


def _bound(scene: Scene, person: Person, voice: str) -> Answer:
    """The voice is this person's from now on. Nobody else hears that again: it says a name."""
    after = with_voice(scene.household.customer, person, voice)
    key = "account-introduced-child" if person.child else "account-introduced"
    return replace(_changed(scene, after, "introduced", key, person.name), repeatable=False)


def _added(scene: Scene, name: str, *, child: bool) -> Answer:
    customer = scene.household.customer
    if full(customer):
        said = say("account-people-full", count=MOST_PEOPLE)
        return then_on(scene, Answer(says=(said,), outcome="refused_too_many"))
    after = with_new_person(customer, name, child=child)
    return _changed(scene, after, "added_person", "account-child-added" if child else "account-adult-added", name)


def _changed(scene: Scene, customer: Customer, outcome: str, key: str, name: str) -> Answer:
    changes = Changes(customer=customer)
    return then_on(scene, Answer(says=(say(key, name=name),), outcome=outcome, changes=changes))


def _which_name(scene: Scene) -> Answer:
    return then_back(scene, Answer(says=(say("account-which-name"),), outcome="misheard"))
