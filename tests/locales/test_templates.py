"""Writing templates out: syntax, the thinning, and what is refused."""

import itertools

import pytest

from skill.locales.templates import MANY, BadTemplate, expand

RULES = {"the": "[the|my]", "order": "(order|buy)"}


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        ("order coffee", ["order coffee"]),
        ("(order|buy) {product}", ["order {product}", "buy {product}"]),
        ("[please] stop", ["please stop", "stop"]),
        ("stop [it|that]", ["stop it", "stop that", "stop"]),
        ("check[ing] out", ["checking out", "check out"]),
        ("<order> {product}", ["order {product}", "buy {product}"]),
        ("take <the> {product}", ["take the {product}", "take my {product}", "take {product}"]),
        ("(a|(b|c) d)", ["a", "b d", "c d"]),
        ("[a|a]", ["a", ""]),
    ],
)
def test_expand(template: str, sentences: list[str]) -> None:
    assert expand(template, RULES) == sentences


def test_every_pair_of_choices_meets() -> None:
    letters, digits, signs = "abc", "xyz", "pqr"
    template = f"({'|'.join(letters)}) ({'|'.join(digits)}) ({'|'.join(signs)})"

    sentences = expand(template, {})

    assert len(sentences) < 27
    for first, second in itertools.combinations((letters, digits, signs), 2):
        for pair in itertools.product(first, second):
            assert any(set(pair) <= set(sentence.split()) for sentence in sentences), pair
    assert len(expand(template, {}, every=True)) == 27


def test_too_many_pairs_become_one_change_at_a_time() -> None:
    verbs = [f"verb{n}" for n in range(10)]
    things = [f"thing{n}" for n in range(10)]

    sentences = expand(f"({'|'.join(verbs)}) [{'|'.join(things)}]", {})

    assert MANY < 110
    assert sentences == ["verb0", *(f"{verb}" for verb in verbs[1:]), *(f"verb0 {thing}" for thing in things)]


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("(a|b", r"missing '\)'"),
        ("[a", r"missing '\]'"),
        ("(a]", r"missing '\)'"),
        ("a) b", r"unexpected '\)' in 'a\) b'"),
        ("<nothing>", "no rule <nothing>"),
    ],
)
def test_bad_templates_are_refused(template: str, complaint: str) -> None:
    with pytest.raises(BadTemplate, match=complaint):
        expand(template, RULES)
