"""What the two recognisers hear: whisper (tiny.en, by faster-whisper) and pocketsphinx; for worker processes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.support import voice_biasing, voice_features, voice_language, voice_trigram, voice_whisper
from benchmarks.support.models import installed
from benchmarks.support.voice_noise import RATE, Sound
from benchmarks.support.voice_trigram import Counts

RECOGNISERS = ("whisper", "pocketsphinx")
PROMPT = "Alexa, reorder it. How much is it? Add it to my cart. We're out of it. Buy it again."
"""Whisper is told that it will hear somebody shop; before that the household's names, while there is room."""
_ROOM = 400
"""Characters of names: whisper takes 223 tokens, and on development requests no more words were heard with more."""
_OWN = {False: "own", True: "own in noise"}
"""A household's models."""


def sphinx_dictionary() -> Path:
    """pocketsphinx's pronouncing dictionary."""
    return _sphinx_model() / "cmudict-en-us.dict"


def hear(recogniser: str, sounds: Sequence[Sound], names: Sequence[str], language: Path) -> list[str]:
    """What a recogniser makes of some sounds; empty when it hears nothing.

    ``names`` are those that it was taught, the likeliest first; ``language`` has what anybody may say.
    """
    return _whisper(sounds, names) if recogniser == "whisper" else _sphinx(sounds, names, language)


def prompt(names: Sequence[str]) -> str:
    """What whisper is told: the likeliest name last, where it counts most."""
    kept: list[str] = []
    room = _ROOM
    for name in names:
        room -= len(name) + 2
        if room < 0:
            break
        kept.append(name)
    return f"{', '.join(reversed(kept))}. {PROMPT}" if kept else PROMPT


def _whisper(sounds: Sequence[Sound], names: Sequence[str]) -> list[str]:
    ears = voice_whisper.ears()
    expected = voice_biasing.tree(names, ears.tokens.encode)
    told = ears.prompt(prompt(names))
    return [voice_biasing.hear(ears, ears.encoded(sound), told, expected) for sound in sounds]


def _sphinx(sounds: Sequence[Sound], names: Sequence[str], language: Path) -> list[str]:
    decoder = _sphinx_decoder()
    words = dict.fromkeys(word for name in names for word in voice_language.spoken(name))
    for word, phones in voice_language.pronounced([word for word in words if not decoder.lookup_word(word)]).items():
        decoder.add_word(word, phones, False)
    cleaner = voice_features.cleaner(_sphinx_model() / "en-us")
    loud = [voice_features.noisy(sound) for sound in sounds]
    for noisy in set(loud):
        _teach(decoder, names, language, noisy=noisy)
    found = []
    for sound, noisy in zip(sounds, loud, strict=True):
        decoder.activate_search(_OWN[noisy])
        # What it learned of another request's voice is forgotten.
        decoder.reinit_feat()
        decoder.start_utt()
        if noisy:
            decoder.process_cep(cleaner(sound).tobytes(), full_utt=True)
        else:
            decoder.process_raw((sound * 32767).astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        heard = decoder.hyp()
        found.append(heard.hypstr if heard else "")
    return found


def _teach(decoder: Any, names: Sequence[str], language: Path, *, noisy: bool) -> None:
    """What a household may say. In noise it relies on it more: where all is heard well, that hears less."""
    from pocketsphinx import NGramModel  # noqa: PLC0415
    from pocketsphinx.lm import ArpaBoLM  # noqa: PLC0415 - there once it is installed

    own = language.with_suffix(f".{os.getpid()}.arpa")
    taught = voice_language.taught(names)
    if noisy:
        voice_trigram.write(_expected(language) + voice_trigram.counted(taught.splitlines()), own)
    else:
        model = ArpaBoLM(text=taught + language.read_text(encoding="utf-8"), add_start=True)
        model.compute()
        model.write_file(str(own))
    decoder.add_lm(_OWN[noisy], NGramModel(decoder.config, decoder.logmath, str(own)))
    own.unlink()


@cache
def _expected(language: Path) -> Counts:
    """What anybody may say: the same for all households of a set."""
    return voice_trigram.counted(language.read_text(encoding="utf-8").splitlines())


def _sphinx_model() -> Path:
    return installed() / "pocketsphinx" / "model" / "en-us"


@cache
def _sphinx_decoder() -> Any:
    installed()
    from pocketsphinx import Decoder  # noqa: PLC0415

    # Without its second pass over the words of the first it hears no worse in noise, in half the time.
    return Decoder(samprate=RATE, loglevel="FATAL", lm=None, fwdflat=False)
