"""The digest: updated purchase by purchase, it equals what is rebuilt from all of them, to the last bit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.shopping import purchases as module
from skill.shopping.purchases import HOT, KEPT, Digest, Entry, Purchase, bought, pooled, rebuild, split

DAY = 739_000  # some day in 2024

purchases = st.builds(
    Purchase,
    day=st.integers(DAY, DAY + 900),
    quantity=st.integers(1, 99),
    unit_price=st.integers(1, 50_000),
)
histories = st.lists(purchases, min_size=1, max_size=40)


def updated(history: list[Purchase]) -> Entry:
    entry: Entry | None = None
    for purchase in history:
        entry = bought(entry, purchase)
    assert entry is not None
    return entry


@given(histories)
def test_updated_equals_rebuilt(history: list[Purchase]) -> None:
    in_order = sorted(history, key=lambda purchase: purchase.day)
    assert updated(in_order) == rebuild(history)


@given(histories, histories)
def test_pooled_is_as_if_it_were_one_product(one: list[Purchase], other: list[Purchase]) -> None:
    entries = [entry for history in (one, other) if (entry := rebuild(history))]
    all_, expected = pooled(entries), rebuild([*one, *other])
    assert expected is not None
    assert all_.decayed == pytest.approx(expected.decayed)
    assert all_.first_day == expected.first_day
    assert (all_.times, all_.units, all_.weekdays) == (expected.times, expected.units, expected.weekdays)
    assert all_.gaps() == expected.gaps()
    assert all_.last.day == expected.last.day == all_.decay_day


@given(histories)
def test_an_entry_tells_the_truth_about_its_purchases(history: list[Purchase]) -> None:
    entry = rebuild(history)
    assert entry is not None
    assert entry.first_day == min(purchase.day for purchase in history)
    assert entry.last.day == max(purchase.day for purchase in history)
    assert entry.times == len(history)
    assert entry.units == sum(purchase.quantity for purchase in history)
    assert sum(entry.weekdays) == len(history)
    assert len(entry.recent) == min(KEPT, len(history))
    assert all(earlier.day <= later.day for earlier, later in pairwise(entry.recent))
    assert 0 < entry.decayed <= len(history)


def test_an_entry_to_the_last_bit() -> None:
    """Two on a Wednesday, five ninety days later on a Tuesday."""
    first, second = Purchase(739_000, 2, 499), Purchase(739_090, 5, 549)
    assert (first.date.weekday(), second.date.weekday()) == (2, 1)
    assert bought(None, first) == Entry(739_000, 1, 2, 1.0, 739_000, (0, 0, 1, 0, 0, 0, 0), (first,))
    assert updated([first, second]) == Entry(739_000, 2, 7, 1.5, 739_090, (0, 1, 1, 0, 0, 0, 0), (first, second))


def test_strength_does_not_fade_within_a_day_nor_grow_before_it() -> None:
    entry = updated([Purchase(DAY, 1, 1), Purchase(DAY, 1, 1)])
    assert (entry.decayed, entry.strength(DAY), entry.strength(DAY - 90), entry.strength(DAY + 90)) == (
        2.0,
        2.0,
        2.0,
        1.0,
    )


def test_the_last_twelve_purchases_are_kept() -> None:
    entry = updated([Purchase(DAY + number, number + 1, 1) for number in range(14)])
    assert [purchase.quantity for purchase in entry.recent] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    assert (entry.times, entry.units) == (14, 105)


@given(histories)
def test_strength_fades_and_halves_in_ninety_days(history: list[Purchase]) -> None:
    entry = rebuild(history)
    assert entry is not None
    now = entry.decay_day
    assert entry.strength(now) == entry.decayed
    assert entry.strength(now + 90) == pytest.approx(entry.decayed / 2)
    assert entry.strength(now - 5) == entry.decayed


def test_an_older_purchase_must_be_rebuilt() -> None:
    entry = bought(None, Purchase(DAY, 1, 499))
    with pytest.raises(ValueError, match="older than the newest one: rebuild"):
        bought(entry, Purchase(DAY - 1, 1, 499))


def test_nothing_bought_leaves_no_entry() -> None:
    assert rebuild([]) is None


@pytest.mark.parametrize(
    ("quantities", "usual"),
    [
        *[([1], 1), ([2], 2), ([2, 2], 2), ([1, 2], 1), ([2, 1], 1), ([2, 2, 1], 2), ([1, 2, 2], 2), ([4, 2, 2], 2)],
        *[
            ([2, 2, 4], 2),
            ([2, 4], 4),
            ([3, 1, 1, 3], 1),
            ([1, 3, 3, 3], 3),
            ([5] + [1] * 12, 1),
            ([1] * 9 + [5] * 9, 5),
        ],
    ],
)
def test_the_usual_quantity_is_the_most_frequent_of_late_and_one_wins_a_draw(quantities: list[int], usual: int) -> None:
    assert (
        updated([Purchase(DAY + day, quantity, 1) for day, quantity in enumerate(quantities)]).usual_quantity == usual
    )


def test_gaps_count_shopping_days_not_lines() -> None:
    entry = updated([Purchase(DAY, 1, 1), Purchase(DAY, 1, 1), Purchase(DAY + 7, 1, 1), Purchase(DAY + 16, 1, 1)])
    assert entry.gaps() == [7, 9]


def test_a_small_digest_stays_whole() -> None:
    digest = Digest({str(number): bought(None, Purchase(DAY, 1, 1)) for number in range(HOT)})
    assert split(digest) == (digest, Digest())


def test_what_is_whole_again_says_so() -> None:
    assert split(Digest({"a": bought(None, Purchase(DAY, 1, 1))}, complete=False))[0].complete


def test_of_equals_the_later_one_is_hot_and_then_the_first_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether twice or more often is the same: then the day counts."""
    monkeypatch.setattr(module, "HOT", 2)
    often = updated([Purchase(DAY, 1, 1)] * 5)
    twice = updated([Purchase(DAY + 1, 1, 1)] * 2)
    hot, rest = split(Digest({"often-b": often, "often-a": often, "twice": twice}))
    assert (list(hot.entries), list(rest.entries)) == (["twice", "often-a"], ["often-b"])


def test_a_large_digest_keeps_repeated_then_recent_products_hot() -> None:
    once = {f"once-{n:04}": bought(None, Purchase(DAY + n, 1, 1)) for n in range(HOT)}
    twice = {f"twice-{n}": updated([Purchase(DAY - 9, 1, 1), Purchase(DAY - 5, 1, 1)]) for n in range(3)}
    hot, rest = split(Digest(once | twice))
    assert not hot.complete
    assert len(hot.entries) == HOT
    assert set(rest.entries) == {"once-0000", "once-0001", "once-0002"}
    assert hot.entries | rest.entries == once | twice
