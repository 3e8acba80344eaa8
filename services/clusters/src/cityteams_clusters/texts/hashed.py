"""TF-IDF without a vocabulary: words and parts of words, hashed into a short vector; needs no weights at all."""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]

Floats = NDArray[np.float32]

DIMENSIONS = 1024
_BUCKETS = 1 << 18
_SEED = 20180206


class Hashed:
    """Texts as 1,024 numbers of length 1. How common a word is, is learnt from the descriptions that ship with it."""

    dimensions = DIMENSIONS

    def __init__(self) -> None:
        from sklearn.feature_extraction.text import HashingVectorizer  # type: ignore[import-untyped]  # noqa: PLC0415 - importing it sets variables of the environment

        common: dict[str, Any] = {"n_features": _BUCKETS, "alternate_sign": False, "norm": None}
        self._word = HashingVectorizer(ngram_range=(1, 2), **common)
        self._char = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), **common)
        known = self._counted(shipped_sentences())
        seen = np.asarray((known > 0).sum(axis=0)).ravel()
        self._rarity = (np.log((1 + known.shape[0]) / (1 + seen)) + 1).astype(np.float32)
        chance = np.random.default_rng(_SEED)
        place, sign = chance.integers(0, DIMENSIONS, 2 * _BUCKETS), chance.choice((-1, 1), 2 * _BUCKETS)
        self._fold = csr_matrix((sign.astype(np.float32), (np.arange(2 * _BUCKETS), place)))

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A row per text; zeros for a text without a word."""
        rows = self._counted(texts)
        rows.data = (1 + np.log(rows.data)) * self._rarity[rows.indices]
        folded = np.asarray((rows @ self._fold).todense(), np.float32)
        lengths = np.linalg.norm(folded, axis=1, keepdims=True)
        return np.asarray(folded / np.where(lengths > 0, lengths, 1), np.float32)

    def _counted(self, texts: Sequence[str]) -> Any:
        return hstack([self._word.transform(texts), self._char.transform(texts)]).tocsr().astype(np.float32)


def shipped_sentences() -> list[str]:
    """Every sentence that describes a goal or a sector."""
    return [sentence for name in ("goals", "sectors") for each in described(name).values() for sentence in each]


def described(name: str) -> dict[str, list[str]]:
    """The sentences that describe the goals of the United Nations, or the sectors, by code."""
    text = (files(__package__) / "words" / f"{name}.json").read_text("utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found
