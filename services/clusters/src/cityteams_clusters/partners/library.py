"""What is needed to read a worksheet: its words, the sectors of its round, and the worksheets known already."""

from dataclasses import dataclass

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_clusters.domain.partners.nearness import Known
from cityteams_clusters.domain.partners.sheet import Sheet, sha256_of
from cityteams_clusters.domain.partners.taxonomy import Taxonomy
from cityteams_clusters.partners import tables
from cityteams_clusters.partners.store import READINGS, SHEETS, TAXONOMIES, unread
from cityteams_contracts.values import RoundId, SectorCode, Sha256

_sheets, _readings = tables.sheets.c, tables.readings.c


@dataclass(frozen=True, slots=True)
class Shelved:
    """An accepted worksheet that a model has read, with the sector that people decided on."""

    known: Known
    sector: SectorCode
    text_sha256: Sha256


def unread_sheets(tx: Tx, model: str, limit: int) -> list[Sheet]:
    """Worksheets whose present words this model has not read, the earliest first."""
    ids = unread(tx, model, limit)
    tx.unit.prefetch([(SHEETS, each) for each in ids])
    return [sheet for each in ids if (sheet := tx.get(SHEETS, each))]


def shelved(tx: Tx, model: str) -> list[Shelved]:
    """Every accepted worksheet that this model has read, in one statement of short rows."""
    query = (
        sa.select(_sheets.worksheet_id, _sheets.title, _sheets.sector, _readings.text_sha256)
        .join(tables.readings, _readings.worksheet_id == _sheets.worksheet_id)
        .where(_sheets.accepted, _readings.read_by == model, _readings.read_sha256 == _readings.text_sha256)
        .order_by(_sheets.worksheet_id)
    )
    return [Shelved(Known(row.worksheet_id, row.title), row.sector, row.text_sha256) for row in tx.rows(query)]


def taxonomy_of(tx: Tx, round_id: RoundId) -> Taxonomy | None:
    """The sectors of a round, when it is known."""
    return tx.get(TAXONOMIES, round_id)


def still_says(tx: Tx, sheet: Sheet) -> bool:
    """Whether the worksheet is there and its words are what was read."""
    reading = tx.get(READINGS, sheet.worksheet_id)
    return reading is not None and reading.text_sha256 == sha256_of(sheet.text)
