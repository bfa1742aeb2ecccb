"""Sentences said by Debian's speech synthesisers: four voices of flite, and espeak-ng."""

from __future__ import annotations

import shutil
import subprocess
import wave
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.support.voice_noise import RATE, Sound
from benchmarks.support.voice_requests import SENTENCES

VOICES = ("slt", "kal", "rms", "awb", "espeak-ng")
_PACKAGES = ("flite", "espeak-ng")
_DEBIAN = Path(__file__).resolve().parents[2] / "tools" / "debian.sh"
_PAUSE = RATE * 3 // 10


def synthesisers() -> None:
    """See to it that they are installed.

    Raises:
        SystemExit: with a sentence, when they are not and may not be.

    """
    missing = [name for name in _PACKAGES if shutil.which(name) is None]
    if missing and subprocess.run([_DEBIAN, *missing], check=False).returncode:
        raise SystemExit(f"voice.py needs {' and '.join(missing)} to speak; --text measures the sentences as written")


def said(sentence: str, voice: str) -> Sound:
    """A sentence, with a pause of 0.3 s before and after it."""
    with TemporaryDirectory(prefix="restock-voice-") as folder:
        path = Path(folder) / "said.wav"
        if voice == "espeak-ng":
            command = ["espeak-ng", "-v", "en-us", "-w", str(path), "--", sentence]
        else:
            command = ["flite", "-voice", voice, "-o", str(path), "-t", sentence]
        subprocess.run(command, check=True, capture_output=True)
        return np.pad(read(path), _PAUSE)


def read(path: Path) -> Sound:
    """A wave file of 16 bits and one channel, at the rate that everything here has."""
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    length = round(len(sound) * RATE / rate)
    # Fewer or more of the same frequencies; the sound begins and ends in silence, so that it may be taken for periodic.
    resampled: Sound = np.fft.irfft(np.fft.rfft(sound), length) * (length / len(sound))
    return resampled


def others(voice: str) -> list[Sound]:
    """What is said meanwhile, by every voice but this one."""
    return [sound for other in VOICES if other != voice for sound in _talk(other)]


@cache
def _talk(voice: str) -> list[Sound]:
    return [said(sentence, voice) for sentence in SENTENCES["babble"]]
