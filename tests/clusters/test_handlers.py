from dataclasses import replace

from cityteams_clusters.domain.cluster import ClusterState
from cityteams_clusters.domain.ids import cluster_id_of, super_cluster_id_of
from cityteams_clusters.store import PROJECTS
from cityteams_contracts.clusters import (
    AffiliationGranted,
    AnswerInvitation,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    ClustersRejection,
    InvitationAnswered,
    InvitationWithdrawn,
    MemberInvited,
    MemberJoined,
    SuperClusterFormed,
)
from cityteams_contracts.registration import WorksheetDeclined
from cityteams_contracts.values import Resource, Sector
from tests.clusters.desk import accepted, answer, withdrawn
from tests.clusters.samples import GRAZ, LONE_CITY, PORTLAND, PORTO, SENSORS, WHOLE_TEAM

LISTED = [ClusterProposed, SuperClusterFormed, ClusterListed, AffiliationGranted]
AGRICULTURE = replace(
    WHOLE_TEAM, worksheet_id="w-farm", sector=Sector.AGRICULTURE_RURAL, participants=(PORTO, GRAZ), lead="lead-farm"
)


def kinds(events):
    return [type(event) for event in events]


def only(events, kind):
    (found,) = (event for event in events if isinstance(event, kind))
    return found


def test_a_complete_worksheet_is_listed_and_affiliated_from_one_message(desk):
    assert kinds(desk.take(accepted(WHOLE_TEAM))) == LISTED
    (cluster,) = desk.clusters()
    assert (cluster.state, cluster.cluster_id) == (ClusterState.LISTED, cluster_id_of("w-whole"))
    assert cluster.super_cluster_id == super_cluster_id_of("sc3-2018", Sector.TRANSPORTATION)


def test_a_worksheet_that_is_accepted_again_changes_its_team_and_doubles_nothing(desk):
    desk.take(accepted(WHOLE_TEAM))
    changed = replace(WHOLE_TEAM, title="Quiet crossings", participants=(*WHOLE_TEAM.participants, GRAZ))
    (revised,) = desk.take(accepted(changed))
    assert isinstance(revised, ClusterRevised)
    assert desk.take(accepted(changed)) == []
    (cluster,) = desk.clusters()
    assert (cluster.state, cluster.title, cluster.members) == (ClusterState.LISTED, "Quiet crossings", revised.members)
    assert GRAZ in cluster.members
    assert desk.read(lambda tx: tx.get(PROJECTS, "w-whole")).title == "Quiet crossings"


def test_who_joined_stays_when_the_worksheet_is_accepted_again(desk):
    desk.take(accepted(WHOLE_TEAM))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    desk.take(answer(invited, accepts=True))
    (revised,) = desk.take(accepted(replace(LONE_CITY, title="Another title")))
    assert revised.members == (*LONE_CITY.participants, SENSORS)
    assert revised.missing == ()


def test_a_lone_city_that_brings_its_partner_itself_is_listed_once(desk):
    assert kinds(desk.take(accepted(LONE_CITY))) == [ClusterProposed]
    whole = replace(LONE_CITY, participants=(*LONE_CITY.participants, SENSORS))
    assert kinds(desk.take(accepted(whole))) == [ClusterRevised, SuperClusterFormed, ClusterListed, AffiliationGranted]
    assert kinds(desk.take(accepted(whole))) == []


def test_a_change_that_completes_a_team_leaves_the_listing_to_the_answer_that_is_awaited(desk):
    desk.take(accepted(WHOLE_TEAM))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    whole = replace(LONE_CITY, participants=(*LONE_CITY.participants, GRAZ))
    assert kinds(desk.take(accepted(whole))) == [ClusterRevised]
    said = desk.take(answer(invited, accepts=False))
    assert kinds(said) == [InvitationAnswered, ClusterConfirmed, ClusterListed, AffiliationGranted]


def test_a_worksheet_that_is_declined_after_a_change_has_no_team_any_more(desk):
    desk.take(accepted(WHOLE_TEAM))
    lost = WorksheetDeclined(worksheet_id="w-whole", title="T", lead="lead-whole", declined_at=desk.noon)
    assert kinds(desk.take(lost)) == [ClusterDissolved]
    assert desk.take(accepted(WHOLE_TEAM)) == []


def test_two_teams_of_one_batch_share_the_super_cluster_that_the_first_founds(desk):
    second = replace(WHOLE_TEAM, worksheet_id="w-second")
    events = desk.take(accepted(WHOLE_TEAM), accepted(second))
    assert kinds(events) == [*LISTED, ClusterProposed, ClusterListed, AffiliationGranted]
    assert len({event.super_cluster_id for event in events if isinstance(event, AffiliationGranted)}) == 1


def test_a_lone_city_asks_a_partner_who_was_there_before(desk):
    desk.take(accepted(WHOLE_TEAM))
    proposed, invited = desk.take(accepted(LONE_CITY))
    assert isinstance(proposed, ClusterProposed)
    assert isinstance(invited, MemberInvited)
    assert (invited.organisation, invited.person_id) == (SENSORS, "lead-whole")


def test_a_lone_city_waits_for_a_partner_who_comes_later(desk):
    assert kinds(desk.take(accepted(LONE_CITY))) == [ClusterProposed]
    events = desk.take(accepted(WHOLE_TEAM))
    assert kinds(events) == [*LISTED, MemberInvited]
    assert only(events, MemberInvited).cluster_id == cluster_id_of("w-lone")


def test_two_lone_cities_of_one_batch_ask_each_other(desk):
    twin = replace(LONE_CITY, worksheet_id="w-twin", participants=(PORTO,), lead="lead-twin")
    events = desk.take(accepted(LONE_CITY), accepted(twin))
    asked = {event.from_worksheet: event.organisation for event in events if isinstance(event, MemberInvited)}
    assert asked == {"w-lone": PORTLAND, "w-twin": PORTO}


def test_another_sector_is_searched_when_the_own_has_nobody(desk):
    desk.take(accepted(AGRICULTURE))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    assert (invited.from_worksheet, invited.organisation) == ("w-farm", GRAZ)


def test_a_newcomer_of_another_sector_is_asked_when_it_covers_a_need(desk):
    desk.take(accepted(LONE_CITY))
    useless = replace(AGRICULTURE, worksheet_id="w-useless", offers=(Resource.POLICY,))
    assert kinds(desk.take(accepted(useless))) == LISTED
    assert only(desk.take(accepted(AGRICULTURE)), MemberInvited).cluster_id == cluster_id_of("w-lone")


def test_a_yes_lists_the_team_with_its_new_member(desk):
    desk.take(accepted(WHOLE_TEAM))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    events = desk.take(answer(invited, accepts=True))
    assert kinds(events) == [InvitationAnswered, MemberJoined, ClusterConfirmed, ClusterListed, AffiliationGranted]
    listed = only(events, ClusterListed)
    assert (listed.members, listed.offers) == ((PORTLAND, SENSORS), LONE_CITY.offers)


def test_a_yes_in_a_new_sector_founds_the_super_cluster(desk):
    desk.take(accepted(AGRICULTURE))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    formed = only(desk.take(answer(invited, accepts=True)), SuperClusterFormed)
    assert formed.title == "Transportation SuperCluster"


def test_a_no_asks_the_next_and_after_the_last_one_the_team_waits(desk):
    desk.take(accepted(WHOLE_TEAM))
    first = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    declined, second = desk.take(answer(first, accepts=False))
    assert isinstance(declined, InvitationAnswered)
    assert isinstance(second, MemberInvited)
    assert (first.organisation, second.organisation) == (SENSORS, PORTO)
    assert kinds(desk.take(answer(second, accepts=False))) == [InvitationAnswered]
    again = replace(WHOLE_TEAM, worksheet_id="w-again")
    assert MemberInvited not in kinds(desk.take(accepted(again)))
    newcomer = replace(WHOLE_TEAM, worksheet_id="w-graz", participants=(PORTO, GRAZ))
    assert only(desk.take(accepted(newcomer)), MemberInvited).organisation == GRAZ


def test_an_answer_to_nothing_is_refused_by_its_field(desk):
    (no,) = desk.take(AnswerInvitation(cluster_id="nobody", invitation_id="nothing", accepts=True))
    assert isinstance(no, ClustersRejection)
    assert (no.code, no.field, no.about) == ("invitation-is-unknown", "invitation_id", "nobody")


def test_an_invitation_is_answered_once(desk):
    desk.take(accepted(WHOLE_TEAM))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    desk.take(answer(invited, accepts=True))
    (no,) = desk.take(answer(invited, accepts=False))
    assert no.code == "invitation-is-already-answered"


def test_of_two_contrary_answers_in_one_batch_the_first_counts(desk):
    desk.take(accepted(WHOLE_TEAM))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    events = desk.take(answer(invited, accepts=True), answer(invited, accepts=False))
    assert kinds(events)[-2:] == [AffiliationGranted, ClustersRejection]
    assert only(events, InvitationAnswered).accepted


def test_a_withdrawn_worksheet_dissolves_its_team_and_closes_its_question(desk):
    desk.take(accepted(WHOLE_TEAM))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    assert kinds(desk.take(withdrawn(LONE_CITY))) == [InvitationWithdrawn, ClusterDissolved]
    assert [cluster.open_invitation for cluster in desk.clusters()] == [None, None]
    (no,) = desk.take(answer(invited, accepts=True))
    assert no.code == "cluster-is-dissolved"


def test_the_participants_of_a_withdrawn_worksheet_are_not_asked(desk):
    desk.take(accepted(WHOLE_TEAM))
    desk.take(withdrawn(WHOLE_TEAM))
    assert kinds(desk.take(accepted(LONE_CITY))) == [ClusterProposed]


def test_whom_others_invited_stays_when_the_own_team_dissolves(desk):
    desk.take(accepted(WHOLE_TEAM))
    invited = only(desk.take(accepted(LONE_CITY)), MemberInvited)
    desk.take(withdrawn(WHOLE_TEAM))
    assert ClusterListed in kinds(desk.take(answer(invited, accepts=True)))


def test_a_worksheet_that_was_never_accepted_dissolves_nothing(desk):
    assert desk.take(withdrawn(LONE_CITY)) == []
    assert desk.clusters() == []
