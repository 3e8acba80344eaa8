"""Who belongs to a cluster: asked, taken in, gone, doing something else; and whether the cluster still counts."""

from dataclasses import replace

import pytest

from cityteams_clusters.domain.cluster import ClusterState
from cityteams_clusters.domain.rules import CITY_OFFICIAL, DEPLOYING_MUNICIPALITY, TWO_ORGANISATIONS
from cityteams_contracts.clusters import (
    AffiliationGranted,
    AnswerJoin,
    AskToJoin,
    ClusterConfirmed,
    ClusterInvalidated,
    ClusterListed,
    ClusterRevalidated,
    ClusterRevised,
    InvitationAnswered,
    InvitationLapsed,
    InviteMember,
    JoinAnswered,
    JoinAsked,
    LeadLost,
    LeadReplaced,
    LeaveCluster,
    MemberInvited,
    MemberJoined,
    MemberLeft,
    MemberRole,
    MemberRolesSet,
    NameOfficial,
    OfficialLost,
    OfficialNamed,
    RemoveMember,
    ReplaceLead,
    SetMemberRoles,
)
from cityteams_contracts.registration import OrganisationMerged, PersonErased, PersonNamed, PersonRole
from tests.clusters.desk import accepted, answer
from tests.clusters.life.stories import LONE, ULM, WHOLE, begin, cluster, kinds, only, refusal
from tests.clusters.samples import GRAZ, NOON, PORTO, SENSORS, WHOLE_TEAM

DEPLOYS = MemberRole.DEPLOYING_MUNICIPALITY


@pytest.fixture
def desk(new_desk):
    return begin(new_desk())


def ask(who="uni-graz", *roles):
    return AskToJoin(cluster_id=WHOLE, organisation_id=who, roles=roles)


def test_who_asks_is_taken_in_by_the_lead_and_everybody_hears_the_team_as_a_whole(desk):
    desk.actor = "p-graz"
    asked = only(desk.take(ask("uni-graz", MemberRole.RESEARCH)), JoinAsked)
    assert (asked.person_id, asked.lead, asked.organisation.name) == ("p-graz", "lead-whole", "Universität Graz")
    desk.actor = "lead-whole"
    said = desk.take(AnswerJoin(cluster_id=WHOLE, organisation_id="uni-graz", accepts=True))
    assert kinds(said) == [JoinAnswered, MemberJoined, ClusterRevised]
    assert only(said, ClusterRevised).members == (PORTO, SENSORS, GRAZ)
    it = cluster(desk)
    assert it.roles == {"uni-graz": (MemberRole.RESEARCH,)}
    assert (it.speakers, it.applicants) == ({"uni-graz": "p-graz"}, ())


def test_who_is_not_taken_in_may_ask_again(desk):
    desk.take(ask())
    assert refusal(desk.take(ask())) == ("organisation-has-already-asked", "organisation_id")
    no = AnswerJoin(cluster_id=WHOLE, organisation_id="uni-graz", accepts=False)
    assert kinds(desk.take(no)) == [JoinAnswered]
    assert refusal(desk.take(no)) == ("organisation-has-not-asked", "organisation_id")
    assert kinds(desk.take(ask())) == [JoinAsked]


def test_an_organisation_that_the_register_does_not_know_is_refused_by_its_field(desk):
    assert refusal(desk.take(ask("nobody"))) == ("organisation-is-unknown", "organisation_id")
    assert refusal(desk.take(ask("porto"))) == ("organisation-is-already-a-member", "organisation_id")


def test_only_a_municipality_may_deploy(desk):
    assert refusal(desk.take(ask("uni-graz", DEPLOYS))) == ("only-a-municipality-deploys", "roles")
    roles = SetMemberRoles(cluster_id=WHOLE, organisation_id="sensors-inc", roles=(DEPLOYS,))
    assert refusal(desk.take(roles)) == ("only-a-municipality-deploys", "roles")


def test_an_invited_organisation_joins_a_listed_cluster_without_listing_it_again(desk):
    desk.actor = "lead-whole"
    command = InviteMember(cluster_id=WHOLE, organisation_id="ulm", person_id="p-ulm", roles=(DEPLOYS,))
    invited = only(desk.take(command), MemberInvited)
    assert (invited.organisation.deploys, invited.person_id, invited.score) == (True, "p-ulm", 0)
    assert refusal(desk.take(command)) == ("organisation-is-already-asked", "organisation_id")
    desk.actor = "p-ulm"
    said = desk.take(answer(invited, accepts=True))
    assert kinds(said) == [InvitationAnswered, MemberJoined, ClusterRevised]
    assert cluster(desk).member("ulm").deploys


def test_a_declined_organisation_may_be_asked_again_by_the_team_itself(desk):
    command = InviteMember(cluster_id=WHOLE, organisation_id="ulm", person_id="p-ulm")
    first = only(desk.take(command), MemberInvited)
    desk.take(answer(first, accepts=False))
    second = only(desk.take(command), MemberInvited)
    assert second.invitation_id != first.invitation_id


def test_a_cluster_that_loses_its_last_deploying_city_counts_no_more_and_again_when_another_deploys(desk):
    gone = desk.take(LeaveCluster(cluster_id=WHOLE, organisation_id="porto"))
    assert kinds(gone) == [MemberLeft, ClusterRevised, ClusterInvalidated]
    assert only(gone, ClusterInvalidated).missing == (TWO_ORGANISATIONS, DEPLOYING_MUNICIPALITY)
    assert not cluster(desk).valid
    assert cluster(desk).state is ClusterState.LISTED
    desk.take(ask("ulm"))
    joined = desk.take(AnswerJoin(cluster_id=WHOLE, organisation_id="ulm", accepts=True))
    assert kinds(joined) == [JoinAnswered, MemberJoined, ClusterRevised]
    back = desk.take(SetMemberRoles(cluster_id=WHOLE, organisation_id="ulm", roles=(DEPLOYS, MemberRole.LEAD)))
    assert kinds(back) == [MemberRolesSet, ClusterRevised, ClusterRevalidated]
    assert cluster(desk).valid


def test_a_city_that_stops_deploying_takes_the_validity_with_it(desk):
    roles = SetMemberRoles(cluster_id=WHOLE, organisation_id="porto", roles=(MemberRole.OBSERVER,))
    assert kinds(desk.take(roles)) == [MemberRolesSet, ClusterRevised, ClusterInvalidated]
    assert refusal(desk.take(roles)) == ("nothing-was-changed", "roles")


def test_who_left_does_not_come_back_with_the_worksheet_and_who_joined_stays(desk):
    desk.take(RemoveMember(cluster_id=WHOLE, organisation_id="sensors-inc"), ask("uni-graz"))
    desk.take(AnswerJoin(cluster_id=WHOLE, organisation_id="uni-graz", accepts=True))
    desk.take(accepted(WHOLE_TEAM))
    assert cluster(desk).members == (PORTO, GRAZ)


def test_who_speaks_for_a_member_may_leave_and_a_stranger_may_not(desk):
    leave = LeaveCluster(cluster_id=WHOLE, organisation_id="porto")
    desk.actor = "p-porto"
    assert refusal(desk.take(leave)) == ("this-is-not-yours-to-do", None)
    desk.take(PersonNamed(organisation_id="porto", person_id="p-porto", role=PersonRole.CITY_OFFICIAL))
    assert kinds(desk.take(leave))[0] is MemberLeft


def test_a_member_that_is_none_is_refused_with_those_there_are(desk):
    (no,) = desk.take(RemoveMember(cluster_id=WHOLE, organisation_id="ulm"))
    assert (no.code, no.field) == ("organisation-is-not-a-member", "organisation_id")
    assert "porto, sensors-inc" in no.reason


def test_another_lead_may_what_the_first_may_no_more(desk):
    desk.actor = "lead-whole"
    said = desk.take(ReplaceLead(cluster_id=WHOLE, lead="p-next"))
    assert kinds(said) == [LeadReplaced, ClusterRevised]
    assert refusal(desk.take(ReplaceLead(cluster_id=WHOLE, lead="lead-whole"))) == ("this-is-not-yours-to-do", None)
    desk.actor = "p-next"
    assert refusal(desk.take(ReplaceLead(cluster_id=WHOLE, lead="p-next"))) == ("nothing-was-changed", "lead")
    desk.take(accepted(WHOLE_TEAM))
    assert cluster(desk).lead == "p-next"


def test_a_person_who_is_forgotten_leads_no_more_and_is_no_official(desk):
    said = desk.take(PersonErased(person_id="official-whole", erased_at=NOON))
    assert kinds(said) == [OfficialLost, ClusterRevised, ClusterInvalidated]
    assert only(said, ClusterInvalidated).missing == (CITY_OFFICIAL,)
    back = desk.take(NameOfficial(cluster_id=WHOLE, person_id="p-new"))
    assert kinds(back) == [OfficialNamed, ClusterRevised, ClusterRevalidated]
    desk.take(PersonErased(person_id="lead-lone", erased_at=NOON))
    assert kinds(desk.said())[-1] is LeadLost


def test_a_question_to_somebody_who_is_forgotten_lapses_and_somebody_else_is_asked(desk):
    asked = cluster(desk, LONE).open_invitations[0]
    assert asked.person_id == "lead-whole"
    desk.take(accepted(replace(WHOLE_TEAM, worksheet_id="w-graz", participants=(PORTO, GRAZ), lead="lead-graz")))
    said = desk.take(PersonErased(person_id="lead-whole", erased_at=NOON))
    assert {InvitationLapsed, LeadLost, MemberInvited} == set(kinds(said))
    assert only(said, MemberInvited).person_id == "lead-graz"


def test_nobody_is_asked_under_the_id_of_somebody_who_is_forgotten(desk):
    said = desk.take(PersonErased(person_id="lead-whole", erased_at=NOON))
    assert set(kinds(said)) == {InvitationLapsed, LeadLost}
    assert cluster(desk, LONE).waits


def test_a_team_that_an_organisation_joins_by_asking_is_confirmed_and_listed(desk):
    desk.take(AskToJoin(cluster_id=LONE, organisation_id="ulm"))
    said = desk.take(AnswerJoin(cluster_id=LONE, organisation_id="ulm", accepts=True))
    assert kinds(said) == [JoinAnswered, MemberJoined, ClusterConfirmed, ClusterListed, AffiliationGranted]


def test_two_members_that_the_register_makes_one_count_once(desk):
    said = desk.take(OrganisationMerged(organisation_id="sensors-inc", into="porto", merged_at=NOON))
    assert kinds(said) == [ClusterRevised, ClusterInvalidated]
    assert cluster(desk).members == (PORTO,)


def test_a_member_lives_on_as_the_organisation_that_the_register_merged_it_into(desk):
    said = desk.take(OrganisationMerged(organisation_id="porto", into="ulm", merged_at=NOON))
    assert kinds(said) == [MemberJoined, ClusterRevised]
    assert cluster(desk).member("ulm") == ULM.model_copy(update={"deploys": True})
    assert cluster(desk).member("porto") is None


@pytest.mark.parametrize("actor", ["p-stranger", "", "lead-lone"])
def test_nobody_else_steers_a_team(desk, actor):
    desk.actor = actor
    for command in (
        InviteMember(cluster_id=WHOLE, organisation_id="ulm", person_id="p"),
        AnswerJoin(cluster_id=WHOLE, organisation_id="ulm", accepts=True),
        RemoveMember(cluster_id=WHOLE, organisation_id="porto"),
        ReplaceLead(cluster_id="unknown", lead="p"),
    ):
        expected = "this-is-not-yours-to-do" if actor else "nobody-vouches-for-this"
        assert refusal(desk.take(command)) == (expected, None)
