"""Noise and mixing: as loud as asked for, the same for the same seed. Nothing is said or heard here."""

import numpy as np
import pytest

from benchmarks.support.voice_noise import RATE, Sound, babble, coloured, fitted, kitchen, mixed, speech_power

TONE: Sound = 0.3 * np.sin(2 * np.pi * 300 * np.arange(RATE) / RATE)
PAUSE = np.zeros(RATE // 2)


def _noise(seed: int = 1, length: int = 2 * RATE) -> Sound:
    return kitchen(length, [TONE, 0.1 * TONE[: RATE // 2]], np.random.default_rng(seed))


def test_pauses_do_not_make_speech_quieter() -> None:
    # A sine's mean power is half its height squared.
    assert speech_power(TONE) == pytest.approx(0.3**2 / 2, rel=1e-9)
    assert speech_power(np.concatenate([PAUSE, TONE, PAUSE])) == pytest.approx(0.3**2 / 2, rel=1e-9)


@pytest.mark.parametrize("sound", [PAUSE, PAUSE[:10]])
def test_silence_has_no_level(sound: Sound) -> None:
    with pytest.raises(ValueError, match="silence"):
        speech_power(sound)


@pytest.mark.parametrize("snr", [15.0, 5.0, 0.0, -5.0])
def test_the_noise_is_as_far_below_the_speech_as_asked_for(snr: float) -> None:
    speech, noise = np.concatenate([PAUSE, TONE, PAUSE]), _noise()

    mix = mixed(speech, noise, snr)

    # How much of each went in.
    of_speech, of_noise = np.linalg.lstsq(np.stack([speech, noise], axis=1), mix, rcond=None)[0]
    found = 10 * np.log10(of_speech**2 * speech_power(speech) / (of_noise**2 * np.mean(noise**2)))
    assert found == pytest.approx(snr, abs=1e-6)
    assert of_speech * speech + of_noise * noise == pytest.approx(mix, abs=1e-9)
    assert np.abs(mix).max() == pytest.approx(0.9, rel=1e-12)


def test_a_sound_without_noise_is_only_made_as_loud() -> None:
    assert fitted(TONE) == pytest.approx(3.0 * TONE, rel=1e-3)


def test_the_same_seed_makes_the_same_noise() -> None:
    assert np.array_equal(_noise(7), _noise(7))
    assert not np.array_equal(_noise(7), _noise(8))
    assert len(_noise(7, 12_345)) == 12_345


def test_others_are_heard_however_long_the_sentence_is() -> None:
    rng = np.random.default_rng(1)

    assert np.mean(babble(5 * RATE, [TONE[: RATE // 4]], rng) ** 2) == pytest.approx(1.0, rel=1e-3)


@pytest.mark.parametrize(("exponent", "octave"), [(0.0, 0.0), (1.0, -3.0), (2.0, -6.0)])
def test_coloured_noise_falls_by_so_many_decibels_an_octave(exponent: float, octave: float) -> None:
    sound = coloured(60 * RATE, exponent, np.random.default_rng(1), lowest=100.0)

    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    low, high = (power[(hertz >= start) & (hertz < 1.1 * start)].mean() for start in (1000.0, 2000.0))
    assert 10 * np.log10(high / low) == pytest.approx(octave, abs=0.3)
    assert power[hertz < 99].max() == pytest.approx(0.0, abs=1e-9 * power.max())
