"""A search that expects names, on a recogniser of a dozen tokens that is made up: no model runs here."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.support.voice_biasing import hear, phrases, tree
from benchmarks.support.voice_whisper import Ears, Memory, Step

TOKENS = ["Ġorder", "Ġthe", "Ġcart", "Ġshop", "Ġket", "chup", "Ġmilk", ".", "Ġnow", "tle", "<eot>"]
EOT = TOKENS.index("<eot>")
WORDS = {token.replace("Ġ", " "): number for number, token in enumerate(TOKENS)}


class Heard:
    """Hears at each place the tokens of some choices, each so many times less likely than the first one named."""

    def __init__(self, *places: dict[str, float]) -> None:
        self._places = places

    def listen(self, encoded: NDArray[np.float32]) -> Memory:
        return []

    def step(self, tokens: NDArray[np.int64], memory: Memory | None, sound: Memory) -> Step:
        at = memory[0][0].shape[1] if memory else 0
        row = np.full(len(TOKENS), -9.0, np.float32)
        for word, likely in self._places[at].items() if at < len(self._places) else [("<eot>", -0.1)]:
            row[WORDS[word]] = likely
        past = np.zeros((len(tokens), at + 1), np.float32)
        return Step(np.tile(row, (len(tokens), 1)), [(past, past)])


def _encode(text: str) -> list[int]:
    found: list[int] = []
    text = text.lower()
    while text:
        token = max((word for word in WORDS if text.startswith(word)), key=len)
        found.append(WORDS[token])
        text = text[len(token) :]
    return found


def _heard(names: list[str], *places: dict[str, float]) -> str:
    return hear(_ears(*places), np.zeros((1, 1), np.float32), [0], tree(names, _encode))


def _ears(*places: dict[str, float]) -> Ears:
    written = {number: word for word, number in WORDS.items()}
    tokens: Any = SimpleNamespace(
        eot=EOT,
        tokenizer=SimpleNamespace(id_to_token=TOKENS.__getitem__),
        decode=lambda found: "".join(written[number] for number in found),
    )
    decoder: Any = Heard(*places)
    return Ears(None, decoder, tokens)


CART_SHOP = (
    {" order": -0.1},
    {" the": -0.1},
    {" cart": -0.3, " ket": -1.5},
    {" shop": -0.3, "chup": -1.5},
    {".": -0.1},
)


@pytest.mark.parametrize(
    ("names", "heard"),
    [
        ([], "order the cart shop."),
        (["ketchup"], "order the ketchup."),
        # Of which nothing sounds like it.
        (["milk"], "order the cart shop."),
        # A name's beginning is no name.
        (["kettle"], "order the cart shop."),
    ],
)
def test_what_sounds_almost_like_a_taught_name_is_that_name(names: list[str], heard: str) -> None:
    assert _heard(names, *CART_SHOP) == heard


def test_a_sentence_about_no_name_is_heard_as_it_sounds() -> None:
    said = ({" order": -0.1, " milk": -7.0}, {" now": -0.1, " milk": -7.0}, {".": -0.1})

    assert _heard(["milk"], *said) == "order now."


def test_a_name_counts_once_however_often_it_is_said() -> None:
    # Without that rule it would go on with milk.
    said = ({" order": -0.1}, {" milk": -0.2}, {".": -0.1, " milk": -2.0}, {"<eot>": -0.1, " milk": -2.0})

    assert _heard(["milk"], *said) == "order milk."


def test_no_sentence_begins_with_a_name() -> None:
    assert _heard(["milk"], {" order": -0.3, " milk": -1.0}, {" now": -0.1}) == "order now"


def test_any_words_of_a_name_that_stand_together_may_be_said() -> None:
    assert phrases("Tin of Red Beans") == ["Tin", "Tin of Red", "Tin of Red Beans", "Red", "Red Beans", "Beans"]
    assert phrases("M&M's® 2 of") == ["M&M's"]


def test_a_tree_knows_names_however_they_are_written() -> None:
    said: list[str] = []

    def tokens(text: str) -> list[int]:
        said.append(text)
        return [len(said)]

    root = tree(["oat MILK"], tokens)

    assert said == [" oat", " Oat", " oat MILK", " oat milk", " Oat Milk", " MILK", " milk", " Milk"]
    assert len(root.next) == 8
