"""What is said in other words: nothing may be left unexplained, and the tables themselves hold together."""

from typing import Any

import pytest

from skill.locales.hearing import hearing
from skill.locales.sentences import declared, load_sentences
from skill.locales.vocabulary import Entry, Vocabulary
from skill.understanding.gist import Gist
from skill.understanding.names import Names
from skill.understanding.products import Products
from skill.understanding.reworded import Reworded

TOPICS = {
    "shopping": ["order", "buy", "list"],
    "elsewhere": ["taxi", "cup of tea", "alarm"],
    "said_of_none": ["idea"],
    "beside": ["of", "for"],
    "goods": ["lamp"],
}
NEVER = {"words": ["it"], "first": ["to"], "inside": ["because"]}
VOCABULARY = Vocabulary((Entry("tea", "green tea"), Entry("clock", "alarm clock")))
PRODUCTS = Products(
    NEVER,
    TOPICS,
    Names(VOCABULARY, ["s"], ["big"], TOPICS["goods"]),
    Reworded(VOCABULARY, ["big"], hearing("en")),
)
GIST = Gist(
    {
        "small": ["the", "i", "is", "would", "you", "now", "have"],
        "begins": ["buy", "add"],
        "asks": ["is"],
        "articles": ["my"],
        "conditions": ["not"],
        "ends": ["if", "and"],
        "groups": {"parcel": ["my order"], "where": ["where"], "never": ["never"], "also": ["sent"], "stop": ["stop"]},
        "rules": [
            {
                "intent": "WhereIsMyOrder",
                "says": ["parcel", "where"],
                "never": ["never"],
                "also": ["also"],
                "strange": 1,
            },
            {"intent": "Stop", "says": ["stop"], "called": True},
        ],
    },
    PRODUCTS,
)


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("Where is my order now?", "WhereIsMyOrder"),
        ("my order, where is the thing", "WhereIsMyOrder"),  # one word may stay unexplained
        ("where is my order of operations", None),
        ("where is my order you sent", "WhereIsMyOrder"),
        ("where is my order never", None),
        ("where is my order, taxi", None),
        ("my order", None),
        ("stop", "Stop"),
        ("Dobbin, would you stop now", "Stop"),
        ("would you stop Dobbin", None),
        ("", None),
    ],
)
def test_a_rule_holds_when_every_word_is_explained(said: str, intent: str | None) -> None:
    assert GIST.intent(said) == intent


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("would you buy tea", ["buy tea"]),
        (
            "would you buy tea if you have not",
            ["buy tea if you have not", "would you buy tea", "buy tea", "you have not"],
        ),
        ("i whistle and buy tea", ["i whistle"]),  # who knows what the whistling changes
        ("is my buy list the tea", []),
        ("would my buy list", []),
        ("you whistle", []),  # nothing of shopping
        ("would you buy a taxi", []),
    ],
)
def test_shopping_is_looked_for_behind_small_words(said: str, parts: list[str]) -> None:
    assert list(GIST.parts(said)) == parts


@pytest.mark.parametrize(
    ("product", "sentence", "plausible"),
    [
        ("tea", "get me tea", True),
        ("green lamps", "get me green lamps", True),
        ("clamp", "get me a clamp", False),
        ("floorlamp", "get me a floorlamp", False),  # too short a word to end a compound
        ("zeppelin", "get me a zeppelin", False),
        ("zeppelin", "order a zeppelin", True),
        ("tea idea", "order a tea idea", False),
        ("idea of tea", "get me an idea of tea", False),
        ("tea of idea", "get me a tea of idea", False),
        ("tea of zeppelins", "get me tea of zeppelins", True),
        ("taxi", "order a taxi", False),
        ("tea", "order tea by taxi", False),
        ("alarm", "order an alarm", True),  # the shop has a clock of that name
        ("tea", "a cup of tea", False),
        ("it", "order it", False),
        ("to tea", "order to tea", False),
        ("tea because of rain", "order tea because of rain", False),
        ("big", "get me big", True),
        ("one two three four five six seven", "order one two three four five six seven", False),
    ],
)
def test_what_may_be_a_product(product: str, sentence: str, *, plausible: bool) -> None:
    assert PRODUCTS.plausible(product, sentence) is plausible


def test_a_single_stranger_where_the_template_says_so() -> None:
    assert PRODUCTS.plausible("zeppelin", "how much is a zeppelin", one_word=True)
    assert not PRODUCTS.plausible("red zeppelin", "how much is a red zeppelin", one_word=True)


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
class TestTables:
    def gist(self, locale: str) -> dict[str, Any]:
        gist: dict[str, Any] = load_sentences(locale)["gist"]
        return gist

    def test_rules_name_intents_and_groups_that_exist(self, locale: str) -> None:
        gist = self.gist(locale)
        named = {name for rule in gist["rules"] for key in ("says", "never", "also") for name in rule.get(key, ())}

        assert named == set(gist["groups"])
        assert {rule["intent"] for rule in gist["rules"]} <= declared().intents.keys()

    def test_every_word_is_text(self, locale: str) -> None:
        sentences = load_sentences(locale)
        tables = {**sentences["topics"], **sentences["gist"]["groups"]}
        tables |= {key: sentences["gist"][key] for key in ("small", "begins", "asks", "articles", "conditions", "ends")}

        # YAML reads a bare "no" or "off" as false
        assert [(name, word) for name, words in tables.items() for word in words if type(word) is not str] == []
        assert [(name, word) for name, words in tables.items() for word in words if word != word.lower()] == []

    def test_no_other_topic_is_one_of_shopping(self, locale: str) -> None:
        topics = load_sentences(locale)["topics"]

        assert set(topics["elsewhere"]) & set(topics["shopping"]) == set()
        assert set(topics["goods"]) & {*topics["elsewhere"], *topics["said_of_none"]} == set()
