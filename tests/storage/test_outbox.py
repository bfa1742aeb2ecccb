"""What is to be done after a commit: written with it, found when it is due, taken by one, done once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest

from skill.errors import AlreadyAnswered, Conflict, OutOfStock
from skill.profile.errand import Errand, ErrandKind
from skill.storage.port import StockChange, Store, Versions
from tests.storage.households import ONE_DAY, TOMORROW, errand
from tests.support.samples import NOW, cart, commit

INSTANT = timedelta(microseconds=1)


def _ids(errands: Sequence[Errand]) -> list[str]:
    return [one.id for one in errands]


def _written(store: Store, *errands: Errand) -> None:
    store.commit(commit(errands[0].customer_id, id=f"r{errands[0].id}", outbox=errands))


def test_an_errand_comes_back_whole_when_it_is_due(store: Store) -> None:
    whole = Errand("e-1", ErrandKind.CODE_LOCKED_MAIL, "anna", NOW, order_id="o-1", locale="de-DE", attempts=3)
    bare = Errand("e-2", ErrandKind.CANCELLED_MAIL, "anna", NOW + INSTANT)
    _written(store, bare, whole)

    assert store.due(NOW - INSTANT) == []
    assert store.due(NOW) == [whole]
    assert store.due(NOW + INSTANT) == [whole, bare]


def test_nothing_is_due_in_an_empty_store(store: Store) -> None:
    assert store.due(ONE_DAY) == []


def test_what_is_due_longest_comes_first_whoever_it_is_of(store: Store) -> None:
    for number in range(12):
        who = ("anna", "ben")[number % 2]
        _written(store, errand(f"e-{number:02}", who, due=NOW - timedelta(hours=number)))

    assert _ids(store.due(NOW)) == [f"e-{number:02}" for number in reversed(range(12))]
    assert _ids(store.due(NOW, limit=3)) == ["e-11", "e-10", "e-09"]
    assert _ids(store.due(NOW - timedelta(hours=9, minutes=1), limit=5)) == ["e-11", "e-10"]


def test_of_one_moment_the_order_is_always_the_same(store: Store) -> None:
    for who, which in (("ben", "a"), ("anna", "ä"), ("anna", "b"), ("anna", "c#1"), ("anna", "c")):
        _written(store, errand(which, who))

    assert _ids(store.due(NOW)) == ["b", "c", "c#1", "ä", "a"]
    assert _ids(store.due(NOW, limit=2)) == ["b", "c"]


def test_a_time_is_the_same_in_every_zone(store: Store) -> None:
    berlin = timezone(timedelta(hours=1))
    _written(store, errand("early", due=datetime(2026, 1, 1, 0, 30, tzinfo=berlin)))
    _written(store, errand("late", due=datetime(2025, 12, 31, 23, 45, tzinfo=UTC)))

    assert _ids(store.due(ONE_DAY)) == ["early", "late"]
    assert _ids(store.due(datetime(2026, 1, 1, 0, 30, tzinfo=berlin))) == ["early"]
    [found, _] = store.due(ONE_DAY)
    assert found.due == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert store.postpone(found, TOMORROW) is not None


def test_a_page_of_nothing_and_a_time_without_a_zone_are_refused(store: Store) -> None:
    _written(store, errand())

    with pytest.raises(ValueError, match=r"^a page holds at least one entry, not 0$"):
        store.due(NOW, limit=0)
    with pytest.raises(ValueError, match=r"^a time that is kept needs a zone$"):
        store.due(NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match=r"^a time that is kept needs a zone$"):
        store.postpone(errand(), NOW.replace(tzinfo=None))
    assert store.due(NOW) == [errand()]


def test_an_errand_of_a_refused_turn_is_never_done(shop: Store) -> None:
    before = shop.due(ONE_DAY)

    with pytest.raises(AlreadyAnswered):
        shop.commit(commit(id="before", at=NOW - timedelta(days=1), outbox=(errand(),)))
    with pytest.raises(Conflict):
        shop.commit(commit(expected=Versions(cart=9), cart=cart(), outbox=(errand(),)))
    with pytest.raises(OutOfStock):
        shop.commit(commit(stock=(StockChange("milk-1", 1),), outbox=(errand(),)))
    assert shop.due(ONE_DAY) == before


def test_an_errand_that_is_there_already_stays_as_it_is(store: Store) -> None:
    _written(store, errand())
    taken = store.postpone(errand(), TOMORROW)

    store.commit(commit(id="again", outbox=(errand(locale="de-DE"), errand("e-2"))))

    assert store.due(ONE_DAY) == [errand("e-2"), taken]


def test_of_two_with_one_id_in_one_turn_the_first_is_kept(store: Store) -> None:
    store.commit(commit(outbox=(errand(order_id="o-1"), errand(order_id="o-2", due=TOMORROW))))

    assert store.due(ONE_DAY) == [errand(order_id="o-1")]


def test_an_id_belongs_to_its_customer(store: Store) -> None:
    _written(store, errand("e-1", "anna"))
    _written(store, errand("e-1", "ben"))

    store.done(errand("e-1", "anna"))
    assert store.due(NOW) == [errand("e-1", "ben")]


def test_strange_and_long_ids_are_kept_apart(store: Store) -> None:
    ids = ["x" * 600, "x" * 601, "#", "a#b", "ø 'or' \"", "🛒" * 200, " "]
    who = "customer " + "y" * 600
    store.commit(commit(who, outbox=tuple(errand(one, who) for one in ids)))
    assert {(one.customer_id, one.id) for one in store.due(NOW)} == {(who, one) for one in ids}

    for one in ids[1:]:
        store.done(errand(one, who))
    assert store.due(NOW) == [errand(ids[0], who)]


def test_who_takes_an_errand_has_it_until_then(store: Store) -> None:
    _written(store, errand())

    taken = store.postpone(errand(), TOMORROW)
    assert taken == errand(due=TOMORROW, attempts=1)
    assert store.due(TOMORROW - INSTANT) == []
    assert store.due(TOMORROW) == [taken]

    again = store.postpone(taken, ONE_DAY)
    assert again == errand(due=ONE_DAY, attempts=2)
    assert store.due(ONE_DAY) == [again]


def test_an_errand_is_taken_as_it_was_read_or_not_at_all(store: Store) -> None:
    _written(store, errand())
    taken = store.postpone(errand(), TOMORROW)
    assert taken is not None

    for outdated in (errand(), errand(due=TOMORROW), errand(attempts=1), errand("e-2"), errand("e-1", "ben")):
        assert store.postpone(outdated, ONE_DAY) is None
    assert store.due(ONE_DAY) == [taken]


def test_an_errand_may_be_taken_until_the_very_time_it_was_due(store: Store) -> None:
    """Two workers with the same clock: attempts alone tell them apart."""
    _written(store, errand())

    assert store.postpone(errand(), NOW) == errand(attempts=1)
    assert store.postpone(errand(), NOW) is None
    assert store.due(NOW) == [errand(attempts=1)]


def test_an_errand_that_is_done_is_gone_also_for_who_found_it_before(store: Store) -> None:
    """So it is refused to whom a lagging index still shows it."""
    _written(store, errand(), errand("e-2"))
    [found, other] = store.due(NOW)

    store.done(found)
    store.done(found)

    assert store.due(ONE_DAY) == [other]
    assert store.postpone(found, TOMORROW) is None
    assert store.due(ONE_DAY) == [other]


def test_an_errand_is_done_whichever_copy_says_so(store: Store) -> None:
    _written(store, errand())
    store.postpone(errand(), TOMORROW)

    store.done(errand())
    assert store.due(ONE_DAY) == []


def test_a_replay_does_not_bring_back_what_is_done(store: Store) -> None:
    _written(store, errand())
    store.done(errand())

    with pytest.raises(AlreadyAnswered):
        _written(store, errand())
    assert store.due(ONE_DAY) == []
