"""The desk of clusters, and what its neighbours and people tell it."""

from cityteams_clusters import tables
from cityteams_clusters.domain.forming.proposals import ProposalState
from cityteams_clusters.domain.project import Project
from cityteams_clusters.store import CLUSTERS
from cityteams_clusters.store.formation import PROPOSALS
from cityteams_contracts.clusters import AnswerInvitation, MemberInvited
from cityteams_contracts.registration import Project as Worksheet
from cityteams_contracts.registration import WorksheetAccepted, WorksheetWithdrawn
from cityteams_contracts.values import Need
from tests.clusters.samples import NOON
from tests.support.desk import TwiceDesk


def accepted(project: Project) -> WorksheetAccepted:
    """The fact that a neighbour says of such a project."""
    worksheet = Worksheet(
        title=project.title,
        sector=project.sector,
        participants=project.participants,
        lead=project.lead,
        officials=project.officials,
        needs=tuple(Need(kind=each) for each in project.needs),
        offers=tuple(Need(kind=each) for each in project.offers),
    )
    return WorksheetAccepted(
        worksheet_id=project.worksheet_id, round_id=project.round_id, project=worksheet, accepted_at=NOON
    )


def withdrawn(project: Project) -> WorksheetWithdrawn:
    """The fact that its lead took it back."""
    return WorksheetWithdrawn(
        worksheet_id=project.worksheet_id, title=project.title, lead=project.lead, withdrawn_at=NOON
    )


def answer(invited: MemberInvited, accepts: bool) -> AnswerInvitation:
    """The command of the invited person."""
    return AnswerInvitation(cluster_id=invited.cluster_id, invitation_id=invited.invitation_id, accepts=accepts)


class Desk(TwiceDesk):
    """Hands messages to clusters."""

    noon = NOON
    state = tuple(
        table
        for table in tables.metadata.sorted_tables
        if table.name not in ("inbox", "outbox", "versions") and not table.info.get("private", False)
    )

    def clusters(self):
        """Every cluster in the store."""
        return self.read(lambda tx: tx.find(CLUSTERS))

    def open_proposals(self):
        """Every proposed team of which something may still become."""
        return [each for each in self.read(lambda tx: tx.find(PROPOSALS)) if each.state is ProposalState.OPEN]
