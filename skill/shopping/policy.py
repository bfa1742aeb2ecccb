"""What a shop, and within it a household, allows to be bought by voice: limits, windows and thresholds."""

from __future__ import annotations

import msgspec

from skill.shopping.money import Money


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that permission is decided by; ``shop.yaml`` fills them, a household's choices override them.

    ``unknown_limit`` is the most that a voice nobody recognised may spend in one order; ``code_from`` the total
    from which an enabled voice code is asked for (and offered when there is none). ``per_speaker`` holds for one
    day, all unrecognised voices together being one speaker. A quantity is far from the usual when it is more than
    ``far_times`` as many and at least ``far_from``. ``undo_minutes`` None: until the order leaves the shop.
    """

    unknown_voices: bool = True
    unknown_limit: Money
    code_from: Money
    per_order: Money
    per_day: Money
    per_speaker: Money
    far_times: int = 4
    far_from: int = 6
    duplicate_minutes: int = 720
    undo_minutes: int | None = None

    @property
    def currency(self) -> str:
        """The shop's currency, in which all amounts are."""
        return self.per_order.currency

    def chosen(self, choices: Choices) -> Policy:
        """With what a household chose for itself. The shop's spending limits can only be lowered."""
        amounts = {name: getattr(choices, name) for name in AMOUNTS}
        chosen = {name: Money(minor, self.currency) for name, minor in amounts.items() if minor is not None}
        for name in LIMITS:
            if name in chosen:
                chosen[name] = min(chosen[name], getattr(self, name))
        others = {name: getattr(choices, name) for name in OTHERS}
        return msgspec.structs.replace(self, **chosen, **{k: v for k, v in others.items() if v is not None})


class Choices(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A household's own settings, named as in :class:`Policy`; None: as the shop has it. Amounts in minor units."""

    unknown_voices: bool | None = None
    unknown_limit: int | None = None
    code_from: int | None = None
    per_order: int | None = None
    per_day: int | None = None
    per_speaker: int | None = None
    far_times: int | None = None
    far_from: int | None = None
    duplicate_minutes: int | None = None
    undo_minutes: int | None = None


LIMITS = ("per_order", "per_day", "per_speaker")
AMOUNTS = ("unknown_limit", "code_from", *LIMITS)
OTHERS = ("unknown_voices", "far_times", "far_from", "duplicate_minutes", "undo_minutes")
