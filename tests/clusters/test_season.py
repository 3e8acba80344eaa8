"""Whole seasons of chance: whatever is accepted, answered and withdrawn in whatever order, the promises hold."""

from itertools import groupby

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_clusters.app import build
from cityteams_clusters.domain.cluster import ClusterState
from cityteams_clusters.domain.matching import best_match
from cityteams_clusters.domain.rules import missing_rules
from cityteams_clusters.settings import Settings
from cityteams_clusters.store import PROJECTS, waiting_teams
from cityteams_contracts.clusters import AnswerInvitation, ClusterListed, MemberInvited, SuperClusterFormed
from tests.clusters.desk import Desk, accepted, withdrawn
from tests.clusters.samples import SEASONS

KINDS = ("accept", "accept", "accept", "no", "no", "yes", "yes", "withdraw")
ACTS = st.lists(st.sampled_from(KINDS), min_size=40, max_size=60)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    """Two services, one to live a season and one to replay it."""
    folder = tmp_path_factory.mktemp("season")
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


def live(desk, projects, acts):
    """Plays the season; gives the projects that were ever accepted."""
    ahead, living, done = list(projects), [], []
    for act in acts:
        questions = [one for one in desk.clusters() if one.open_invitation]
        if act == "accept" and ahead:
            living.append(ahead.pop())
            done.append(living[-1])
            desk.take(accepted(living[-1]))
        elif act in ("yes", "no") and questions:
            cluster_id, invitation_id = questions[-1].cluster_id, questions[-1].open_invitation
            desk.take(AnswerInvitation(cluster_id=cluster_id, invitation_id=invitation_id, accepts=act == "yes"))
        elif act == "withdraw" and len(living) > 2:
            desk.take(withdrawn(living.pop(0)))
    return {project.worksheet_id: project for project in done}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(projects=SEASONS, acts=ACTS)
def test_a_season_of_chance_keeps_every_promise(desks, projects, acts):
    desk, copy = (empty(service) for service in desks)
    known = live(desk, projects, acts)
    said = desk.said()

    for event in said:
        if isinstance(event, ClusterListed):
            assert missing_rules(event.members, bool(known[event.worksheet_id].officials)) == ()
    questions = [(e.cluster_id, e.organisation.organisation_id) for e in said if isinstance(e, MemberInvited)]
    assert len(questions) == len(set(questions))
    formed = [event.super_cluster_id for event in said if isinstance(event, SuperClusterFormed)]
    assert len(formed) == len(set(formed))
    for cluster in desk.clusters():
        assert (cluster.state is ClusterState.LISTED) == (bool(cluster.super_cluster_id) and not dissolved(cluster))
    pool = desk.read(lambda tx: tx.find(PROJECTS))
    for team in desk.read(waiting_teams):
        assert not team.cluster.waits or best_match(team, pool) is None

    copy.replay(by_aggregate(desk.heard) + by_aggregate(desk.envelopes()))
    assert copy.dump() == desk.dump()


def dissolved(cluster):
    return cluster.state is ClusterState.DISSOLVED


def by_aggregate(envelopes):
    """One aggregate after the other: the order between aggregates cannot matter."""
    ordered = sorted(envelopes, key=lambda each: (each.aggregate, each.version))
    return [each for _, group in groupby(ordered, key=lambda each: each.aggregate) for each in group]
