"""What the tables of sentences do not show: ids, politeness, speed, and that nothing is changed by asking."""

from datetime import date

from skill.locales.vocabulary import Vocabulary
from skill.understanding import FALLBACK, HeardSlot, Understanding, Understood
from skill.understanding.fillers import Fillers, plain

TODAY = date(2026, 11, 21)


def test_products_and_units_carry_their_ids(understandings: dict[str, Understanding]) -> None:
    understood = understandings["en-US"].understand("order two packs of decaf", TODAY)

    assert understood.intent == "Reorder"
    assert dict(understood.slots) == {
        "quantity": HeardSlot("2"),
        "unit": HeardSlot("packs", ("pack",)),
        "product": HeardSlot("decaf", ("coffee-decaf",)),
    }


def test_an_unknown_product_passes_without_ids(understandings: dict[str, Understanding]) -> None:
    understood = understandings["en-US"].understand("order a dollhouse", TODAY)

    assert understood.slots["product"] == HeardSlot("dollhouse")


def test_a_long_name_of_nothing_we_know_is_another_topic(understandings: dict[str, Understanding]) -> None:
    sentence = "i need a hotel near the river for three people"

    assert understandings["en-US"].understand(sentence, TODAY) == Understood(FALLBACK)


def test_bare_words_count_only_when_the_shop_knows_them(understandings: dict[str, Understanding]) -> None:
    stranger = Understanding("en-US", Vocabulary())

    assert understandings["en-US"].understand("oat milk", TODAY).intent == "Refine"
    assert stranger.understand("oat milk", TODAY).intent == FALLBACK
    assert stranger.understand("order oat milk", TODAY).intent == "Reorder"


def test_the_plainest_name_of_a_listed_value(understandings: dict[str, Understanding]) -> None:
    assert understandings["en-US"].canonical("position", "2") == "second"
    assert understandings["de-DE"].canonical("unit", "pack") == "Packung"
    assert understandings["en-US"].canonical("unit", "barrel") == "barrel"


def test_a_region_uses_its_languages_sentences(vocabularies: dict[str, Vocabulary]) -> None:
    assert Understanding("en-GB", vocabularies["en-US"]).understand("order my usual", TODAY).intent == "OrderUsual"


def test_readings_drop_ever_more_politeness() -> None:
    fillers = Fillers({"anywhere": ["please"], "start": ["hey", "could you"], "end": ["thanks"]})

    assert fillers.readings("Hey, could you please order milk? Thanks!") == [
        "Hey could you please order milk Thanks",
        "Hey could you order milk Thanks",
        "could you order milk Thanks",
        "order milk Thanks",
        "order milk",
    ]
    assert fillers.readings("please") == ["please"]
    assert fillers.readings(" ?! ") == []


def test_plain_keeps_what_belongs_to_a_word() -> None:
    assert plain("What’s  the all-purpose flour (2.5 lb)?") == "What's the all-purpose flour 2.5 lb"
