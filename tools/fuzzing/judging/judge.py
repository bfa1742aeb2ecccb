"""What must hold after every request, whatever was sent. Each rule has a name; a broken one is a `Fault`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from skill.loading.profiles import digest_of
from skill.profile.customer import RECENT_ORDERS, Customer
from skill.profile.errand import ErrandKind
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.storage.port import Commit
from tools.fuzzing.drawing.houses import whose
from tools.fuzzing.drawing.requests import SKILL_ID
from tools.fuzzing.drawing.tokens import proves
from tools.fuzzing.judging import discretion
from tools.fuzzing.judging.answers import Fault, fitting, flaw, held, listens, logged, words
from tools.fuzzing.judging.household import liberties
from tools.fuzzing.judging.owners import Owners
from tools.fuzzing.judging.reading import application, at, four_digits, text, token, voice
from tools.fuzzing.judging.till import Till, talk_of
from tools.fuzzing.world import START, Seen, Step, World

_REFUSALS = ("refused", "payment_declined")


class Judge:
    """Watches one story; it remembers what was said to whom."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._till = Till(world)
        self._owners = Owners(world)
        self._sent: list[Any] = []
        self._shelves = {key: quote.stock for key, quote in world.shop.quotes.items()}
        self._known: dict[str, Customer | None] = {name: world.customer(name) for name in world.houses}
        self._mails: dict[str, int] = {}
        addresses = (world.shop.profiles[name].customer.email for name in world.houses)
        self._secrets = {*discretion.SECRETS, *(one for one in addresses if isinstance(one, str) and one)}
        self._codes = {code for codes in self._till.codes.values() for code in codes}
        self._carts: dict[str, Cart] = {}

    def faults(self, step: Step, seen: Seen) -> list[Fault]:
        """What one request broke; empty is good."""
        raw = step.raw
        self._sent.append(raw)
        if step.quote:
            self._shelves[step.quote.product_id] = step.quote.stock
        for commit in seen.commits:
            if at(raw, "session", "new") is True:
                self._till.closed(talk_of(commit))
            if commit.interaction.outcome == "code_set":
                self._codes |= set(four_digits(raw))
        found = [*logged(seen), *self._written(raw, seen)]
        found += [Fault("secret", why) for why in discretion.logged_secrets(seen, self._secrets, self._codes)]
        if seen.crash:
            return [Fault("crash", seen.crash), *found]
        ours = application(raw) == SKILL_ID
        if seen.refused or not ours:
            broken = [] if seen.refused and not ours and not seen.commits else [Fault("refusal", f"ours: {ours}")]
            return broken + found
        if refused := flaw(seen.answer):
            return [Fault("invalid", refused), *found]
        found += fitting(raw, seen) + held(seen) + listens(seen) + words(self._sent, seen.answer)
        found += self._heard(raw, seen) + self._given(raw, seen, step.now)
        self._till.hears(raw, seen)
        for customer_id in (*seen.forgot, *(commit.customer_id for commit in seen.commits)):
            self._known[customer_id] = self._world.customer(customer_id)
        return found

    def _given(self, raw: Any, seen: Seen, now: datetime) -> list[Fault]:
        """Attributes name nobody but whom the request may speak for."""
        attributes = seen.answer.get("sessionAttributes")
        if not attributes:
            return []
        when = seen.commits[0].interaction.at if seen.commits else now
        if seen.commits and not self._owners.rightful(raw, attributes["c"], when):
            return [Fault("attributes", f"{attributes} for {text(raw, 'context', 'System', 'user', 'userId')}")]
        self._owners.gives(raw, attributes)
        return []

    def _heard(self, raw: Any, seen: Seen) -> list[Fault]:
        """What is said and shown, by who hears it."""
        found = [Fault("secret", why) for why in discretion.told_secrets(seen.answer, self._secrets, self._codes)]
        for commit in seen.commits:
            customer = self._known.get(commit.customer_id)
            person = whose(customer, voice(raw)) if customer else None
            why = [*discretion.intimate(self._world.shop, seen.answer, self._sent, known=person is not None)]
            if customer and not person:
                why += discretion.strange(customer, seen.answer, self._sent)
            if customer:
                why += discretion.given_away(customer, commit, seen.answer, person=person.id if person else "")
            found += [Fault("discreet", one) for one in why]
        return found

    def _written(self, raw: Any, seen: Seen) -> list[Fault]:
        kind = text(raw, "request", "type")
        most = 0 if kind == "CanFulfillIntentRequest" or seen.refused else 1
        found = [Fault("commit", f"{len(seen.commits)} commits")] if len(seen.commits) > most else []
        for commit in seen.commits:
            before, outcome = self._known.get(commit.customer_id), commit.interaction.outcome
            found += [Fault("stored", why) for why in discretion.stored_secrets(commit, self._secrets, self._codes)]
            if commit.interaction.slots and self._till.asks_for_code(commit):
                found.append(Fault("stored", "what was heard while a code was asked for"))
            if outcome == "failed" and kind != "SessionEndedRequest":
                found.append(Fault("failed", f"{commit.interaction.intent} failed"))
            found += [Fault("household", why) for why in self._liberties(raw, commit, before)]
            if outcome.startswith(_REFUSALS):
                cart = self._carts.get(commit.customer_id)
                found += [Fault("refused", f"{outcome} wrote {what}") for what in _wrote(raw, commit, before, cart)]
            if commit.cart is not None:
                self._carts[commit.customer_id] = commit.cart
            found += [Fault("mail", why) for why in self._errands(commit)]
            if commit.new_order:
                if not self._owners.rightful(raw, commit.customer_id, commit.interaction.at):
                    found.append(Fault("money", f"ordered for {commit.customer_id} by somebody else"))
                found += [Fault("money", why) for why in self._till.flaws(raw, commit, commit.new_order, before)]
                self._taken(commit.new_order, 1)
            if commit.changed_order:
                wrongs = self._till.wrongs(raw, commit, commit.changed_order, before)
                found += [Fault("money", why) for why in wrongs]
                self._taken(commit.changed_order, -1 if commit.changed_order.cancelled_at else 0)
        return found

    def _liberties(self, raw: Any, commit: Commit, before: Customer | None) -> list[str]:
        """What was changed of a household that this request may not."""
        if before is None or commit.customer is None:
            return []
        codes, opened = self._till.codes.get(before.id, set()), talk_of(commit) in self._till.opened
        return list(liberties(raw, before, commit.customer, codes=codes, opened=opened, when=commit.interaction.at))

    def _errands(self, commit: Commit) -> list[str]:
        """An order, a cancellation and a locked code are each told by one mail, and nothing else is."""
        order, changed = commit.new_order, commit.changed_order
        wanted = [(ErrandKind.ORDER_MAIL, order.id)] if order else []
        wanted += [(ErrandKind.CANCELLED_MAIL, changed.id)] if changed and changed.cancelled_at else []
        wanted += [(ErrandKind.CODE_LOCKED_MAIL, "")] if commit.interaction.outcome == "code_locked" else []
        there = [(errand.kind, errand.order_id) for errand in commit.outbox]
        for errand in commit.outbox:
            self._mails[errand.id] = self._mails.get(errand.id, 0) + 1
        strange = [errand.id for errand in commit.outbox if errand.customer_id != commit.customer_id]
        return [f"{there} instead of {wanted}"] if there != wanted or strange else []

    def _taken(self, order: Order, sign: int) -> None:
        for line in order.lines:
            stock = self._shelves[line.product_id]
            if line.counted and stock is not None:
                self._shelves[line.product_id] = stock - sign * line.quantity

    def books(self) -> list[Fault]:
        """At the end of a story: digests, recent orders, shelves and mails agree with the orders there are."""
        found: list[Fault] = []
        for customer_id in self._world.houses:
            orders = sorted(self._world.store.orders(customer_id), key=lambda order: (order.placed_at, order.id))
            loaded = self._world.store.load(customer_id, "", START)
            entries = {**loaded.digest.entries, **self._world.store.rest_of_digest(customer_id).entries}
            if entries != digest_of(orders, self._world.zone(customer_id)).entries:
                found.append(Fault("books", f"the digest of {customer_id} is not that of its orders"))
            recent = loaded.customer.orders if loaded.customer else ()
            if list(recent[:RECENT_ORDERS]) != orders[: -RECENT_ORDERS - 1 : -1] or any(
                one not in orders for one in recent
            ):
                found.append(Fault("books", f"the head of {customer_id} does not hold the newest orders"))
        for product_id, stock in self._shelves.items():
            left = self._world.store.quotes([product_id])[product_id].stock
            if left != stock:
                found.append(Fault("books", f"{left} instead of {stock} are left of {product_id}"))
        if twice := [errand for errand, times in self._mails.items() if times > 1]:
            found.append(Fault("mail", f"{twice} more than once"))
        return found


def _wrote(raw: Any, commit: Commit, before: Customer | None, cart: Cart | None) -> list[str]:
    """What a refusal wrote besides the interaction and the session."""
    names = ("digest", "digest_rest", "new_order", "changed_order", "unlink", "stock", "outbox")
    found = [name for name in names if getattr(commit, name)]
    # The first turn of an account takes over what its token says, and what its guest put into the cart.
    linked = proves(token(raw), START, commit.interaction.at)
    # A guest's time begins anew once a day: what is written again then is what was there.
    if commit.cart not in (None, cart) and not linked:
        found.append("cart")
    after = commit.customer
    if after is None or after == (before or Customer(commit.customer_id)):
        return found
    before = before or Customer(commit.customer_id)
    home, code = before.home, before.home.code
    if code and after.home.code and code.digest == after.home.code.digest:
        home = replace(home, code=after.home.code)  # the right code was said: wrong ones are forgotten
    if linked:
        home = replace(home, linked=after.home.linked)
        before = replace(before, linked=True, email=after.email)
    return found if after == replace(before, home=home) else [*found, f"{after} after {before}"]
