""" "When did I last buy coffee?", "how much did I pay?", "how often?", "what am I running low on?" """

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec.structs import replace

from skill.conversation.buying.find import echo
from skill.conversation.buying.offer import forbids
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_on
from skill.conversation.common.shown import shown
from skill.conversation.products.subject import subject, then_suggest
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying, Value
from skill.conversation.scene import Answer, Scene, amount, names, say
from skill.services.rhythm import outlook
from skill.shopping.matching.confidence import How
from skill.shopping.money import Money
from skill.shopping.product import Product
from skill.shopping.purchases import Entry, pooled
from skill.shopping.rhythm.due import rhythm, running_low

# As many as one remembers.
MOST_LOW = 3
MOST_OFTEN = 4
_LOOKED_AT = 20  # of which some may be sold no more, or not for this voice


def last_bought(scene: Scene) -> Answer:
    """The day, how long ago, and how many."""
    return _last_time(scene, "product-last-bought", lambda entry: {"ago": scene.household.day - entry.last.day})


def last_paid(scene: Scene) -> Answer:
    """The unit price of the last purchase."""
    currency = scene.terms.currency
    return _last_time(
        scene, "product-last-paid", lambda entry: {"price": amount(Money(entry.last.unit_price, currency))}
    )


def how_often(scene: Scene) -> Answer:
    """The rhythm, in one sentence that explains itself, and what follows from it: it is due, or lasts for some days."""
    known = _bought(scene, _rhythm, every=(How.OPTIONS,))
    if isinstance(known, Answer):
        return known
    if len(known) > 1:
        return _of_all(scene, known)
    product, entry = known[0]
    said = _rhythm(scene, product, entry)
    found = rhythm(entry, scene.household.day)
    if found and _due(scene, product):
        return then_suggest(scene, _fact(product, said, say("product-due")), product)
    # What is not due after its gap is used no more, or something else was bought instead: nothing follows from it.
    lasts = round(found.gap) - found.since if found else 0
    return _told(scene, product, said, *([say("product-lasts", days=lasts)] if lasts > 0 else ()))


def _rhythm(scene: Scene, product: Product, entry: Entry) -> Saying:
    name, found = scene.spoken(product), rhythm(entry, scene.household.day)
    if found is None:
        return say("product-how-often-rarely", name=name, times=entry.times, day=scene.day(entry.last.date))
    return say("product-how-often", name=name, times=entry.times, gap=round(found.gap), ago=found.since)


def _of_all(scene: Scene, known: list[tuple[Product, Entry]]) -> Answer:
    """ "How often do I buy coffee", of several that are meant by it: of them all, and which it was mostly."""
    every = pooled([entry for _, entry in known])
    found = rhythm(every, scene.household.day)
    mostly, _ = max(known, key=lambda pair: pair[1].times)
    said = say(
        "product-how-often-kinds",
        times=every.times,
        kinds=len(known),
        gap=round(found.gap) if found else 0,
        ago=scene.household.day - every.last.day,
        name=scene.spoken(mostly),
    )
    products, likeliest = [product for product, _ in known], known[0][0]
    ids = tuple(product.id for product in products)
    card = shown("product-card-title", (said,), products)
    answer = Answer(says=(said,), outcome="answered", products=ids, mentioned=(mostly.id,), card=card)
    if not _due(scene, likeliest):
        return then_on(scene, answer)
    return then_suggest(scene, replace(answer, says=(said, say("product-due")), mentioned=(likeliest.id,)), likeliest)


def _due(scene: Scene, product: Product) -> bool:
    return product.id in dict(running_low(outlook(scene.shop, scene.terms, scene.household)))


def most_bought(scene: Scene) -> Answer:
    """What this household buys most often; only for a voice we know, like all that tells a whole history."""
    if not scene.household.speaker.recognised:
        return then_on(scene, Answer(says=(say("product-private"),), outcome="refused_unknown_voice"))
    entries = scene.household.history.hot.entries
    often = sorted(entries, key=lambda product_id: (-entries[product_id].times, -entries[product_id].last.day))
    products = scene.audible(often[:_LOOKED_AT])[:MOST_OFTEN]
    if not products:
        return then_on(scene, Answer(says=(say("product-no-history", seller=scene.terms.seller),), outcome="answered"))
    first, *others = scene.named(products)
    times = entries[products[0].id].times
    said = say("product-most-bought", name=first, times=times, things=names(others), count=len(others))
    ids = tuple(product.id for product in products)
    card = shown("product-card-title", (said,), products)
    return then_on(scene, Answer(says=(said,), outcome="answered", products=ids, mentioned=ids, card=card))


def running_out(scene: Scene) -> Answer:
    """What is probably due, why, and whether to order it."""
    low = running_low(outlook(scene.shop, scene.terms, scene.household))
    rhythms = dict(low)
    products = [
        product
        for product in scene.audible([product_id for product_id, _ in low])
        if not scene.session.declines(product.id)
    ][:MOST_LOW]
    if not products:
        key = "product-nothing-low" if not scene.household.history.empty else "product-no-history"
        return then_ask(Answer(says=(say(key, seller=scene.terms.seller),), outcome="answered"), WHAT_TO_ORDER)
    first = rhythms[products[0].id]
    called = scene.named(products)
    said = (
        say("product-running-low", things=names(called)),
        say("product-because", name=called[0], gap=round(first.gap), ago=first.since),
    )
    ids = tuple(product.id for product in products)
    card = shown("product-low-card-title", said, products)
    answer = Answer(says=said, outcome="answered", products=ids, mentioned=ids, card=card)
    if forbids(scene, products[0]) or (scene.question and scene.question.kind is Kind.OFFER):
        return then_on(scene, answer)
    ask = say("product-suggest-all", count=len(products))
    return then_ask(answer, Question(Kind.SUGGEST, (ask,), products=ids))


def _last_time(scene: Scene, key: str, more: Callable[[Entry], dict[str, Value]]) -> Answer:
    """What is to be said of the newest purchase of whatever fits."""

    def tell(scene: Scene, product: Product, entry: Entry) -> Saying:
        day, quantity = scene.day(entry.last.date), entry.last.quantity
        return say(key, name=scene.spoken(product), day=day, quantity=quantity, **more(entry))

    known = _bought(scene, tell, every=list(How))
    if isinstance(known, Answer):
        return known
    product, entry = max(known, key=lambda pair: pair[1].last.day)
    return _told(scene, product, tell(scene, product, entry))


def _bought(
    scene: Scene, tell: Callable[[Scene, Product, Entry], Saying], *, every: Collection[How]
) -> list[tuple[Product, Entry]] | Answer:
    """What was bought of what is asked about; of several things that were named at once each is told."""

    def each(scene: Scene, asked: Mapping[str, Product]) -> tuple[list[Saying], list[Product]]:
        entries = [(words, product, scene.household.entry(product)) for words, product in asked.items()]
        return [tell(scene, one, entry) if entry else _none_of(scene, one, words) for words, one, entry in entries], []

    products = subject(scene, each=each, every=every)
    if isinstance(products, Answer):
        return products
    known = [(product, entry) for product in products if (entry := scene.household.entry(product))]
    if known:
        return known
    ids = tuple(product.id for product in products)
    said = _none_of(scene, products[0], scene.turn.heard("product"))
    if not scene.household.may_hear(products[0]):
        return then_on(scene, Answer(says=(said,), outcome="refused_unknown_voice", products=ids))
    # "It" stays what it was: of several that fit, none was talked about.
    mentioned = ids if len(ids) == 1 else ()
    return then_on(scene, Answer(says=(said,), outcome="answered", products=ids, mentioned=mentioned))


def _none_of(scene: Scene, product: Product, words: str) -> Saying:
    """That it was never bought, in the words that were heard for it."""
    if not scene.household.may_hear(product):
        return say("product-private")
    return say("product-never-bought", words=echo(words) or scene.spoken(product), seller=scene.terms.seller)


def _told(scene: Scene, product: Product, *said: Saying) -> Answer:
    return then_on(scene, _fact(product, *said))


def _fact(product: Product, *said: Saying) -> Answer:
    return Answer(
        says=said,
        outcome="answered",
        products=(product.id,),
        mentioned=(product.id,),
        card=shown("product-card-title", said, [product]),
    )
