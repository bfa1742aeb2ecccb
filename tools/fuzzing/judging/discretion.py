"""What nobody may read or hear: secrets anywhere, and about a household whatever a strange voice should not know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from skill.profile.customer import Customer
from skill.shopping.product import Product
from skill.storage.port import Commit
from tools.fuzzing.drawing.requests import TOKEN
from tools.fuzzing.judging.reading import written
from tools.fuzzing.world import SECRET, Seen, Shop

SECRETS = (SECRET, TOKEN, "eyJ", "amzn1.ask.account", "amzn1.ask.person")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LONG = re.compile(r"\w{4,}")


def logged_secrets(seen: Seen, secrets: Collection[str], codes: Collection[str]) -> Iterator[str]:
    """Secrets in any line of the log."""
    for record in seen.logs:
        line = f"{record.getMessage()} {record.exc_info or ''} {record.stack_info or ''} {record.__dict__}"
        yield from (f"{found} in {record.getMessage()}" for found in _within(line, secrets, codes))


def told_secrets(answer: Any, secrets: Collection[str], codes: Collection[str]) -> Iterator[str]:
    """Secrets in what is said or shown."""
    text = " ".join(texts(answer))
    yield from (f"{found} in {text[:300]!r}" for found in _within(text, secrets, codes))


def stored_secrets(commit: Commit, secrets: Collection[str], codes: Collection[str]) -> Iterator[str]:
    """Secrets on the timeline, in what is kept of the conversation, and in what is to be done later."""
    interaction = commit.interaction
    kept = " ".join((*interaction.slots.values(), interaction.intent, interaction.outcome, interaction.person))
    kept += " ".join(_TEXT.findall(commit.reply.decode()) + _TEXT.findall((commit.session or b"").decode()))
    kept += " ".join(str(errand) for errand in commit.outbox)
    yield from (f"{found} was stored" for found in _within(kept, secrets, codes))


def texts(answer: Any) -> list[str]:
    """All that is said or shown."""
    body = answer["response"]
    speech = [body.get("outputSpeech"), body.get("reprompt", {}).get("outputSpeech")]
    said = [one.get("ssml") or one.get("text") for one in speech if one]
    return [str(text) for text in (*said, *shown(answer))]


def shown(answer: Any) -> list[str]:
    """All that is shown."""
    return [str(text) for text in (answer["response"].get("card") or {}).values()]


def strange(customer: Customer, answer: Any, sent: Sequence[Any]) -> Iterator[str]:
    """What a voice that nobody knows heard of a household: names and labels that nobody has said to us."""
    text = " ".join(texts(answer))
    names = [person.name for person in customer.everyone]
    labels = [*customer.address.values(), *customer.payment.values()]
    for private in [*names, *labels]:
        if re.search(rf"\b{re.escape(private)}\b", text) and not _mentioned(private.casefold(), sent):
            yield f"a strange voice hears of {private!r}: {text[:300]!r}"


def intimate(shop: Shop, answer: Any, sent: Sequence[Any], *, known: bool) -> Iterator[str]:
    """Sensitive products on a card, or aloud to a voice that nobody knows and that did not ask for them."""
    text, card = " ".join(texts(answer)), " ".join(shown(answer))
    for product in shop.sensitive:
        names = {product.in_language(language).spoken for language in shop.config.languages}
        if any(name in card for name in names):
            yield f"a card names {product.id}: {card[:300]!r}"
        if not known and any(name in text for name in names) and not _asked_for(product, shop, sent):
            yield f"a strange voice hears of {product.id}: {text[:300]!r}"


def given_away(customer: Customer, commit: Commit, answer: Any, *, person: str) -> Iterator[str]:
    """What an order holds that is a gift, to anybody but who ordered it."""
    text = " ".join(texts(answer))
    for order in customer.orders:
        if order.gift and order.id == commit.interaction.order_id and (not person or order.person != person):
            yield from (f"hears of the gift {line.name}: {text[:300]!r}" for line in order.lines if line.name in text)


def _asked_for(product: Product, shop: Shop, sent: Sequence[Any]) -> bool:
    words = {product.id}
    for vocabulary in shop.vocabularies.values():
        entries = (*vocabulary.products, *vocabulary.categories)
        names = [
            name
            for entry in entries
            if entry.id in (product.id, f"category:{product.category}")
            for name in entry.names
        ]
        words |= {word for name in names for word in _LONG.findall(name.casefold())}
    return any(_mentioned(word, sent) for word in words)


def _mentioned(words: str, sent: Sequence[Any]) -> bool:
    return any(words in written(raw) for raw in sent)


def _within(text: str, secrets: Collection[str], codes: Collection[str]) -> Iterator[str]:
    yield from (secret for secret in secrets if secret in text)
    yield from (code for code in codes if re.search(rf"(?<![\w.,]){r'[ .-]?'.join(code)}(?![\w.,]\d|\w)", text))
