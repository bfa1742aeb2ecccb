"""How many of what was heard: what is counted, what is measured, what is named in one breath."""

from __future__ import annotations

import msgspec

from skill.shopping.matching.hearing import Hearing, folded
from skill.shopping.matching.sizes import Said, Size, at, size_of, tokens
from skill.shopping.matching.terms import stem, words
from skill.shopping.product import Product

_TENS = frozenset(range(20, 100, 10))


class Wanted(msgspec.Struct, frozen=True):
    """Some words for a product, and how many of it if that was said.

    ``measure`` is an amount that was asked for instead ("two liters of milk"); see `units`. ``quantity`` beside it is
    how many that makes if the packs' size is not known.
    """

    words: str
    quantity: int | None = None
    measure: Size | None = None


def several(wanted: Wanted, hearing: Hearing) -> list[Wanted]:
    """The things named in one breath: "dollhouse and four pounds of cookies" are two."""
    parts = [part for part in hearing.conjunction.split(wanted.words) if part.strip()]
    first, *others = [counted(part, hearing) for part in parts] or [wanted]
    if first.quantity is None and first.measure is None:
        first = Wanted(first.words, wanted.quantity, wanted.measure)
    return [first, *others]


def at_number(wanted: Wanted, hearing: Hearing) -> tuple[Wanted, Wanted] | None:
    """The two things that a number between them tells apart: "breads, one butter"; None: there is no such number."""
    found = wanted.words.split()
    for place in range(1, len(found) - 1):
        told = _number(found[place], hearing) is not None and folded(found[place + 1]) not in hearing.signs.values()
        if told and at(tokens(" ".join(found[place:])), 0, hearing) is None:
            before = Wanted(" ".join(found[:place]), wanted.quantity, wanted.measure)
            return before, counted(" ".join(found[place:]), hearing)
    return None


def counted(text: str, hearing: Hearing, told: int | None = None) -> Wanted:
    """Number and unit taken off: "four pounds of cookies" is four pounds of "cookies", "coffee twice" two.

    A size is no number: "two liter milk", "12 pack of coke" and "a six pack" want the usual number of that size, whose
    words stay. ``told`` is a number that was heard apart from these words, right before them.
    """
    if told is not None:
        text = f"{told} {text}"
    found = [part for word in text.split() for part in _apart(word, hearing)]
    text = " ".join(found)
    if len(found) > 1 and (size := _size(text, hearing)) is not None and size.end <= len(found):
        return _sized(found, size, hearing)
    if told is not None and folded(found[-1] if len(found) < 2 else found[1]) in hearing.signs.values():
        return Wanted(text)  # "2 percent milk"
    quantity: int | None = None
    if len(found) > 1 and (quantity := _number(found[0], hearing)) is not None:
        ones = _ones(found, hearing) if quantity in _TENS else 0
        quantity, found = quantity + ones, found[2 if ones else 1 :]
    elif len(found) > 1 and (quantity := hearing.times.get(folded(found[-1]))) is not None:
        found = found[:-1]
    return Wanted(" ".join(_without_unit(found, hearing)), quantity)


def units(wanted: Wanted, product: Product, hearing: Hearing) -> int | None:
    """How many of a product are wanted; None when that was not said: then as many as usual.

    Two liters of a milk of one liter are two, of a milk of two liters one, and of a milk of six bottles who knows; four
    packs of a product are four.
    """
    if wanted.measure is None:
        return wanted.quantity
    pack = size_of(product, hearing)
    if pack is None:
        return wanted.quantity
    packs = wanted.measure.packs(pack)
    # Four liters are not four packs of twelve cans; four bottles may be.
    return packs if packs is not None or wanted.measure.measured else wanted.quantity


def differs(wanted: Wanted, product: Product, hearing: Hearing) -> int:
    """Whether the `units` of a product are noticeably more than the amount asked for (1), less (-1), or that (0)."""
    pack = size_of(product, hearing) if wanted.measure else None
    return wanted.measure.differs(pack) if pack is not None and wanted.measure is not None else 0


def meets(wanted: Wanted, product: Product, hearing: Hearing) -> bool | None:
    """Whether packs of a product come to just the amount asked for; None when nobody can tell."""
    pack = size_of(product, hearing) if wanted.measure else None
    if pack is None or wanted.measure is None:
        return None
    return wanted.measure.packs(pack) is not None and not wanted.measure.differs(pack)


def one_roughly(text: str, hearing: Hearing) -> Wanted | None:
    """ "Small pack of tissues": one of something, however large its pack; None of other words."""
    found = text.split()
    like = [folded(word) for word in found[:3]]
    if len(found) < 3 or like[0] not in hearing.roughly or like[1] not in hearing.units:
        return None
    rest = found[3:] if like[2] in hearing.joints else found[2:] if hearing.sizes.totals else []
    return Wanted(" ".join(rest), 1, Size(count=1, piece=stem(like[1], hearing))) if rest else None


def held_otherwise(wanted: Wanted, product: Product, hearing: Hearing) -> bool:
    """Whether packs of a product hold other things than those asked for: cans and no "bottle"."""
    pack = size_of(product, hearing) if wanted.measure else None
    if pack is None or wanted.measure is None or not (pack.piece and wanted.measure.piece):
        return False
    holders = {stem(word, hearing) for word in hearing.sizes.vessels}
    return pack.piece != wanted.measure.piece and {pack.piece, wanted.measure.piece} <= holders


def called_in_one(text: str, product: Product, hearing: Hearing) -> bool:
    """Whether a text is a name of a product, whose unit is no measure there: "bar soap", but no "dozen eggs"."""
    said = [stem(word, hearing) for word in words(text, hearing)]
    known, brand = product.in_language(hearing.language), words(product.brand, hearing)
    names = [words(name, hearing) for name in (known.spoken, *known.synonyms)]
    names += [name[len(brand) :] for name in names if brand and name[: len(brand)] == brand]
    amounts = {*hearing.sizes.symbols, *hearing.sizes.several}
    return amounts.isdisjoint(words(text, hearing)) and any(
        [stem(word, hearing) for word in name] == said for name in names
    )


def names_a_measure(text: str, hearing: Hearing) -> bool:
    """Whether only measures were named ("the pack"): of what, the talk before tells."""
    kept = [word for word in words(text, hearing) if word not in hearing.fillers]
    return bool(kept) and all(word in hearing.units for word in kept)


def points_back(text: str, hearing: Hearing) -> bool:
    """Whether the words name nothing and mean what was talked about ("that one again")."""
    found = words(text, hearing)
    return bool(found) and all(word in hearing.pronouns for word in found)


def _apart(word: str, hearing: Hearing) -> list[str]:
    """ "500g" and "two-liter" word by word; any other word as it is."""
    if word.isalpha():
        return [word]
    parts = tokens(word)
    size = at(parts, 0, hearing) if len(parts) > 1 else None
    return parts if size is not None and size.end > 1 else [word]


def _size(text: str, hearing: Hearing) -> Said | None:
    """The size that a text begins with, after an article at most."""
    heard = tokens(text)
    after = 1 if heard and heard[0] in hearing.fillers else 0
    return at(heard, 0, hearing) or (at(heard, after, hearing) if after else None)


def _sized(found: list[str], size: Said, hearing: Hearing) -> Wanted:
    """What begins with a size: an amount of something, or something of that size."""
    rest = found[size.end :]
    if not rest:
        return Wanted(" ".join(found)) if _is_pack(size, hearing) else _plainly(found, size, hearing)
    joined = folded(rest[0]) in hearing.joints
    if not joined and folded(rest[0]) in hearing.sizes.holders and len(rest) > 1:
        # "A two liter bottle of coke"
        return Wanted(" ".join([*found[: size.end], *_without_unit(rest, hearing)]))
    if _is_pack(size, hearing):
        return Wanted(" ".join([*found[: size.end], *(rest[1:] if joined and len(rest) > 1 else rest)]))
    if joined and len(rest) > 1:
        rest = rest[1:]
    elif not hearing.sizes.totals and not size.size.count and len(stem(size.unit, hearing)) == len(size.unit):
        return Wanted(" ".join(found))
    # Forty pounds may be forty packs where nobody knows how much is in one; five hundred grams are not.
    quantity = _number(found[0], hearing) if size.unit in hearing.units else None
    return Wanted(" ".join(rest), quantity, size.size)


def _is_pack(size: Said, hearing: Hearing) -> bool:
    """Whether it tells how many are in a pack ("12 pack"), and not how many are wanted ("a dozen", "12 rolls")."""
    told = size.size
    dozen = size.unit in hearing.sizes.several and size.unit in hearing.units
    return told.count > 0 and not (told.piece or told.grams or told.millilitres or dozen)


def _plainly(found: list[str], size: Said, hearing: Hearing) -> Wanted:
    """ "12 eggs": a number in front of what packs are counted in."""
    quantity = _number(found[0], hearing)
    if quantity is None:
        return Wanted(" ".join(found))
    return Wanted(" ".join(found[1:]), quantity, size.size if size.size.piece else None)


def _without_unit(found: list[str], hearing: Hearing) -> list[str]:
    if len(found) > 1 and folded(found[0]) in hearing.units:
        found = found[1:]
        if len(found) > 1 and folded(found[0]) in hearing.joints:
            found = found[1:]
    return found


def _ones(found: list[str], hearing: Hearing) -> int:
    """What is added to "forty" in "forty two oat milk"; 0 when no such word follows."""
    if len(found) < 3 or found[0].isdigit() or found[1].isdigit():
        return 0
    ones = _number(found[1], hearing) or 0
    return ones if ones < 10 else 0


def _number(word: str, hearing: Hearing) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    word = folded(word)
    return hearing.numbers.get(word) or hearing.times.get(word)
