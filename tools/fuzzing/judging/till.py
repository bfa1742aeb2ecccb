"""Money: what was said before an order, by whom, with which proof. It shares no code with the skill's permission."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from babel import Locale, UnknownLocaleError

from skill.conversation.question import Session
from skill.loading.profiles import digest_of
from skill.locales import supported
from skill.locales.values import amount
from skill.profile.customer import Customer, Person
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.storage.port import Commit
from tests.app.lawful import Voice, breaches
from tests.support.alexa_response import spoken
from tools.fuzzing.drawing.houses import whose
from tools.fuzzing.judging.reading import at, four_digits, intent, perhaps, text, voice, written
from tools.fuzzing.world import Seen, World

Talk = tuple[str, str]
"""A household and a session of it."""
SECRET = ("code", "new-code", "code-again")
"""Questions whose answer is a voice code."""
_CLOSED = ("declined", "stopped", "not_verified", "code_locked", "ordered")


class Said(NamedTuple):
    """What was heard of an offer, in which locale, and by a voice that was recognised or not."""

    text: str
    locale: str
    known: bool


class Till:
    """Remembers for each session what was offered, asked and proven, and judges each order by it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._offered: dict[Talk, Said] = {}
        self._waiting: dict[Talk, str] = {}
        self._coded: set[Talk] = set()
        self._doubted: dict[Talk, tuple[str, int]] = {}
        self.opened: set[Talk] = set()
        """Where the code was said, for another one."""
        self._secret: dict[Talk, datetime] = {}
        self._undoing: set[Talk] = set()
        self._sure: dict[Talk, set[tuple[str, int]]] = {}
        self.codes = {name: {house.code} for name, house in world.houses.items() if house.code}

    def hears(self, raw: Any, seen: Seen) -> None:
        """Take note of an answer, after its orders were judged; a replay changes nothing."""
        for commit in seen.commits:
            self._hears(raw, commit, seen.answer)

    def _hears(self, raw: Any, commit: Commit, answer: Any) -> None:
        outcome, body, talk = commit.interaction.outcome, answer["response"], talk_of(commit)
        doubted = self._doubted.pop(talk, None)
        # The same number once more is a yes to it.
        if doubted and (intent(raw) == "AMAZON.YesIntent" or str(doubted[1]) in written(raw).split("\n")):
            self._sure.setdefault(talk, set()).add(doubted)
        ended = body.get("shouldEndSession") is True or text(raw, "request", "type") == "SessionEndedRequest"
        if ended or outcome in _CLOSED:
            self.closed(talk)
        if outcome in ("offered", "offered_anew"):
            self.closed(talk)
            locale, known = commit.interaction.locale, bool(commit.interaction.person)
            self._offered[talk] = Said(spoken(answer).casefold(), locale, known)
        asked = msgspec.json.decode(commit.session, type=Session).question if commit.session else None
        if asked and asked.kind == "far":
            self._doubted[talk] = asked.products[0], asked.quantity or 0
        if outcome == "asked_code" and asked and asked.kind == "code" and not asked.about:
            self._coded.add(talk)
        for token in filter(None, (text(directive, "token") for directive in body.get("directives", ()))):
            self._waiting[talk] = token
        if commit.session:
            self._secret.pop(talk, None)
        if asked and asked.kind in SECRET and commit.session_expires:
            self._secret[talk] = commit.session_expires
        if asked and asked.kind == "new-code" and set(four_digits(raw)) & self.codes.get(commit.customer_id, set()):
            self.opened.add(talk)
        if outcome == "asked_cancel":
            self._undoing.add(talk)
        if outcome == "code_set":
            self.codes[commit.customer_id] = set(four_digits(raw))
        if outcome == "code_removed":
            self.codes.pop(commit.customer_id, None)

    def asks_for_code(self, commit: Commit) -> bool:
        """Whether what was said with a request may have been a code."""
        until = self._secret.get(talk_of(commit))
        return until is not None and commit.interaction.at < until

    def closed(self, talk: Talk) -> None:
        """Nothing is on offer any more, and nobody is asked for a proof."""
        self._offered.pop(talk, None)
        self._waiting.pop(talk, None)
        self._doubted.pop(talk, None)
        self._coded.discard(talk)
        self._secret.pop(talk, None)

    def flaws(self, raw: Any, commit: Commit, order: Order, customer: Customer | None) -> list[str]:
        """Why this order should not be. ``customer`` is the household as it was before the request."""
        if customer is None or commit.customer_id not in self._world.houses:
            return [f"ordered by a guest, {commit.customer_id}"]
        talk = talk_of(commit)
        proven = self._coded_right(raw, customer, order, talk) or self._verified(raw, talk) == "ACHIEVED"
        broken = [] if proven or self._confirmed(raw, talk) else [f"ordered by {intent(raw)!r}"]
        heard = self._offered.get(talk)
        if heard is None or not _whole(order, heard):
            broken.append(f"ordered without a whole offer, after {heard}")
        return broken + self._against(raw, commit, order, customer, proven=proven)

    def wrongs(self, raw: Any, commit: Commit, order: Order, customer: Customer | None) -> list[str]:
        """Why this order should not have been cancelled, or not become a gift."""
        if customer is None:
            return [f"changed by a guest, {commit.customer_id}"]
        person = _person(raw, customer)
        may = person is not None or self._world.shop.config.policy.chosen(customer.home.choices).unknown_voices
        before = next((one for one in customer.orders if one.id == order.id), None)
        cancelled = order.cancelled_at is not None
        rules = {
            "it was not there": before is None,
            "it was cancelled before": before is not None and before.cancelled_at is not None,
            "a child did": person is not None and person.child,
            "a forbidden voice did": cancelled and not may,
            "nobody asked": cancelled and talk_of(commit) not in self._undoing,
            "it has left": cancelled and commit.interaction.at >= order.leaves_at,
            "it is too late": cancelled and order.undo_until is not None and commit.interaction.at > order.undo_until,
            "it is somebody else's": not cancelled and order.person != (person.id if person else ""),
            "it was no request of a shopper": text(raw, "request", "type") != "IntentRequest",
        }
        return [f"{order.id} was changed, but {rule}" for rule, broken in rules.items() if broken]

    def _confirmed(self, raw: Any, talk: Talk) -> bool:
        """A yes, or Alexa's word that whoever said yes has no PIN."""
        if text(raw, "request", "type") == "IntentRequest":
            return intent(raw) == "AMAZON.YesIntent"
        return self._verified(raw, talk) == "NOT_ENABLED"

    def _verified(self, raw: Any, talk: Talk) -> str:
        """Alexa's word about the very offer that it was asked about."""
        cause = at(raw, "request", "cause")
        if text(raw, "request", "type") != "SessionResumedRequest" or text(cause, "type") != "ConnectionCompleted":
            return ""
        known = text(cause, "token") == self._waiting.get(talk) and at(cause, "status", "code") in ("200", 200)
        return text(cause, "result", "status") if known else ""

    def _coded_right(self, raw: Any, customer: Customer, order: Order, talk: Talk) -> bool:
        """Whether the household's code was asked for and said, and is not locked."""
        code = customer.home.code
        if text(raw, "request", "type") != "IntentRequest" or code is None:
            return False
        if code.locked_until and order.placed_at < code.locked_until:
            return False
        return talk in self._coded and bool(set(four_digits(raw)) & self.codes.get(customer.id, set()))

    def _against(self, raw: Any, commit: Commit, order: Order, customer: Customer, *, proven: bool) -> list[str]:
        """What the policy says against it."""
        world, locale = self._world, commit.interaction.locale
        person = _person(raw, customer)
        pin = bool(person) and locale in world.shop.config.assistant_pin and text(raw, "request", "type")[0] == "I"
        before = [one for one in world.store.orders(customer.id) if one.id != order.id]
        zone = world.zone(customer.id)
        return breaches(
            order,
            Voice(person.name if person else "", proven),
            customer,
            world.shop.config.policy.chosen(customer.home.choices),
            # A clock that was put back knows nothing of what was ordered later.
            earlier=before if all(one.placed_at <= order.placed_at for one in before) else (),
            history=digest_of(before, zone).entries,
            has_code=customer.home.code is not None or pin,
            sure=self._sure.get(talk_of(commit), ()),
            zone=zone,
            sensitive={product.id for product in world.shop.sensitive},
        )


def talk_of(commit: Commit) -> Talk:
    """The household and the session that a request was about."""
    return commit.customer_id, commit.interaction.session


def _person(raw: Any, customer: Customer) -> Person | None:
    """Whose voice it is if Alexa is sure, or if it may be a child's."""
    heard = whose(customer, perhaps(raw))
    return heard if heard and (heard.child or voice(raw)) else None


def _whole(order: Order, said: Said) -> bool:
    """Whether an offer was spoken with everything this order holds: lines, total, seller, whereto and paid how."""
    locale = _babel(supported(said.locale))
    total = " ".join(amount(order.totals.total.minor, order.totals.total.currency, locale).casefold().split())
    labels = [order.address.casefold(), order.payment.casefold()] if said.known else []
    facts = [total, order.seller.casefold(), *labels]
    return all(fact in said.text for fact in facts) and all(_line(line, said.text) for line in order.lines)


def _line(line: Line, said: str) -> bool:
    return line.name.casefold() in said and (line.quantity == 1 or str(line.quantity) in said)


def _babel(locale: str) -> Locale:
    try:
        return Locale.parse(locale, sep="-")
    except UnknownLocaleError:  # a region that does not exist
        return Locale.parse(locale.partition("-")[0])
