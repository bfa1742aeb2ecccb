""" "No, the decaf", "make it three", "two of the milk": changing what is offered."""

from __future__ import annotations

from skill.conversation.buying.amount import again, packs
from skill.conversation.buying.choose import choose, on_offer, position
from skill.conversation.buying.far import instead
from skill.conversation.buying.find import look, not_found, wish
from skill.conversation.buying.kindred import instead_of
from skill.conversation.buying.learning import corrected
from skill.conversation.buying.meant import meant
from skill.conversation.buying.offer import offer
from skill.conversation.buying.other_size import other_size
from skill.conversation.buying.quantity import impossible
from skill.conversation.buying.reorder import reorder
from skill.conversation.buying.which import chosen_by_words, just_read, so_many, which
from skill.conversation.cart.put import put_in, swap
from skill.conversation.common.ask import then_back
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, say
from skill.services.kindred import told_already
from skill.services.offering import Want
from skill.shopping.matching.asked import only_sized
from skill.shopping.matching.confidence import How
from skill.shopping.matching.exact import Grade, fit_exactly, fit_unnamed
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import Wanted, at_number, names_a_measure, units
from skill.shopping.product import Product


def refine(scene: Scene) -> Answer:
    """Another one of the same kind; among options, the one with these words; in an offer of several, that line."""
    asked = scene.question
    if not scene.turn.heard("product"):
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    if (other := _besides(scene)) is not None:
        return other
    if asked is None or asked.kind not in (Kind.OFFER, Kind.WHICH, Kind.SUGGEST):
        return reorder(scene)
    if asked.kind is Kind.WHICH and (fitting := _among_options(scene)):
        return chosen_by_words(scene, fitting)
    lines = on_offer(scene)
    if (line := _named(scene, lines)) is not None:
        return line
    current = scene.products(asked.products)
    # In an offer of several things it is not clear which one is refused, until one of the same kind is found.
    refused = asked.products if asked.kind is not Kind.WHICH and len(current) == 1 else ()
    if refused and told_already(scene.turn.heard("product"), current[0], scene.household.hearing):
        return then_back(scene, Answer(says=(), outcome="asked", products=refused))  # what is on offer, and no yes
    wanted, found = instead_of(scene, current, refused)
    if not wanted.measure and (refusal := impossible(scene, wanted.quantity)):
        return refusal
    if not found.products:
        return not_found(scene, wanted.words)
    quantity = wanted.quantity or asked.quantity
    if asked.for_cart and found.how is How.AT_ONCE:
        return put_in(scene, found.first, quantity)
    if asked.for_cart:
        return which(scene, found.products, quantity=quantity, refused=refused, for_cart=True, nearly=found.alike)
    kind = found.first.category  # none: it is of no kind that something else could be of too
    same_kind = [line for line in lines if kind and line.product.category == kind]
    # In an offer of coffee and milk "the decaf" is clear enough when there is only one.
    clear = found.how is not How.OPTIONS or (len(found.products) == 1 and not found.alike)
    if len(lines) > 1 and len(same_kind) == 1 and clear:
        kept = [Want(found.first, wanted.quantity) if line is same_kind[0] else line for line in lines]
        return reoffer(scene, kept, refused=(same_kind[0].product.id,))
    measure = wanted.measure or (None if wanted.quantity else asked.measure)
    return meant(scene, Wanted(wanted.words, quantity, measure), found, refused=refused)


def reorder_in_offer(scene: Scene) -> Answer:
    """ "Three of the bananas" changes that line of the offer only; "two more" adds to what is on offer."""
    words, quantity, lines = scene.turn.heard("product"), scene.turn.number("quantity"), on_offer(scene)
    more = not words or names_a_measure(words, scene.household.hearing)
    if more and quantity and len(lines) == 1:
        units = (lines[0].quantity or 0) + quantity
        return _counted(scene, [Want(lines[0].product, units)], units)
    if not words and quantity is None and lines:  # "order that" is no yes, and leaves the offer as it is
        return then_back(scene, Answer(says=(), outcome="asked", products=tuple(line.product.id for line in lines)))
    changed = (other_size(scene, lines) or _named(scene, lines)) if words else None
    return changed or reorder(scene)


def change_quantity(scene: Scene) -> Answer:
    """ "Make it three": a new offer; among options, "two" is the second one."""
    asked, quantity = scene.question, scene.turn.number("quantity")
    if asked and asked.kind is Kind.WHICH and quantity and scene.turn.heard("unit"):
        return so_many(scene, asked, quantity)  # "two bottles" are not the second one
    if asked and asked.kind is Kind.WHICH and position(scene, len(just_read(asked))) is not None:
        return choose(scene)
    if quantity is not None and asked and asked.kind is Kind.FAR:
        return instead(scene, quantity)
    if quantity is None or asked is None or asked.kind not in (Kind.OFFER, Kind.SUGGEST, Kind.WISH):
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    products = scene.products(asked.products)
    if len(products) != 1:
        return then_back(scene, Answer(says=(say("reorder-quantity-of-which"),), outcome="misheard"))
    return _counted(scene, [Want(products[0], quantity)], quantity)


def _besides(scene: Scene) -> Answer | None:
    """What was named besides what is on offer or in the cart, when the words fit that and not as well the other."""
    asked = scene.question
    both = scene.audible([*asked.products, asked.another]) if asked and asked.another else []
    if len(both) != 2 or (asked and asked.kind is Kind.OFFER and not on_offer(scene)):
        return None
    wanted = wish(scene)
    this, other = (fit(wanted.words, product, scene.household.hearing) for product in both)
    if other <= this or asked is None:
        return None
    quantity, notes = packs(scene, wanted if wanted.quantity or wanted.measure else again(asked), both[1])
    if refusal := impossible(scene, quantity):
        return refusal
    if asked.for_cart:
        return swap(scene, both[1], quantity)
    return corrected(scene, offer(scene, [Want(both[1], quantity)], first=notes, refused=asked.products), to=both[1])


def _among_options(scene: Scene) -> list[Product]:
    """The options that the words fit best; none when they fit all of them alike, or none at all."""
    words = scene.turn.heard("product")
    options = scene.products(scene.question.products if scene.question else ())
    hearing = scene.household.hearing
    fits = fit_unnamed if only_sized(words, hearing) else fit_exactly
    graded = [(fits(words, product, hearing).grade, product) for product in options]
    if all(grade is Grade.NONE for grade, _ in graded):
        if (other := look(scene, words)).products and not other.alike:
            return []  # they say what something else is, and only sound like one of these
        graded = [(fit(words, product, hearing), product) for product in options]
    best = max((grade for grade, _ in graded), default=Grade.NONE)
    fitting = [product for grade, product in graded if grade is best]
    return fitting if best > Grade.NONE and len(fitting) < len(options) else []


def _named(scene: Scene, lines: list[Want]) -> Answer | None:
    """ "Two of the milk": that line of the offer, so many times; None when no one line was named with a number."""
    wanted = wish(scene)
    if at_number(wanted, scene.household.hearing):
        return None  # "two breads, one butter" are not two of the butter
    named = [line for line in lines if fit(wanted.words, line.product, scene.household.hearing) > Grade.NONE]
    quantity = units(wanted, named[0].product, scene.household.hearing) if len(named) == 1 else None
    if quantity is None:
        return None
    changed = [Want(line.product, quantity) if line is named[0] else line for line in lines]
    return _counted(scene, changed, quantity)


def _counted(scene: Scene, wants: list[Want], quantity: int) -> Answer:
    return impossible(scene, quantity) or reoffer(scene, wants)


def reoffer(scene: Scene, wants: list[Want], refused: tuple[str, ...] = ()) -> Answer:
    """A changed offer; one that came from the cart still empties it."""
    from_cart = bool(scene.session.offer and scene.session.offer.from_cart)
    return offer(scene, wants, from_cart=from_cart, refused=refused)
