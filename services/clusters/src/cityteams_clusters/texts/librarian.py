"""What the words of a worksheet suggest beside all others that are known: its sector, and existing work near it.

A model is no function of the message, so what it finds is said as an event that names the model and the hash of the
words, as of the moment at which the words were written. Vectors go to a private cache.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray

from cityteams_chassis import Tx
from cityteams_clusters.domain.partners.meaning import Meanings, Words
from cityteams_clusters.domain.partners.nearness import nearest
from cityteams_clusters.domain.partners.sheet import Sheet, sha256_of
from cityteams_clusters.partners.store import (
    READINGS,
    TEXT_VECTORS,
    Shelved,
    TextVector,
    shelved,
    still_says,
    taxonomy_of,
)
from cityteams_clusters.partners.words import as_rows, words_by
from cityteams_clusters.texts.models import TextModel
from cityteams_clusters.texts.sectors import SectorHead, taxonomy
from cityteams_contracts import Event
from cityteams_contracts.clusters import SectorSuggested, SimilarClustersFound
from cityteams_contracts.values import RoundId, Sector, SectorCode
from cityteams_timers import Due, timer_id

EXAMPLES = 400
"""As many decided worksheets teach the sectors; more would change little and cost the same again each time."""
_HEADS = 8
_NEVER = datetime.min.replace(tzinfo=UTC)


class Librarian:
    """The model and what it has read: vectors and heads in memory, made again from the store when they are lost."""

    def __init__(self, model: TextModel) -> None:
        self.model = model
        self._words: dict[str, NDArray[np.int16]] = {}
        self._heads: OrderedDict[tuple[object, ...], SectorHead] = OrderedDict()

    def read(self, tx: Tx, sheets: Sequence[Sheet]) -> list[Due]:
        """What is to be said about each of the worksheets."""
        texts = sorted({text for sheet in sheets for text in sheet.texts()})
        spoken = {text: sheet.language for sheet in sheets for text in sheet.texts()}
        meanings = self.model.meanings(texts, [spoken[text] for text in texts])
        rows = dict(zip(texts, as_rows(self.model.name, texts, meanings), strict=True))
        places = {text: at for at, text in enumerate(texts)}
        on_shelf = shelved(tx, self.model.name)
        known = self._known(tx, on_shelf)
        return [self._due(tx, each, rows, meanings.rows([places[each.text]]), on_shelf, known) for each in sheets]

    def _due(
        self,
        tx: Tx,
        sheet: Sheet,
        rows: dict[str, TextVector],
        meaning: Meanings,
        on_shelf: Sequence[Shelved],
        known: Meanings,
    ) -> Due:
        reading = tx.get(READINGS, sheet.worksheet_id)
        at = reading.changed_at if reading else _NEVER
        likely = self._head(tx, sheet.round_id, sheet.worksheet_id, on_shelf, known).likely(meaning)[0]
        near = nearest(sheet.worksheet_id, meaning, [each.known for each in on_shelf], known)
        said = (
            SectorSuggested(
                worksheet_id=sheet.worksheet_id,
                round_id=sheet.round_id,
                sector=sheet.sector,
                suggestions=likely,
                model=self.model.name,
                text_sha256=sha256_of(sheet.text),
                suggested_at=at,
            ),
            SimilarClustersFound(
                worksheet_id=sheet.worksheet_id,
                similar=near,
                model=self.model.name,
                text_sha256=sha256_of(sheet.text),
                found_at=at,
            ),
        )
        vectors = [rows[text] for text in dict.fromkeys(sheet.texts())]
        named = timer_id("texts", sheet.worksheet_id, sha256_of(sheet.text), self.model.name)
        return Due(named, at, partial(_note, sheet, said, vectors))

    def _known(self, tx: Tx, on_shelf: Sequence[Shelved]) -> Meanings:
        """The vectors of everything on the shelf, most of them remembered."""
        new = [each.text_sha256 for each in on_shelf if each.text_sha256 not in self._words]
        found = words_by(self.model.name, new, tx) if new else Words.unread()
        for sha256, place in found.places.items():
            self._words[sha256] = np.hstack([table[place] for table in found.meanings.tables])
        width = [table.shape[1] for table in self.model.meanings([]).tables]
        blank = np.zeros(sum(width), np.int16)
        rows = [self._words.get(each.text_sha256, blank) for each in on_shelf]
        whole = np.stack(rows) if rows else np.zeros((0, sum(width)), np.int16)
        return Meanings(tuple(np.split(whole, np.cumsum(width)[:-1], axis=1)))

    def _head(self, tx: Tx, round_id: RoundId, own: str, on_shelf: Sequence[Shelved], known: Meanings) -> SectorHead:
        """A head for the round, taught by what people decided about other worksheets."""
        taught = [at for at, each in enumerate(on_shelf) if each.known.worksheet_id != own][-EXAMPLES:]
        named = taxonomy_of(tx, round_id)
        sectors = dict(named.sectors) if named else {sector.value: () for sector in Sector}
        key = (round_id, tuple(sorted(sectors.items())), tuple(on_shelf[at] for at in taught))
        if key not in self._heads:
            decided: list[SectorCode] = [on_shelf[at].sector for at in taught]
            described = taxonomy(list(sectors), sectors)
            self._heads[key] = SectorHead.learnt(self.model, described, known.rows(taught), decided)
            while len(self._heads) > _HEADS:
                self._heads.popitem(last=False)
        return self._heads[key]


def _note(sheet: Sheet, said: Sequence[Event], vectors: Sequence[TextVector], tx: Tx) -> None:
    """Keeps the vectors and says what was found, unless the words have changed meanwhile."""
    if not still_says(tx, sheet):
        return
    for vector in vectors:
        tx.keep(TEXT_VECTORS, vector)
    tx.say(*said)
