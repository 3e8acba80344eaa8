"""Reads of the register of organisations, of the questions about look-alikes, and of rounds."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_portal import tables
from cityteams_portal.domain.organisation import DuplicateQuestion, QuestionState, Registered
from cityteams_portal.domain.searching import folded
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.views import OrganisationFilter, OrganisationList, Place, QuestionPair
from cityteams_portal.store.shelves import ORGANISATIONS, QUESTIONS, ROUNDS

_AT = tables.organisations.c
_STEPS = 50  # merges one after the other that are followed; more would be a mistake


def organisations(tx: Tx, wanted: OrganisationFilter) -> OrganisationList:
    """One page by name; every word that was asked for is somewhere in the name or the city."""
    conditions = [_AT.sought.contains(word, autoescape=True) for word in folded(wanted.text).split()]
    if wanted.kind:
        conditions.append(_AT.kind == wanted.kind)
    if wanted.country:
        conditions.append(_AT.country == wanted.country)
    if not wanted.merged:
        conditions.append(_AT.merged_into.is_(None))
    if wanted.after:
        conditions.append(sa.tuple_(_AT.sought, _AT.organisation_id) > _literals(wanted.after))
    query = ORGANISATIONS.every.where(*conditions).order_by(_AT.sought, _AT.organisation_id)
    found = [ORGANISATIONS.value(row) for row in tx.rows(query.limit(wanted.limit + 1))]
    page = found[: wanted.limit]
    last = (page[-1].sought, page[-1].organisation_id) if len(found) > wanted.limit else None
    return OrganisationList(tuple(page), last)


def _literals(place: Place) -> sa.Tuple:
    return sa.tuple_(sa.literal(place[0]), sa.literal(place[1]))


def organisation(tx: Tx, organisation_id: str) -> Registered | None:
    """One organisation, as it is under this very id."""
    return tx.get(ORGANISATIONS, organisation_id)


def resolved(tx: Tx, organisation_id: str) -> Registered | None:
    """The organisation that this id stands for today, however often it was merged."""
    found = tx.get(ORGANISATIONS, organisation_id)
    for _ in range(_STEPS):
        if found is None or found.merged_into is None:
            break
        found = tx.get(ORGANISATIONS, found.merged_into) or found
    return found


def organisation_ids(tx: Tx, organisation_id: str) -> tuple[str, ...]:
    """Every id under which the organisation was or is known; just this one when it is not in the register."""
    today = resolved(tx, organisation_id)
    if today is None:
        return (organisation_id,)
    known, new = [today.organisation_id], [today.organisation_id]
    for _ in range(_STEPS):
        rows = tx.rows(sa.select(_AT.organisation_id).where(_AT.merged_into.in_(new)).order_by(_AT.organisation_id))
        new = [row[0] for row in rows if row[0] not in known]
        known += new
        if not new:
            break
    return tuple(known)


def organisation_names(tx: Tx, ids: Iterable[str]) -> dict[str, str]:
    """The names by id."""
    wanted = sorted(set(ids))
    query = sa.select(_AT.organisation_id, _AT.name).where(_AT.organisation_id.in_(wanted))
    rows: Sequence[Any] = tx.rows(query) if wanted else ()
    return {row[0]: row[1] for row in rows}


def open_questions(tx: Tx, limit: int = 200) -> list[QuestionPair]:
    """The questions that wait for an answer, the surest first, each with both organisations as they are today.

    Two that became one by another route are no question any more, and what became the same question is asked once.
    """
    at = tables.questions.c
    found: dict[frozenset[str], QuestionPair] = {}
    for pair in _pairs(tx, tx.find(QUESTIONS, at.state == QuestionState.OPEN, order_by=(at.score.desc()))):
        if len(sides := _sides(pair)) > 1:
            found.setdefault(sides, pair)
    return list(found.values())[:limit]


def _sides(pair: QuestionPair) -> frozenset[str]:
    one, other, asked = pair.one, pair.other, pair.question
    return frozenset(
        (one.organisation_id if one else asked.organisation_id, other.organisation_id if other else asked.other_id)
    )


def question(tx: Tx, question_id: str) -> QuestionPair | None:
    """One question with both organisations as they are today, answered or not."""
    found = tx.get(QUESTIONS, question_id)
    return _pairs(tx, [found])[0] if found else None


def _pairs(tx: Tx, asked: Sequence[DuplicateQuestion]) -> list[QuestionPair]:
    ids = sorted({each for one in asked for each in (one.organisation_id, one.other_id)})
    known = {each.organisation_id: each for each in tx.find(ORGANISATIONS, _AT.organisation_id.in_(ids))} if ids else {}
    merged = {each: it for each, it in known.items() if it.merged_into}
    today = known | {each: resolved(tx, each) or it for each, it in merged.items()}
    return [QuestionPair(each, today.get(each.organisation_id), today.get(each.other_id)) for each in asked]


def seasons(tx: Tx) -> list[Season]:
    """All rounds, the latest opened first."""
    return tx.find(ROUNDS, order_by=tables.rounds.c.opened_at.desc())


def season(tx: Tx, round_id: str) -> Season | None:
    """One round."""
    return tx.get(ROUNDS, round_id)
