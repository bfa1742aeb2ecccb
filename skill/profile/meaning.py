"""What somebody of a household means by some words: learned when our offer was corrected, or one of several chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

MOST_MEANINGS = 50
LONGEST_WORDS = 60


class Meaning(msgspec.Struct, frozen=True, omit_defaults=True):
    """One product for some words, and whose: ``words`` are folded and redacted, ``person`` is an adult's id.

    ``chosen`` counts how often it was meant, ``refused`` how often it was offered for these words and another was
    meant; ``day`` is the last time, as an ordinal. ``order`` is the order that came of that last time, if one did.
    """

    words: str
    product_id: str
    person: str
    day: int
    chosen: int = 0
    refused: int = 0
    order: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """There is one for each."""
        return self.words, self.product_id, self.person


def with_meaning(meanings: Iterable[Meaning], changed: Meaning) -> tuple[Meaning, ...]:
    """With one added or changed, as the newest; at most fifty are kept."""
    others = [meaning for meaning in meanings if meaning.key != changed.key]
    return (*others, changed)[-MOST_MEANINGS:]


def without_order(meanings: Iterable[Meaning], order_id: str, bought: Collection[str]) -> tuple[Meaning, ...]:
    """Without what was learned when this order of these products was placed: it was undone."""
    kept = []
    for meaning in meanings:
        if meaning.order == order_id:
            chosen = meaning.chosen - (meaning.product_id in bought)
            refused = meaning.refused - (meaning.product_id not in bought)
            changed = msgspec.structs.replace(meaning, chosen=max(0, chosen), refused=max(0, refused), order="")
            kept += [changed] if changed.chosen or changed.refused else []
        else:
            kept.append(meaning)
    return tuple(kept)
