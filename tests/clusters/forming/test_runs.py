"""Runs in the service: asked for, computed outside of the transaction, said at once; on both databases."""

import asyncio

import pytest

from cityteams_clusters.app import build
from cityteams_clusters.forming.loop import Forming
from cityteams_clusters.forming.work import Workshop
from cityteams_clusters.settings import Settings
from cityteams_contracts.clusters import (
    AdoptProposal,
    AskWhyNot,
    CancelFormationRun,
    ClustersRejection,
    DeclineProposal,
    FormationRunCancelled,
    FormationRunCompleted,
    FormationRunRefused,
    FormationRunStarted,
    MemberInvited,
    ProposalAdopted,
    ProposalDeclined,
    RunFormation,
    TeamProposed,
    WhyNotAnswered,
)
from cityteams_contracts.registration import KeptApart, PinnedTogether
from cityteams_contracts.values import OrganisationKind
from tests.clusters.desk import Desk
from tests.clusters.forming.season import FIRM, LATER, ROUND, opened, season, section, withdrawn, worksheet

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
RUN = RunFormation(run_id="run-1", round_id=ROUND)


class Here:
    """Does the work of the computing process at once and here; the kernels are compiled once."""

    def __init__(self):
        self.shop = Workshop()

    async def compute(self, asked, hear, unwanted):
        return self.shop.answer(asked, hear)

    def end(self):
        self.shop = Workshop()


@pytest.fixture
def desk(new_store, migrated):
    """An empty desk with a round that was opened."""
    found = Desk(migrated(build(Settings(store_url=new_store(), log_format="json"))))
    found.one_by_one(opened(section()))
    return found


@pytest.fixture
def compute(desk):
    """Lets the service do everything there is to compute; what it said meanwhile."""
    forming = Forming(desk.service, Here())

    def until_done():
        before = desk.posted()

        async def turns():
            while await forming.turn():
                pass

        asyncio.run(turns())
        return list(desk.said(before))

    return until_done


def of(kind, events):
    return [each for each in events if isinstance(each, kind)]


def run_of(desk, compute, command=RUN):
    desk.take(command)
    return compute()


def test_a_run_says_its_proposals_with_reasons_that_add_up_and_its_bound(desk, compute):
    desk.one_by_one(*season())
    [started] = of(FormationRunStarted, desk.take(RUN))
    assert started.rules.largest == 4
    said = compute()
    [done] = of(FormationRunCompleted, said)
    teams = of(TeamProposed, said)
    assert done.proposals == len(teams) > 0
    assert all(team.score == sum(part.points for part in team.parts) for team in teams)
    assert done.score == sum(team.score for team in teams) <= done.bound
    assert all(3 <= 1 + len(team.members) <= 4 for team in teams)


def test_the_same_run_in_another_store_gives_the_same_bytes_whatever_the_order_of_arrival(
    desk, compute, new_store, migrated
):
    desk.one_by_one(*season())
    [one] = of(FormationRunCompleted, run_of(desk, compute))
    other = Desk(migrated(build(Settings(store_url=new_store(), log_format="json"))))
    other.one_by_one(opened(section()), *reversed(season()))
    other.take(RUN)
    before = other.posted()
    asyncio.run(Forming(other.service, Here()).turn())
    [two] = of(FormationRunCompleted, other.said(before))
    assert (two.snapshot, two.result, two) == (one.snapshot, one.result, one)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weights": {"need": 1001}}, "weights.need"),
        ({"weights": {"luck": 3}}, "weights.luck"),
        ({"round_id": "nowhere"}, "round_id"),
        ({"pins": (PinnedTogether(lead="w-000", member="w-000"),)}, "pins"),
        ({"apart": (KeptApart(one="o-001", other="o-001"),)}, "apart"),
    ],
)
def test_a_run_that_cannot_be_is_refused_with_its_field(desk, changes, field):
    desk.one_by_one(*season(3))
    [no] = of(ClustersRejection, desk.take(RUN.model_copy(update=changes)))
    assert no.field == field


def test_contradictions_with_the_worksheets_end_the_run_and_are_named(desk, compute):
    desk.one_by_one(*season(3))
    [no] = of(FormationRunRefused, run_of(desk, compute, RUN.model_copy(
        update={"pins": (PinnedTogether(lead="w-001", member="w-002"),)})))  # fmt: skip
    assert "cannot lead" in no.contradictions[0].text


def test_an_empty_round_ends_with_the_rule_that_blocks(desk, compute):
    [done] = of(FormationRunCompleted, run_of(desk, compute))
    assert (done.proposals, done.blocked[0].rule) == (0, "pool")


def test_one_run_at_a_time_and_a_cancelled_one_says_nothing(desk, compute):
    desk.one_by_one(*season(6))
    desk.take(RUN)
    [no] = of(ClustersRejection, desk.take(RUN.model_copy(update={"run_id": "run-2"})))
    assert no.code == "a-run-is-under-way"
    assert of(FormationRunCancelled, desk.take(CancelFormationRun(run_id="run-1")))
    assert compute() == []
    [no] = of(ClustersRejection, desk.take(CancelFormationRun(run_id="run-1")))
    assert no.code == "run-is-over"


def test_an_adopted_proposal_invites_its_members_and_is_left_alone_by_later_runs(desk, compute):
    desk.one_by_one(*season())
    team = of(TeamProposed, run_of(desk, compute))[0]
    said = desk.take(AdoptProposal(proposal_id=team.proposal_id))
    [adopted] = of(ProposalAdopted, said)
    cluster = next(each for each in desk.clusters() if each.cluster_id == adopted.cluster_id)
    asked = {each.organisation.organisation_id for each in cluster.invitations}
    assert {one.organisation.organisation_id for one in team.members} <= asked
    assert all(sum(r.weight for r in each.reasons) == each.score for each in of(MemberInvited, said))
    later = of(TeamProposed, run_of(desk, compute, RUN.model_copy(update={"run_id": "run-2"})))
    taken = {team.lead.worksheet_id, *(one.worksheet_id for one in team.members)}
    assert not any(taken & {each.lead.worksheet_id, *(m.worksheet_id for m in each.members)} for each in later)
    [no] = of(ClustersRejection, desk.take(AdoptProposal(proposal_id=team.proposal_id)))
    assert no.code == "proposal-is-not-open"


def test_a_declined_pair_is_not_proposed_again(desk, compute):
    desk.one_by_one(*season())
    team = of(TeamProposed, run_of(desk, compute))[0]
    member = team.members[0]
    [no] = of(ProposalDeclined, desk.take(
        DeclineProposal(proposal_id=team.proposal_id, members=(member.worksheet_id,))))  # fmt: skip
    assert no.pairs[0].member == member.organisation.organisation_id
    said = [*compute(), *run_of(desk, compute, RUN.model_copy(update={"run_id": "run-2"}))]
    for again in of(TeamProposed, said):
        if again.lead.worksheet_id == team.lead.worksheet_id:
            assert member.worksheet_id not in {one.worksheet_id for one in again.members}


def test_proposals_follow_worksheets_that_come_and_go(desk, compute):
    everybody = season(24)
    desk.one_by_one(*everybody[:21])
    first = {team.lead.worksheet_id: team for team in of(TeamProposed, run_of(desk, compute))}
    gone = next(iter(first.values())).members[0].worksheet_id
    desk.noon = LATER
    desk.one_by_one(withdrawn(next(each for each in everybody if each.worksheet_id == gone)), *everybody[21:])
    now = {**first, **{team.lead.worksheet_id: team for team in of(TeamProposed, compute())}}
    assert any(team.revision for team in now.values())
    assert all(team.score == sum(part.points for part in team.parts) for team in now.values())
    kept = desk.open_proposals()
    assert all(gone not in each.worksheets for each in kept)
    organisations = [who for each in kept for who in each.organisations]
    assert len(organisations) == len(set(organisations))
    assert compute() == []


def test_why_not_is_answered_by_points_or_by_the_rule(desk, compute):
    desk.one_by_one(*season())
    first, second = of(TeamProposed, run_of(desk, compute))[:2]
    other = second.members[0].worksheet_id
    about = {"run_id": "run-1", "lead": first.lead.worksheet_id}
    desk.take(AskWhyNot(question_id="q-1", other=other, **about), AskWhyNot(question_id="q-2", other="w-none", **about))
    found = {each.question_id: each for each in of(WhyNotAnswered, compute())}
    assert found["q-1"].worse_by is not None
    assert second.lead.worksheet_id in {each.lead for each in found["q-1"].held_by}
    assert "not in the pool" in found["q-2"].problem


def test_texts_of_one_sign_and_of_twenty_thousand_are_read(desk, compute):
    firm = (OrganisationKind.COMPANY, FIRM)
    long = worksheet(90, *firm, topic=0, language_note="水 flood " * 400)
    desk.one_by_one(*season(6), worksheet(91, *firm, topic=0, language_note="x"), long)
    assert of(FormationRunCompleted, run_of(desk, compute))
