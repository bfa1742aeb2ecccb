"""whisper's decoder in numpy, with small weights by chance: what it is made of, not what it hears."""

import json
import math
import struct
from pathlib import Path

import numpy as np
import pytest

from benchmarks.support.voice_whisper import NEVER, Decoder, read_weights

WIDTH, LAYERS, TOKENS, PLACES = 128, 2, 30, 12


def _shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "decoder/embeddings/weight": (TOKENS, WIDTH),
        "decoder/position_encodings/encodings": (PLACES, WIDTH),
        "decoder/num_heads": (),
    }
    linear = {
        "self_attention/linear_0": (3 * WIDTH, WIDTH),
        "self_attention/linear_1": (WIDTH, WIDTH),
        "attention/linear_0": (WIDTH, WIDTH),
        "attention/linear_1": (2 * WIDTH, WIDTH),
        "attention/linear_2": (WIDTH, WIDTH),
        "ffn/linear_0": (4 * WIDTH, WIDTH),
        "ffn/linear_1": (WIDTH, 4 * WIDTH),
    }
    normal = ["decoder/layer_norm"]
    for layer in range(LAYERS):
        for name, (rows, columns) in linear.items():
            shapes[f"decoder/layer_{layer}/{name}/weight"] = rows, columns
            shapes[f"decoder/layer_{layer}/{name}/bias"] = (rows,)
        normal += [f"decoder/layer_{layer}/{name}/layer_norm" for name in ("self_attention", "attention", "ffn")]
    return shapes | {f"{name}/{part}": (WIDTH,) for name in normal for part in ("gamma", "beta")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model as CTranslate2 writes it."""
    chance = np.random.default_rng(1)

    def text(value: str) -> bytes:
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    shapes = _shapes()
    parts = [struct.pack("<I", 6), text("WhisperSpec"), struct.pack("<II", 3, len(shapes))]
    for name, shape in shapes.items():
        value = np.asarray(0.1 * chance.standard_normal(shape), "<f2")
        parts += [text(name), struct.pack("<B", len(shape)), struct.pack(f"<{len(shape)}I", *shape)]
        parts += [struct.pack("<BI", 4, value.nbytes), value.tobytes()]
    (tmp_path / "model.bin").write_bytes(b"".join(parts))
    (tmp_path / "config.json").write_text(json.dumps({"suppress_ids": [3], "suppress_ids_begin": [5]}))
    return tmp_path


def test_weights_are_read_as_they_were_written(folder: Path) -> None:
    weights = read_weights(folder / "model.bin")

    assert {name: value.shape for name, value in weights.items()} == _shapes()
    assert all(0.05 < float(value.std()) < 0.15 for value in weights.values() if value.ndim == 2)


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(struct.pack("<I", 5))

    with pytest.raises(ValueError, match="no model of CTranslate2's form 6"):
        read_weights(tmp_path / "model.bin")


def test_token_by_token_comes_to_the_same_as_all_at_once(folder: Path) -> None:
    decoder = Decoder(folder)
    sound = decoder.listen(np.random.default_rng(2).standard_normal((7, WIDTH)).astype(np.float32))
    said = [4, 9, 2, 11]

    whole = decoder.step(np.array([said]), None, sound)
    step = decoder.step(np.array([said[:1]]), None, sound)
    for token in said[1:]:
        # Beside another hypothesis, which changes nothing.
        memory = [(np.repeat(keys[:1], 2, axis=0), np.repeat(values[:1], 2, axis=0)) for keys, values in step.memory]
        step = decoder.step(np.array([[token], [token + 1]]), memory, sound)

    open_to_both = [token for token in range(TOKENS) if token not in {3, 5}]
    assert step.likely[0, open_to_both] == pytest.approx(whole.likely[0, open_to_both], abs=1e-4)
    assert not np.allclose(step.likely[0], step.likely[1])


def test_how_likely_tokens_are_sums_to_one_and_some_are_never_written(folder: Path) -> None:
    decoder = Decoder(folder)
    sound = decoder.listen(np.ones((3, WIDTH), np.float32))

    first = decoder.step(np.array([[1, 2]]), None, sound)
    then = decoder.step(np.array([[7]]), first.memory, sound)

    assert first.likely[0, [3, 5]].tolist() == [NEVER, NEVER]
    assert then.likely[0, 3] == NEVER
    assert 0.5 < math.fsum(np.exp(then.likely[0].astype(float))) < 1.0
