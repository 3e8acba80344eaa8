"""What each heard event does to the portal's copy; every row is written by the events of one aggregate only."""

from cityteams_chassis import folds
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClustersRejection,
    InvitationAnswered,
    MemberInvited,
    SuperClusterFormed,
)
from cityteams_contracts.events import (
    AgendaReleased,
    EventsRejection,
    GatheringAnnounced,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.notifications import LetterFailed, LetterQueued, LetterSent
from cityteams_contracts.registration import (
    RegistrationRejection,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_portal.domain import answer, cluster, gathering, letter, worksheet
from cityteams_portal.store import (
    ANSWERS,
    CLUSTERS,
    GATHERINGS,
    INVITATIONS,
    LETTERS,
    SLOTS,
    SUPER_CLUSTERS,
    WORKSHEETS,
)

FOLD = (
    folds(WorksheetSubmitted, WORKSHEETS, by="worksheet_id", apply=worksheet.submitted),
    folds(WorksheetAccepted, WORKSHEETS, by="worksheet_id", apply=worksheet.accepted),
    folds(WorksheetWithdrawn, WORKSHEETS, by="worksheet_id", apply=worksheet.withdrawn),
    folds(ClusterProposed, CLUSTERS, by="cluster_id", apply=cluster.proposed),
    folds(InvitationAnswered, CLUSTERS, by="cluster_id", apply=cluster.joined),
    folds(ClusterConfirmed, CLUSTERS, by="cluster_id", apply=cluster.confirmed),
    folds(ClusterListed, CLUSTERS, by="cluster_id", apply=cluster.listed),
    folds(AffiliationGranted, CLUSTERS, by="cluster_id", apply=cluster.affiliated),
    folds(ClusterDissolved, CLUSTERS, by="cluster_id", apply=cluster.dissolved),
    folds(MemberInvited, INVITATIONS, by="invitation_id", apply=cluster.invited),
    folds(InvitationAnswered, INVITATIONS, by="invitation_id", apply=cluster.answered),
    folds(SuperClusterFormed, SUPER_CLUSTERS, by="super_cluster_id", apply=cluster.formed),
    folds(GatheringAnnounced, GATHERINGS, by="gathering_id", apply=gathering.announced),
    folds(AgendaReleased, GATHERINGS, by="gathering_id", apply=gathering.released),
    folds(SlotGiven, SLOTS, by="slot_id", apply=gathering.given),
    folds(SlotRefused, SLOTS, by="slot_id", apply=gathering.refused),
    folds(SlotCancelled, SLOTS, by="slot_id", apply=gathering.cancelled),
    folds(LetterQueued, LETTERS, by="letter_id", apply=letter.queued),
    folds(LetterSent, LETTERS, by="letter_id", apply=letter.sent),
    folds(LetterFailed, LETTERS, by="letter_id", apply=letter.failed),
    folds(WorksheetSubmitted, ANSWERS, by=answer.answer_id, apply=answer.done),
    folds(WorksheetAccepted, ANSWERS, by=answer.answer_id, apply=answer.done),
    folds(WorksheetWithdrawn, ANSWERS, by=answer.answer_id, apply=answer.done),
    folds(InvitationAnswered, ANSWERS, by=answer.answer_id, apply=answer.done),
    folds(GatheringAnnounced, ANSWERS, by=answer.answer_id, apply=answer.done),
    folds(AgendaReleased, ANSWERS, by=answer.answer_id, apply=answer.done),
    folds(RegistrationRejection, ANSWERS, by=answer.answer_id, apply=answer.rejected),
    folds(ClustersRejection, ANSWERS, by=answer.answer_id, apply=answer.rejected),
    folds(EventsRejection, ANSWERS, by=answer.answer_id, apply=answer.rejected),
)
