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
        return _percents(total, counted)

    def alike_in_pairs(self, other: "Meanings") -> Percents:
        """How alike each text is to the one of the others that stands in the same place."""
        total, counted = np.zeros(len(self), np.int64), np.zeros(len(self), np.int64)
        for ours, theirs in zip(self.tables, other.tables, strict=True):
            total += np.einsum("ij,ij->i", ours.astype(np.int64), theirs.astype(np.int64))
            counted += _knows(ours) & _knows(theirs)
        return _percents(total, counted)

    def known(self) -> Percents:
        """Which models know each text: a bit for each of them."""
        return np.asarray(sum(_knows(table) << at for at, table in enumerate(self.tables)), np.int64)

    def spelled(self) -> bytes:
        """All numbers as little-endian bytes, for fingerprints."""
        return b"".join(table.astype("<i2").tobytes() for table in self.tables)


def _percents(total: Percents, models: Percents) -> Percents:
    percents: Percents = np.clip(total * 100 // (np.maximum(models, 1) * NORM * NORM), 0, 100)
    return percents


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
        places = np.array([self.places.get(sha256_of(text), -1) for text in texts], np.int64)
        if not len(self.meanings):
            return Meanings(tuple(np.zeros((len(texts), table.shape[1]), np.int16) for table in self.meanings.tables))
        found = self.meanings.rows(np.maximum(places, 0).tolist())
        for table in found.tables:
            table[places < 0] = 0
        return found
