"""What goes onto a card: whoever passes the screen can read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skill.conversation.reply import Card, Saying
from skill.conversation.scene import say
from skill.shopping.product import Product


def shown(title: str, lines: Sequence[Saying], products: Iterable[Product]) -> Card | None:
    """A card with lines that name these products; none when one of them is sensitive."""
    return None if any(product.sensitive for product in products) else Card(say(title), tuple(lines))
