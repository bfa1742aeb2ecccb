"""Which product a question is about: the one named, or else the one we are talking about."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from skill.conversation.buying.find import named, not_found, search
from skill.conversation.buying.offer import forbids
from skill.conversation.buying.which import which
from skill.conversation.common.ask import WHICH_PRODUCT, then_ask, then_on
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say
from skill.services.comparing import of_size
from skill.services.find import Found
from skill.services.meanings import kept_words
from skill.shopping.matching.asked import only_sized
from skill.shopping.matching.confidence import How
from skill.shopping.matching.exact import Grade, fit_unnamed
from skill.shopping.matching.heard import counted, names_a_measure
from skill.shopping.product import Product

MOST = 3
_SAID = {How.AT_ONCE: 1, How.WITH_ANOTHER: 2, How.OPTIONS: MOST}


def subject(scene: Scene, *, surely: bool = False) -> list[Product] | Answer:
    """The products meant, at most three, the likeliest first; or the answer when there are none.

    With ``surely`` it is asked first about what only sounds alike, and about something new that words fit in part.
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
            return not_found(scene, wanted.words)
        in_part = not found.own and not found.described and len(found.products) == 1
        if surely and found.how is How.OPTIONS and (found.alike or in_part):
            return which(scene, found.products, words=kept_words(wanted.words), nearly=found.alike)
        return list(found.products[: _SAID[found.how]])
    products = _talked_about(scene)
    return products or then_ask(Answer(says=(), outcome="asked"), replace(WHICH_PRODUCT, about=scene.turn.intent))


def _talked_about(scene: Scene) -> list[Product]:
    asked = scene.question
    meant: Sequence[str] = scene.session.mentioned
    if asked and asked.products:
        meant = asked.products[asked.start : asked.start + MOST]
    return scene.audible(meant[:MOST])


def _of_other_size(scene: Scene, words: str) -> list[Product]:
    """ "How much is the gallon", while half a gallon is talked about: the other one of its kind, not that one."""
    hearing = scene.household.hearing
    if not only_sized(words, hearing):
        return []
    talk = _talked_about(scene)
    if not talk or any(fit_unnamed(words, product, hearing).grade is not Grade.NONE for product in talk):
        return []
    return list(of_size(scene.shop, scene.household, talk[0], words).products[:1])


def _is_theirs(scene: Scene, found: Found) -> bool:
    """Whether a word for a measure tells what they buy: "the bars", and no bar was talked about."""
    talk = {*scene.session.mentioned, *(scene.question.products if scene.question else ())}
    return found.own and found.described and talk.isdisjoint(product.id for product in found.products)


def heard(scene: Scene) -> str:
    """The words that were said for a product, as they may be kept."""
    return kept_words(counted(scene.turn.heard("product"), scene.household.hearing).words)


def then_suggest(scene: Scene, answer: Answer, product: Product) -> Answer:
    """After a fact: shall I order it? Asked only when this speaker may, and when nothing else is open."""
    if forbids(scene, product) or (scene.question and scene.question.wished_for):
        return then_on(scene, answer)
    again = say("product-suggest-again", name=scene.spoken(product))
    suggestion = Question(Kind.SUGGEST, (again,), products=(product.id,), words=heard(scene))
    return replace(answer, says=(*answer.says, say("product-suggest")), question=suggestion)
