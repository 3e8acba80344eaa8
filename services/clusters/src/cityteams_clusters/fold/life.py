"""What the events of life do to the store."""

from cityteams_chassis import Stamp, folds
from cityteams_clusters.domain.life import CHANGES
from cityteams_clusters.domain.life_invitations import Deadline
from cityteams_clusters.fold.building import ends, goes_on, starts
from cityteams_clusters.incoming import corrected, forgotten, merged, named, registered, standing_id
from cityteams_clusters.store import CLUSTERS
from cityteams_clusters.store.life import DEADLINES, FORGOTTEN, ORGANISATIONS, STANDINGS
from cityteams_contracts.clusters import (
    InvitationAnswered,
    InvitationExpiresSoon,
    InvitationLapsed,
    InvitationWithdrawn,
    MemberInvited,
)
from cityteams_contracts.registration import (
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonErased,
    PersonNamed,
    PersonUnnamed,
)


def _set(_state: Deadline | None, event: MemberInvited, stamp: Stamp) -> Deadline | None:
    return Deadline.of(event, stamp.at)


LIFE = (
    *(folds(event, CLUSTERS, by="cluster_id", apply=goes_on(change)) for event, change in CHANGES.items()),
    folds(MemberInvited, DEADLINES, by="invitation_id", apply=_set),
    folds(InvitationExpiresSoon, DEADLINES, by="invitation_id", apply=starts(Deadline.last)),
    folds(InvitationAnswered, DEADLINES, by="invitation_id", apply=ends),
    folds(InvitationLapsed, DEADLINES, by="invitation_id", apply=ends),
    folds(InvitationWithdrawn, DEADLINES, by="invitation_id", apply=ends),
    folds(OrganisationRegistered, ORGANISATIONS, by="organisation_id", apply=starts(registered)),
    folds(OrganisationCorrected, ORGANISATIONS, by="organisation_id", apply=goes_on(corrected)),
    folds(OrganisationMerged, ORGANISATIONS, by="organisation_id", apply=goes_on(merged)),
    folds(PersonErased, FORGOTTEN, by="person_id", apply=starts(forgotten)),
    folds(PersonNamed, STANDINGS, by=standing_id, apply=starts(named)),
    folds(PersonUnnamed, STANDINGS, by=standing_id, apply=ends),
)
