"""SuperClusters and thematic clusters: asked and granted, renamed, merged, promoted, chaired, at work."""

import pytest

from cityteams_clusters.domain.ids import super_cluster_id_of
from cityteams_contracts.clusters import (
    AffiliationAsked,
    AffiliationDeclined,
    AffiliationEnded,
    AffiliationGranted,
    AnswerAffiliation,
    AnswerEntityAffiliation,
    AskAffiliation,
    AskEntityAffiliation,
    Blueprint,
    BlueprintPublished,
    ChairLeft,
    ChairNamed,
    CloseWorkingGroup,
    ClusterPromoted,
    EndAffiliation,
    EndEntityAffiliation,
    EntityAffiliated,
    EntityAffiliationAsked,
    EntityAffiliationDeclined,
    EntityLeft,
    FormSuperCluster,
    FormThematicCluster,
    FormWorkingGroup,
    MergeSuperClusters,
    NameChair,
    PromoteCluster,
    PublishBlueprint,
    RemoveChair,
    RenameSuperCluster,
    ReviseWorkingGroup,
    SuperClusterFormed,
    SuperClusterRenamed,
    SuperClustersMerged,
    ThematicClusterFormed,
    WorkingGroupClosed,
    WorkingGroupFormed,
    WorkingGroupRevised,
)
from cityteams_contracts.registration import PersonErased
from cityteams_contracts.values import Sector
from tests.clusters.desk import accepted
from tests.clusters.life.stories import LONE, WHOLE, alliance, begin, cluster, kinds, only, refusal
from tests.clusters.samples import NOON, WHOLE_TEAM

HOME = super_cluster_id_of("sc3-2018", Sector.TRANSPORTATION)
DATA, WATER = "sc-data", "tc-water"
FORM = FormSuperCluster(super_cluster_id=DATA, round_id="sc3-2018", sector=Sector.DATA, title="Data SuperCluster")
THEME = FormThematicCluster(super_cluster_id=WATER, title="Water", leader="p-expert", leader_of="University")


@pytest.fixture
def desk(new_desk):
    found = begin(new_desk())
    found.take(FORM)
    return found


def paper(**change):
    parts = ("title", "problem", "cause", "solutions", "benefits", "summary")
    return Blueprint(**(dict.fromkeys(parts, "Text.") | change))


def publish(document="flood-warning", **change):
    return PublishBlueprint(super_cluster_id=DATA, document=document, blueprint=paper(**change))


def test_a_team_asks_and_the_chairs_grant(desk):
    desk.take(NameChair(super_cluster_id=DATA, person_id="p-chair", of="Splunk"))
    desk.actor = "lead-whole"
    asked = only(desk.take(AskAffiliation(cluster_id=WHOLE, super_cluster_id=DATA)), AffiliationAsked)
    assert asked.chairs == ("p-chair",)
    answer = AnswerAffiliation(cluster_id=WHOLE, super_cluster_id=DATA, grants=True)
    assert refusal(desk.take(answer)) == ("this-is-not-yours-to-do", None)
    desk.actor = "p-chair"
    assert kinds(desk.take(answer)) == [AffiliationGranted]
    assert cluster(desk).affiliations == (HOME, DATA)
    assert refusal(desk.take(answer)) == ("affiliation-is-not-asked", "super_cluster_id")
    assert kinds(desk.take(EndAffiliation(cluster_id=WHOLE, super_cluster_id=DATA))) == [AffiliationEnded]
    assert cluster(desk).super_cluster_id == HOME


def test_what_is_declined_may_be_asked_again(desk):
    ask = AskAffiliation(cluster_id=WHOLE, super_cluster_id=DATA)
    desk.take(ask)
    assert refusal(desk.take(ask)) == ("affiliation-is-already-asked", "super_cluster_id")
    no = AnswerAffiliation(cluster_id=WHOLE, super_cluster_id=DATA, grants=False)
    assert kinds(desk.take(no)) == [AffiliationDeclined]
    assert kinds(desk.take(ask)) == [AffiliationAsked]


def test_only_a_listed_cluster_asks_and_none_asks_where_it_belongs(desk):
    assert refusal(desk.take(AskAffiliation(cluster_id=LONE, super_cluster_id=DATA)))[0] == "cluster-is-not-listed"
    ask = AskAffiliation(cluster_id=WHOLE, super_cluster_id=HOME)
    assert refusal(desk.take(ask)) == ("cluster-is-already-affiliated", "super_cluster_id")
    ask = AskAffiliation(cluster_id=WHOLE, super_cluster_id="nowhere")
    assert refusal(desk.take(ask)) == ("super-cluster-is-unknown", "super_cluster_id")
    end = EndAffiliation(cluster_id=WHOLE, super_cluster_id=DATA)
    assert refusal(desk.take(end)) == ("cluster-is-not-affiliated", "super_cluster_id")


def test_an_individual_entity_asks_is_granted_and_leaves(desk):
    desk.actor = "p-graz"
    ask = AskEntityAffiliation(super_cluster_id=DATA, organisation_id="uni-graz")
    assert kinds(desk.take(ask)) == [EntityAffiliationAsked]
    assert refusal(desk.take(ask)) == ("organisation-has-already-asked", "organisation_id")
    desk.actor = "secretariat"
    yes = AnswerEntityAffiliation(super_cluster_id=DATA, organisation_id="uni-graz", grants=True)
    assert kinds(desk.take(yes)) == [EntityAffiliated]
    assert refusal(desk.take(yes)) == ("organisation-has-not-asked", "organisation_id")
    assert refusal(desk.take(ask)) == ("organisation-is-already-affiliated", "organisation_id")
    end = EndEntityAffiliation(super_cluster_id=DATA, organisation_id="uni-graz")
    desk.actor = "p-stranger"
    assert refusal(desk.take(end)) == ("this-is-not-yours-to-do", None)
    desk.actor = "p-graz"
    assert kinds(desk.take(end)) == [EntityLeft]


def test_an_individual_entity_may_be_declined(desk):
    desk.take(AskEntityAffiliation(super_cluster_id=DATA, organisation_id="uni-graz"))
    no = AnswerEntityAffiliation(super_cluster_id=DATA, organisation_id="uni-graz", grants=False)
    assert kinds(desk.take(no)) == [EntityAffiliationDeclined]
    assert alliance(desk, DATA).applicants == ()


def test_an_alliance_keeps_the_names_it_had(desk):
    said = desk.take(RenameSuperCluster(super_cluster_id=HOME, title="Mobility SuperCluster"))
    assert kinds(said) == [SuperClusterRenamed]
    assert alliance(desk, HOME).formerly == ("Transportation SuperCluster",)
    again = RenameSuperCluster(super_cluster_id=HOME, title="Mobility SuperCluster")
    assert refusal(desk.take(again)) == ("nothing-was-changed", "title")


def test_what_belonged_to_a_merged_alliance_belongs_to_the_other_and_new_teams_come_there(desk):
    desk.take(NameChair(super_cluster_id=HOME, person_id="p-one"))
    said = desk.take(MergeSuperClusters(super_cluster_id=HOME, into=DATA))
    assert kinds(said) == [SuperClustersMerged, ChairNamed]
    ask = AskAffiliation(cluster_id=WHOLE, super_cluster_id=DATA)
    assert refusal(desk.take(ask)) == ("cluster-is-already-affiliated", "super_cluster_id")
    other = accepted(WHOLE_TEAM).model_copy(update={"worksheet_id": "w-third"})
    granted = only(desk.take(other), AffiliationGranted)
    assert (granted.super_cluster_id, granted.super_cluster) == (DATA, "Data SuperCluster")
    (no,) = desk.take(RenameSuperCluster(super_cluster_id=HOME, title="X"))
    assert no.code == "super-cluster-was-merged"
    assert DATA in no.reason
    ended = desk.take(EndAffiliation(cluster_id=WHOLE, super_cluster_id=DATA))
    assert [each.super_cluster_id for each in ended] == [HOME]


def test_alliances_of_two_kinds_do_not_become_one(desk):
    desk.take(THEME)
    merge = MergeSuperClusters(super_cluster_id=WATER, into=DATA)
    assert refusal(desk.take(merge)) == ("alliances-are-of-two-kinds", "into")
    merge = MergeSuperClusters(super_cluster_id=DATA, into=DATA)
    assert refusal(desk.take(merge)) == ("a-super-cluster-cannot-merge-with-itself", "into")


def test_a_merged_alliance_brings_chairs_as_long_as_there_are_not_five(desk):
    for number in range(4):
        desk.take(NameChair(super_cluster_id=DATA, person_id=f"p-data-{number}"))
        desk.take(NameChair(super_cluster_id=HOME, person_id=f"p-home-{number}"))
    desk.take(MergeSuperClusters(super_cluster_id=HOME, into=DATA))
    assert len(alliance(desk, DATA).chairs) == 5


def test_a_cluster_is_promoted_and_belongs_to_what_it_founded(desk):
    promote = PromoteCluster(super_cluster_id="sc-trams", cluster_id=WHOLE, title="Tram SuperCluster")
    said = desk.take(promote)
    assert kinds(said) == [SuperClusterFormed, ClusterPromoted, AffiliationGranted]
    assert only(said, SuperClusterFormed).promoted_from == WHOLE
    assert refusal(desk.take(promote)) == ("super-cluster-is-already-formed", "super_cluster_id")
    early = PromoteCluster(super_cluster_id="sc-early", cluster_id=LONE, title="Too early")
    assert refusal(desk.take(early)) == ("cluster-is-not-listed", "cluster_id")


def test_there_are_five_chairs_at_most_and_none_twice(desk):
    for number in range(5):
        assert kinds(desk.take(NameChair(super_cluster_id=DATA, person_id=f"p-{number}"))) == [ChairNamed]
    again = NameChair(super_cluster_id=DATA, person_id="p-1")
    assert refusal(desk.take(again)) == ("person-is-already-a-chair", "person_id")
    sixth = NameChair(super_cluster_id=DATA, person_id="p-6")
    assert refusal(desk.take(sixth)) == ("a-super-cluster-has-five-chairs-at-most", "person_id")
    desk.actor = "p-1"
    assert kinds(desk.take(RemoveChair(super_cluster_id=DATA, person_id="p-4"))) == [ChairLeft]
    leave = RemoveChair(super_cluster_id=DATA, person_id="p-4")
    assert refusal(desk.take(leave)) == ("person-is-not-a-chair", "person_id")


def test_a_thematic_cluster_has_no_round_and_is_never_without_its_leader(desk):
    assert kinds(desk.take(THEME)) == [ThematicClusterFormed]
    it = alliance(desk, WATER)
    assert (it.round_id, it.thematic, it.chair_ids) == (None, True, ("p-expert",))
    leave = RemoveChair(super_cluster_id=WATER, person_id="p-expert")
    assert refusal(desk.take(leave)) == ("a-thematic-cluster-needs-its-leader", "person_id")
    desk.take(NameChair(super_cluster_id=WATER, person_id="p-next"))
    assert kinds(desk.take(leave)) == [ChairLeft]
    assert refusal(desk.take(THEME)) == ("super-cluster-is-already-formed", "super_cluster_id")


def test_a_chair_who_is_forgotten_chairs_nothing_any_more(desk):
    desk.take(NameChair(super_cluster_id=DATA, person_id="p-chair"))
    desk.take(FormWorkingGroup(super_cluster_id=DATA, group="energy", title="Energy", chair="p-chair"))
    said = desk.take(PersonErased(person_id="p-chair", erased_at=NOON))
    assert kinds(said) == [ChairLeft, WorkingGroupRevised]
    assert alliance(desk, DATA).chairs == ()


def test_working_groups_come_change_and_go(desk):
    form = FormWorkingGroup(super_cluster_id=DATA, group="energy", title="Energy")
    assert kinds(desk.take(form)) == [WorkingGroupFormed]
    assert refusal(desk.take(form)) == ("the-group-is-already-there", "group")
    revise = ReviseWorkingGroup(super_cluster_id=DATA, group="energy", title="Energy", chair="p-chair")
    assert kinds(desk.take(revise)) == [WorkingGroupRevised]
    assert refusal(desk.take(revise)) == ("nothing-was-changed", "title")
    assert kinds(desk.take(CloseWorkingGroup(super_cluster_id=DATA, group="energy"))) == [WorkingGroupClosed]
    (no,) = desk.take(CloseWorkingGroup(super_cluster_id=DATA, group="energy"))
    assert (no.code, no.field) == ("the-group-is-unknown", "group")


def test_versions_of_a_blueprint_run_without_a_gap(desk):
    numbers = [only(desk.take(publish(title=title)), BlueprintPublished).number for title in ("A", "B", "C")]
    assert numbers == [1, 2, 3]
    assert only(desk.take(publish("another")), BlueprintPublished).number == 1
    assert alliance(desk, DATA).blueprints == {"flood-warning": 3, "another": 1}


@pytest.mark.parametrize("part", ["problem", "cause", "solutions", "benefits", "summary"])
def test_a_blueprint_with_an_empty_part_is_refused_by_its_name(desk, part):
    assert refusal(desk.take(publish(**{part: " "}))) == ("a-part-of-the-blueprint-is-empty", f"blueprint.{part}")


def test_a_blueprint_tells_of_clusters_and_groups_that_are_there(desk):
    assert refusal(desk.take(publish(clusters=("nobody",)))) == ("cluster-is-unknown", "blueprint.clusters")
    assert kinds(desk.take(publish(clusters=(WHOLE,)))) == [BlueprintPublished]
    of_a_group = publish().model_copy(update={"group": "energy"})
    assert refusal(desk.take(of_a_group)) == ("the-group-is-unknown", "group")


@pytest.mark.parametrize("actor", ["lead-whole", "p-chair-of-another"])
def test_nobody_else_steers_an_alliance(desk, actor):
    desk.take(NameChair(super_cluster_id=HOME, person_id="p-chair-of-another"))
    desk.actor = actor
    for command in (publish(), RenameSuperCluster(super_cluster_id=DATA, title="X"), FORM, THEME):
        assert refusal(desk.take(command)) == ("this-is-not-yours-to-do", None)
