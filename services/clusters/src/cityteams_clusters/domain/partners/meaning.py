"""What texts mean, as whole numbers: rows of vectors by one or more models, and how alike two texts are in percent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.partners.sheet import sha256_of
from cityteams_clusters.domain.teams.pool import NORM, Vectors

Percents = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """One table per model, a row per text; a row of zeros where that model does not know the text's language.

    Two texts are as alike as the models that know both of them find on average. All sums stay below 2^24, where single
    precision is exact, so every machine finds the same percentages.
    """

    tables: tuple[Vectors, ...]

    @classmethod
    def nothing(cls, count: int) -> Self:
        """So many texts that nobody has read: nothing is like anything."""
        return cls((np.zeros((count, 1), np.int16),))

    def __len__(self) -> int:
        return len(self.tables[0])

    def rows(self, places: Sequence[int]) -> "Meanings":
        """Some of the texts."""
        return Meanings(tuple(table[np.asarray(places, np.int64)] for table in self.tables))

    def alike(self, other: "Meanings") -> Percents:
        """How alike each text is to each of the others: 0 for nothing in common, 100 for the same."""
        total = np.zeros((len(self), len(other)), np.int64)
        counted = np.zeros_like(total)
        for ours, theirs in zip(self.tables, other.tables, strict=True):
            total += (ours.astype(np.float32) @ theirs.astype(np.float32).T).astype(np.int64)
            counted += _knows(ours)[:, None] & _knows(theirs)[None, :]
        percents: Percents = np.clip(total * 100 // (np.maximum(counted, 1) * NORM * NORM), 0, 100)
        return percents

    def compared(self, other: "Meanings") -> tuple[NDArray[np.float64], Percents, Percents]:
        """Sums of products of each text with each of the others, and which model knows which text on either side."""
        total = np.zeros((len(self), len(other)), np.float64)
        for ours, theirs in zip(self.tables, other.tables, strict=True):
            total += ours.astype(np.float32) @ theirs.astype(np.float32).T
        mine, their = (np.stack([_knows(table) for table in each.tables], axis=1) for each in (self, other))
        return total, mine, their

    def spelled(self) -> bytes:
        """All numbers as little-endian bytes, for fingerprints."""
        return b"".join(table.astype("<i2").tobytes() for table in self.tables)


def _knows(table: Vectors) -> Percents:
    """1 for each text that the model of this table knows, else 0."""
    known: Percents = np.asarray(table.any(axis=1), np.int64)
    return known


@dataclass(frozen=True, slots=True)
class Words:
    """The texts that somebody has read: which model, a row for each, and its place by the fingerprint of the text."""

    model: str
    meanings: Meanings
    places: Mapping[str, int]

    @classmethod
    def unread(cls) -> Self:
        """Nobody has read anything."""
        return cls("none", Meanings.nothing(0), {})

    def of(self, texts: Sequence[str]) -> Meanings:
        """A row for each text; one that nobody has read is like nothing."""
        none = Meanings(
            tuple(np.vstack([table, np.zeros((1, table.shape[1]), np.int16)]) for table in self.meanings.tables)
        )
        return none.rows([self.places.get(sha256_of(text), len(self.meanings)) for text in texts])
