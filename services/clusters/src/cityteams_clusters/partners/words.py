"""The vectors of texts in the store: a private cache that the models fill again whenever a row is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from cityteams_chassis import Tx
from cityteams_clusters.domain.partners.meaning import Meanings, Words
from cityteams_clusters.domain.partners.sheet import Sheet, sha256_of
from cityteams_clusters.partners.store import READINGS, TEXT_VECTORS, TextVector


def vector_id_of(model: str, sha256: str) -> str:
    """Where the vector of a text by a model is kept."""
    return sha256_of(f"{model}\n{sha256}")


def as_rows(model: str, texts: list[str], meanings: Meanings) -> list[TextVector]:
    """The rows of the cache for texts that were read just now."""
    widths = tuple(table.shape[1] for table in meanings.tables)
    whole = np.hstack(meanings.tables).astype("<i2")
    return [
        TextVector(vector_id_of(model, sha256_of(text)), widths, row.tobytes())
        for text, row in zip(texts, whole, strict=True)
    ]


def words_by(model: str, sha256s: Iterable[str], tx: Tx) -> Words:
    """What this model has made of texts, by their fingerprints."""
    named = {vector_id_of(model, sha256): sha256 for sha256 in sorted({*sha256s})}
    tx.unit.prefetch([(TEXT_VECTORS, vector_id) for vector_id in named])
    found = {sha256: row for vector_id, sha256 in named.items() if (row := tx.get(TEXT_VECTORS, vector_id))}
    return _words(model, found) if found else Words.unread()


def _words(model: str, found: Mapping[str, TextVector]) -> Words:
    widths = next(iter(found.values())).widths
    whole = np.frombuffer(b"".join(row.vector for row in found.values()), "<i2").reshape(len(found), sum(widths))
    tables = np.split(whole.astype(np.int16), np.cumsum(widths)[:-1], axis=1)
    return Words(model, Meanings(tuple(tables)), {sha256: place for place, sha256 in enumerate(found)})


def words_of_round(sheets: Iterable[Sheet], tx: Tx) -> Words:
    """What the texts of these worksheets mean by the model that has read most of them."""
    sheets = list(sheets)
    tx.unit.prefetch([(READINGS, sheet.worksheet_id) for sheet in sheets])
    read = (tx.get(READINGS, sheet.worksheet_id) for sheet in sheets)
    models = Counter(reading.read_by for reading in read if reading and reading.read_by)
    if not models:
        return Words.unread()
    model = min(models, key=lambda name: (-models[name], name))
    return words_by(model, (sha256_of(text) for sheet in sheets for text in sheet.texts()), tx)
