"""Sentences → intents and slots, for the simulator and channels that have text. Alexa's path never loads it."""

from skill.locales.vocabulary import Vocabulary
from skill.understanding.understanding import FALLBACK, HeardSlot, Understanding, Understood

__all__ = ["FALLBACK", "HeardSlot", "Understanding", "Understood", "Vocabulary"]
