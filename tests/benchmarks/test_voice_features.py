"""Features without noise, by a made-up acoustic model of sounds that are known: no recogniser here."""

import struct
from pathlib import Path

import numpy as np
import pytest

from benchmarks.support.voice_features import Cleaner, Floats, noisy, spectrum
from benchmarks.support.voice_noise import RATE, Sound, coloured, mixed

_BOOKS, _SOUNDS, _KEPT = 3, 40, 13


def _voice(seconds: float) -> Sound:
    """Tones that change every tenth of a second, between two pauses."""
    rng = np.random.default_rng(1)
    at = np.arange(RATE // 10) / RATE
    parts = []
    for _ in range(round(seconds * 10)):
        tones = (np.sin(2 * np.pi * hertz * at) for hertz in rng.uniform(200, 5000, 6))
        parts.append(np.sum(list(tones), axis=0) * rng.uniform(0.3, 1.0))
    hiss = 0.001 * rng.standard_normal(RATE * 6 // 10 + len(at) * len(parts))
    voice: Sound = hiss + np.pad(np.concatenate(parts), RATE * 3 // 10)
    return voice


def _cepstra(sound: Sound) -> Floats:
    bands = np.arange(25) + 0.5
    rows = np.cos(np.pi * np.arange(_KEPT)[:, None] * bands / 25) * np.sqrt(2 / 25)
    rows[0] = np.sqrt(1 / 25)
    cepstra: Floats = spectrum(sound) @ rows.T * (1 + 11 * np.sin(np.arange(_KEPT) * np.pi / 22))
    return cepstra


def _write(path: Path, numbers: Floats) -> None:
    books = np.zeros((_BOOKS, 3, _SOUNDS, _KEPT), "<f4")
    books[:, 0] = numbers.reshape(_BOOKS, _SOUNDS, _KEPT)
    head = struct.pack("<7I", 0x11223344, _BOOKS, 3, _SOUNDS, *(3 * [_KEPT])) + struct.pack("<I", books.size)
    path.write_bytes(b"s3\nversion 1.0\nendhdr\n" + head + books.tobytes())


@pytest.fixture
def cleaner(tmp_path: Path) -> Cleaner:
    heard = _cepstra(_voice(3.0) / 8)
    chosen = heard[np.linspace(0, len(heard) - 1, _BOOKS * _SOUNDS).astype(int)]
    _write(tmp_path / "means", chosen)
    _write(tmp_path / "variances", np.tile(np.full(_KEPT, 4.0), (len(chosen), 1)))
    return Cleaner(tmp_path)


def test_what_noise_has_moved_is_put_back(cleaner: Cleaner) -> None:
    voice = _voice(3.0) / 8
    noisy = mixed(voice, coloured(len(voice), 1.0, np.random.default_rng(2)), 10.0)

    clean, cleaned = _cepstra(voice), cleaner(noisy)

    def far(found: Floats) -> float:
        # How loud all of it is, the recogniser takes away itself.
        apart = found - found.mean(axis=0) - (clean - clean.mean(axis=0))
        return float(np.sqrt((apart**2).mean()))

    assert cleaned.dtype == np.float32
    assert cleaned.shape == clean.shape
    assert far(cleaned.astype(np.float64)) < 0.7 * far(_cepstra(noisy))


def test_a_sound_without_noise_stays_as_it_is(cleaner: Cleaner) -> None:
    voice = _voice(3.0) / 8
    speaking = slice(35, -35)

    apart = (cleaner(voice) - _cepstra(voice))[speaking]

    assert np.abs(apart - apart.mean(axis=0)).mean() < 1.0


@pytest.mark.parametrize(("level", "heard"), [(30.0, True), (5.0, True), (45.0, False)])
def test_noise_is_what_is_heard_while_nobody_speaks(level: float, heard: bool) -> None:
    voice = _voice(1.0)
    voice[: RATE * 3 // 10] = voice[-RATE * 3 // 10 :] = 0.0

    assert noisy(mixed(voice, coloured(len(voice), 1.0, np.random.default_rng(2)), level)) is heard
    assert not noisy(voice)


def test_another_file_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "means").write_bytes(b"s3\nendhdr\n" + bytes(64))

    with pytest.raises(ValueError, match="no file of sphinx"):
        Cleaner(tmp_path)
