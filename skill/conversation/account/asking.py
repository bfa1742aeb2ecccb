"""The questions about the voice code."""

from __future__ import annotations

from skill.conversation.question import Kind, Question
from skill.conversation.scene import amount, say
from skill.profile.voice_code import VoiceCode
from skill.shopping.money import Money

CHANGE = "ChangeCode"


def offer_code(limit: Money) -> Question:
    """Would you like a code for orders from this total on?"""
    return Question(Kind.OFFER_CODE, (say("account-offer-code", limit=amount(limit)),))


def which_code(
    products: tuple[str, ...] = (), *, about: str = "", minor: int = 0, name: str = "", voice: str = ""
) -> Question:
    """What is the code? For the open offer, or for what it is ``about``; to change it, not the new one."""
    ask = (say("account-which-old-code" if about == CHANGE else "account-which-code"),)
    return Question(Kind.CODE, ask, products=products, about=about, amount=minor, name=name, voice=voice)


def new_code(*, about: str = "") -> Question:
    """Which four digits? ``about`` names the intent for which the code that holds was said; empty: there was none."""
    return Question(Kind.NEW_CODE, (say("account-new-code"),), about=about)


def code_again(code: VoiceCode, *, about: str = "") -> Question:
    """The same four digits once more. ``about``: see ``new_code``."""
    return Question(Kind.CODE_AGAIN, (say("account-code-again"),), code=code, about=about)
