"""Which sector a worksheet is about, with confidence: learnt from descriptions, and from what people have decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.domain.teams.pool import NORM
from cityteams_clusters.texts.hashed import described
from cityteams_clusters.texts.models import TextModel
from cityteams_contracts.clusters import LikelySector
from cityteams_contracts.values import SectorCode

SHOWN = 3
_FIRMNESS = 3.0
"""How closely the head follows its examples; the inverse of the penalty on large weights."""


def taxonomy(codes: Sequence[SectorCode], names: Mapping[SectorCode, Sequence[str]]) -> dict[SectorCode, list[str]]:
    """Descriptions of a round's sectors: those that ship with us, and the names that the round gives."""
    shipped = described("sectors")
    return {code: [*shipped.get(code, ()), *(names.get(code) or [code.replace("_", " ")])] for code in codes}


@dataclass(frozen=True)
class SectorHead:
    """A linear head on the meanings; `sectors` are its classes."""

    sectors: tuple[SectorCode, ...]
    _fitted: Any = field(repr=False)

    @classmethod
    def learnt(
        cls,
        model: TextModel,
        descriptions: Mapping[SectorCode, Sequence[str]],
        examples: Meanings | None = None,
        decided: Sequence[SectorCode] = (),
    ) -> "SectorHead":
        """From descriptions, and from texts of which people have decided the sector."""
        from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # noqa: PLC0415 - importing it sets variables of the environment

        sectors = tuple(sorted(descriptions))
        sentences = [sentence for sector in sectors for sentence in descriptions[sector]]
        classes = [sector for sector in sectors for _ in descriptions[sector]]
        rows = [features(model.meanings(sentences))]
        if examples is not None and len(examples):
            rows.append(features(examples))
            classes = [*classes, *decided]
        if len(sectors) < 2:
            return cls(sectors, None)
        known = [at for at, sector in enumerate(classes) if sector in descriptions]
        fitted = LogisticRegression(C=_FIRMNESS, max_iter=1000)
        fitted.fit(np.vstack(rows)[known], [classes[at] for at in known])
        return cls(tuple(fitted.classes_.tolist()), fitted)

    def likely(self, meanings: Meanings, shown: int = SHOWN) -> list[tuple[LikelySector, ...]]:
        """For each text the likeliest sectors; nothing for a text that means nothing."""
        there = [bool(row.any()) for row in np.hstack(meanings.tables)]
        shares = self._fitted.predict_proba(features(meanings)) if self._fitted else np.ones((len(meanings), 1))
        return [self._best(row, shown) if some else () for row, some in zip(shares, there, strict=True)]

    def _best(self, shares: NDArray[Any], shown: int) -> tuple[LikelySector, ...]:
        order = sorted(range(len(self.sectors)), key=lambda at: (-round(float(shares[at]), 6), self.sectors[at]))
        return tuple(
            LikelySector(sector=self.sectors[at], confidence=round(float(shares[at]), 6)) for at in order[:shown]
        )


def features(meanings: Meanings) -> NDArray[np.float64]:
    """All tables beside each other, each row of a table with length 1 or 0."""
    return np.hstack([table.astype(np.float64) / NORM for table in meanings.tables])
