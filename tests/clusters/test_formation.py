from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_clusters.domain.cluster import ClusterState
from cityteams_clusters.domain.formation import decide_answer, decide_proposal, decide_release, decide_search
from cityteams_clusters.domain.ids import cluster_id_of, invitation_id_of, super_cluster_id_of
from cityteams_clusters.domain.life_members import Surroundings
from cityteams_clusters.domain.matching import Team
from cityteams_clusters.domain.rules import CITY_OFFICIAL, TWO_ORGANISATIONS, missing_rules
from cityteams_clusters.domain.super_cluster import SuperCluster, title_of
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    AffiliationGranted,
    AnswerInvitation,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    InvitationAnswered,
    InvitationWithdrawn,
    MemberInvited,
    MemberJoined,
    SuperClusterFormed,
)
from cityteams_contracts.values import Sector
from tests.clusters.samples import (
    GRAZ,
    LONE_CITY,
    NOON,
    POOLS,
    PORTLAND,
    SENSORS,
    WHOLE_TEAM,
    cluster_of,
    fold,
    projects,
    team_of,
)

LATER = NOON + timedelta(days=3)
LONE = team_of(LONE_CITY)
INVITED = fold(LONE.cluster, decide_search(LONE, [WHOLE_TEAM], NOON))
ALLIANCE = SuperCluster(
    super_cluster_id_of("sc3-2018", Sector.TRANSPORTATION),
    "sc3-2018",
    Sector.TRANSPORTATION,
    "Transportation SuperCluster",
)


def kinds(events):
    return [type(event) for event in events]


def answer(accepts, cluster=INVITED):
    invitation_id = invitation_id_of(cluster.cluster_id, SENSORS.organisation_id)
    return AnswerInvitation(cluster_id=cluster.cluster_id, invitation_id=invitation_id, accepts=accepts)


def test_a_complete_team_is_listed_at_once_and_founds_its_super_cluster():
    proposed, formed, listed, granted = decide_proposal(WHOLE_TEAM, None, None, NOON)
    assert isinstance(proposed, ClusterProposed)
    assert proposed.missing == ()
    assert isinstance(formed, SuperClusterFormed)
    assert formed.title == "Transportation SuperCluster"
    assert isinstance(listed, ClusterListed)
    assert (listed.members, listed.offers, listed.listed_at) == (
        WHOLE_TEAM.participants,
        WHOLE_TEAM.offers,
        NOON,
    )
    assert isinstance(granted, AffiliationGranted)
    assert (granted.super_cluster_id, granted.super_cluster) == (formed.super_cluster_id, formed.title)


def test_the_second_team_of_a_sector_joins_the_super_cluster_that_is_there():
    events = decide_proposal(WHOLE_TEAM, None, ALLIANCE, NOON)
    assert kinds(events) == [ClusterProposed, ClusterListed, AffiliationGranted]
    granted = events[-1]
    assert isinstance(granted, AffiliationGranted)
    assert (granted.super_cluster_id, granted.super_cluster) == (ALLIANCE.super_cluster_id, ALLIANCE.title)


def test_a_lone_city_is_proposed_with_the_rule_it_misses():
    (proposed,) = decide_proposal(LONE_CITY, None, None, NOON)
    assert isinstance(proposed, ClusterProposed)
    assert proposed.missing == (TWO_ORGANISATIONS,)


def test_a_worksheet_becomes_a_team_only_once():
    assert decide_proposal(WHOLE_TEAM, cluster_of(WHOLE_TEAM), ALLIANCE, NOON) == []


def test_a_lone_city_asks_the_lead_of_the_best_partners_worksheet():
    (invited,) = decide_search(LONE, [WHOLE_TEAM], NOON)
    assert isinstance(invited, MemberInvited)
    assert (invited.organisation, invited.person_id, invited.from_worksheet) == (SENSORS, "lead-whole", "w-whole")
    assert invited.title == LONE_CITY.title


def test_a_team_asks_one_at_a_time():
    assert decide_search(Team(INVITED, LONE_CITY.needs), [WHOLE_TEAM], NOON) == []


def test_a_team_without_a_candidate_waits():
    assert decide_search(LONE, [], NOON) == []
    assert LONE.cluster.waits


def test_a_team_without_its_official_bothers_nobody():
    team = team_of(replace(LONE_CITY, officials=()))
    assert team.cluster.missing == (TWO_ORGANISATIONS, CITY_OFFICIAL)
    assert decide_search(team, [WHOLE_TEAM], NOON) == []


def test_a_yes_confirms_and_lists_the_team():
    events = decide_answer(INVITED, answer(True), Surroundings(LONE_CITY.offers, ALLIANCE), LATER)
    assert kinds(events) == [InvitationAnswered, MemberJoined, ClusterConfirmed, ClusterListed, AffiliationGranted]
    after = fold(INVITED, events)
    assert after.state is ClusterState.LISTED
    assert after.members == (PORTLAND, SENSORS)
    assert after.open_invitation is None
    assert after.super_cluster_id == ALLIANCE.super_cluster_id


def test_a_yes_founds_the_super_cluster_when_there_is_none():
    events = decide_answer(INVITED, answer(True), Surroundings(LONE_CITY.offers), LATER)
    assert kinds(events) == [
        InvitationAnswered,
        MemberJoined,
        ClusterConfirmed,
        SuperClusterFormed,
        ClusterListed,
        AffiliationGranted,
    ]


def test_a_no_leads_to_the_next_candidate():
    events = decide_answer(INVITED, answer(False), Surroundings(LONE_CITY.offers, ALLIANCE), LATER)
    assert kinds(events) == [InvitationAnswered]
    assert isinstance(events[0], InvitationAnswered)
    assert events[0].title == LONE_CITY.title
    declined = fold(INVITED, events)
    assert declined.waits
    pool = [replace(WHOLE_TEAM, participants=(SENSORS, GRAZ))]
    (invited,) = decide_search(Team(declined, LONE_CITY.needs), pool, NOON)
    assert isinstance(invited, MemberInvited)
    assert invited.organisation == GRAZ


def test_an_invitation_that_was_never_sent_cannot_be_answered():
    for cluster in (None, LONE.cluster):
        with pytest.raises(Rejected) as refused:
            decide_answer(cluster, answer(True), Surroundings(), LATER)
        assert (refused.value.code, refused.value.field) == ("invitation-is-unknown", "invitation_id")


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_an_invitation_is_answered_once(first, second):
    after = fold(INVITED, decide_answer(INVITED, answer(first), Surroundings(), LATER))
    with pytest.raises(Rejected) as refused:
        decide_answer(after, answer(second), Surroundings(), LATER)
    assert refused.value.code == "invitation-is-already-answered"


def test_a_dissolved_team_takes_no_answer():
    gone = fold(INVITED, decide_release(INVITED, NOON))
    with pytest.raises(Rejected) as refused:
        decide_answer(gone, answer(True), Surroundings(), LATER)
    assert refused.value.code == "cluster-is-dissolved"


def test_a_withdrawn_worksheet_dissolves_its_cluster_once():
    events = decide_release(INVITED, NOON)
    assert kinds(events) == [InvitationWithdrawn, ClusterDissolved]
    gone = fold(INVITED, events)
    assert gone.state is ClusterState.DISSOLVED
    assert not gone.waits
    assert decide_release(gone, NOON) == []
    assert decide_release(None, NOON) == []


def test_every_sector_has_a_super_cluster_of_its_own():
    titles = {title_of(sector) for sector in Sector}
    assert len(titles) == len({super_cluster_id_of("r1", sector) for sector in Sector}) == len(Sector)


def test_ids_follow_from_what_they_name():
    assert cluster_id_of("w1") == cluster_id_of("w1") != cluster_id_of("w2")
    assert super_cluster_id_of("r1", Sector.DATA) != super_cluster_id_of("r2", Sector.DATA)
    assert invitation_id_of("c1", "o1") != invitation_id_of("c1", "o2")


@given(projects(), POOLS, st.lists(st.booleans(), max_size=12))
def test_whatever_is_answered_a_listed_cluster_fulfils_the_rules_and_nobody_is_asked_twice(project, pool, answers):
    history = decide_proposal(project, None, None, NOON)
    cluster = fold(None, history)
    for accepts in answers:
        asked = decide_search(Team(cluster, project.needs), pool, NOON)
        cluster = fold(cluster, asked)
        if not asked:
            break
        command = AnswerInvitation(
            cluster_id=cluster.cluster_id, invitation_id=str(cluster.open_invitation), accepts=accepts
        )
        said = decide_answer(cluster, command, Surroundings(project.offers), LATER)
        cluster = fold(cluster, said)
        history = [*history, *asked, *said]
    questions = [event.organisation.organisation_id for event in history if isinstance(event, MemberInvited)]
    assert len(questions) == len(set(questions))
    listed = [event for event in history if isinstance(event, ClusterListed)]
    assert len(listed) <= 1
    for event in listed:
        assert missing_rules(event.members, bool(project.officials)) == ()
    assert (cluster.state is ClusterState.LISTED) == (not missing_rules(cluster.members, bool(project.officials)))
