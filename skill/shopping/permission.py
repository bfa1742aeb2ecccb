"""May this speaker buy this, now: the one place that decides.

Nothing is ever bought without a full offer and a yes to it. This decides what else is needed, at the offer and
again at the yes, in this order:

1. guests and children buy nothing;
2. a household may forbid voices that nobody recognised;
3. no order, no day and no speaker spends more than its limit;
4. a voice nobody recognised may only rebuy, and little; anything else needs the voice code, and so does a large
   order of anybody, when there is a code;
5. a quantity far from this household's usual is asked about first;
6. the same thing again soon is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from skill.shopping.money import Money, total
from skill.shopping.order import Order
from skill.shopping.policy import Policy


class May(StrEnum):
    """``YES``: a yes to the full offer orders it. ``ASK``: one thing is asked first. ``VERIFY``: the yes needs the
    voice code besides. ``NO``: not by this speaker, not now.
    """

    YES = "yes"
    ASK = "ask"
    VERIFY = "verify"
    NO = "no"


class Code(StrEnum):
    """How this speaker could prove to be who may order: not at all, by the household's own code, which may be
    locked after wrong ones, or by the PIN of the assistant's own profile.
    """

    NONE = "none"
    SET = "set"
    LOCKED = "locked"
    ASSISTANT = "assistant"


class Speaker(msgspec.Struct, frozen=True):
    """Who speaks: linked household or guest, recognised person or not, child or adult.

    ``person`` is the id of a recognised person, empty for all other voices. ``verified``: the right code was just
    said for this very order.
    """

    linked: bool
    recognised: bool = False
    child: bool = False
    person: str = ""
    verified: bool = False
    code: Code = Code.NONE


class Bought(msgspec.Struct, frozen=True):
    """What is known of a product that the household bought before: the usual quantity and the most at once."""

    usual: int
    most: int


class Decision(msgspec.Struct, frozen=True):
    """The answer and its reason, a key of what is said.

    ``limit`` is the limit that was reached; ``product_id`` the product that is asked about and ``usual`` its
    usual quantity (None: never bought); ``again`` products ordered lately, and how many minutes ago.
    """

    answer: May
    reason: str = ""
    limit: Money | None = None
    product_id: str = ""
    usual: int | None = None
    again: tuple[tuple[str, int], ...] = ()


def decide(
    units: Mapping[str, int],
    price: Money | None,
    speaker: Speaker,
    policy: Policy,
    *,
    bought: Mapping[str, Bought],
    orders: Collection[Order],
    at: datetime,
    zone: ZoneInfo,
    sure: Collection[str] = (),
) -> Decision:
    """Whether these units by product may be bought.

    ``price`` is the total that must be paid; None: not known yet, so no limit is looked at. ``bought`` holds those
    products that the household bought before, ``orders`` the recent orders (all of this day at least), ``sure``
    the products whose quantity was asked about and confirmed.
    """
    if not speaker.linked:
        return Decision(May.NO, "not-linked")
    if speaker.child:
        return Decision(May.NO, "child")
    unknown = not speaker.recognised
    if unknown and not policy.unknown_voices:
        return Decision(May.NO, "unknown-voices")
    if price is not None:
        today = spent(orders, at, zone, policy.currency)
        own = spent(orders, at, zone, policy.currency, person=speaker.person)
        if over := _over_limit(price, policy, today=today, own=own):
            return over
    proof = _proof(units, price, speaker, policy, bought)
    if proof and proof.answer is May.NO:
        return proof
    if asked := _far(units, policy, bought, sure):
        return asked
    return msgspec.structs.replace(
        proof or Decision(May.YES), again=tuple(_again(units, policy, orders, at, speaker.person))
    )


def may_undo(speaker: Speaker, policy: Policy) -> Decision:
    """Whether this speaker may cancel an order: easier than buying, it costs nobody anything."""
    if speaker.child:
        return Decision(May.NO, "child-cancel")
    if not speaker.recognised and not policy.unknown_voices:
        return Decision(May.NO, "unknown-voices")
    return Decision(May.YES)


def may_set_up(speaker: Speaker) -> Decision:
    """Whether this speaker may change what the household allows: codes, limits, people."""
    if not speaker.linked:
        return Decision(May.NO, "not-linked")
    if speaker.child:
        return Decision(May.NO, "child-settings")
    if not speaker.recognised:
        return Decision(May.NO, "unknown-settings")
    return Decision(May.YES)


def spent(orders: Iterable[Order], at: datetime, zone: ZoneInfo, currency: str, *, person: str | None = None) -> Money:
    """What was ordered on the day of ``at`` and not cancelled, by all or by one person (empty: unknown voices)."""
    today = at.astimezone(zone).date()
    counted = (
        order.totals.total
        for order in orders
        if order.cancelled_at is None
        and order.placed_at.astimezone(zone).date() == today
        and (person is None or order.person == person)
    )
    return total(counted, currency)


def _over_limit(price: Money, policy: Policy, *, today: Money, own: Money) -> Decision | None:
    for reason, after, limit in (
        ("order-limit", price, policy.per_order),
        ("day-limit", today + price, policy.per_day),
        ("speaker-limit", own + price, policy.per_speaker),
    ):
        if after > limit:
            return Decision(May.NO, reason, limit=limit)
    return None


def _proof(
    units: Mapping[str, int], price: Money | None, speaker: Speaker, policy: Policy, bought: Mapping[str, Bought]
) -> Decision | None:
    """The voice code that is needed, or the refusal when there is none to say; None when nothing is to be proven."""
    if speaker.verified:
        return None
    if not speaker.recognised and any(product_id not in bought for product_id in units):
        return _by_code("new-for-unknown-voice", policy.unknown_limit, speaker.code)
    if not speaker.recognised and price is not None and price > policy.unknown_limit:
        return _by_code("unknown-limit", policy.unknown_limit, speaker.code)
    if price is not None and price >= policy.code_from and speaker.code is not Code.NONE:
        return _by_code("large", policy.code_from, speaker.code)
    return None


def _by_code(reason: str, limit: Money, code: Code) -> Decision:
    match code:
        case Code.NONE:
            return Decision(May.NO, reason, limit=limit)
        case Code.LOCKED:
            return Decision(May.NO, "code-locked")
        case Code.SET | Code.ASSISTANT:
            return Decision(May.VERIFY, reason, limit=limit)


def _far(
    units: Mapping[str, int], policy: Policy, bought: Mapping[str, Bought], sure: Collection[str]
) -> Decision | None:
    for product_id, quantity in units.items():
        known = bought.get(product_id)
        usual = known.usual if known else 1
        most = known.most if known else 0
        if product_id in sure or quantity <= most:
            continue
        if quantity >= policy.far_from and quantity > policy.far_times * usual:
            return Decision(May.ASK, "far", product_id=product_id, usual=known.usual if known else None)
    return None


def _again(
    units: Mapping[str, int], policy: Policy, orders: Collection[Order], at: datetime, person: str
) -> Iterable[tuple[str, int]]:
    """The products that were ordered within the window and are not cancelled, with the minutes since.

    What somebody else ordered as a gift stays a secret.
    """
    since = at - timedelta(minutes=policy.duplicate_minutes)
    for product_id in units:
        times = [
            order.placed_at
            for order in orders
            if order.cancelled_at is None
            and order.named_to(person)
            and since < order.placed_at <= at
            and any(line.product_id == product_id for line in order.lines)
        ]
        if times:
            yield product_id, int((at - max(times)).total_seconds() // 60)
