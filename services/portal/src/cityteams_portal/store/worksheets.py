"""Reads of worksheets: lists by filter and words, one with its versions, and who changed what."""

from collections.abc import Callable, Sequence
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
from cityteams_portal.store.searching import Text, found_by, plainly
from cityteams_portal.store.shelves import HISTORIES, VERSIONS, WORKSHEETS

_AT = tables.worksheets.c


def worksheets(tx: Tx, wanted: WorksheetFilter) -> WorksheetList:
    """One page: first which, by an index, then the rows themselves."""
    source, conditions, text = _conditions(tx, wanted)
    sort, key = text(_AT.title if wanted.by_title else _AT.since), text(_AT.worksheet_id)
    if wanted.after:
        place = sa.tuple_(sort, key)
        beyond = sa.tuple_(sa.literal(wanted.after[0]), sa.literal(wanted.after[1]))
        conditions.append(place < beyond if wanted.newest_first else place > beyond)
    order = [sort.desc(), key.desc()] if wanted.newest_first else [sort, key]
    query = sa.select(_AT.worksheet_id, sort.label("sort")).select_from(source).where(*conditions).order_by(*order)
    rows: Sequence[Any] = tx.rows(query.limit(wanted.limit + 1))
    page, more = rows[: wanted.limit], len(rows) > wanted.limit
    found = {each.worksheet_id: each for each in tx.find(WORKSHEETS, _AT.worksheet_id.in_([row[0] for row in page]))}
    return WorksheetList(tuple(found[row[0]] for row in page), (page[-1][1], page[-1][0]) if more else None)


def worksheet_counts(tx: Tx, wanted: WorksheetFilter) -> dict[WorksheetState, int]:
    """How many there are in each state, of those that fit everything else in the filter."""
    source, conditions, text = _conditions(tx, wanted.of_any_state())
    state: Any = text(_AT.state)
    query = sa.select(state, sa.func.count()).select_from(source)
    rows: Sequence[Any] = tx.rows(query.where(*conditions).group_by(state))
    counted = {row[0]: row[1] for row in rows}
    return {state: counted.get(state.value, 0) for state in WorksheetState}


def _conditions(tx: Tx, wanted: WorksheetFilter) -> tuple[Any, list[sa.ColumnElement[bool]], Callable[..., Text]]:
    """What to look in and for, and how to speak of a column; an organisation is found by every id that it ever had."""
    ids = organisation_ids(tx, wanted.organisation) if wanted.organisation else ()
    source, conditions = found_by(tx, wanted, ids)
    text = plainly if conditions else _text
    if wanted.states:
        conditions.append(text(_AT.state).in_([each.value for each in wanted.states]))
    if wanted.sectors:
        conditions.append(text(_AT.sector).in_(wanted.sectors))
    if wanted.until:
        conditions.append(text(_AT.since) < utc_text(wanted.until))
    if wanted.due_before:
        conditions.append(text(_AT.due_at) < utc_text(wanted.due_before))
    if wanted.reviewer:
        conditions.append(text(_AT.reviewer) == wanted.reviewer)
    return source, conditions, text


def _text(column: sa.ColumnElement[Any]) -> Text:
    return sa.type_coerce(column, sa.String)


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
