"""Which product a question is about: the one named, or else the one we are talking about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec.structs import replace

from skill.conversation.buying.find import echo, in_one_breath, named, not_found, search
from skill.conversation.buying.offer import forbids
from skill.conversation.buying.which import which
from skill.conversation.common.ask import WHICH_PRODUCT, then_ask, then_on
from skill.conversation.common.shown import shown
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, names, say
from skill.services.comparing import of_size
from skill.services.find import Found
from skill.services.meanings import kept_words
from skill.shopping.matching.asked import only_sized
from skill.shopping.matching.confidence import How
from skill.shopping.matching.exact import Grade, fit_exactly, fit_unnamed
from skill.shopping.matching.heard import Wanted, counted, names_a_measure
from skill.shopping.product import Product

MOST = 3
Told = Callable[[Scene, Mapping[str, Product]], tuple[list[Saying], list[Product]]]
"""What is to be said of several things that were named at once, by the words for each, and which may be ordered."""
_SAID = {How.AT_ONCE: 1, How.WITH_ANOTHER: 2, How.OPTIONS: MOST}


def subject(
    scene: Scene, *, surely: bool = False, each: Told | None = None, every: Collection[How] = ()
) -> list[Product] | Answer:
    """The products meant, at most three, the likeliest first; or the answer when there are none.

    With ``surely`` it is asked first about what only sounds alike, and about something new that words fit in part.
    ``each`` tells of several things that were named at once, where that can be told. When one is found in ways of
    ``every``, all of its kind that the household buys and the words may as well mean belong to it: "coffee".
    """
    words = named(scene)
    if words and (others := _of_other_size(scene, words)):
        return others
    if words and names_a_measure(words, scene.household.hearing):
        _, found = search(scene, refused=None)
        if _is_theirs(scene, found):
            return list(found.products[: _SAID[found.how]])
    elif words:
        wanted, found = search(scene, refused=None)
        if not found.products:
            parts = in_one_breath(scene, wanted, wished=False) if each else []
            return _of_each(scene, parts, each) if each and parts else not_found(scene, wanted.words)
        in_part = not found.own and not found.described and len(found.products) == 1
        if surely and found.how is How.OPTIONS and (found.alike or in_part):
            return which(scene, found.products, words=kept_words(wanted.words), nearly=found.alike)
        if every and found.own:
            return _as_well(scene, wanted.words, found) if found.how in every else [found.first]
        return list(found.products[: _SAID[found.how]])
    products = talked_about(scene)
    return products or then_ask(Answer(says=(), outcome="asked"), replace(WHICH_PRODUCT, about=scene.turn.intent))


def talked_about(scene: Scene) -> list[Product]:
    """What was asked about or named last, at most three."""
    asked = scene.question
    meant: Sequence[str] = scene.session.mentioned
    if asked and asked.products:
        meant = asked.products[asked.start : asked.start + MOST]
    return scene.audible(meant[:MOST])


def _as_well(scene: Scene, words: str, found: Found) -> list[Product]:
    """What was found, and all else of its kind that the household bought and the words fit as well."""
    first, hearing = found.first, scene.household.hearing
    least = min(fit_exactly(words, first, hearing).grade, Grade.OF_KIND)
    return [first] + [
        other
        for other in found.products[1:]
        if not found.alike and first.category and other.category == first.category and scene.household.entry(other)
        if fit_exactly(words, other, hearing).grade >= least
    ]


def _of_other_size(scene: Scene, words: str) -> list[Product]:
    """ "How much is the gallon", while half a gallon is talked about: the other one of its kind, not that one."""
    hearing = scene.household.hearing
    if not only_sized(words, hearing):
        return []
    talk = talked_about(scene)
    if not talk or any(fit_unnamed(words, product, hearing).grade is not Grade.NONE for product in talk):
        return []
    return list(of_size(scene.shop, scene.household, talk[0], words).products[:1])


def _is_theirs(scene: Scene, found: Found) -> bool:
    """Whether a word for a measure tells what they buy: "the bars", and no bar was talked about."""
    talk = {*scene.session.mentioned, *(scene.question.products if scene.question else ())}
    return found.own and found.described and talk.isdisjoint(product.id for product in found.products)


def heard(scene: Scene) -> str:
    """The words that were said for a product, as they may be kept; none for the cheapest of a kind."""
    if scene.turn.heard("comparison"):
        return ""
    return kept_words(counted(scene.turn.heard("product"), scene.household.hearing).words)


def then_suggest(scene: Scene, answer: Answer, *products: Product) -> Answer:
    """After a fact: shall I order it? Asked only when this speaker may, and when nothing else is open."""
    if not products or any(forbids(scene, one) for one in products) or (scene.question and scene.question.wished_for):
        return then_on(scene, answer)
    again = say("product-suggest-again", name=names(scene.named(products)))
    ask = say("product-suggest") if len(products) == 1 else say("product-suggest-each", count=len(products))
    # Of two that were told one alone is no "it".
    asked = again if len(products) < len(answer.products) else ask
    words = heard(scene) if len(answer.products) == 1 else ""
    suggestion = Question(Kind.SUGGEST, (again,), products=tuple(one.id for one in products), words=words)
    return replace(answer, says=(*answer.says, asked), question=suggestion)


def _of_each(scene: Scene, parts: Sequence[tuple[Wanted, Found]], tell: Told) -> Answer:
    """ "How much are milk and eggs": each is told, the household's own, and what was not found."""
    meant = {part.words: found.first for part, found in parts if found.products}
    missing = [echo(part.words) for part, found in parts if not found.products]
    asked = dict(list(meant.items())[:MOST])
    told, there = tell(scene, asked)
    unknown = [say("reorder-part-not-found", things=names(missing, choose=True))] if missing else []
    said = [*unknown, *told, *([say("product-rest-later")] if len(meant) > MOST else [])]
    ids = tuple(product.id for product in asked.values())
    card = shown("product-card-title", said, asked.values())
    answer = Answer(says=tuple(said), outcome="answered", products=ids, mentioned=ids, card=card)
    return then_suggest(scene, answer, *there)
