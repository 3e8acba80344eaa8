"""What formation starts from: worksheets as plain values, in one canonical order, with a fingerprint."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from cityteams_contracts.values import OrganisationId, OrganisationKind, Resource, SectorCode, WorksheetId

NORM = 4000
"""Length of a quantised vector. Products of two sum below 2^24, where single precision is exact in any order."""
FINEST = 1 << 20
MOST_DIMENSIONS = 1024

Vectors = NDArray[np.int16]


class RegionWish(StrEnum):
    """Where a lead would like its members to be at home."""

    ANY = "any"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One worksheet of the pool, spoken for by one organisation; `officials` counts its named city officials."""

    worksheet_id: WorksheetId
    organisation_id: OrganisationId
    kind: OrganisationKind
    sector: SectorCode | None = None
    region: str | None = None
    needs: frozenset[Resource] = frozenset()
    offers: frozenset[Resource] = frozenset()
    deploys: bool = False
    officials: int = 0
    region_wish: RegionWish = RegionWish.ANY

    @property
    def can_lead(self) -> bool:
        """Whether this is a municipality that will deploy and has named an official."""
        return self.kind is OrganisationKind.MUNICIPALITY and self.deploys and self.officials > 0

    def spelled(self) -> list[Any]:
        """All its values as JSON knows them, for the fingerprint."""
        return [
            self.worksheet_id,
            self.organisation_id,
            self.kind,
            self.sector,
            self.region,
            sorted(self.needs),
            sorted(self.offers),
            self.deploys,
            self.officials,
            self.region_wish,
        ]


def quantised(vectors: NDArray[Any]) -> Vectors:
    """Rows of any length as whole numbers of length about 4,000, by steps that every machine rounds alike."""
    if vectors.ndim != 2 or vectors.shape[1] > MOST_DIMENSIONS:
        raise ValueError(f"vectors must be a table of at most {MOST_DIMENSIONS} columns, not of shape {vectors.shape}")
    if not np.isfinite(vectors).all():
        raise ValueError("vectors hold a number that is not finite; leave out texts that could not be embedded")
    longest = np.abs(vectors).max(axis=1, keepdims=True, initial=0).astype(np.float64)
    near_one = vectors / np.where(longest > 0, longest, 1)
    whole = np.rint(near_one * FINEST).astype(np.int64)
    norms = np.sqrt((whole * whole).sum(axis=1, keepdims=True).astype(np.float64))
    return np.rint(whole * np.float64(NORM) / np.where(norms > 0, norms, 1)).astype(np.int16)


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The worksheets of a round, sorted by id, and the quantised vector of each one's challenge, row by row."""

    entries: tuple[Entry, ...]
    vectors: Vectors

    @classmethod
    def of(cls, entries: Sequence[Entry], vectors: Vectors) -> Self:
        """The pool of these worksheets in whatever order they came. Raises ValueError for what no pool can hold."""
        if len(entries) != len(vectors):
            raise ValueError(f"{len(entries)} worksheets need as many vectors, not {len(vectors)}")
        if vectors.dtype != np.int16:
            raise ValueError("vectors must be quantised first")
        order = sorted(range(len(entries)), key=lambda row: entries[row].worksheet_id)
        for one, next_one in pairwise(order):
            if entries[one].worksheet_id == entries[next_one].worksheet_id:
                raise ValueError(f"worksheet_id {entries[one].worksheet_id!r} comes twice; give each worksheet once")
        rows = vectors[order] if order else vectors
        return cls(tuple(entries[row] for row in order), np.ascontiguousarray(rows))

    def position(self, worksheet_id: WorksheetId) -> int | None:
        """The row of a worksheet, or None when the pool does not hold it."""
        low, high = 0, len(self.entries)
        while low < high:
            middle = (low + high) // 2
            if self.entries[middle].worksheet_id < worksheet_id:
                low = middle + 1
            else:
                high = middle
        found = low < len(self.entries) and self.entries[low].worksheet_id == worksheet_id
        return low if found else None

    def fingerprint(self) -> str:
        """SHA-256 of everything in the pool; little-endian, so that every machine gives the same."""
        digest = hashlib.sha256()
        for entry in self.entries:
            digest.update(json.dumps(entry.spelled(), separators=(",", ":")).encode() + b"\n")
        digest.update(str(self.vectors.shape).encode() + self.vectors.astype("<i2").tobytes())
        return digest.hexdigest()
