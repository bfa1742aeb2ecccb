"""What must be true of the books after any trouble. Each function returns what is not, in words; nothing is good.

Orders
    Every order was agreed to once: exactly one interaction on the timeline ordered it, by a yes or by the code that a
    yes was asked for; and before it, in the same session, its total was heard in an answer that arrived. Whoever heard
    that it was ordered has that order; whoever heard that nothing was ordered has none from that request; an answer
    that was lost leaves it open, but there is at most one order then, and "where's my order?" tells it.
Interactions
    What was answered is on the timeline once, what was not is so at most once, and nobody else's is.
Stock and profile
    What is on the shelf is what was there less what the orders that stand have taken; digest and head are those of the
    orders.
Errands
    After the sweeps nothing is left to be done. Every order was told by e-mail to its own household at its own address,
    every cancelled one once more, and nothing was told that is not so. One e-mail each, unless the sweep itself was in
    trouble: then never less, and each repeat is the same e-mail by its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from babel import Locale

from skill.loading.profiles import CHANNEL as IMPORTED
from skill.loading.profiles import digest_of
from skill.locales.values import amount as spoken_amount
from skill.profile.errand import ErrandKind
from skill.profile.interaction import Interaction
from skill.shopping.order import Order
from skill.shopping.purchases import Entry, bought
from tests.dialogues.support.before import ELSEWHERE
from tests.dialogues.support.stage import Cast, ours
from tests.faults.exchange import Exchange
from tests.faults.floor import Floor, address_of
from tests.support.heads import head_of

AGREED = {"Yes", "VoiceCode", "Resumed"}


def wrong(floor: Floor, cast: Cast, locale: str) -> list[str]:
    """What is not right once everything is over and swept."""
    every = sorted(floor.store.orders(cast.customer_id), key=lambda order: (order.placed_at, order.id))
    timeline = floor.store.timeline(cast.customer_id, limit=1000).interactions
    own = [order for order in every if order.channel != IMPORTED]
    return [
        *_interactions(floor.exchanges, [one for one in timeline if one.channel != ELSEWHERE], cast),
        *_orders(floor.exchanges, own, timeline),
        *_heard(floor.exchanges, [order for order in own if ours(order, cast)], timeline, locale),
        *_told(floor.exchanges),
        *_shelves(floor, cast, own),
        *_profile(floor, cast, every),
        *_mails(floor, cast, own),
        *_others(floor, cast, own),
    ]


def _interactions(exchanges: list[Exchange], timeline: list[Interaction], cast: Cast) -> Iterator[str]:
    known = Counter(one.id for one in timeline)
    sent = {one.id for one in exchanges}
    if strange := known.keys() - sent - {one.id for one in timeline if one.at < cast.began}:
        yield f"on the timeline, and never sent: {sorted(strange)}"
    answered = {one.id for one in exchanges if one.answered and "common-busy" not in one.says}
    for request_id in sorted(sent):
        least = 1 if request_id in answered else 0
        if not least <= known[request_id] <= 1:
            yield f"{request_id} was {'' if least else 'not '}answered and is {known[request_id]} times on the timeline"


def _orders(exchanges: list[Exchange], own: list[Order], timeline: tuple[Interaction, ...]) -> Iterator[str]:
    """Orders and the interactions that placed them are the same."""
    placed = Counter(one.order_id for one in timeline if one.outcome == "ordered")
    if placed != Counter(order.id for order in own):
        yield f"orders {[order.id for order in own]}, placed by the timeline: {dict(placed)}"
    yield from (f"ordered by {x.intent}" for x in timeline if x.outcome == "ordered" and x.intent not in AGREED)
    outcomes = {one.id: one.outcome for one in timeline}
    for one in exchanges:
        said, outcome = "reorder-placed" in one.says, outcomes.get(one.id)
        # Who was told to say it again may have sent it again: then that counts.
        other = outcome == "repeated" or "common-busy" in one.says
        if one.answered and not other and said != (outcome == "ordered"):
            yield f"{one.id} was answered by {one.says}, the timeline says {outcome}"


def _heard(
    exchanges: list[Exchange], orders: list[Order], timeline: tuple[Interaction, ...], locale: str
) -> Iterator[str]:
    """The total of each order was heard before it was agreed to, in the same session."""
    agreed = {one.order_id: one.id for one in timeline if one.outcome == "ordered"}
    places = {one.id: number for number, one in reversed(list(enumerate(exchanges)))}
    for order in orders:
        place = places.get(agreed.get(order.id, ""))
        if place is None:
            yield f"order {order.id} was agreed to by nobody"
            continue
        total = spoken_amount(order.totals.total.minor, order.totals.total.currency, Locale.parse(locale, sep="-"))
        session = exchanges[place].session
        before = [one for one in exchanges[:place] if one.session == session and one.answered]
        if not any(total in one.speech for one in before):
            yield f"order {order.id}: nobody had heard {total}"


def _told(exchanges: list[Exchange]) -> Iterator[str]:
    """What a request in trouble did is what was said of it: nothing, or nothing that it claims not to have done."""
    for one in exchanges:
        if not one.hit:
            continue
        known = {order.id for order in one.before.orders}
        new = [order for order in one.after.orders if order.id not in known]
        added = one.after.timeline[len(one.before.timeline) :]
        if len(new) > 1 or len(added) > 1 or any(request_id != one.id for request_id, _ in added):
            yield f"{one.id} made {len(new)} orders and the interactions {added}"
        if one.denied and (one.before.orders, one.before.cart) != (one.after.orders, one.after.cart):
            yield f"{one.id} was answered by {one.says}, and changed orders or the cart"
        if "common-unreachable" in one.says and added:
            yield f"{one.id} could not reach the store, and is on the timeline"
        if not added and (one.before.orders, one.before.cart) != (one.after.orders, one.after.cart):
            yield f"{one.id} is not on the timeline, and changed orders or the cart"


def _shelves(floor: Floor, cast: Cast, own: list[Order]) -> Iterator[str]:
    """Of what is counted, as much is left as was there less what was taken."""
    begun = {key: (quote.stock, 0) for key, quote in floor.demo.quotes.items() if quote.stock is not None}
    bought = {line.product_id for order in own for line in order.lines}
    for product_id in sorted({*floor.shelves, *(bought & begun.keys())}):
        stock, sold = floor.shelves.get(product_id) or begun[product_id]
        expected = None if stock is None else stock - (floor.units_sold(cast, product_id) - sold)
        found = floor.store.quotes([product_id])[product_id].stock
        if found != expected:
            yield f"{found} of {product_id} are left, not {expected}"


def _profile(floor: Floor, cast: Cast, every: list[Order]) -> Iterator[str]:
    loaded = floor.store.load(cast.customer_id, "", floor.clock())
    if loaded.customer is None:
        if every:
            yield "orders without a customer"
        return
    if list(loaded.customer.orders) != head_of(every):
        yield "the head does not hold the newest orders"
    entries = dict(loaded.digest.entries)
    if not loaded.digest.complete:
        entries |= floor.store.rest_of_digest(cast.customer_id).entries
    if entries != _digest(floor, cast, every):
        yield "the digest is not that of the orders"


def _digest(floor: Floor, cast: Cast, every: list[Order]) -> dict[str, Entry]:
    """The entries of all orders, oldest first. What was imported is reckoned once a household."""
    imported = [order for order in every if order.channel == IMPORTED]
    if every[: len(imported)] != imported:
        return digest_of(every, cast.zone).entries
    key = tuple(order.id for order in imported)
    if key not in floor.digests:
        floor.digests[key] = digest_of(imported, cast.zone).entries
    entries = dict(floor.digests[key])
    for order in every[len(imported) :]:
        for product_id, purchase in order.purchases(cast.zone):
            entries[product_id] = bought(entries.get(product_id), purchase)
    return entries


def _mails(floor: Floor, cast: Cast, own: list[Order]) -> Iterator[str]:
    """Each order was told, each cancelled one too, to this household and nothing else to it."""
    if left := floor.left(cast):
        yield f"stuck in the outbox: {[one.kind.value for one in left]}"
    address = address_of(cast.customer_id)
    received = [mail for mail in floor.mailbox.received if mail.to == address]
    wanted: dict[str, tuple[ErrandKind, Order]] = {}
    for order in own:
        wanted[f"{ErrandKind.ORDER_MAIL}-{order.id}"] = ErrandKind.ORDER_MAIL, order
        if order.cancelled_at is not None:
            wanted[f"{ErrandKind.CANCELLED_MAIL}-{order.id}"] = ErrandKind.CANCELLED_MAIL, order
    if cast.customer is None or not cast.customer.email:
        wanted = {}
    troubled = sum(
        operation.startswith(("mail.", "store.postpone", "store.done")) for operation, _ in floor.trouble.struck
    )
    keys: dict[str, Counter[str]] = {}
    for kind, order in wanted.values():
        fitting = [mail for mail in received if mail.key.startswith(f"{kind.value}-") and order.id in mail.text]
        if not 1 <= len(fitting) <= 1 + troubled:
            yield f"{len(fitting)} e-mails told the {kind.value} of {order.id}"
        keys[f"{kind} {order.id}"] = Counter(mail.key for mail in fitting)
        for mail in fitting:
            if missing := [line.name for line in order.lines if line.name not in mail.text]:
                yield f"an e-mail of {order.id} does not name {missing}"
            received.remove(mail)
    yield from (f"one e-mail has several keys: {dict(found)}" for found in keys.values() if len(found) > 1)
    for mail in received:
        if not mail.key.startswith(ErrandKind.CODE_LOCKED_MAIL.value):
            yield f"an e-mail that nothing caused: {mail.subject}"


def _others(floor: Floor, cast: Cast, own: list[Order]) -> Iterator[str]:
    """Somebody else's order was told to them, and nobody else's to them or theirs to anybody."""
    theirs = address_of(floor.bystander)
    (order_id,) = {one.order_id for one in floor.store.timeline(floor.bystander).interactions}
    got = [mail for mail in floor.mailbox.received if mail.to == theirs]
    if not got or any(order_id not in mail.text for mail in got):
        yield f"the bystander got {len(got)} e-mails"
    for mail in floor.mailbox.received:
        if mail.to != theirs and order_id in mail.text:
            yield "the bystander's order was told to somebody else"
        if mail.to == theirs and any(order.id in mail.text for order in own):
            yield "the bystander was told somebody else's order"
    if strange := {mail.to for mail in floor.mailbox.received} - {theirs, address_of(cast.customer_id)}:
        yield f"e-mails went to {sorted(strange)}"
