"""What a household's people mean by which words: taught by corrections, remembered in the next conversation.

Who says "coffee", is offered the dark roast and answers "no, the decaf" means the decaf by "coffee". That lasts: at
first it outweighs a habit, and it fades like one. Only grown-ups whose voice was recognised teach.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from skill.profile.customer import Customer
from skill.profile.meaning import LONGEST_WORDS, Meaning, without_order
from skill.profile.redaction import HIDDEN, redact
from skill.services.household import Household
from skill.shopping.matching.hearing import folded
from skill.shopping.matching.terms import terms
from skill.shopping.order import Order
from skill.shopping.product import Product

HALF_LIFE_DAYS = 90.0
ANOTHER_PERSON = 0.5
"""How much counts what somebody else of the household taught."""
MOST_WEIGHT = 2.0


def kept_words(heard: str) -> str:
    """Heard words as they may be kept; empty when they may not: too long, or a number that may be somebody's."""
    words = " ".join(folded(heard).split())
    fits = len(words) <= LONGEST_WORDS and any(map(str.isalpha, words)) and HIDDEN not in redact(heard)
    return words if fits else ""


def meant(household: Household, customer: Customer, words: str, product: Product, *, order: str = "") -> Customer:
    """By these words this product was meant. ``order``: it was ordered now, after it had been chosen, or again."""
    known = _known(household, customer, words, product)
    chosen = known.chosen + (not (order and _just_now(household, known) and known.chosen))
    return _with(household, customer, product, replace(known, day=household.day, chosen=chosen, order=order))


def not_meant(household: Household, customer: Customer, words: str, product: Product) -> Customer:
    """This product was offered for these words, and another one was meant. What was just learned is taken back."""
    known = _known(household, customer, words, product)
    if known.chosen and _just_now(household, known):
        known = replace(known, chosen=known.chosen - 1)
    return _with(household, customer, product, replace(known, day=household.day, refused=known.refused + 1, order=""))


def ordered(household: Household, customer: Customer, words: str, product: Product, order: Order) -> Customer:
    """The product was ordered in the end. Of words that mean only one thing here there is nothing to learn."""
    contested = [one for one in _of(household, customer, words) if one.person == household.speaker.person]
    if not contested:
        return customer
    customer = _marked(household, customer, words, order.id, but=product.id)
    return meant(household, customer, words, product, order=order.id)


def taken_back(household: Household, customer: Customer, words: str, product: Product) -> Customer:
    """Without what was just learned when this product was chosen: nobody shall know of it."""
    now = f"now-{product.id}"
    customer = _marked(household, customer, words, now)
    meanings = without_order(customer.home.meanings, now, {product.id})
    return replace(customer, home=replace(customer.home, meanings=meanings))


def undone(customer: Customer, order: Order) -> Customer:
    """Without what was learned by this order."""
    meanings = without_order(customer.home.meanings, order.id, order.product_ids)
    return replace(customer, home=replace(customer.home, meanings=meanings))


def remembered(household: Household, words: str) -> dict[str, float]:
    """What is known of these very words: by product, how much more (or less) than usual it is meant.

    One correction by this person today is 1.0, half of it after 90 days or when somebody else taught it; never more
    than two. What this voice may not hear of is for the caller to leave out.
    """
    weights: dict[str, float] = {}
    for one in _of(household, household.customer, words):
        whose = 1.0 if one.person == household.speaker.person else ANOTHER_PERSON
        fresh = 0.5 ** (max(0, household.day - one.day) / HALF_LIFE_DAYS)
        weights[one.product_id] = weights.get(one.product_id, 0.0) + whose * fresh * (one.chosen - one.refused)
    return {product_id: max(-MOST_WEIGHT, min(MOST_WEIGHT, weight)) for product_id, weight in weights.items()}


def chosen_just_now(household: Household, words: str, product: Product) -> bool:
    """Whether this speaker chose the product for these words for the first time today, and has not ordered it yet."""
    known = _known(household, household.customer, words, product)
    return known.chosen == 1 and _just_now(household, known)


def _of(household: Household, customer: Customer, words: str) -> Iterator[Meaning]:
    if customer.home.meanings and (wanted := terms(words, household.hearing)):
        yield from (one for one in customer.home.meanings if terms(one.words, household.hearing) == wanted)


def _known(household: Household, customer: Customer, words: str, product: Product) -> Meaning:
    person = household.speaker.person
    found = (one for one in _of(household, customer, words) if (one.product_id, one.person) == (product.id, person))
    return next(found, Meaning(kept_words(words), product.id, person, household.day))


def _marked(household: Household, customer: Customer, words: str, order_id: str, *, but: str = "") -> Customer:
    """With what this speaker just taught about these words as that of an order."""
    for one in list(_of(household, customer, words)):
        if one.person == household.speaker.person and one.product_id != but and _just_now(household, one):
            customer = replace(customer, home=customer.home.with_meaning(replace(one, order=order_id)))
    return customer


def _just_now(household: Household, known: Meaning) -> bool:
    """Whether it was learned today, and no order came of it."""
    return known.day == household.day and not known.order


def _with(household: Household, customer: Customer, product: Product, meaning: Meaning) -> Customer:
    person = household.person
    teaches = customer.linked and person is not None and not person.child and household.may_hear(product)
    if not teaches or not meaning.words:
        return customer
    return replace(customer, home=customer.home.with_meaning(meaning))
