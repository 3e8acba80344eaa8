"""Reads of partners, introductions and what texts suggest."""

from collections.abc import Iterable, Mapping

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.values import OrganisationId, PersonId
from cityteams_portal.domain.comparison import compared
from cityteams_portal.domain.partner_report import Mine, Report
from cityteams_portal.domain.partners import Introduction, OpenPartnerRun, PartnerList, PartnerRun, TextHint
from cityteams_portal.domain.worksheet import Worksheet
from cityteams_portal.store.mine import led_by
from cityteams_portal.store.register import resolved
from cityteams_portal.store.shelves import ORGANISATIONS, WORKSHEETS
from cityteams_portal.tables import partners as tables

PARTNER_LISTS = Shelf(tables.partner_lists, PartnerList)
OPEN_PARTNER_RUNS = Shelf(tables.partner_matchings, OpenPartnerRun)
PARTNER_RUNS = Shelf(tables.partner_runs, PartnerRun)
INTRODUCTIONS = Shelf(tables.introductions, Introduction)
TEXT_HINTS = Shelf(tables.text_hints, TextHint)


def introductions_of(tx: Tx, person_id: PersonId) -> list[Introduction]:
    """The introductions in which a person is one side, the latest first."""
    at = tables.introductions.c
    theirs = (at.first_person == person_id) | (at.second_person == person_id)
    return tx.find(INTRODUCTIONS, theirs, order_by=at.asked_at.desc(), limit=200)


def all_introductions(tx: Tx) -> list[Introduction]:
    """The latest of all introductions."""
    return tx.find(INTRODUCTIONS, order_by=tables.introductions.c.asked_at.desc(), limit=200)


def list_of(tx: Tx, organisation_id: OrganisationId) -> PartnerList | None:
    """The list of an organisation, by any id that it ever had."""
    found = resolved(tx, organisation_id)
    return tx.get(PARTNER_LISTS, found.organisation_id if found else organisation_id)


def lists_of(tx: Tx, organisations: Iterable[OrganisationId]) -> dict[OrganisationId, PartnerList]:
    """The lists of several organisations, in one statement."""
    wanted = sorted({*organisations})
    tx.unit.prefetch([(PARTNER_LISTS, each) for each in wanted])
    return {each: found for each in wanted if (found := tx.get(PARTNER_LISTS, each))}


def hints_of(tx: Tx, worksheets: Iterable[str]) -> dict[str, TextHint]:
    """What the words of several worksheets suggest, in one statement."""
    wanted = sorted({*worksheets})
    tx.unit.prefetch([(TEXT_HINTS, each) for each in wanted])
    return {each: found for each in wanted if (found := tx.get(TEXT_HINTS, each))}


def similar_worksheets(tx: Tx, hint: TextHint | None) -> list[Worksheet]:
    """The accepted worksheets that are near one, nearest first."""
    wanted = [each.worksheet_id for each in hint.similar] if hint else []
    tx.unit.prefetch([(WORKSHEETS, each) for each in wanted])
    return [found for each in wanted if (found := tx.get(WORKSHEETS, each))]


def speaks_for(tx: Tx, person_id: PersonId) -> set[OrganisationId]:
    """The organisations that are named in a worksheet that this person leads, by their ids of then and of today."""
    then = {each.organisation_id for sheet in led_by(tx, person_id) for each in sheet.project.participants}
    return then | _named_today(tx, dict.fromkeys(then, "")).keys()


def _named_today(tx: Tx, names: Mapping[OrganisationId, str]) -> dict[OrganisationId, str]:
    """Organisations with their names, those that were merged as what they live on in."""
    tx.unit.prefetch([(ORGANISATIONS, each) for each in sorted(names)])
    today = {each: resolved(tx, each) for each in names}
    merged = {each: found for each, found in today.items() if found and found.organisation_id != each}
    kept = {each: name for each, name in names.items() if each not in merged}
    return kept | {found.organisation_id: found.name for found in merged.values()}


def last_run(tx: Tx) -> PartnerRun | None:
    """The latest run of partner matching."""
    found = tx.find(PARTNER_RUNS, order_by=tables.partner_runs.c.matched_at.desc(), limit=1)
    return found[0] if found else None


def open_runs(tx: Tx) -> list[OpenPartnerRun]:
    """The runs that are being worked out, the earliest first."""
    return tx.find(OPEN_PARTNER_RUNS, order_by=tables.partner_matchings.c.started_at, limit=20)


def report_of(tx: Tx, person_id: PersonId) -> Report:
    """My matches, my introductions, my peers, and my projects beside similar ones."""
    worksheets = led_by(tx, person_id)
    hints = hints_of(tx, (each.worksheet_id for each in worksheets))
    written = {one.organisation_id: one.name for each in worksheets for one in each.project.participants}
    names = _named_today(tx, written)
    mine = []
    for each in worksheets:
        others = [near.project for near in similar_worksheets(tx, hints.get(each.worksheet_id))]
        mine.append(Mine(each, hints.get(each.worksheet_id), compared(each.project, others) if others else ()))
    introductions = introductions_of(tx, person_id)
    return Report(lists_of(tx, names), names, introductions, mine, last_run(tx))
