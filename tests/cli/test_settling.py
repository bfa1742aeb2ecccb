"""`restock person` and `restock household`: what the shop's people settle for a household, and who may be told so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import Result
from msgspec.structs import replace

from skill.cli import common
from skill.errors import Conflict
from skill.profile.customer import Customer, Person, hashed
from skill.profile.home import Home
from skill.profile.meaning import Meaning
from skill.profile.voice_code import new_code
from skill.shopping.policy import Choices
from skill.storage.open import open_store
from skill.storage.port import Commit
from tests.cli.conftest import Run
from tests.support.samples import commit

STORE = "sqlite:///.restock/restock.sqlite"
VOICE = "amzn1.ask.person.NEW"
MIA_DEMO = hashed("alexa", "amzn1.ask.person.DEMO-anna-mia")


def anna() -> Customer:
    customer = open_store(STORE).load("anna", "", datetime.now(UTC)).customer
    assert customer is not None
    return customer


def timeline() -> list[tuple[str, str, dict[str, str]]]:
    found = open_store(STORE).timeline("anna").interactions
    return [(one.channel, one.intent, one.slots) for one in found]


def rows(done: Result) -> list[list[str]]:
    """The cells of a table, without its head."""
    lines = [line for line in done.stdout.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def change(**home: Any) -> None:
    """What the household said of itself before."""
    store = open_store(STORE)
    loaded = store.load("anna", "", datetime.now(UTC))
    assert loaded.customer is not None
    customer = replace(loaded.customer, home=replace(loaded.customer.home, **home))
    store.commit(commit("anna", id="change", expected=loaded.versions, customer=customer))


def test_who_belongs_to_a_household(demo: Run) -> None:
    done = demo("person", "anna")
    assert done.exit_code == 0
    assert rows(done) == [
        ["Anna", "adult", "known", ""],
        ["Ben", "adult", "known", ""],
        ["Mia", "child", "known", ""],
    ]
    assert timeline() == []


def test_a_new_person_with_a_voice(demo: Run) -> None:
    done = demo("person", "anna", "zoe", "--voice", VOICE, "--child")
    assert rows(done)[-1] == ["Zoe", "child", "known", ""]
    assert anna().home.people == (Person("zoe", "Zoe", child=True, voice=hashed("alexa", VOICE)),)
    assert timeline() == [("shop", "SettingsChanged", {"settings": "voice, child"})]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--voice", VOICE], Person("mia", "Mia", child=True, voice=hashed("alexa", VOICE))),
        (["--no-voice"], Person("mia", "Mia", child=True)),
        (["--adult"], Person("mia", "Mia", voice=MIA_DEMO)),
        (["--adult", "--no-voice"], Person("mia", "Mia")),
    ],
)
def test_a_known_person_is_changed(demo: Run, options: list[str], expected: Person) -> None:
    assert demo("person", "anna", "MIA", *options).exit_code == 0
    assert anna().home.people == (expected,)


def test_what_is_so_already_is_not_written(demo: Run) -> None:
    for options in (["--child"], [], ["--voice", "amzn1.ask.person.DEMO-anna-mia"]):
        assert demo("person", "anna", "Mia", *options).exit_code == 0
    assert (anna().home, timeline()) == (Home(), [])


def test_forgetting_what_was_said_about_somebody(demo: Run) -> None:
    demo("person", "anna", "Mia", "--adult", "--voice", VOICE)
    demo("person", "anna", "Zoe")
    mine = Meaning("coffee", "x", "anna", 739_000, chosen=1)
    change(
        likes={"mia": {"coffee": "x"}, "anna": {"coffee": "y"}}, meanings=(Meaning("coffee", "x", "mia", 1, 1), mine)
    )
    demo("person", "anna", "Mia", "--forget")
    demo("person", "anna", "Zoe", "--forget")
    # The account's own Mia is there still.
    assert [person.name for person in anna().everyone] == ["Anna", "Ben", "Mia"]
    assert anna().home == Home(likes={"anna": {"coffee": "y"}}, meanings=(mine,))


def test_what_they_mean_by_their_words_is_shown(demo: Run) -> None:
    coffee = Meaning("coffee", "coffee-bluebird-decaf", "anna", 739_938, chosen=2)
    change(meanings=(coffee, Meaning("milk", "milk-oat", "gone", 739_939, refused=1)))
    shown = rows(demo("person", "anna"))
    assert shown[-2:] == [
        ["gone", "milk", "milk-oat", "0", "1", "2026-11-19"],
        ["Anna", "coffee", "coffee-bluebird-decaf", "2", "0", "2026-11-18"],
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["nobody"], 1, "there is no customer 'nobody'; see: restock customers"),
        (["nobody", "Mia", "--child"], 1, "there is no customer 'nobody'; see: restock customers"),
        (["anna", "--child"], 2, "NAME is missing: whom is this about?"),
        (["anna", "Mia", "--voice", "somebody"], 2, "does not begin with amzn1.ask.person."),
        (["anna", "Mia", "--voice", "amzn1.ask.person."], 2, "does not begin with amzn1.ask.person."),
        (["anna", "Mia", "--voice", VOICE, "--no-voice"], 2, "exclude each other"),
        (["anna", "Mia", "--forget", "--child"], 2, "exclude each other"),
        (["anna", "4711"], 2, "'4711' is no name"),
        (["anna", "Quentin", "--forget"], 1, "anna has nobody called 'Quentin'"),
        (
            ["anna", "Ben", "--voice", "amzn1.ask.person.DEMO-anna-mia"],
            1,
            "this voice is Mia's; free it first: --no-voice",
        ),
    ],
)
def test_a_person_is_refused(demo: Run, arguments: list[str], code: int, sentence: str) -> None:
    done = demo("person", *arguments)
    assert done.exit_code == code
    assert sentence in " ".join(done.output.split())
    assert (anna().home, timeline()) == (Home(), [])


def test_the_table_of_a_household(demo: Run) -> None:
    done = demo("household", "anna")
    assert done.exit_code == 0
    assert rows(done)[:4] == [
        ["voice code", "none", ""],
        ["unknown_voices", "yes", ""],
        ["unknown_limit", "50.00 USD", ""],
        ["code_from", "100.00 USD", ""],
    ]
    assert rows(done)[-1] == ["undo_minutes", "until it leaves", ""]
    assert timeline() == []


def test_choices_are_made_and_taken_back(demo: Run) -> None:
    done = demo("household", "anna", "--set", "per_day=80", "--set", "unknown_voices=no", "--set", "undo_minutes=30")
    assert [row for row in rows(done) if row[2]] == [
        ["unknown_voices", "no", "yes"],
        ["per_day", "80.00 USD", "yes"],
        ["undo_minutes", "30", "yes"],
    ]
    assert anna().home.choices == Choices(per_day=8000, unknown_voices=False, undo_minutes=30)
    demo("household", "anna", "--unset", "per_day", "--set", "far_times=2", "--unset", "unknown_voices")
    assert anna().home.choices == Choices(undo_minutes=30, far_times=2)
    assert timeline()[::-1] == [
        ("shop", "SettingsChanged", {"settings": "per_day, unknown_voices, undo_minutes"}),
        ("shop", "SettingsChanged", {"settings": "far_times, per_day, unknown_voices"}),
    ]


def test_a_code_is_typed_twice_and_never_shown(demo: Run) -> None:
    done = demo("household", "anna", "--code", typed="0042\n0042\n")
    assert rows(done)[0] == ["voice code", "set", ""]
    assert "0042" not in done.output
    code = anna().home.code
    assert code
    assert code.matches("0042")
    assert timeline()[0] == ("shop", "SettingsChanged", {"settings": "code"})


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (("--code",), "42\n42\n", "a voice code is four digits, such as Alexa hears them"),
        (("--code", "--no-code"), "", "the code is either set or switched off"),
    ],
)
def test_what_is_no_code(demo: Run, arguments: tuple[str, ...], typed: str, sentence: str) -> None:
    done = demo("household", "anna", *arguments, typed=typed)
    assert done.exit_code != 0
    assert sentence in done.output
    assert (anna().home, timeline()) == (Home(), [])


def test_a_code_that_was_forgotten(demo: Run) -> None:
    change(code=new_code("1234", bytes(16), cost=16))
    assert rows(demo("household", "anna"))[0] == ["voice code", "set", ""]
    assert rows(demo("household", "anna", "--no-code"))[0] == ["voice code", "none", ""]
    assert anna().home.code is None
    assert timeline()[0] == ("shop", "SettingsChanged", {"settings": "code"})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--set", "per_day"], "'per_day' is not NAME=VALUE"),
        (["--set", "per_week=5"], "'per_week' is none of unknown_limit, code_from, per_order,"),
        (["--unset", "per_week"], "'per_week' is none of"),
        (["--set", "per_day=5", "--unset", "per_day"], "per_day is either set or unset"),
        (
            ["--set", "per_day=1000.01"],
            "per_day is at most 1,000.00 at this shop, and more than nothing, not '1000.01'",
        ),
        (["--set", "per_day=0"], "per_day is at most 1,000.00 at this shop, and more than nothing, not '0'"),
        (["--set", "unknown_limit=-1"], "unknown_limit is more than nothing, not '-1'"),
        (["--set", "per_order=many"], "per_order: 'many' is not an amount of money such as 4.99"),
        (["--set", "unknown_voices=maybe"], "unknown_voices is yes or no, not 'maybe'"),
        (["--set", "far_from=1"], "far_from is a whole number from 2 to 99, not '1'"),
        (["--set", "far_times=²"], "far_times is a whole number from 1 to 99, not '²'"),
        (["--set", "duplicate_minutes=1441"], "duplicate_minutes is a whole number from 0 to 1440, not '1441'"),
    ],
)
def test_a_choice_is_refused(demo: Run, arguments: list[str], sentence: str) -> None:
    done = demo("household", "anna", *arguments)
    assert done.exit_code == 2
    assert sentence in " ".join(done.output.split())
    assert (anna().home, timeline()) == (Home(), [])


class Busy:
    """A store in which others are faster, so many times."""

    def __init__(self, faster: int) -> None:
        self._store, self.faster = open_store(STORE), faster

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def commit(self, change: Commit) -> None:
        if self.faster:
            self.faster -= 1
            raise Conflict("customer")
        self._store.commit(change)


@pytest.mark.parametrize(("faster", "code", "settings"), [(3, 0, 1), (4, 1, 0)])
def test_turns_that_are_faster(
    demo: Run, monkeypatch: pytest.MonkeyPatch, faster: int, code: int, settings: int
) -> None:
    monkeypatch.setattr(common, "open_store", lambda _: Busy(faster))
    done = demo("household", "anna", "--set", "per_day=80")
    assert (done.exit_code, len(timeline())) == (code, settings)
    assert ("anna is being changed by others right now; try again" in done.output) == bool(code)
