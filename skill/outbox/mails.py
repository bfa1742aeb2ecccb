"""Errands that are e-mails: who gets it, what it is about, and off it goes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from skill.channels.mail.mailer import Mail, Mailer, MailRefused
from skill.locales.words import Words
from skill.outbox.letter import Letter, Pen, cancelled_letter, code_locked_letter, order_letter
from skill.outbox.worker import Undeliverable
from skill.profile.contact import Opener, SealError
from skill.profile.customer import Customer
from skill.profile.errand import Errand, ErrandKind
from skill.settings.shop import ShopConfig
from skill.storage.port import Store


class Mails:
    """Delivers errands as e-mails. Everything but the errand itself is read when it is delivered.

    ``mailer`` None: this shop sends no e-mail. ``contacts`` opens sealed addresses.
    """

    def __init__(self, store: Store, config: ShopConfig, mailer: Mailer | None, contacts: Opener | None = None) -> None:
        self._store = store
        self._config = config
        self._mailer = mailer
        self._contacts = contacts

    def __call__(self, errand: Errand, at: datetime) -> None:
        """Send the e-mail.

        Raises:
            Undeliverable: there is nobody to send it to, or nothing to tell.
            MailUnavailable: it was not sent.
            SealError: nobody knows where to, now; with the right key it may be sent later.
            StoreError: the store does not tell what to send.

        """
        if self._mailer is None or self._config.mail is None:
            raise Undeliverable("e-mail is off")
        customer = self._store.load(errand.customer_id, "", at).customer
        if customer is None:
            raise Undeliverable("the customer is gone")
        address = self._address(customer)
        if not address:
            raise Undeliverable("the customer has no e-mail address")
        pen = self._pen(errand, customer, at)
        letter = self._letter(errand, customer, pen)
        mail = Mail(
            key=_key(errand),
            sender=self._config.mail.sender,
            name=self._config.mail.name,
            to=address,
            subject=letter.subject,
            text=letter.text,
            language=pen.words.locale,
            at=at,
        )
        try:
            self._mailer.send(mail)
        except MailRefused as refused:
            raise Undeliverable(f"nobody takes it: {refused}") from refused

    def _address(self, customer: Customer) -> str:
        if isinstance(customer.email, str):
            return customer.email
        if self._contacts is None:
            raise SealError("there is no key for addresses")
        return self._contacts.open(customer.id, customer.email)

    def _pen(self, errand: Errand, customer: Customer, at: datetime) -> Pen:
        config = self._config
        overrides = config.words if config.words.is_dir() else None
        words = Words(errand.locale or next(iter(config.invocation)), overrides)
        return Pen(words, config, ZoneInfo(customer.time_zone or config.zone), at)

    def _letter(self, errand: Errand, customer: Customer, pen: Pen) -> Letter:
        if errand.kind is ErrandKind.CODE_LOCKED_MAIL:
            return code_locked_letter(pen, customer.home.code)
        order = self._store.order(errand.customer_id, errand.order_id)
        if order is None:
            raise Undeliverable("the order is gone")
        if errand.kind is ErrandKind.ORDER_MAIL:
            return order_letter(pen, order)
        if order.cancelled_at is None:
            raise Undeliverable("the order is not cancelled")
        return cancelled_letter(pen, order, order.cancelled_at)


def _key(errand: Errand) -> str:
    """The same for the same errand, whoever delivers it and how often, and tells nothing of the customer."""
    digest = hashlib.sha256(f"{errand.customer_id}\n{errand.id}".encode()).hexdigest()
    return f"{errand.kind.value}-{digest[:24]}"
