"""What each heard event does to the portal's copy; every row is written by the events of one aggregate only."""

from cityteams_chassis import folds
from cityteams_contracts import Event
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
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
    DuplicateAnswered,
    DuplicateSuspected,
    ExtensionGranted,
    FieldsReopened,
    MembershipSet,
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonNamed,
    PersonUnnamed,
    RegistrationRejection,
    ReviewBegun,
    RoundClosed,
    RoundOpened,
    RoundRevised,
    SupplementAsked,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetConfirmed,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_portal.domain import (
    answer,
    cluster,
    gathering,
    history,
    letter,
    organisation,
    season,
    version,
    words_row,
    worksheet,
)
from cityteams_portal.store.shelves import (
    ANSWERS,
    CLUSTERS,
    GATHERINGS,
    HISTORIES,
    INVITATIONS,
    LETTERS,
    ORGANISATIONS,
    QUESTIONS,
    ROUNDS,
    SLOTS,
    SUPER_CLUSTERS,
    VERSIONS,
    WORDS,
    WORKSHEETS,
)

_WORKSHEETS = (
    folds(WorksheetSubmitted, WORKSHEETS, by="worksheet_id", apply=worksheet.submitted),
    folds(ReviewBegun, WORKSHEETS, by="worksheet_id", apply=worksheet.begun),
    folds(WorksheetReturned, WORKSHEETS, by="worksheet_id", apply=worksheet.returned),
    folds(WorksheetResubmitted, WORKSHEETS, by="worksheet_id", apply=worksheet.resubmitted),
    folds(WorksheetAccepted, WORKSHEETS, by="worksheet_id", apply=worksheet.accepted),
    folds(WorksheetDeclined, WORKSHEETS, by="worksheet_id", apply=worksheet.declined),
    folds(WorksheetWithdrawn, WORKSHEETS, by="worksheet_id", apply=worksheet.withdrawn),
    folds(FieldsReopened, WORKSHEETS, by="worksheet_id", apply=worksheet.reopened),
    folds(SupplementAsked, WORKSHEETS, by="worksheet_id", apply=worksheet.asked),
    folds(WorksheetConfirmed, WORKSHEETS, by="worksheet_id", apply=worksheet.confirmed),
    folds(SupplementGiven, WORKSHEETS, by="worksheet_id", apply=worksheet.answered),
    folds(WorksheetSubmitted, WORDS, by="worksheet_id", apply=words_row.written),
    folds(WorksheetResubmitted, WORDS, by="worksheet_id", apply=words_row.written),
    folds(WorksheetAccepted, WORDS, by="worksheet_id", apply=words_row.written),
    folds(SupplementGiven, WORDS, by="worksheet_id", apply=words_row.written),
    folds(SupplementAsked, WORDS, by="worksheet_id", apply=words_row.in_round),
    folds(WorksheetConfirmed, WORDS, by="worksheet_id", apply=words_row.in_round),
)
_REGISTER = (
    folds(OrganisationRegistered, ORGANISATIONS, by="organisation_id", apply=organisation.registered),
    folds(OrganisationCorrected, ORGANISATIONS, by="organisation_id", apply=organisation.corrected),
    folds(PersonNamed, ORGANISATIONS, by="organisation_id", apply=organisation.named),
    folds(PersonUnnamed, ORGANISATIONS, by="organisation_id", apply=organisation.unnamed),
    folds(MembershipSet, ORGANISATIONS, by="organisation_id", apply=organisation.member),
    folds(OrganisationMerged, ORGANISATIONS, by="organisation_id", apply=organisation.merged),
    folds(DuplicateSuspected, QUESTIONS, by=organisation.question_id, apply=organisation.suspected),
    folds(DuplicateAnswered, QUESTIONS, by=organisation.question_id, apply=organisation.settled),
    folds(RoundOpened, ROUNDS, by="round_id", apply=season.opened),
    folds(RoundRevised, ROUNDS, by="round_id", apply=season.revised),
    folds(RoundClosed, ROUNDS, by="round_id", apply=season.closed),
    folds(ExtensionGranted, ROUNDS, by="round_id", apply=season.extended),
)
_TEAMS = (
    folds(ClusterProposed, CLUSTERS, by="cluster_id", apply=cluster.proposed),
    folds(InvitationAnswered, CLUSTERS, by="cluster_id", apply=cluster.joined),
    folds(ClusterConfirmed, CLUSTERS, by="cluster_id", apply=cluster.confirmed),
    folds(ClusterListed, CLUSTERS, by="cluster_id", apply=cluster.listed),
    folds(ClusterRevised, CLUSTERS, by="cluster_id", apply=cluster.revised),
    folds(AffiliationGranted, CLUSTERS, by="cluster_id", apply=cluster.affiliated),
    folds(ClusterDissolved, CLUSTERS, by="cluster_id", apply=cluster.dissolved),
    folds(MemberInvited, INVITATIONS, by="invitation_id", apply=cluster.invited),
    folds(InvitationAnswered, INVITATIONS, by="invitation_id", apply=cluster.answered),
    folds(SuperClusterFormed, SUPER_CLUSTERS, by="super_cluster_id", apply=cluster.formed),
)
_AGENDA = (
    folds(GatheringAnnounced, GATHERINGS, by="gathering_id", apply=gathering.announced),
    folds(AgendaReleased, GATHERINGS, by="gathering_id", apply=gathering.released),
    folds(SlotGiven, SLOTS, by="slot_id", apply=gathering.given),
    folds(SlotRefused, SLOTS, by="slot_id", apply=gathering.refused),
    folds(SlotCancelled, SLOTS, by="slot_id", apply=gathering.cancelled),
    folds(LetterQueued, LETTERS, by="letter_id", apply=letter.queued),
    folds(LetterSent, LETTERS, by="letter_id", apply=letter.sent),
    folds(LetterFailed, LETTERS, by="letter_id", apply=letter.failed),
)
_HANDED_IN: tuple[type[Event], ...] = (WorksheetSubmitted, WorksheetResubmitted, SupplementGiven)
_REFUSED: tuple[type[Event], ...] = (RegistrationRejection, ClustersRejection, EventsRejection)

FOLD = (
    *_WORKSHEETS,
    *(folds(each, VERSIONS, by=version.version_id, apply=version.handed_in) for each in _HANDED_IN),
    *(folds(each, HISTORIES, by=history.about, apply=history.noted) for each in history.OF_WORKSHEETS),
    *(folds(each, HISTORIES, by=history.about, apply=history.noted) for each in history.OF_ORGANISATIONS),
    *_REGISTER,
    *_TEAMS,
    *_AGENDA,
    *(folds(each, ANSWERS, by=answer.answer_id, apply=answer.done) for each in answer.ANSWERING),
    *(folds(each, ANSWERS, by=answer.answer_id, apply=answer.rejected) for each in _REFUSED),
)
