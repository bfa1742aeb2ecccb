"""What a household settles for itself: who may change it, and that nothing is loosened without the code there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from skill.profile.customer import Customer, Person
from skill.profile.home import Home
from skill.profile.voice_code import VoiceCode
from tools.fuzzing.drawing.houses import whose
from tools.fuzzing.judging.reading import four_digits, voice


def liberties(
    raw: Any, before: Customer, after: Customer, *, codes: Collection[str], opened: bool, when: datetime
) -> Iterator[str]:
    """What a request changed of a household that it may not.

    ``codes`` are the household's digits, ``opened`` that they were said before in this session, for another code.
    """
    speaker = whose(before, voice(raw))
    grown_up = speaker is not None and not speaker.child
    code = before.home.code
    locked = code is not None and code.locked_until is not None and when < code.locked_until
    proven = not locked and bool(set(four_digits(raw)) & set(codes))
    free = grown_up and (proven or code is None)
    if _settled(before.home) != _settled(after.home) and not grown_up:
        yield f"{_settled(after.home)} after {_settled(before.home)}, by {speaker}"
    if _looser(before.home, after.home) and not free:
        yield f"{after.home.choices} after {before.home.choices} without the code"
    if not _same(code, after.home.code) and not (free or (grown_up and opened)):
        yield "another voice code, or none, without the one there was"
    yield from _people(before, after, speaker, proven=proven)
    for person_id, likes in after.home.likes.items():
        if likes != before.home.likes.get(person_id, {}) and (speaker is None or speaker.id != person_id):
            yield f"{person_id} prefers something, as {speaker} said"
    for wish in {*after.home.wishes} - {*before.home.wishes}:
        child = before.named(wish.person)
        if child is None or not child.child:
            yield f"a wish of {child}"


def _settled(home: Home) -> tuple[Any, ...]:
    return home.choices, home.code_declined


def _looser(before: Home, after: Home) -> bool:
    was, now = before.choices, after.choices
    limits = [(getattr(was, name), getattr(now, name)) for name in ("per_order", "per_day", "per_speaker")]
    raised = any(old is not None and (new is None or new > old) for old, new in limits)
    return raised or (was.unknown_voices is False and now.unknown_voices is not False)


def _same(one: VoiceCode | None, other: VoiceCode | None) -> bool:
    return (one and (one.salt, one.digest)) == (other and (other.salt, other.digest))


def _people(before: Customer, after: Customer, speaker: Person | None, *, proven: bool) -> Iterator[str]:
    """A voice becomes a grown-up's, and a child a grown-up, with the code; less than that a grown-up may say."""
    known = {person.id: person for person in before.everyone}
    for person in after.everyone:
        was = known.pop(person.id, None)
        may = _introduced(was, person, proven=proven) if speaker is None else not speaker.child
        if speaker and not person.child and (was is None or was.child):
            may = may and (proven or (was is not None and before.home.code is None))
        if speaker and was and (was.voice != person.voice or (person.child and was.id == speaker.id)):
            may = False
        if was != person and not may:
            yield f"{person} after {was}, said by {speaker}"
    yield from (f"{person} is gone" for person in known.values())


def _introduced(was: Person | None, person: Person, *, proven: bool) -> bool:
    """Who is nobody yet may take a child's name without a proof, a grown-up's with the code, and nothing else."""
    own = was is not None and replace(was, voice=person.voice) == person
    return own and (proven or (was is not None and was.child and not was.voice))
