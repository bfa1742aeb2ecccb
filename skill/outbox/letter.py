"""What an e-mail says: orders and days as sentences of ``mail.ftl``, and these as paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from skill.conversation.reply import Amount, Hours, Saying, Value
from skill.locales.words import Words
from skill.profile.voice_code import VoiceCode
from skill.settings.shop import ShopConfig
from skill.shopping.offer import Line
from skill.shopping.order import Order

_NARROW = str.maketrans("\u202f\u00a0", "  ")


class Letter(NamedTuple):
    """Subject and text of an e-mail; paragraphs are separated by an empty line."""

    subject: str
    text: str


@dataclass(frozen=True)
class Pen:
    """Writes in one locale, in one shop's words, with the days of one time zone. ``at`` is now."""

    words: Words
    config: ShopConfig
    zone: ZoneInfo
    at: datetime

    def say(self, key: str, **values: Value) -> str:
        """One sentence or line."""
        return self.words.say([Saying(key, values)])

    def day(self, moment: datetime) -> str:
        """A day in full: whoever reads a mail does so on some other day."""
        return str(format_date(moment.astimezone(self.zone), "full", locale=self.words.babel))

    def time(self, moment: datetime) -> str:
        """The time of day."""
        text = str(format_time(moment.astimezone(self.zone).time(), "short", locale=self.words.babel))
        return text.translate(_NARROW)

    def letter(self, subject: str, *paragraphs: list[str]) -> Letter:
        """A letter of what is left of these lines, and whom to ask."""
        language = self.words.locale.partition("-")[0]
        mail = self.config.mail
        contact = [self.say("mail-contact", contact=mail.contact)] if mail else []
        legal = [[text] for text in mail.legal.get(language, ())] if mail else []
        every = [[self.say("mail-hello")], *paragraphs, contact, *legal]
        return Letter(subject, "\n\n".join("\n".join(lines) for lines in every if lines) + "\n")


def order_letter(pen: Pen, order: Order) -> Letter:
    """The details of an order, as it was placed."""
    placed = pen.say("mail-placed", day=pen.day(order.placed_at), time=pen.time(order.placed_at), channel=order.channel)
    return pen.letter(
        pen.say("mail-order-subject", seller=order.seller, order=order.id),
        [pen.say("mail-order-thanks", seller=order.seller)],
        [pen.say("mail-number", order=order.id), placed, pen.say("mail-seller", seller=order.seller)],
        [pen.say("mail-lines"), *(_line(pen, line) for line in order.lines)],
        _totals(pen, order),
        _delivery(pen, order),
        _undo(pen, order),
    )


def cancelled_letter(pen: Pen, order: Order, cancelled_at: datetime) -> Letter:
    """That an order was cancelled, and which one."""
    day, time = pen.day(cancelled_at), pen.time(cancelled_at)
    return pen.letter(
        pen.say("mail-cancelled-subject", seller=order.seller, order=order.id),
        [
            pen.say("mail-cancelled", seller=order.seller, order=order.id, day=day, time=time),
            pen.say("mail-cancelled-uncharged", total=Amount.of(order.totals.total)),
        ],
        [pen.say("mail-cancelled-lines"), *(_line(pen, line) for line in order.lines)],
    )


def code_locked_letter(pen: Pen, code: VoiceCode | None) -> Letter:
    """That somebody tried wrong voice codes. ``code`` as it is now, which may be another one or none."""
    until = code.locked_until if code and code.locked(pen.at) else None
    locked = [pen.say("mail-code-locked-until", day=pen.day(until), time=pen.time(until))] if until else []
    seller = pen.config.seller
    return pen.letter(
        pen.say("mail-code-locked-subject", seller=seller),
        [pen.say("mail-code-locked", seller=seller), *locked],
        [pen.say("mail-code-locked-you"), pen.say("mail-code-locked-not-you")],
    )


def _line(pen: Pen, line: Line) -> str:
    each, price = Amount.of(line.unit_price), Amount.of(line.price)
    return pen.say("mail-line", quantity=line.quantity, name=line.name, each=each, price=price)


def _totals(pen: Pen, order: Order) -> list[str]:
    totals = order.totals
    free = "yes" if totals.free_delivery else "no"
    lines = [
        pen.say("mail-subtotal", subtotal=Amount.of(totals.subtotal)),
        pen.say("mail-fee", fee=Amount.of(totals.fulfillment), free=free),
    ]
    tax = Amount.of(totals.tax)
    if totals.taxed == "added":
        lines.append(pen.say("mail-tax-added", tax=tax))
    lines.append(pen.say("mail-total", total=Amount.of(totals.total)))
    if totals.taxed == "included":
        lines.append(pen.say("mail-tax-included", tax=tax))
    return lines


def _delivery(pen: Pen, order: Order) -> list[str]:
    lines = []
    if order.window:
        start, end = (moment.astimezone(pen.zone) for moment in (order.window.start, order.window.end))
        hours = Hours(f"{start:%H:%M}", f"{end:%H:%M}")
        lines.append(pen.say("mail-delivery", day=pen.day(order.window.start), hours=hours))
    if order.address:
        lines.append(pen.say("mail-address", address=order.address))
    if order.payment:
        lines.append(pen.say("mail-payment", payment=order.payment))
    return lines


def _undo(pen: Pen, order: Order) -> list[str]:
    """How to cancel it and until when, in case that the letter comes before."""
    if order.cancelled_at:
        return [pen.say("mail-was-cancelled", day=pen.day(order.cancelled_at), time=pen.time(order.cancelled_at))]
    if not order.cancellable(pen.at):
        return []
    until = min(order.leaves_at, order.undo_until or order.leaves_at)
    invocation = pen.config.invocation_name(pen.words.locale)
    return [pen.say("mail-undo", day=pen.day(until), time=pen.time(until), invocation=invocation)]
