"""The table ``mail`` of ``shop.yaml`` → :class:`ShopMail`: from whom e-mails come and what belongs at their end."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from skill.settings.entries import Entries, is_email

_FROM = re.compile(r'(?:"?(?P<name>[^"<>]*?)"?\s*<(?P<named>[^<>]+)>|(?P<alone>\S+))')


class ShopMail(msgspec.Struct, frozen=True, kw_only=True):
    """How a shop writes e-mails.

    ``sender`` is the address they come from, with the seller's ``name``; ``contact`` what is said about whom to ask.
    ``legal`` is what the law wants at the end of them, paragraphs by language: who sells, how a contract is withdrawn
    from, the terms.
    """

    sender: str
    name: str
    contact: str
    legal: Mapping[str, tuple[str, ...]] = {}


def read_mail(entries: Entries, seller: str, languages: tuple[str, ...]) -> ShopMail:
    """Read the table. An address without a name gets the seller's.

    Raises:
        SettingsError: names the entry and what to set.

    """
    what = "the address e-mails come from, such as Corner Pantry <orders@example.com>"
    sender = entries.text("from", what)
    found = _FROM.fullmatch(sender)
    address = found and (found["named"] or found["alone"])
    if found is None or not address or not is_email(address) or not address.isascii():
        raise entries.wrong("from", f"{sender!r} is not {what}")
    legal = entries.table("legal", "paragraphs by language", needed=False)
    paragraphs = {language: legal.texts(language) for language in legal.names()}
    for language in paragraphs:
        if language not in languages:
            raise legal.wrong(language, f"is no language of the invocation names ({', '.join(languages)})")
    contact = entries.text("contact", "whom a customer can ask, such as help@example.com")
    entries.nothing_else()
    return ShopMail(sender=address, name=found["name"] or seller, contact=contact, legal=paragraphs)
