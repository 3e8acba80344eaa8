"""Whatever order of commands: what the programme promises holds, ids lead on, and the past can be had again."""

from datetime import timedelta
from itertools import groupby

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_clusters.app import build
from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.life import CHANGES
from cityteams_clusters.domain.rules import will_deploy
from cityteams_clusters.settings import Settings
from cityteams_clusters.store import SUPER_CLUSTERS
from cityteams_clusters.store.life import living_alliance
from cityteams_contracts import clusters as asked
from cityteams_contracts.registration import OrganisationMerged, PersonErased
from cityteams_store.envelope import Envelope
from tests.clusters.desk import Desk, accepted, withdrawn
from tests.clusters.life.stories import REGISTER, begin
from tests.clusters.life.test_invitations import pass_time
from tests.clusters.samples import LONE_CITY, WHOLE_TEAM
from tests.support.desk import message_in

ORGANISATIONS = st.sampled_from([each.organisation_id for each in REGISTER])
PEOPLE = st.sampled_from(["lead-lone", "lead-whole", "official-whole", "p-one", "p-two"])
WHICH, ROLE = st.integers(0, 4), st.sampled_from(asked.MemberRole)
TITLE, GROUP = st.sampled_from(["A", "B", "C"]), st.sampled_from(["one", "two"])
PARTS = dict.fromkeys(("title", "problem", "cause", "solutions", "benefits", "summary"), "Text.")


def _of_clusters(cluster_id, other, organisation_id, person_id, role, title, alliance, yes):  # noqa: PLR0917
    """Every command about a cluster."""
    it = {"cluster_id": cluster_id}
    whose = it | {"organisation_id": organisation_id}
    return [
        asked.InviteMember(**whose, person_id=person_id),
        asked.AskToJoin(**whose, roles=(role,)),
        asked.AnswerJoin(**whose, accepts=yes),
        asked.LeaveCluster(**whose),
        asked.RemoveMember(**whose),
        asked.SetMemberRoles(**whose, roles=(role, asked.MemberRole.OBSERVER)),
        asked.ReplaceLead(**it, lead=person_id),
        asked.NameOfficial(**it, person_id=person_id),
        asked.RenameCluster(**it, title=title),
        asked.AdvanceCluster(**it, stage=list(asked.ClusterStage)[len(title + person_id) % 5]),
        asked.DissolveCluster(**it),
        asked.MergeClusters(**it, into=other),
        asked.SplitCluster(**it, title=title, lead=person_id, organisations=(organisation_id,), officials=(person_id,)),
        asked.AskAffiliation(**it, super_cluster_id=alliance),
        asked.AnswerAffiliation(**it, super_cluster_id=alliance, grants=yes),
        asked.EndAffiliation(**it, super_cluster_id=alliance),
    ]


def _of_alliances(cluster_id, alliance, other, organisation_id, person_id, title, group, yes):  # noqa: PLR0917
    """Every command about an alliance."""
    it = {"super_cluster_id": alliance}
    paper = asked.Blueprint(**PARTS, clusters=(cluster_id,))
    return [
        asked.FormSuperCluster(**it, round_id="sc3-2018", sector="data", title=title),
        asked.FormThematicCluster(**it, title=title, leader=person_id),
        asked.PromoteCluster(**it, cluster_id=cluster_id, title=title),
        asked.RenameSuperCluster(**it, title=title),
        asked.MergeSuperClusters(**it, into=other),
        asked.NameChair(**it, person_id=person_id),
        asked.RemoveChair(**it, person_id=person_id),
        asked.AskEntityAffiliation(**it, organisation_id=organisation_id),
        asked.AnswerEntityAffiliation(**it, organisation_id=organisation_id, grants=yes),
        asked.EndEntityAffiliation(**it, organisation_id=organisation_id),
        asked.FormWorkingGroup(**it, group=group, title=title, chair=person_id),
        asked.ReviseWorkingGroup(**it, group=group, title=title),
        asked.CloseWorkingGroup(**it, group=group),
        asked.PublishBlueprint(**it, document=group, blueprint=paper),
    ]


STEPS = st.lists(
    st.tuples(st.integers(0, 35), WHICH, WHICH, ORGANISATIONS, PEOPLE, ROLE, TITLE, GROUP, st.booleans()),
    min_size=10,
    max_size=45,
)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    """Two services, one to live and one to replay."""
    folder = tmp_path_factory.mktemp("lives")
    services = [build(Settings(store_url=f"sqlite:///{folder}/{name}.db", log_format="json")) for name in "ab"]
    for service in services:
        service.store.migrate()
    yield services
    for service in services:
        service.store.close()


def empty(service):
    with service.store.writing() as conn:
        for table in service.store.metadata.sorted_tables:
            conn.execute(sa.delete(table))
    return Desk(service)


def live(desk, steps):
    """Does one thing after the other, each an hour after the last."""
    for number, (which, one, two, organisation_id, person_id, role, title, group, yes) in enumerate(steps):
        desk.noon = begun(desk) + timedelta(hours=number + 1)
        ids = sorted(each.cluster_id for each in desk.clusters())
        alliances = ["sc-one", "sc-two", "sc-three", *living_alliances(desk)]
        cluster_id, other = ids[one % len(ids)], ids[two % len(ids)]
        alliance, next_one = alliances[one % len(alliances)], alliances[two % len(alliances)]
        commands = [
            *_of_clusters(cluster_id, other, organisation_id, person_id, role, title, alliance, yes),
            *_of_alliances(cluster_id, alliance, next_one, organisation_id, person_id, title, group, yes),
        ]
        if which < len(commands):
            desk.take(commands[which])
        elif which < 32:
            question = next((each for it in desk.clusters() for each in it.open_invitations), None)
            asks = next((it.cluster_id for it in desk.clusters() if question in it.open_invitations), "")
            if question:
                desk.take(asked.AnswerInvitation(cluster_id=asks, invitation_id=question.invitation_id, accepts=yes))
        elif which < 34:
            pass_time(desk, desk.noon + timedelta(days=15))
        else:
            facts = (accepted(WHOLE_TEAM), accepted(LONE_CITY), withdrawn(LONE_CITY))
            erased = PersonErased(person_id=person_id, erased_at=desk.noon)
            merged = OrganisationMerged(organisation_id="uni-graz", into=organisation_id, merged_at=desk.noon)
            desk.take((*facts, erased, merged if organisation_id != "uni-graz" else erased)[one])


def begun(desk):
    return type(desk).noon


def living_alliances(desk):
    return sorted(each.super_cluster_id for each in alliances_of(desk))


def alliances_of(desk):
    return desk.read(lambda tx: tx.find(SUPER_CLUSTERS))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_every_promise_holds(desks, steps):
    desk, copy = (empty(service) for service in desks)
    begin(desk)
    live(desk, steps)
    assert {each.kind for each in desk.outcomes} <= {"done", "rejected", "ignored"}, desk.outcomes

    clusters = {each.cluster_id: each for each in desk.clusters()}
    for it in clusters.values():
        a_listed_cluster_counts_when_it_fulfils_the_rules(it)
        merged_ids_lead_to_one_that_is_not_merged(it, clusters)
        for each in it.affiliations:
            assert desk.read(lambda tx, key=each: living_alliance(tx, key)).merged_into is None
    for it in alliances_of(desk):
        assert len(it.chairs) <= 5
        assert len(set(it.chair_ids)) == len(it.chairs)
        assert it.chairs or not it.thematic or erased_somebody(desk)
        assert all(number >= 1 for number in it.blueprints.values())
    said_of_validity_alternates(desk.said())
    the_past_is_the_fold_of_the_events_until_then(desk, clusters)

    copy.replay(by_aggregate(desk.heard) + by_aggregate(desk.envelopes()))
    assert copy.dump() == desk.dump()


def a_listed_cluster_counts_when_it_fulfils_the_rules(it: Cluster):
    whole = len({each.organisation_id for each in it.members}) >= 2
    whole = whole and any(will_deploy(each) for each in it.members) and it.has_official
    assert it.complete == whole, it
    assert it.valid == (whole and it.state is ClusterState.LISTED)
    assert it.state is not ClusterState.FORMING or not whole or it.open_invitation
    assert len({each.organisation_id for each in it.members}) == len(it.members)


def merged_ids_lead_to_one_that_is_not_merged(it, clusters):
    seen = set()
    while it.merged_into:
        assert it.cluster_id not in seen
        assert it.state is ClusterState.DISSOLVED
        seen.add(it.cluster_id)
        it = clusters[it.merged_into]


def erased_somebody(desk):
    return any(isinstance(message_in(each), PersonErased) for each in desk.heard)


def said_of_validity_alternates(said):
    """A cluster is told to count no more only when it did, and again only when it did not."""
    last = {}
    for event in said:
        if isinstance(event, asked.ClusterListed):
            assert event.cluster_id not in last
            last[event.cluster_id] = True
        elif isinstance(event, asked.ClusterInvalidated | asked.ClusterRevalidated):
            counts = isinstance(event, asked.ClusterRevalidated)
            assert last[event.cluster_id] is not counts
            last[event.cluster_id] = counts


def the_past_is_the_fold_of_the_events_until_then(desk, clusters):
    """Folding a cluster's own events gives what is kept; every prefix of them is a state that there was."""
    for cluster_id, kept in clusters.items():
        events = [event for event in desk.said() if event.noun == "cluster" and event.key == cluster_id]
        state = Cluster.proposed(events[0])
        for event in events[1:]:
            state = CHANGES[type(event)](state, event)
        assert state == kept


def by_aggregate(envelopes: list[Envelope]) -> list[Envelope]:
    """One aggregate after the other: the order between aggregates cannot matter."""
    ordered = sorted(envelopes, key=lambda each: (each.aggregate, each.version))
    return [each for _, group in groupby(ordered, key=lambda each: each.aggregate) for each in group]
