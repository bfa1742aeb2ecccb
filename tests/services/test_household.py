"""The digest in two parts: read as little as needed, and never lose an entry between them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.services.household import History, Household
from skill.shopping import purchases
from skill.shopping.purchases import Digest, Entry, Purchase, rebuild
from skill.storage.memory import MemoryStore
from tests.services.conftest import ADULT, CHILD, GUEST, KNOWN, LATER, UNKNOWN
from tests.support.tiny_shop import NOON, ZONE, order_of

NAMES = "abcdefgh"


def entry(day: int, times: int = 1) -> Entry:
    built = rebuild(Purchase(day + 1, 1, 100) for _ in range(times))
    assert built is not None
    return built


class Rest:
    """A rest that counts how often it is read."""

    def __init__(self, **entries: Entry) -> None:
        self.entries, self.read = entries, 0

    def __call__(self) -> Digest:
        self.read += 1
        return Digest(dict(self.entries))


def test_a_complete_digest_has_no_rest_to_read() -> None:
    rest = Rest(b=entry(1))
    history = History(Digest({"a": entry(1)}), rest)
    assert (history.entry("a"), history.entry("b"), history.rest, rest.read) == (entry(1), None, {}, 0)


def test_the_rest_is_read_when_an_entry_is_missing_and_once() -> None:
    rest = Rest(b=entry(2))
    history = History(Digest({"a": entry(1)}, complete=False), rest)

    assert (history.entry("a"), rest.read) == (entry(1), 0)
    assert (history.entry("b"), rest.read) == (entry(2), 1)
    assert (history.entry("c"), rest.read) == (None, 1)


def test_another_purchase_of_something_usual_changes_the_hot_part_alone() -> None:
    rest = Rest(b=entry(2))
    history = History(Digest({"a": entry(1)}, complete=False), rest)

    hot, other = history.with_entries({"a": entry(9, 2)})

    assert (hot, other, rest.read) == (Digest({"a": entry(9, 2)}, complete=False), None, 0)


def test_without_rarer_products_there_is_no_rest_to_write() -> None:
    history = History(Digest({"a": entry(1)}), Rest())
    assert history.with_entries({"b": entry(2)}) == (Digest({"a": entry(1), "b": entry(2)}), None)
    # The last of them is gone: what is stored as the rest must be emptied.
    rarer = History(Digest({"a": entry(1)}, complete=False), Rest(b=entry(2)))
    assert rarer.with_entries({"b": None}) == (Digest({"a": entry(1)}), Digest())


def test_nothing_bought_is_empty() -> None:
    assert History(Digest(), Rest()).empty
    assert not History(Digest({"a": entry(1)}), Rest()).empty


@given(
    st.dictionaries(st.sampled_from(NAMES), st.builds(entry, st.integers(0, 9), st.integers(1, 3))),
    st.lists(
        st.dictionaries(
            st.sampled_from(NAMES), st.none() | st.builds(entry, st.integers(0, 9), st.integers(1, 3)), max_size=3
        )
    ),
)
def test_however_often_entries_change_none_is_lost(
    start: dict[str, Entry], changes: list[dict[str, Entry | None]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(purchases, "HOT", 3)
        hot, rest = purchases.split(Digest(dict(start)))
        expected = dict(start)
        for changed in changes:
            stored = rest
            hot, written = History(hot, lambda stored=stored: stored).with_entries(changed)  # type: ignore[misc]
            rest = stored if written is None else written
            expected |= {name: one for name, one in changed.items() if one}
            expected = {name: one for name, one in expected.items() if name not in changed or changed[name]}

            assert not hot.entries.keys() & rest.entries.keys()
            assert hot.entries | rest.entries == expected
            assert len(hot.entries) <= 3
            # What says that it is complete has no rest.
            assert hot.complete <= (not rest.entries)


@pytest.mark.parametrize(("speaker", "hears"), [(ADULT, True), (CHILD, False), (UNKNOWN, False), (GUEST, False)])
def test_what_is_sensitive_is_nothing_for_a_voice_nobody_knows_nor_for_a_child(
    household: Callable[..., Household], speaker: object, hears: bool
) -> None:
    anna = household(speaker=speaker)
    assert (anna.entry(KNOWN["test-kit"]) is not None) == hears
    assert anna.entry(KNOWN["milk-oat"]) is not None


def test_days_are_those_where_the_customer_lives(household: Callable[..., Household]) -> None:
    midnight = NOON.astimezone(ZONE).replace(hour=23, minute=59)
    anna = household(at=midnight)
    assert anna.today.isoformat() == "2026-11-18"
    assert anna.day == anna.today.toordinal()


def test_an_entry_is_recomputed_with_one_order_as_it_is_now(
    household: Callable[..., Household], store: MemoryStore
) -> None:
    anna = household()
    late = order_of("late", LATER, ("milk-oat", 7))

    found = anna.recomputed(["milk-oat", "dollhouse"], late)

    assert found["milk-oat"] is not None
    assert [purchase.quantity for purchase in found["milk-oat"].recent] == [3, 7]
    assert found["dollhouse"] is None
