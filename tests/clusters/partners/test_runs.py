"""Runs of partner matching in the service: asked for, worked out outside of the store, said in short transactions."""

import asyncio

import pytest

from cityteams_clusters.partners import loop
from cityteams_clusters.partners.store import OPEN_RUNS, PARTNER_LISTS, PARTNER_RUNS
from cityteams_contracts.clusters import (
    ClustersRejection,
    MatchPartners,
    PartnerMatchingStarted,
    PartnersMatched,
    PartnersRanked,
)
from cityteams_contracts.registration import Project, WorksheetAccepted
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource
from tests.clusters.partners.here import Here, worked_out
from tests.clusters.samples import NOON

MATCH = MatchPartners(run_id="run-1", round_id="sc3-2018")


def accepted(name, needs=(), offers=()):
    """A worksheet of one company that was accepted."""
    party = Participant(organisation_id=name, name=name.title(), kind=OrganisationKind.COMPANY)
    project = Project(
        title=f"Project of {name}",
        sector="data",
        participants=(party,),
        lead=f"lead-{name}",
        officials=(),
        needs=tuple(Need(kind=each) for each in needs),
        offers=tuple(Need(kind=each) for each in offers),
    )
    return WorksheetAccepted(worksheet_id=f"w-{name}", round_id="sc3-2018", project=project, accepted_at=NOON)


@pytest.fixture
def desk(new_desk):
    """Some that seek and some that give."""
    made = new_desk()
    made.take(*(accepted(f"seeks-{at}", needs=[Resource.DATA]) for at in range(4)))
    made.take(*(accepted(f"gives-{at}", offers=[Resource.DATA]) for at in range(4)))
    return made


def lists(desk):
    """What organisations are told now, without the run that told it."""
    found = desk.read(lambda tx: tx.find(PARTNER_LISTS))
    return {each.organisation_id: (each.partners, each.clients, each.about) for each in found}


def test_a_run_is_noted_at_once_and_its_lists_follow(desk):
    (started,) = desk.take(MATCH)
    assert isinstance(started, PartnerMatchingStarted)
    assert lists(desk) == {}
    *said, run = worked_out(desk)
    assert {type(each) for each in said} == {PartnersRanked}
    assert isinstance(run, PartnersMatched)
    assert run.score == run.bound
    assert len(lists(desk)) == 8
    assert worked_out(desk) == []


def test_an_id_that_was_used_is_refused_while_the_run_goes_on_and_after_it(desk):
    desk.take(MATCH)
    (no,) = desk.take(MATCH)
    assert (type(no), no.code, no.field) == (ClustersRejection, "partner-run-is-known", "run_id")
    worked_out(desk)
    (no,) = desk.take(MATCH)
    assert no.code == "partner-run-is-known"
    (no,) = desk.take(MatchPartners(run_id="run-2", round_id="another"))
    assert (no.code, no.field) == ("round-has-no-worksheets", "round_id")


def test_the_store_is_free_while_a_run_is_worked_out(desk):
    desk.take(MATCH)
    heard = []

    async def a_worksheet_comes():
        await desk.service.act("meanwhile", NOON, lambda tx: heard.append(tx.get(OPEN_RUNS, "run-1")))

    worked_out(desk, Here(a_worksheet_comes))
    assert heard[0].run_id == "run-1"
    assert desk.read(lambda tx: tx.get(OPEN_RUNS, "run-1")) is None
    assert desk.read(lambda tx: tx.get(PARTNER_RUNS, "run-1")).score > 0


class KilledError(Exception):
    """The service is gone."""


def test_a_run_that_is_killed_between_its_lists_is_taken_up_and_nobody_is_told_twice(desk, monkeypatch):
    monkeypatch.setattr(loop, "AT_ONCE", 3)
    desk.take(MATCH)
    before, once = desk.posted(), loop.Matching._say

    async def killed(self, run, events, now):
        await once(self, run, events, now)
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(loop.Matching, "_say", killed)
        with pytest.raises(KilledError):
            asyncio.run(loop.Matching(desk.service, Here()).turn())
    assert len(lists(desk)) == 3
    assert desk.read(lambda tx: tx.get(OPEN_RUNS, "run-1")) is not None
    worked_out(desk)
    ranked = [each.organisation_id for each in desk.said(before) if isinstance(each, PartnersRanked)]
    assert len(ranked) == len(set(ranked)) == 8


def test_a_replay_of_a_run_gives_the_same_rows_and_works_out_nothing(desk, new_desk):
    desk.take(MATCH)
    worked_out(desk)
    again = new_desk()
    again.replay([*desk.heard, *desk.envelopes()])
    assert again.dump() == desk.dump()
    assert worked_out(again) == []
