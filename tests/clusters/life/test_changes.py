"""Names, stages, the end, two that become one, one that becomes two: and ids that go on leading somewhere."""

import pytest

from cityteams_clusters.domain.cluster import ClusterState
from cityteams_clusters.domain.life_changes import NEXT
from cityteams_clusters.domain.rules import CITY_OFFICIAL, TWO_ORGANISATIONS
from cityteams_contracts.clusters import (
    AdvanceCluster,
    AffiliationGranted,
    ClusterAdvanced,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterInvalidated,
    ClusterListed,
    ClusterMerged,
    ClusterProposed,
    ClusterRenamed,
    ClusterRevised,
    ClusterSplit,
    ClusterStage,
    DissolveCluster,
    InvitationWithdrawn,
    LeaveCluster,
    MemberJoined,
    MemberRole,
    MemberRolesSet,
    MergeClusters,
    OfficialNamed,
    RenameCluster,
    SetMemberRoles,
    SplitCluster,
)
from tests.clusters.desk import accepted
from tests.clusters.life.stories import LONE, WHOLE, begin, cluster, kinds, only, refusal
from tests.clusters.samples import PORTLAND, PORTO, SENSORS, WHOLE_TEAM


@pytest.fixture
def desk(new_desk):
    return begin(new_desk())


def go(stage):
    return AdvanceCluster(cluster_id=WHOLE, stage=stage)


def test_a_cluster_keeps_the_names_it_had_and_its_worksheet_does_not_rename_it_back(desk):
    desk.actor = "lead-whole"
    said = desk.take(RenameCluster(cluster_id=WHOLE, title="Trams and trains on time"))
    assert kinds(said) == [ClusterRenamed, ClusterRevised]
    desk.take(accepted(WHOLE_TEAM))
    assert (cluster(desk).title, cluster(desk).formerly) == ("Trams and trains on time", ("Trams on time",))
    assert refusal(desk.take(RenameCluster(cluster_id=WHOLE, title="Trams and trains on time"))) == (
        "nothing-was-changed",
        "title",
    )


def test_a_name_that_comes_back_is_no_earlier_name(desk):
    desk.take(RenameCluster(cluster_id=WHOLE, title="B"), RenameCluster(cluster_id=WHOLE, title="Trams on time"))
    assert cluster(desk).formerly == ("B",)


def test_a_cluster_goes_through_its_stages_and_wakes_up_again(desk):
    desk.actor = "lead-whole"
    stages = ("active", "exhibiting", "in_playbook", "dormant", "active", "in_playbook", "exhibiting", "active")
    for stage in stages:
        assert kinds(desk.take(go(ClusterStage(stage)))) == [ClusterAdvanced]
    assert cluster(desk).stage is ClusterStage.ACTIVE


@pytest.mark.parametrize("stage", ClusterStage)
def test_a_stage_that_does_not_follow_is_refused_with_those_that_do(desk, stage):
    said = desk.take(go(stage))
    if stage in NEXT[ClusterStage.LISTED]:
        assert kinds(said) == [ClusterAdvanced]
    else:
        assert refusal(said) == ("the-stage-does-not-follow", "stage")
        assert "active, dormant" in said[0].reason


def test_a_team_in_the_making_has_no_stage_yet(desk):
    (no,) = desk.take(AdvanceCluster(cluster_id=LONE, stage=ClusterStage.ACTIVE))
    assert no.code == "cluster-is-not-listed"
    assert TWO_ORGANISATIONS in no.reason


def test_a_cluster_that_does_not_count_is_not_exhibited(desk):
    desk.take(go(ClusterStage.ACTIVE))
    desk.take(LeaveCluster(cluster_id=WHOLE, organisation_id="porto"))
    assert refusal(desk.take(go(ClusterStage.EXHIBITING))) == ("cluster-does-not-count", "stage")
    assert kinds(desk.take(go(ClusterStage.DORMANT))) == [ClusterAdvanced]


def test_a_team_that_ends_takes_its_questions_back_and_nothing_of_it_can_be_changed(desk):
    desk.actor = "lead-lone"
    assert kinds(desk.take(DissolveCluster(cluster_id=LONE))) == [InvitationWithdrawn, ClusterDissolved]
    assert refusal(desk.take(DissolveCluster(cluster_id=LONE))) == ("cluster-is-dissolved", "cluster_id")
    assert refusal(desk.take(RenameCluster(cluster_id=LONE, title="X"))) == ("cluster-is-dissolved", "cluster_id")


def test_of_two_that_become_one_the_other_has_the_members_and_the_officials(desk):
    desk.take(SetMemberRoles(cluster_id=WHOLE, organisation_id="sensors-inc", roles=(MemberRole.EXPERT,)))
    said = desk.take(MergeClusters(cluster_id=WHOLE, into=LONE))
    assert [type(each) for each in said if each.key == WHOLE] == [ClusterMerged, ClusterDissolved]
    assert only(said, ClusterDissolved).merged_into == LONE
    of_the_other = [type(each) for each in said if each.key == LONE]
    assert of_the_other == [
        MemberJoined,
        MemberJoined,
        OfficialNamed,
        ClusterConfirmed,
        ClusterListed,
        AffiliationGranted,
    ]
    it = cluster(desk, LONE)
    assert it.members == (PORTLAND, PORTO, SENSORS)
    assert it.officials == ("official-lone", "official-whole")
    assert it.roles == {"sensors-inc": (MemberRole.EXPERT,)}
    assert cluster(desk).merged_into == LONE


def test_a_merged_id_is_refused_with_the_one_it_lives_on_in(desk):
    desk.take(MergeClusters(cluster_id=LONE, into=WHOLE))
    (no,) = desk.take(RenameCluster(cluster_id=LONE, title="X"))
    assert no.code == "cluster-was-merged"
    assert WHOLE in no.reason
    assert refusal(desk.take(MergeClusters(cluster_id=WHOLE, into=LONE))) == ("cluster-was-merged", "into")
    assert refusal(desk.take(MergeClusters(cluster_id=WHOLE, into=WHOLE))) == (
        "a-cluster-cannot-merge-with-itself",
        "into",
    )


def test_only_the_secretariat_merges(desk):
    desk.actor = "lead-whole"
    assert refusal(desk.take(MergeClusters(cluster_id=WHOLE, into=LONE))) == ("this-is-not-yours-to-do", None)


def test_members_go_on_by_themselves_and_both_halves_are_held_against_the_rules(desk):
    desk.take(MergeClusters(cluster_id=LONE, into=WHOLE))
    command = SplitCluster(
        cluster_id=WHOLE,
        title="Quieter trams",
        lead="p-new",
        organisations=("portland-or", "sensors-inc"),
        officials=("official-lone",),
    )
    desk.take(SetMemberRoles(cluster_id=WHOLE, organisation_id="sensors-inc", roles=(MemberRole.EXPERT,)))
    desk.actor = "lead-whole"
    said = desk.take(command)
    assert kinds(said) == [
        ClusterSplit,
        ClusterRevised,
        ClusterInvalidated,
        ClusterProposed,
        MemberRolesSet,
        ClusterListed,
        AffiliationGranted,
    ]
    split = only(said, ClusterSplit)
    new = cluster(desk, split.into)
    assert (new.members, new.split_from, new.lead) == ((PORTLAND, SENSORS), WHOLE, "p-new")
    assert (new.valid, new.roles) == (True, {"sensors-inc": (MemberRole.EXPERT,)})
    assert cluster(desk).members == (PORTO,)
    assert only(said, ClusterInvalidated).missing == (TWO_ORGANISATIONS,)
    assert cluster(desk).officials == ("official-whole",)


def test_a_half_without_an_official_is_a_team_in_the_making(desk):
    command = SplitCluster(cluster_id=WHOLE, title="T", lead="p", organisations=("porto",))
    new = cluster(desk, only(desk.take(command), ClusterSplit).into)
    assert new.state is ClusterState.FORMING
    assert CITY_OFFICIAL in new.missing


def test_somebody_has_to_stay_and_only_members_can_go(desk):
    command = SplitCluster(cluster_id=WHOLE, title="T", lead="p", organisations=("porto", "sensors-inc", "porto"))
    assert refusal(desk.take(command)) == ("somebody-has-to-stay", "organisations")
    command = command.model_copy(update={"organisations": ("ulm",)})
    assert refusal(desk.take(command)) == ("organisation-is-not-a-member", "organisation_id")
