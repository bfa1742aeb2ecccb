"""What pocketsphinx hears of a sound: its features, freed of the noise that is there before and after the sentence.

Its acoustic model knows none of a kitchen, as that of an assistant does. So each moment is told how the model's own
sounds would be in this noise, and what is heard is put back by as much as noise has moved those that it is likely to be
(vector Taylor series, Moreno 1996). How loud and how coloured the speaker is follows from the sentence itself. The
model's spectral subtraction alone leaves most of the noise; it is not needed besides.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.support.voice_noise import RATE, Sound, speech_power

Floats = NDArray[np.float64]

_BANDS, _KEPT = 25, 13
_LOWEST, _HIGHEST = 130.0, 6800.0
_WINDOW, _STEP, _TRANSFORM = 410, 160, 512
_LEAST = 1e-4
_EDGE = 26
"""Frames before and after a sentence in which nobody speaks yet: a quarter of a second each."""
_HEARD = 1e-4
"""Noise 40 dB below the speech is none."""
_ROUNDS = 3
_EVERY = 2
"""Half of the model's 5376 sounds are as many as are needed."""
_MAGIC = 0x11223344


def _bands() -> Floats:
    """Triangles on the mel scale as sphinx has them: rounded to the transform's frequencies, all of one area."""
    lowest, highest = 2595 * np.log10(1 + np.array([_LOWEST, _HIGHEST]) / 700)
    hertz = 700 * (10 ** (np.linspace(lowest, highest, _BANDS + 2) / 2595) - 1)
    width = RATE / _TRANSFORM
    hertz = np.floor(hertz / width + 0.5) * width
    at = np.arange(_TRANSFORM // 2 + 1) * width
    low, middle, high = (hertz[start : start + _BANDS, None] for start in range(3))
    slopes = np.minimum((at - low) / (middle - low), (high - at) / (high - middle))
    triangles: Floats = np.clip(slopes, 0, None) * 2 / (high - low)
    return triangles


def _cosines() -> Floats:
    at = np.arange(_KEPT)[:, None] * (np.arange(_BANDS) + 0.5)
    rows: Floats = np.cos(np.pi * at / _BANDS) * np.sqrt(2 / _BANDS)
    rows[0] = np.sqrt(1 / _BANDS)
    return rows


_MEL, _COSINES = _bands(), _cosines()
_LIFTER = 1 + 11 * np.sin(np.arange(_KEPT) * np.pi / 22)
_HAMMING = 0.54 - 0.46 * np.cos(2 * np.pi * np.arange(_WINDOW) / (_WINDOW - 1))


def spectrum(sound: Sound) -> Floats:
    """Frames × bands, in logarithms, as the acoustic model was trained on them."""
    samples = np.trunc(sound * 32767)
    samples[1:] -= 0.97 * samples[:-1].copy()
    count = 1 + max(0, -(-(len(samples) - _WINDOW) // _STEP))
    samples = np.pad(samples, (0, max(0, (count - 1) * _STEP + _WINDOW - len(samples))))
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_STEP][:count]
    power = np.abs(np.fft.rfft(frames * _HAMMING, _TRANSFORM)) ** 2
    bands: Floats = np.log(power @ _MEL.T + _LEAST)
    return bands


def noisy(sound: Sound) -> bool:
    """Whether there is anything to be heard before and after the sentence."""
    edge = _EDGE * _STEP
    alone = np.r_[sound[:edge], sound[-edge:]]
    return float(np.mean(alone**2)) > _HEARD * speech_power(sound)


class Cleaner:
    """Puts back what noise has moved, by what the acoustic model in ``folder`` knows of sounds without noise."""

    def __init__(self, folder: Path) -> None:
        self._means = _parameters(folder / "means")[::_EVERY] / _LIFTER
        self._spreads = np.maximum(_parameters(folder / "variances")[::_EVERY] / _LIFTER**2, 1e-3)
        self._in_bands = self._means @ _COSINES

    def __call__(self, sound: Sound) -> NDArray[np.float32]:
        """Frames × 13 cepstra."""
        bands = spectrum(sound)
        heard = bands @ _COSINES.T
        alone = np.r_[heard[1:_EDGE], heard[-_EDGE:-1]]
        noise, unsteady = alone.mean(axis=0) @ _COSINES, np.maximum(alone.var(axis=0), 1e-3)
        voice = self._voice(heard)
        for _ in range(_ROUNDS):
            moved, spread, slopes = self._disturbed(voice, noise, unsteady)
            shares = _shares(heard, moved, spread)
            voice = voice + _step(heard, shares, moved, spread, slopes) @ _COSINES
        moved, spread, _ = self._disturbed(voice, noise, unsteady)
        cleaned: Floats = heard - _shares(heard, moved, spread) @ (moved - self._means)
        return np.asarray(cleaned * _LIFTER, np.float32)

    def _voice(self, heard: Floats) -> Floats:
        """How much louder than the model's a speaker is in each band: at first by the loudest frames."""
        loudest = heard[np.argsort(-heard[:, 0])[: max(20, len(heard) // 3)]]
        speech = self._means[np.argsort(-self._means[:, 0])[: len(self._means) // 2]]
        first: Floats = (loudest.mean(axis=0) - speech.mean(axis=0)) @ _COSINES
        return first

    def _disturbed(self, voice: Floats, noise: Floats, unsteady: Floats) -> tuple[Floats, Floats, Floats]:
        """The model's sounds as they are in noise: means, spreads, and how far they still move with the voice."""
        above = noise - self._in_bands - voice
        moved = self._means + (np.logaddexp(0, above) + voice) @ _COSINES.T
        # Outer products of the cosines make each sound's 13 × 13 slopes one product of matrices.
        outer = np.einsum("ij,lj->jil", _COSINES, _COSINES).reshape(_BANDS, -1)
        slopes = ((1 / (1 + np.exp(above))) @ outer).reshape(-1, _KEPT, _KEPT)
        spread = np.einsum("kil,kl->ki", slopes**2, self._spreads) + (np.eye(_KEPT) - slopes) ** 2 @ unsteady
        return moved, spread, slopes


@cache
def cleaner(folder: Path) -> Cleaner:
    """That of a process."""
    return Cleaner(folder)


def _step(heard: Floats, shares: Floats, moved: Floats, spread: Floats, slopes: Floats) -> Floats:
    """By how much a voice that explains the sentence better differs (one step by Gauss and Newton)."""
    weights = shares.sum(axis=0)
    some = weights > 1e-3
    weights, slopes, exact = weights[some], slopes[some], 1 / spread[some]
    missing = (shares.T @ heard)[some] - weights[:, None] * moved[some]
    known = np.einsum("k,kji,kj,kjl->il", weights, slopes, exact, slopes, optimize=True)
    wanted = np.einsum("kji,kj->i", slopes, exact * missing)
    step: Floats = np.linalg.solve(known + 0.01 * np.eye(_KEPT), wanted)
    return step


def _shares(heard: Floats, moved: Floats, spread: Floats) -> Floats:
    """How likely each frame is each sound."""
    exact = 1 / spread
    likely = heard @ (moved * exact).T - 0.5 * ((heard**2) @ exact.T + (moved**2 * exact + np.log(spread)).sum(axis=1))
    shares: Floats = np.exp(likely - likely.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _parameters(path: Path) -> Floats:
    """The static half of a sphinx file of Gaussians: all sounds × 13."""
    data = path.read_bytes()
    at = data.index(b"endhdr\n") + len(b"endhdr\n")
    magic, books, streams, sounds = struct.unpack_from("<4I", data, at)
    if magic != _MAGIC:
        raise ValueError(f"{path} is no file of sphinx's acoustic model")
    at += 16
    widths = struct.unpack_from(f"<{streams}I", data, at)
    at += 4 * streams
    (total,) = struct.unpack_from("<I", data, at)
    numbers = np.frombuffer(data, "<f4", total, at + 4).reshape(books, streams, sounds, widths[0])
    return np.asarray(numbers[:, 0].reshape(-1, widths[0]), np.float64)
