"""A kitchen's noise, synthesised: there is no recording here. Samples are floats at 16 kHz, one channel.

A fan or hood (coloured noise with the beat of its blades), a running tap (bright noise that comes and goes), dishes
(bursts of damped, inharmonic tones), mains hum, and others talking (the other voices of the benchmark, several at
once). What is mixed how loudly is drawn for each request.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Sound = NDArray[np.float64]

_FRAME = RATE // 50
_QUIET = 1e-4  # 40 dB below the loudest frame: a pause
_MAINS = 60.0
_TALKERS = 4


def kitchen(length: int, talking: Sequence[Sound], rng: np.random.Generator) -> Sound:
    """``length`` samples of noise; ``talking`` are sentences of others, of whom four are heard at once."""
    parts = (fan(length, rng), tap(length, rng), dishes(length, rng), hum(length), babble(length, talking, rng))
    loud = rng.uniform(0.2, 1.0, len(parts)) * (1.0, 1.0, 1.0, 0.3, 1.0)
    sound = np.zeros(length)
    for weight, part in zip(loud, parts, strict=True):
        sound += weight * _even(part)
    return sound


def fan(length: int, rng: np.random.Generator) -> Sound:
    """Air and a motor: pink noise that beats with the blades."""
    seconds = np.arange(length) / RATE
    beat = 1.0 + 0.2 * np.sin(2 * np.pi * rng.uniform(12.0, 25.0) * seconds)
    return coloured(length, 1.0, rng) * beat


def tap(length: int, rng: np.random.Generator) -> Sound:
    """Water: noise above a kilohertz, swelling slowly."""
    swell = 1.0 + 0.5 * _even(coloured(length, 2.0, rng))
    return coloured(length, -0.5, rng, lowest=1000.0) * np.clip(swell, 0.1, None)


def dishes(length: int, rng: np.random.Generator) -> Sound:
    """Plates and cutlery: about two knocks a second, each some damped tones that fit no scale."""
    sound = np.zeros(length)
    for start in rng.integers(0, length, max(1, rng.poisson(2 * length / RATE))):
        seconds = np.arange(length - start) / RATE
        for _ in range(6):
            tone = np.sin(2 * np.pi * rng.uniform(800.0, 6500.0) * seconds + rng.uniform(0, 2 * np.pi))
            sound[start:] += rng.uniform(0.2, 1.0) * tone * np.exp(-seconds / rng.uniform(0.01, 0.12))
    return sound


def hum(length: int) -> Sound:
    """The mains and its harmonics."""
    seconds = np.arange(length) / RATE
    sound = np.zeros(length)
    for harmonic in (1, 2, 3, 5):
        sound += np.sin(2 * np.pi * _MAINS * harmonic * seconds) / harmonic
    return sound


def babble(length: int, talking: Sequence[Sound], rng: np.random.Generator) -> Sound:
    """Four of ``talking`` at once, each from somewhere in the middle, over and over."""
    sound = np.zeros(length)
    for chosen in rng.permutation(len(talking))[:_TALKERS]:
        whole = _even(talking[chosen])
        sound += np.resize(np.roll(whole, int(rng.integers(len(whole)))), length)
    return sound


def coloured(length: int, exponent: float, rng: np.random.Generator, lowest: float = 20.0) -> Sound:
    """Noise whose power falls with the frequency's ``exponent`` (1: pink), nothing below ``lowest`` hertz."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    hertz = np.fft.rfftfreq(length, 1 / RATE)
    shape = np.zeros_like(hertz)
    kept = hertz >= lowest
    shape[kept] = hertz[kept] ** (-exponent / 2)
    return np.fft.irfft(spectrum * shape, length)


def speech_power(speech: Sound) -> float:
    """The mean power while somebody speaks: of frames of 20 ms within 40 dB of the loudest.

    Raises:
        ValueError: when nobody does.

    """
    frames = speech[: len(speech) // _FRAME * _FRAME].reshape(-1, _FRAME)
    powers = (frames**2).mean(axis=1)
    if not len(powers) or not powers.max() > 0:
        raise ValueError("silence has no level")
    return float(powers[powers > _QUIET * powers.max()].mean())


def mixed(speech: Sound, noise: Sound, snr: float) -> Sound:
    """Speech in noise, ``snr`` dB between them, together at most 0.9 loud."""
    factor = np.sqrt(speech_power(speech) / (np.mean(noise**2) * 10 ** (snr / 10)))
    return fitted(speech + factor * noise)


def fitted(sound: Sound) -> Sound:
    """The same sound, its highest sample 0.9."""
    return sound * (0.9 / float(np.abs(sound).max()))


def _even(sound: Sound) -> Sound:
    """With a mean power of one."""
    return sound / float(np.sqrt(np.mean(sound**2)))
