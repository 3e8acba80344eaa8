"""What worksheets, clusters, alliances and the register say of who takes part in what."""

from dataclasses import replace

from cityteams_contracts import clusters as said
from cityteams_contracts.notifications import MailingRole as Role
from cityteams_contracts.registration import (
    PersonNamed,
    PersonUnnamed,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetConfirmed,
    WorksheetResubmitted,
    WorksheetSubmitted,
)
from cityteams_contracts.values import Participant
from cityteams_notifications.domain.mailings.circles import Circle, Noun, with_these, without

Told = WorksheetSubmitted | WorksheetResubmitted | WorksheetAccepted | SupplementGiven


def gone(_: Circle | None, _event: object, _stamp: object) -> None:
    """Nobody takes part in it any more."""


def worksheet(before: Circle | None, event: Told, _stamp: object) -> Circle:
    """Its lead and its officials take part in its rounds."""
    known = before or Circle(worksheet_id(event), Noun.WORKSHEET)
    project = event.project
    return (
        known.of_round(event.round_id)
        .having(Role.TEAM_LEAD, project.lead)
        .having(Role.CITY_OFFICIAL, *project.officials)
    )


def confirmed(before: Circle | None, event: WorksheetConfirmed, _stamp: object) -> Circle | None:
    """It takes part in another round."""
    return before and before.of_round(event.round_id)


def worksheet_id(event: object) -> str:
    """The row of a worksheet."""
    return f"worksheet/{event.worksheet_id}"  # type: ignore[attr-defined]


# --- clusters --------------------------------------------------------------------------------------------------------


def cluster_id(event: object) -> str:
    """The row of a cluster."""
    return f"cluster/{event.cluster_id}"  # type: ignore[attr-defined]


def proposed(_: Circle | None, event: said.ClusterProposed, _stamp: object) -> Circle:
    """A team in the making."""
    begun = Circle(cluster_id(event), Noun.CLUSTER, (event.round_id,), (event.cluster_id,))
    with_lead = begun.having(Role.TEAM_LEAD, event.lead).having(Role.CITY_OFFICIAL, *event.officials)
    return replace(with_lead, organisations=_ids(event.members))


def made_up(
    before: Circle | None, event: said.ClusterListed | said.ClusterConfirmed | said.ClusterRevised, _stamp: object
) -> Circle | None:
    """The team is made up like this now."""
    if before is None:
        return None
    now = replace(before, organisations=_ids(event.members)).having(Role.TEAM_LEAD, event.lead)
    officials = getattr(event, "officials", None)
    return now if officials is None else now.having(Role.CITY_OFFICIAL, *officials)


def led(before: Circle | None, event: said.LeadReplaced, _stamp: object) -> Circle | None:
    """Another person leads."""
    return before and before.having(Role.TEAM_LEAD, event.lead)


def lead_lost(before: Circle | None, _event: said.LeadLost, _stamp: object) -> Circle | None:
    """Nobody leads."""
    return before and before.having(Role.TEAM_LEAD)


def official_named(before: Circle | None, event: said.OfficialNamed, _stamp: object) -> Circle | None:
    """One more official."""
    return before and before.joined(Role.CITY_OFFICIAL, event.person_id)


def official_lost(before: Circle | None, event: said.OfficialLost, _stamp: object) -> Circle | None:
    """One official less."""
    return before and before.left(Role.CITY_OFFICIAL, event.person_id)


def member_joined(
    before: Circle | None, event: said.MemberJoined | said.EntityAffiliated, _stamp: object
) -> Circle | None:
    """One more organisation."""
    joined = (event.organisation.organisation_id,)
    return before and replace(before, organisations=with_these(before.organisations, joined))


def member_left(before: Circle | None, event: said.MemberLeft | said.EntityLeft, _stamp: object) -> Circle | None:
    """One organisation less."""
    left = (event.organisation.organisation_id,)
    return before and replace(before, organisations=without(before.organisations, left))


def split(before: Circle | None, event: said.ClusterSplit, _stamp: object) -> Circle | None:
    """Some went on as a cluster of their own."""
    if before is None:
        return None
    rest = replace(before, organisations=without(before.organisations, _ids(event.members)))
    return rest.left(Role.CITY_OFFICIAL, *event.officials)


def affiliated(
    before: Circle | None, event: said.AffiliationGranted | said.ClusterPromoted, _stamp: object
) -> Circle | None:
    """It belongs to an alliance."""
    return before and before.within(event.super_cluster_id)


def affiliation_ended(before: Circle | None, event: said.AffiliationEnded, _stamp: object) -> Circle | None:
    """It does not any more."""
    return before and before.outside(event.super_cluster_id)


# --- alliances -------------------------------------------------------------------------------------------------------


def alliance_id(event: object) -> str:
    """The row of an alliance."""
    return f"alliance/{event.super_cluster_id}"  # type: ignore[attr-defined]


def formed(_: Circle | None, event: said.SuperClusterFormed | said.ThematicClusterFormed, _stamp: object) -> Circle:
    """An alliance begins; of a thematic cluster the leader is a chair."""
    begun = Circle(alliance_id(event), Noun.ALLIANCE, clusters=(event.super_cluster_id,))
    if isinstance(event, said.ThematicClusterFormed):
        return begun.having(Role.CHAIR, event.leader)
    return begun.of_round(event.round_id)


def chair_named(before: Circle | None, event: said.ChairNamed, _stamp: object) -> Circle | None:
    """One chair more."""
    return before and before.joined(Role.CHAIR, event.person_id)


def chair_left(before: Circle | None, event: said.ChairLeft, _stamp: object) -> Circle | None:
    """One chair less."""
    return before and before.left(Role.CHAIR, event.person_id)


def merged(before: Circle | None, event: said.SuperClustersMerged, _stamp: object) -> Circle | None:
    """It lives on in another: its teams belong there, its chairs are none any more."""
    return before and replace(before, into=event.into, people={}, organisations=())


# --- the register ----------------------------------------------------------------------------------------------------


def place_id(event: PersonNamed | PersonUnnamed) -> str:
    """The row of a person in one role at an organisation."""
    return f"organisation/{event.organisation_id}/{event.person_id}/{event.role}"


def named(_: Circle | None, event: PersonNamed, _stamp: object) -> Circle:
    """A person is somebody there."""
    begun = Circle(place_id(event), Noun.ORGANISATION, organisations=(event.organisation_id,))
    return begun.having(Role(event.role.value), event.person_id)


def _ids(members: tuple[Participant, ...]) -> tuple[str, ...]:
    return tuple(sorted(each.organisation_id for each in members))
