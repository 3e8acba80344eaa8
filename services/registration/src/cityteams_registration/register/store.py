"""The shelves of the register, and how those are found that an organisation may be."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.registration import Organisation, PersonUnnamed
from cityteams_contracts.values import OrganisationId, PersonId
from cityteams_registration import tables
from cityteams_registration.domain.organisations.mark import Mark
from cityteams_registration.domain.organisations.marks import marks_of
from cityteams_registration.domain.organisations.questions import Question
from cityteams_registration.domain.organisations.register import Registered, Standing

COMPARED, COMPARED_AT_MOST = 60, 600
"""With how many of the register one organisation, and those of one message, are compared at most."""
WHOLE_NAME = 3
"""What a shared place or acronym weighs against a shared beginning or end of a word."""

ORGANISATIONS = Shelf(tables.register.organisations, Registered)
MARKS = Shelf(tables.register.marks, Mark)
STANDINGS = Shelf(tables.register.standings, Standing)
QUESTIONS = Shelf(tables.register.questions, Question)


def living(tx: Tx, organisation_id: OrganisationId) -> Registered | None:
    """The organisation that an id means today: merged ids lead on to whom they live on in, however often."""
    found = tx.get(ORGANISATIONS, organisation_id)
    while found is not None and found.merged_into is not None:
        found = tx.get(ORGANISATIONS, found.merged_into)
    return found


def alike(tx: Tx, organisations: Collection[Organisation]) -> dict[OrganisationId, Registered]:
    """Those that share most marks with one of these: a few among any number, in two statements for all of them."""
    wanted = sorted({mark for each in organisations for mark in marks_of(each)})
    if not wanted:
        return {}
    marks = tables.register.marks.c
    weight = sa.func.sum(sa.case((marks.mark.startswith("@") | marks.mark.startswith("="), WHOLE_NAME), else_=1))
    shared = (
        sa.select(marks.organisation_id)
        .where(marks.mark.in_(wanted))
        .group_by(marks.organisation_id)
        .order_by(weight.desc(), marks.organisation_id)
        .limit(min(COMPARED * len(organisations), COMPARED_AT_MOST))
    )
    keys = [row.organisation_id for row in tx.rows(shared)]
    found = tx.find(ORGANISATIONS, tables.register.organisations.c.organisation_id.in_(keys))
    return {each.organisation_id: each for each in found}


def survivors(tx: Tx, known: Iterable[Registered]) -> dict[OrganisationId, OrganisationId]:
    """In whom those live on that were merged."""
    found = {each.organisation_id: living(tx, each.organisation_id) for each in known if each.merged_into}
    return {key: last.organisation_id for key, last in found.items() if last is not None}


def people_of(tx: Tx, organisation_id: OrganisationId) -> list[Standing]:
    """Who has a role at an organisation."""
    return tx.find(STANDINGS, tables.register.standings.c.organisation_id == organisation_id)


def leaving(tx: Tx, person_id: PersonId) -> list[PersonUnnamed]:
    """What is said when a person leaves every organisation, as when they are forgotten."""
    standings = tx.find(STANDINGS, tables.register.standings.c.person_id == person_id)
    return [PersonUnnamed(organisation_id=s.organisation_id, person_id=person_id, role=s.role) for s in standings]


def asked_about(tx: Tx, organisation_id: OrganisationId) -> set[str]:
    """The questions in which an organisation stands, answered or not."""
    one, other = tables.register.questions.c.organisation_id, tables.register.questions.c.other_id
    return {each.question_id for each in tx.find(QUESTIONS, (one == organisation_id) | (other == organisation_id))}
