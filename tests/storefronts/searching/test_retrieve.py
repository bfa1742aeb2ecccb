"""Which products are looked at closer."""

from array import array

from skill.storefronts.searching.retrieve import Group, candidates

POSTINGS = {1: [1, 4, 6, 9], 2: [2, 4, 9], 3: [3, 9], 4: list(range(1, 1000))}


def group(weight: float, *terms: int) -> Group:
    return Group(terms, lambda term: array("I", POSTINGS[term]), weight)


def test_one_term_gives_the_plainest_names() -> None:
    assert candidates([group(1.0, 1)], 3) == ([1, 4, 6], True)
    assert candidates([group(1.0, 2, 3)], 3) == ([2, 3, 4], True)


def test_the_heaviest_sets_of_terms_come_first() -> None:
    found, whole = candidates([group(1.0, 1), group(2.0, 2), group(4.0, 3)])
    assert (found, whole) == ([9, 3, 4, 2, 1, 6], True)


def test_none_that_holds_all() -> None:
    assert candidates([group(1.0, 1), group(2.0, 2)], 2) == ([4, 9], True)
    POSTINGS[5] = [5]
    assert candidates([group(1.0, 1), group(2.0, 5)], 3) == ([5, 1, 4], False)


def test_a_common_term_is_looked_up_for_the_few() -> None:
    common = group(0.1, 4)
    assert common.within({2, 5000}) == {2}
    assert candidates([common, group(2.0, 3)], 3) == ([3, 9, 1], True)


def test_what_has_no_weight_is_preferred_and_not_needed() -> None:
    assert candidates([group(1.0, 1), group(0.0, 2)], 3) == ([4, 9, 1], True)
    assert candidates([group(1.0, 3), group(0.0, 5)], 3) == ([3, 9], True)
