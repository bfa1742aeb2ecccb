"""What a turn leaves behind, to the field: its interaction, its session, and nothing that did not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind, Question, Session
from skill.conversation.scene import Answer, Scene, say
from skill.conversation.turn import Slot, Turn
from skill.profile.customer import Home, Identity, Person, hashed
from skill.profile.errand import Errand, ErrandKind
from skill.profile.interaction import Interaction
from skill.profile.voice_code import new_code
from skill.recording import open_scene, record
from skill.services.changes import Changes
from skill.shopping.money import Money
from skill.shopping.permission import Code, Speaker
from skill.shopping.policy import Choices
from skill.storage.memory import MemoryStore
from skill.storage.port import Commit, Loaded, StockChange, Versions
from tests.app.looking import YES_AT, keys, ordered
from tests.support import tiny_shop
from tests.support.samples import commit
from tests.support.tiny_shop import CONFIG, NOON, turn, voice

_sessions = msgspec.json.Decoder(Session)
ASKED = Question(Kind.OPEN, (say("common-anything-else"),))


@pytest.fixture
def memory(catalogue: Path) -> App:
    """What is recorded is the same whatever the store is: in memory."""
    store = MemoryStore()
    tiny_shop.settle(store)
    return tiny_shop.app(catalogue, store)


def scene_of(app: App, said: Turn, loaded: Loaded, **config: Any) -> Scene:
    return open_scene(
        said,
        "anna",
        loaded,
        store=app.store,
        shop=app.shop,
        config=msgspec.structs.replace(CONFIG, **config),
        new_code=app.new_code,
    )


def recorded(app: App, said: Turn, answer: Answer, before: Session | None = None) -> Commit:
    """What would be committed for an answer in some session."""
    loaded = app.store.load("anna", "session-1", NOON)
    scene = scene_of(app, said, loaded)
    return record(replace(scene, session=before or Session()), loaded, answer, None)[1]


def session_after(app: App, answer: Answer, before: Session, **about: Any) -> Session:
    change = recorded(app, turn("Price", "r1", **about), answer, before)
    assert change.session is not None
    return _sessions.decode(change.session)


def test_an_offer_and_its_order_on_the_timeline(app: App) -> None:
    slots = {"product": Slot("oat milk", ("milk-oat",)), "quantity": Slot("2"), "unit": Slot("")}
    app.answer(turn("Reorder", "r1", slots=slots, device="screen"))
    app.answer(turn("Yes", "yes", at=YES_AT, device="screen"))

    (order,) = ordered(app.store)
    offered = Interaction(
        id="r1",
        at=NOON,
        channel="alexa",
        locale="en-US",
        device="screen",
        session="session-1",
        intent="Reorder",
        outcome="offered",
        slots={"product": "oat milk", "quantity": "2"},
        products=("milk-oat",),
        person="anna",
    )
    bought = msgspec.structs.replace(
        offered, id="yes", at=YES_AT, intent="Yes", outcome="ordered", slots={}, order_id=order.id
    )
    assert app.store.timeline("anna").interactions == (bought, offered)


def test_a_no_names_what_was_declined(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk", person=""))
    app.answer(turn("No", "no", at=YES_AT, person=""))

    newest = app.store.timeline("anna").interactions[0]
    assert (newest.outcome, newest.products, newest.order_id, newest.person) == ("declined", ("milk-oat",), "", "")


def test_a_voice_of_nobody_in_the_household_is_nobody(app: App) -> None:
    app.answer(turn("Launch", "r1", person=tiny_shop.voice("ben", "Ben")))
    assert app.store.timeline("anna").interactions[0].person == ""


def test_a_session_that_begins_has_nothing_open_whatever_is_stored(app: App) -> None:
    app.answer(turn("Reorder", "r1", product="oat milk"))

    reply = app.answer(turn("Yes", "yes", at=YES_AT, new_session=True))

    assert keys(reply) == ("common-nothing-open", "common-what-to-order")
    assert ordered(app.store) == []


def test_a_turn_writes_only_what_changed(memory: App) -> None:
    change = recorded(memory, turn("Price", "r1"), Answer(says=(say("x"),), outcome="answered", question=ASKED))

    assert (change.customer, change.cart, change.digest, change.digest_rest) == (None, None, None, None)
    assert (change.new_order, change.changed_order, change.identity, change.stock) == (None, None, None, ())
    assert change.expected == memory.store.load("anna", "session-1", NOON).versions
    assert change.session_expires == NOON + timedelta(days=1)


def test_what_an_order_changes_is_committed_with_it(catalogue: Path) -> None:
    class Watched(MemoryStore):
        """Remembers the last commit."""

        last: Commit

        def commit(self, change: Commit) -> None:
            self.last = change
            super().commit(change)

    store = Watched()
    tiny_shop.settle(store)
    app = tiny_shop.app(catalogue, store)
    app.answer(turn("Reorder", "r1", product="oat milk", quantity=2))
    app.answer(turn("Yes", "yes", at=YES_AT))

    change = store.last
    assert change.new_order is not None
    assert change.customer is not None
    assert change.customer.orders[0] == change.new_order
    assert change.digest is not None
    assert change.digest.entries["milk-oat"].times == 2
    assert (change.cart, change.digest_rest, change.changed_order) == (None, None, None)
    assert change.stock == (StockChange("milk-oat", 2),)


def test_without_a_session_none_is_written(memory: App) -> None:
    change = recorded(memory, turn("Price", "r1", session=""), Answer(says=(), outcome="answered"))
    assert (change.session, change.session_expires) == (None, None)


def test_an_unspoken_or_unrepeatable_answer_leaves_what_repeat_says(memory: App) -> None:
    before = Session(said=(say("before"),), said_to="mia", mentioned=("paper",), ordered="o-1", refused=("a",))

    silent = session_after(memory, Answer(says=(), outcome="ended", silent=True), before)
    assert silent == before
    repeated = session_after(memory, Answer(says=(say("again"),), outcome="x", repeatable=False), before)
    assert repeated == before
    spoken = session_after(memory, Answer(says=(say("new"),), outcome="x", mentioned=("milk-oat",), ordered=""), before)
    assert spoken == Session(said=(say("new"),), said_to="anna", mentioned=("milk-oat",), refused=("a",))
    stranger = session_after(memory, Answer(says=(say("new"),), outcome="x"), before, person="")
    assert (stranger.said, stranger.said_to) == ((say("new"),), "")


def test_the_last_twenty_refusals_are_remembered_each_once(memory: App) -> None:
    before = Session(refused=tuple(str(number) for number in range(20)))
    after = session_after(memory, Answer(says=(), outcome="declined", refused=("7", "new")), before)
    assert after.refused == (*(str(number) for number in range(1, 20)), "new")


def test_the_scene_has_the_zone_and_the_whole_digest_of_the_customer(memory: App) -> None:
    loaded = memory.store.load("anna", "session-1", NOON)
    assert loaded.customer is not None
    moved = msgspec.structs.replace(
        loaded,
        customer=msgspec.structs.replace(loaded.customer, time_zone="Asia/Tokyo"),
        digest=msgspec.structs.replace(loaded.digest, complete=False),
    )
    memory.store.commit(
        commit(expected=Versions(digest=loaded.versions.digest), digest=loaded.digest, digest_rest=loaded.digest)
    )

    scene = scene_of(memory, turn("Price", "r1"), moved)

    assert scene.household.zone.key == "Asia/Tokyo"
    assert scene.household.history.rest == loaded.digest.entries
    unknown = msgspec.structs.replace(loaded, customer=None)
    guest = scene_of(memory, turn("Price", "r1"), unknown)
    assert (guest.household.zone.key, guest.household.customer.linked) == (CONFIG.zone, False)


def test_the_scene_has_what_the_household_chose_and_how_the_voice_could_prove_itself(memory: App) -> None:
    loaded = memory.store.load("anna", "session-1", NOON)
    assert loaded.customer is not None
    code = new_code("1234", bytes(16), cost=16)
    home = Home(choices=Choices(unknown_voices=False, per_day=2000), code=code)
    chosen = msgspec.structs.replace(loaded, customer=msgspec.structs.replace(loaded.customer, home=home))
    here, mia = {"assistant_pin": ("en-US",)}, voice("anna", "Mia")

    anna = scene_of(memory, turn("Price", "r1"), chosen).household
    by_pin = scene_of(memory, turn("Price", "r1"), chosen, **here).household
    nobody = scene_of(memory, turn("Price", "r1", person=""), chosen, **here).household
    perhaps = scene_of(memory, turn("Price", "r1", person="", perhaps=mia), loaded, **here).household

    assert anna.policy == msgspec.structs.replace(CONFIG.policy, unknown_voices=False, per_day=Money(2000, "USD"))
    assert (anna.speaker, anna.child) == (Speaker(True, True, person="anna", code=Code.SET), None)
    assert by_pin.speaker == Speaker(True, True, person="anna", code=Code.ASSISTANT)
    # A PIN is a person's: whoever is not recognised has none.
    assert nobody.speaker == Speaker(True, code=Code.SET)
    assert perhaps.speaker == Speaker(True, child=True)
    assert (perhaps.person, perhaps.child) == (None, Person("mia", "Mia", True, hashed("alexa", mia)))
    assert perhaps.policy == CONFIG.policy


@pytest.mark.parametrize(
    ("intent", "asked", "kept"),
    [
        ("VoiceCode", None, {}),
        ("Reorder", Question(Kind.CODE, ()), {}),
        ("Reorder", Question(Kind.NEW_CODE, ()), {}),
        ("Reorder", Question(Kind.CODE_AGAIN, ()), {}),
        ("Reorder", Question(Kind.OFFER_CODE, ()), {"product": "one two three four"}),
    ],
)
def test_what_may_be_the_code_is_on_no_timeline(
    memory: App, intent: str, asked: Question | None, kept: dict[str, str]
) -> None:
    said = turn(intent, "r1", product="one two three four")
    change = recorded(memory, said, Answer(says=(), outcome="misheard"), Session(question=asked))
    assert change.interaction.slots == kept


def test_errands_are_committed_with_the_turn_that_caused_them(memory: App) -> None:
    errand = Errand("order-mail-o-1", ErrandKind.ORDER_MAIL, "anna", NOON, "o-1", "en-US")
    change = recorded(memory, turn("Yes", "r1"), Answer(says=(), outcome="ordered", changes=Changes(errands=(errand,))))
    assert change.outbox == (errand,)


def test_an_answer_that_waits_for_the_assistants_pin_says_which_offer_it_is_about(memory: App) -> None:
    loaded = memory.store.load("anna", "session-1", NOON)
    answer = Answer(says=(), outcome="asked_code", question=Question(Kind.PIN, ASKED.ask), verify="offer-1")
    reply, _ = record(scene_of(memory, turn("Yes", "r1"), loaded), loaded, answer, None)
    assert (reply.verify, reply.says, reply.reprompt) == ("offer-1", (), ASKED.ask)


def test_a_silent_answer_is_silent(memory: App) -> None:
    loaded = memory.store.load("anna", "session-1", NOON)
    scene = scene_of(memory, turn("Stop", "r1"), loaded)
    reply, _ = record(scene, loaded, Answer(says=(), outcome="ended", silent=True), Identity.of("alexa", "x"))
    assert reply.silent
