"""Projects and teams to test with: a lone city, its possible partners, and strategies for any."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.formation import decide_proposal
from cityteams_clusters.domain.life import after
from cityteams_clusters.domain.matching import Team
from cityteams_clusters.domain.project import Project
from cityteams_contracts import Event
from cityteams_contracts.clusters import ClusterProposed
from cityteams_contracts.values import OrganisationKind, Participant, Resource, Sector

NOON = datetime(2018, 2, 6, 12, 0, tzinfo=UTC)

PORTLAND = Participant(
    organisation_id="portland-or", name="Portland", kind=OrganisationKind.MUNICIPALITY, country="US", deploys=True
)
PORTO = Participant(
    organisation_id="porto", name="Porto", kind=OrganisationKind.MUNICIPALITY, country="PT", deploys=True
)
SENSORS = Participant(organisation_id="sensors-inc", name="Sensors Inc.", kind=OrganisationKind.COMPANY, country="US")
GRAZ = Participant(organisation_id="uni-graz", name="Universität Graz", kind=OrganisationKind.ACADEMIA, country="AT")

LONE_CITY = Project(
    worksheet_id="w-lone",
    round_id="sc3-2018",
    sector=Sector.TRANSPORTATION,
    title="Quieter crossings",
    lead="lead-lone",
    participants=(PORTLAND,),
    officials=("official-lone",),
    needs=(Resource.DATA, Resource.TECHNOLOGY),
    offers=(Resource.PILOT_SITE,),
)
WHOLE_TEAM = replace(
    LONE_CITY,
    worksheet_id="w-whole",
    title="Trams on time",
    lead="lead-whole",
    participants=(PORTO, SENSORS),
    officials=("official-whole",),
    needs=(),
    offers=(Resource.DATA,),
)


def fold(cluster: Cluster | None, events: Iterable[Event]) -> Cluster:
    """The cluster after these events of its own; those of others are passed over."""
    for event in events:
        if isinstance(event, ClusterProposed):
            cluster = Cluster.proposed(event)
        elif cluster is not None:
            cluster = after(cluster, event)
    assert cluster is not None
    return cluster


def cluster_of(project: Project) -> Cluster:
    """The cluster that an accepted project becomes before it asks anybody."""
    return fold(None, decide_proposal(project, None, None, NOON))


def team_of(project: Project) -> Team:
    """That cluster with the needs of its project."""
    return Team(cluster_of(project), project.needs)


RESOURCES = st.lists(st.sampled_from(Resource), max_size=4, unique=True).map(tuple)
PARTICIPANTS = st.builds(
    Participant,
    organisation_id=st.sampled_from(("a", "b", "c", "d", "e", "f", "g")),
    name=st.just("Any"),
    kind=st.sampled_from(OrganisationKind),
    country=st.sampled_from((None, "US", "PT", "AT")),
    deploys=st.booleans(),
)


MEMBERS = st.lists(PARTICIPANTS, max_size=4)
IDS = st.uuids().map(str)
OFFICIALS = st.sampled_from((("o1",), ("o1", "o2"), ()))


def projects(participants=MEMBERS, officials=OFFICIALS, worksheet_id=IDS):
    """Any project, complete or not."""
    return st.builds(
        Project,
        worksheet_id=worksheet_id,
        round_id=st.just("sc3-2018"),
        sector=st.sampled_from((Sector.TRANSPORTATION, Sector.DATA, Sector.OTHER)),
        title=st.just("Any"),
        lead=st.sampled_from(("p1", "p2", "p3")),
        participants=participants.map(tuple),
        officials=officials,
        needs=RESOURCES,
        offers=RESOURCES,
    )


POOLS = st.lists(projects(), max_size=6, unique_by=lambda project: project.worksheet_id)

CITIES = st.sampled_from(("a", "b", "c", "d")).map(lambda name: PORTLAND.model_copy(update={"organisation_id": name}))
PARTNERS = st.sampled_from((SENSORS, GRAZ, PORTO))
TEAMS = st.builds(lambda city, partners: [city, *partners], CITIES, st.lists(PARTNERS, max_size=1))


def _numbered(projects: list[Project]) -> list[Project]:
    return [replace(project, worksheet_id=f"w{number}") for number, project in enumerate(projects)]


SEASONS = st.lists(projects(TEAMS, officials=st.just(("o1",)), worksheet_id=st.just("w")), min_size=8, max_size=16).map(
    _numbered
)
"""Projects as registration lets them pass: a deploying city, its official, and perhaps a partner."""
