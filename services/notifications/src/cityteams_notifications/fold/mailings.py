"""What the events of mailings do to the store, and what others say of who takes part in what."""

from cityteams_chassis import folds
from cityteams_contracts import clusters as said
from cityteams_contracts.events import (
    SeatConfirmed,
    SeatGiven,
    SeatReleased,
    SessionAccepted,
    SessionChanged,
    SessionDeclined,
    SessionWithdrawn,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.notifications import (
    MailingApproved,
    MailingCompleted,
    MailingPartQueued,
    MailingPrepared,
    MailingProofed,
    MailingStopped,
    RecipientsListed,
)
from cityteams_contracts.registration import (
    ConsentGiven,
    ConsentWithdrawn,
    PersonErased,
    PersonNamed,
    PersonUnnamed,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetConfirmed,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_notifications.domain.mailings import circles_of_gatherings as there
from cityteams_notifications.domain.mailings import circles_of_teams as teams
from cityteams_notifications.domain.mailings.mailing import Mailing, Part, listed_id
from cityteams_notifications.mailings.store import CIRCLES, MAILINGS, PARTS, READERS

_LIFE = (
    folds(MailingPrepared, MAILINGS, by="mailing_id", apply=Mailing.prepared),
    folds(RecipientsListed, PARTS, by=listed_id, apply=Part.listed, begins=True),
    folds(MailingProofed, MAILINGS, by="mailing_id", apply=Mailing.proofed),
    folds(MailingApproved, MAILINGS, by="mailing_id", apply=Mailing.approved),
    folds(MailingPartQueued, MAILINGS, by="mailing_id", apply=Mailing.queued),
    folds(MailingStopped, MAILINGS, by="mailing_id", apply=Mailing.stopped),
    folds(MailingCompleted, MAILINGS, by="mailing_id", apply=Mailing.completed),
)
_HANDED_IN = (WorksheetSubmitted, WorksheetResubmitted, WorksheetAccepted, SupplementGiven)
_WORKSHEETS = (
    *(folds(each, CIRCLES, by=teams.worksheet_id, apply=teams.worksheet) for each in _HANDED_IN),
    folds(WorksheetConfirmed, CIRCLES, by=teams.worksheet_id, apply=teams.confirmed),
    folds(WorksheetDeclined, CIRCLES, by=teams.worksheet_id, apply=teams.gone),
    folds(WorksheetWithdrawn, CIRCLES, by=teams.worksheet_id, apply=teams.gone),
)
_CLUSTERS = (
    folds(said.ClusterProposed, CIRCLES, by=teams.cluster_id, apply=teams.proposed),
    folds(said.ClusterConfirmed, CIRCLES, by=teams.cluster_id, apply=teams.made_up),
    folds(said.ClusterListed, CIRCLES, by=teams.cluster_id, apply=teams.made_up),
    folds(said.ClusterRevised, CIRCLES, by=teams.cluster_id, apply=teams.made_up),
    folds(said.LeadReplaced, CIRCLES, by=teams.cluster_id, apply=teams.led),
    folds(said.LeadLost, CIRCLES, by=teams.cluster_id, apply=teams.lead_lost),
    folds(said.OfficialNamed, CIRCLES, by=teams.cluster_id, apply=teams.official_named),
    folds(said.OfficialLost, CIRCLES, by=teams.cluster_id, apply=teams.official_lost),
    folds(said.MemberJoined, CIRCLES, by=teams.cluster_id, apply=teams.member_joined),
    folds(said.MemberLeft, CIRCLES, by=teams.cluster_id, apply=teams.member_left),
    folds(said.ClusterSplit, CIRCLES, by=teams.cluster_id, apply=teams.split),
    folds(said.AffiliationGranted, CIRCLES, by=teams.cluster_id, apply=teams.affiliated),
    folds(said.ClusterPromoted, CIRCLES, by=teams.cluster_id, apply=teams.affiliated),
    folds(said.AffiliationEnded, CIRCLES, by=teams.cluster_id, apply=teams.affiliation_ended),
    folds(said.ClusterDissolved, CIRCLES, by=teams.cluster_id, apply=teams.gone),
    folds(said.ClusterMerged, CIRCLES, by=teams.cluster_id, apply=teams.gone),
)
_ALLIANCES = (
    folds(said.SuperClusterFormed, CIRCLES, by=teams.alliance_id, apply=teams.formed),
    folds(said.ThematicClusterFormed, CIRCLES, by=teams.alliance_id, apply=teams.formed),
    folds(said.ChairNamed, CIRCLES, by=teams.alliance_id, apply=teams.chair_named),
    folds(said.ChairLeft, CIRCLES, by=teams.alliance_id, apply=teams.chair_left),
    folds(said.EntityAffiliated, CIRCLES, by=teams.alliance_id, apply=teams.member_joined),
    folds(said.EntityLeft, CIRCLES, by=teams.alliance_id, apply=teams.member_left),
    folds(said.SuperClustersMerged, CIRCLES, by=teams.alliance_id, apply=teams.merged),
    folds(PersonNamed, CIRCLES, by=teams.place_id, apply=teams.named),
    folds(PersonUnnamed, CIRCLES, by=teams.place_id, apply=teams.gone),
)
_GATHERINGS = (
    folds(SlotGiven, CIRCLES, by=there.slot_id, apply=there.slot),
    folds(SlotRefused, CIRCLES, by=there.slot_id, apply=teams.gone),
    folds(SlotCancelled, CIRCLES, by=there.slot_id, apply=teams.gone),
    folds(SessionAccepted, CIRCLES, by=there.session_id, apply=there.session),
    folds(SessionChanged, CIRCLES, by=there.session_id, apply=there.session_changed),
    folds(SessionDeclined, CIRCLES, by=there.session_id, apply=teams.gone),
    folds(SessionWithdrawn, CIRCLES, by=there.session_id, apply=teams.gone),
    folds(SeatGiven, CIRCLES, by=there.seat_id, apply=there.seat),
    folds(SeatConfirmed, CIRCLES, by=there.seat_id, apply=there.seat),
    folds(SeatReleased, CIRCLES, by=there.seat_id, apply=teams.gone),
)
_READERS = (
    folds(ConsentGiven, READERS, by="person_id", apply=there.agreed),
    folds(ConsentWithdrawn, READERS, by="person_id", apply=there.withdrew),
    folds(PersonErased, READERS, by="person_id", apply=there.forgotten),
)
MAILINGS_FOLD = (*_LIFE, *_WORKSHEETS, *_CLUSTERS, *_ALLIANCES, *_GATHERINGS, *_READERS)
