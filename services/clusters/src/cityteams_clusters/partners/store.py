"""How clusters finds introductions, sheets and lists again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_clusters.domain.partners.introducing import Circumstances
from cityteams_clusters.domain.partners.introduction import Introduction, IntroductionState, pair_of
from cityteams_clusters.domain.partners.nearness import Known
from cityteams_clusters.domain.partners.run import OpenRun, PartnerList, PartnerRun
from cityteams_clusters.domain.partners.sheet import Reading, Sheet, sha256_of
from cityteams_clusters.domain.partners.taxonomy import Taxonomy
from cityteams_clusters.domain.partners.uniting import Merged
from cityteams_clusters.partners import tables
from cityteams_clusters.store.life import ORGANISATIONS
from cityteams_clusters.tables import organisations
from cityteams_contracts.clusters import AskIntroduction, IntroductionSide, Reason
from cityteams_contracts.values import OrganisationId, RoundId, SectorCode, Sha256, WorksheetId


@dataclass(frozen=True, slots=True)
class TextVector:
    """The vector of one text by one model, found again by the fingerprint of both; made anew whenever it is missing."""

    vector_id: str
    widths: tuple[int, ...]
    vector: bytes


@dataclass(frozen=True, slots=True)
class Shelved:
    """An accepted worksheet that a model has read, with the sector that people decided on."""

    known: Known
    sector: SectorCode
    text_sha256: Sha256


INTRODUCTIONS = Shelf(tables.introductions, Introduction)
SHEETS = Shelf(tables.sheets, Sheet)
READINGS = Shelf(tables.readings, Reading)
TAXONOMIES = Shelf(tables.taxonomies, Taxonomy)
OPEN_RUNS = Shelf(tables.partner_matchings, OpenRun)
PARTNER_RUNS = Shelf(tables.partner_runs, PartnerRun)
PARTNER_LISTS = Shelf(tables.partner_lists, PartnerList)
TEXT_VECTORS = Shelf(tables.text_vectors, TextVector, private=True)

_introductions, _sheets, _readings = tables.introductions.c, tables.sheets.c, tables.readings.c
_OPEN = _introductions.state == IntroductionState.ASKED


def merged_organisations(tx: Tx) -> Merged:
    """What ids that were merged away mean today."""
    gone = tx.find(ORGANISATIONS, organisations.c.merged_into.is_not(None))
    into = {each.merged_into for each in gone if each.merged_into} - {each.organisation_id for each in gone}
    tx.unit.prefetch([(ORGANISATIONS, each) for each in sorted(into)])
    return Merged.of([*gone, *(found for each in sorted(into) if (found := tx.get(ORGANISATIONS, each)))])


def sides_of(tx: Tx, organisation_id: OrganisationId) -> list[IntroductionSide]:
    """Who may speak for an organisation: leads of accepted worksheets that name it; those it hands in come first.

    A worksheet that names it by an id of before a merger names it too.
    """
    merged = merged_organisations(tx)
    written = sa.type_coerce(_sheets.participants, sa.Text)
    ids = merged.formerly(organisation_id)
    named = sa.or_(*(written.contains(f'"organisation_id":"{each}"', autoescape=True) for each in ids))
    sheets = [merged.sheet(sheet) for sheet in tx.find(SHEETS, _sheets.accepted, named)]
    organisation_id = merged.living_id(organisation_id)
    own = sorted(sheets, key=lambda sheet: (not sheet.is_of(organisation_id), sheet.worksheet_id))
    return [side for sheet in own if (side := sheet.side_of(organisation_id))]


def circumstances(command: AskIntroduction, asker: Sequence[IntroductionSide], tx: Tx) -> Circumstances:
    """What is to be known before an introduction is asked for."""
    first, second = command.from_organisation, command.to_organisation
    return Circumstances(
        asker=asker,
        asked=sides_of(tx, second),
        between=tx.find(INTRODUCTIONS, _introductions.pair == pair_of(first, second)),
        open_of_asker=len(tx.find(INTRODUCTIONS, _OPEN, _introductions.first_organisation == first)),
        open_for_asked=len(tx.find(INTRODUCTIONS, _OPEN, _introductions.second_organisation == second)),
        reasons=_reasons(tx, first, second) or _reasons(tx, second, first),
    )


def _reasons(tx: Tx, one: OrganisationId, other: OrganisationId) -> tuple[Reason, ...]:
    known = tx.get(PARTNER_LISTS, one)
    named = (*known.partners, *known.clients) if known else ()
    return next((each.reasons for each in named if each.organisation_id == other), ())


def open_introductions(tx: Tx) -> list[Introduction]:
    """Everything that waits for an answer; quotas keep that few."""
    return tx.find(INTRODUCTIONS, _OPEN)


def due_introductions(tx: Tx, until: datetime, limit: int) -> list[Introduction]:
    """What was not answered in time, the earliest first."""
    return tx.find(
        INTRODUCTIONS, _OPEN, _introductions.expires_at <= until, order_by=_introductions.expires_at, limit=limit
    )


def accepted_sheets(tx: Tx, round_id: RoundId) -> list[Sheet]:
    """Everything that is matched in a round."""
    merged = merged_organisations(tx)
    return [merged.sheet(sheet) for sheet in tx.find(SHEETS, _sheets.accepted, _sheets.round_id == round_id)]


def kept_apart(tx: Tx) -> frozenset[frozenset[OrganisationId]]:
    """Who was introduced to each other or has declined, and so need not be named again."""
    over = _introductions.state.in_((IntroductionState.MADE, IntroductionState.DECLINED, IntroductionState.ASKED))
    pairs = tx.rows(sa.select(_introductions.first_organisation, _introductions.second_organisation).where(over))
    return frozenset(frozenset((pair.first_organisation, pair.second_organisation)) for pair in pairs)


def open_runs(tx: Tx) -> list[OpenRun]:
    """The runs that wait for a result, the earliest first."""
    at = tables.partner_matchings.c
    return tx.find(OPEN_RUNS, order_by=at.started_at)


def anybody_in(tx: Tx, round_id: RoundId) -> bool:
    """Whether there is an accepted worksheet in a round."""
    return bool(tx.find(SHEETS, _sheets.accepted, _sheets.round_id == round_id, limit=1))


def lists_of_round(tx: Tx, round_id: RoundId) -> list[PartnerList]:
    """What organisations were told in this round."""
    return tx.find(PARTNER_LISTS, tables.partner_lists.c.round_id == round_id)


def lists_naming(tx: Tx, old: OrganisationId, into: OrganisationId) -> list[PartnerList]:
    """The lists of two organisations, and every list that names the first of them."""
    at = tables.partner_lists.c
    said = (
        sa.type_coerce(column, sa.Text).contains(f'"organisation_id":"{old}"', autoescape=True)
        for column in (at.partners, at.clients)
    )
    return tx.find(PARTNER_LISTS, at.organisation_id.in_((old, into)) | sa.or_(*said))


def introductions_with(tx: Tx, *ids: OrganisationId) -> list[Introduction]:
    """Every introduction of any of these organisations, however it stands."""
    return tx.find(
        INTRODUCTIONS, _introductions.first_organisation.in_(ids) | _introductions.second_organisation.in_(ids)
    )


def unread(tx: Tx, model: str, limit: int) -> list[WorksheetId]:
    """Worksheets whose present words this model has not read, the earliest first."""
    reading = tables.readings.c
    new = (reading.text_sha256 != "") & (
        reading.read_sha256.is_distinct_from(reading.text_sha256) | reading.read_by.is_distinct_from(model)
    )
    return [one.worksheet_id for one in tx.find(READINGS, new, order_by=reading.changed_at, limit=limit)]


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
