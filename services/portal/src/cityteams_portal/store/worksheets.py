"""Reads of worksheets: lists by filter and words, one with its versions, and who changed what."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_contracts.values import utc_text
from cityteams_portal import tables
from cityteams_portal.domain.history import History
from cityteams_portal.domain.version import Version
from cityteams_portal.domain.views import WorksheetFilter, WorksheetList
from cityteams_portal.domain.worksheet import Worksheet, WorksheetState
from cityteams_portal.store.register import organisation_ids
from cityteams_portal.store.searching import found_by
from cityteams_portal.store.shelves import HISTORIES, VERSIONS, WORKSHEETS

_AT = tables.worksheets.c


def worksheets(tx: Tx, wanted: WorksheetFilter) -> WorksheetList:
    """One page: first which, by an index, then the rows themselves."""
    sort = sa.type_coerce(_AT.title if wanted.by_title else _AT.since, sa.String)
    source, conditions = _conditions(tx, wanted)
    if wanted.after:
        place = sa.tuple_(sort, _AT.worksheet_id)
        beyond = sa.tuple_(sa.literal(wanted.after[0]), sa.literal(wanted.after[1]))
        conditions.append(place < beyond if wanted.newest_first else place > beyond)
    order = [sort.desc(), _AT.worksheet_id.desc()] if wanted.newest_first else [sort, _AT.worksheet_id]
    query = sa.select(_AT.worksheet_id, sort.label("sort")).select_from(source).where(*conditions).order_by(*order)
    rows: Sequence[Any] = tx.rows(query.limit(wanted.limit + 1))
    page, more = rows[: wanted.limit], len(rows) > wanted.limit
    found = {each.worksheet_id: each for each in tx.find(WORKSHEETS, _AT.worksheet_id.in_([row[0] for row in page]))}
    return WorksheetList(tuple(found[row[0]] for row in page), (page[-1][1], page[-1][0]) if more else None)


def worksheet_counts(tx: Tx, wanted: WorksheetFilter) -> dict[WorksheetState, int]:
    """How many there are in each state, of those that fit everything else in the filter."""
    source, conditions = _conditions(tx, wanted.of_any_state())
    query = sa.select(_AT.state, sa.func.count()).select_from(source).where(*conditions).group_by(_AT.state)
    rows: Sequence[Any] = tx.rows(query)
    counted = {row[0]: row[1] for row in rows}
    return {state: counted.get(state, 0) for state in WorksheetState}


def _conditions(tx: Tx, wanted: WorksheetFilter) -> tuple[Any, list[sa.ColumnElement[bool]]]:
    """What to look in and for; an organisation is found by every id that it ever had."""
    ids = organisation_ids(tx, wanted.organisation) if wanted.organisation else ()
    source, conditions = found_by(tx, wanted, ids)
    if wanted.states:
        conditions.append(_AT.state.in_(wanted.states))
    if wanted.sectors:
        conditions.append(sa.type_coerce(_AT.sector, sa.String).in_(wanted.sectors))
    if wanted.until:
        conditions.append(sa.type_coerce(_AT.since, sa.String) < utc_text(wanted.until))
    if wanted.due_before:
        conditions.append(sa.type_coerce(_AT.due_at, sa.String) < utc_text(wanted.due_before))
    if wanted.reviewer:
        conditions.append(_AT.reviewer == wanted.reviewer)
    return source, conditions


def worksheet(tx: Tx, worksheet_id: str) -> Worksheet | None:
    """One worksheet."""
    return tx.get(WORKSHEETS, worksheet_id)


def versions(tx: Tx, worksheet_id: str) -> list[Version]:
    """Everything that was handed in for a worksheet, the first time first."""
    at = tables.versions.c
    return tx.find(VERSIONS, at.worksheet_id == worksheet_id, order_by=at.at)


def receipt(tx: Tx, number: str) -> Version | None:
    """The handing in that a receipt of this number was given for."""
    found = tx.find(VERSIONS, tables.versions.c.receipt_number == number, limit=1)
    return found[0] if found else None


def history(tx: Tx, about: str) -> History:
    """The audit trail of `worksheet:ID` or `organisation:ID`."""
    return tx.get(HISTORIES, about) or History(about)
