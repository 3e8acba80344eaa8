"""Ids that follow from what they name, so that the same team has the same id however often it is considered."""

from uuid import UUID, uuid5

from cityteams_contracts.values import (
    ClusterId,
    InvitationId,
    OrganisationId,
    RoundId,
    SectorCode,
    SuperClusterId,
    WorksheetId,
)

_CLUSTERS = UUID("5f6d0c52-6a0b-5c39-9b4e-7a1d2f0e8c11")


def _named(*names: str) -> str:
    """Joined by a sign that no id may hold, so that no two lists of names meet in one text."""
    return str(uuid5(_CLUSTERS, "/".join(names)))


def cluster_id_of(worksheet_id: WorksheetId) -> ClusterId:
    """The cluster that a worksheet becomes."""
    return _named("cluster", worksheet_id)


def super_cluster_id_of(round_id: RoundId, sector: SectorCode) -> SuperClusterId:
    """The alliance of one sector in one round."""
    return _named("super-cluster", round_id, sector)


def invitation_id_of(cluster_id: ClusterId, organisation_id: OrganisationId) -> InvitationId:
    """The one question a cluster ever asks an organisation."""
    return _named("invitation", cluster_id, organisation_id)


def proposal_id_of(run_id: str, lead: WorksheetId) -> str:
    """The team that a run proposes to a lead; it keeps its id while worksheets come and go."""
    return _named("proposal", run_id, lead)
