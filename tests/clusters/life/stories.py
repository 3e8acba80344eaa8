"""A listed cluster, a team in the making, and the register, to begin a life with."""

from cityteams_clusters.domain.ids import cluster_id_of
from cityteams_clusters.store import CLUSTERS, SUPER_CLUSTERS
from cityteams_contracts.registration import Organisation, OrganisationRegistered
from cityteams_contracts.values import OrganisationKind, Participant
from tests.clusters.desk import accepted
from tests.clusters.samples import GRAZ, LONE_CITY, NOON, PORTLAND, PORTO, SENSORS, WHOLE_TEAM

WHOLE, LONE = cluster_id_of("w-whole"), cluster_id_of("w-lone")
ULM = Participant(
    organisation_id="ulm", name="Ulm", kind=OrganisationKind.MUNICIPALITY, country="DE", city="Ulm", deploys=False
)
REGISTER = (PORTLAND, PORTO, SENSORS, GRAZ, ULM)


def registered(it: Participant) -> OrganisationRegistered:
    """The register has this organisation."""
    organisation = Organisation(name=it.name, kind=it.kind, country=it.country, city=it.city)
    return OrganisationRegistered(organisation_id=it.organisation_id, organisation=organisation, registered_at=NOON)


def begin(desk):
    """The register, a listed cluster of Porto and a company, and Portland alone, who has asked that company."""
    desk.take(*(registered(each) for each in REGISTER))
    desk.take(accepted(WHOLE_TEAM))
    desk.take(accepted(LONE_CITY))
    return desk


def cluster(desk, cluster_id=WHOLE):
    """The cluster as it is kept."""
    return desk.read(lambda tx: tx.get(CLUSTERS, cluster_id))


def alliance(desk, super_cluster_id):
    """The alliance as it is kept."""
    return desk.read(lambda tx: tx.get(SUPER_CLUSTERS, super_cluster_id))


def kinds(events):
    """What was said."""
    return [type(event) for event in events]


def only(events, kind):
    """The one event of a kind."""
    (found,) = (event for event in events if isinstance(event, kind))
    return found


def refusal(events):
    """The code and the field of a no."""
    (no,) = events
    return no.code, no.field
