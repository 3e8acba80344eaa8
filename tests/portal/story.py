"""A small season as the services would say it: one listed cluster, one in the making, an expo, letters and answers."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterListed,
    ClusterProposed,
    ClustersRejection,
    InvitationAnswered,
    MemberInvited,
    Reason,
    SuperClusterFormed,
)
from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    Day,
    GatheringAnnounced,
    GatheringKind,
    Room,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.notifications import LetterFailed, LetterKind, LetterQueued, LetterSent
from cityteams_contracts.registration import Project, RegistrationRejection, WorksheetAccepted, WorksheetSubmitted
from cityteams_contracts.values import OrganisationKind, Participant, Resource, Sector

NOON = datetime(2018, 3, 1, 12, tzinfo=UTC)
STAGE = datetime(2018, 9, 18, 17, 30, tzinfo=UTC)
CITY = Participant(
    organisation_id="o-city",
    name="Chattanooga, TN",
    kind=OrganisationKind.MUNICIPALITY,
    country="US",
    city="Chattanooga, TN",
    deploys=True,
)
HELD: dict[str, Any] = {
    "gathering_id": "expo-2018",
    "gathering": "Expo 2018",
    "place": "Washington, DC",
    "time_zone": "America/New_York",
}
LAB = Participant(organisation_id="o-lab", name="CoLab", kind=OrganisationKind.COMPANY)


def project(title: str = "Crime-curbing lights", **change) -> Project:
    """A project of the city and the lab."""
    fields = {
        "title": title,
        "sector": Sector.PUBLIC_SAFETY,
        "participants": (CITY, LAB),
        "lead": "p-lead",
        "officials": ("p-official",),
        "needs": (Resource.DATA,),
        "offers": (Resource.PILOT_SITE,),
        "description": "Lights that call for help.",
    }
    return Project(**(fields | change))


def submitted(worksheet_id: str = "w-1", **change) -> WorksheetSubmitted:
    """A worksheet came in."""
    return WorksheetSubmitted(
        worksheet_id=worksheet_id, round_id="sc3-2018", project=project(**change), submitted_at=NOON
    )


def accepted(worksheet_id: str = "w-1", **change) -> WorksheetAccepted:
    """It was accepted."""
    return WorksheetAccepted(
        worksheet_id=worksheet_id, round_id="sc3-2018", project=project(**change), accepted_at=NOON
    )


def proposed(cluster_id: str = "c-1", missing: tuple[str, ...] = (), **change) -> ClusterProposed:
    """A team is in the making."""
    it = project(**change)
    return ClusterProposed(
        cluster_id=cluster_id,
        worksheet_id="w" + cluster_id[1:],
        round_id="sc3-2018",
        sector=it.sector,
        title=it.title,
        lead=it.lead,
        members=it.participants,
        missing=missing,
    )


def listed(cluster_id: str = "c-1", **change) -> ClusterListed:
    """It is on the list."""
    it = project(**change)
    return ClusterListed(
        cluster_id=cluster_id,
        worksheet_id="w" + cluster_id[1:],
        round_id="sc3-2018",
        sector=it.sector,
        title=it.title,
        lead=it.lead,
        members=it.participants,
        listed_at=NOON,
    )


def invited(cluster_id: str = "c-2", invitation_id: str = "i-1") -> MemberInvited:
    """The lab was asked."""
    reasons = (Reason(code="offers-data", text="It offers the data that the team looks for.", weight=1.5),)
    return MemberInvited(
        cluster_id=cluster_id,
        invitation_id=invitation_id,
        organisation=LAB,
        person_id="p-asked",
        from_worksheet="w-1",
        title="Quiet streets",
        score=1.5,
        reasons=reasons,
    )


def said_yes(cluster_id: str = "c-2", invitation_id: str = "i-1", accepted: bool = True) -> InvitationAnswered:
    """The lab answered."""
    return InvitationAnswered(
        cluster_id=cluster_id,
        invitation_id=invitation_id,
        organisation=LAB,
        accepted=accepted,
        title="Quiet streets",
        lead="p-lead",
        answered_at=NOON,
    )


def announced() -> GatheringAnnounced:
    """The expo will be held."""
    return GatheringAnnounced(
        gathering_id="expo-2018",
        kind=GatheringKind.EXPO,
        title="Expo 2018",
        place="Washington, DC",
        time_zone="America/New_York",
        days=(Day(date=date(2018, 9, 18), opens=time(13, 30), closes=time(17, 30)),),
        rooms=(Room(room_id="r-a", name="146A", capacity=120), Room(room_id="r-c", name="146C", capacity=100)),
        slot_minutes=10,
    )


def slot(cluster_id: str = "c-1", room: str = "a", minutes: int = 0, title: str = "Crime-curbing lights") -> SlotGiven:
    """A cluster has its place."""
    starts = STAGE + timedelta(minutes=minutes)
    return SlotGiven(
        slot_id=f"s-{cluster_id}",
        **HELD,
        cluster_id=cluster_id,
        title=title,
        speaker="p-lead",
        room_id=f"r-{room}",
        room=f"146{room.upper()}",
        starts=starts,
        ends=starts + timedelta(minutes=10),
    )


def cancelled(cluster_id: str = "c-1") -> SlotCancelled:
    """A cluster's place is free again."""
    return SlotCancelled(slot_id=f"s-{cluster_id}", **HELD, cluster_id=cluster_id, title="Gone", speaker="p-lead")


def granted(cluster_id: str, super_cluster_id: str) -> AffiliationGranted:
    """A cluster belongs to an alliance."""
    alliance = "Safety SuperCluster"
    return AffiliationGranted(cluster_id=cluster_id, super_cluster_id=super_cluster_id, super_cluster=alliance)


def released(*slots: SlotGiven, release: int = 1) -> AgendaReleased:
    """An agenda is public."""
    names = set(AgendaEntry.model_fields)
    entries = tuple(AgendaEntry(**each.model_dump(include=names)) for each in slots)
    held = announced()
    return AgendaReleased(
        gathering_id=held.gathering_id,
        title=held.title,
        place=held.place,
        time_zone=held.time_zone,
        rooms=held.rooms,
        release=release,
        entries=entries,
    )


def queued(letter_id: str) -> LetterQueued:
    """A letter waits."""
    return LetterQueued(
        letter_id=letter_id,
        kind=LetterKind.CLUSTER_LISTED,
        person_id="p-lead",
        about="c-1",
        subject_line="Listed",
        queued_at=NOON,
    )


def sent(letter_id: str) -> LetterSent:
    """It went out."""
    return LetterSent(letter_id=letter_id, kind=LetterKind.CLUSTER_LISTED, person_id="p-lead", sent_at=NOON)


def failed(letter_id: str) -> LetterFailed:
    """It will not go out."""
    return LetterFailed(
        letter_id=letter_id, kind=LetterKind.CLUSTER_LISTED, person_id="p", reason="no-contact", failed_at=NOON
    )


def refused(command_id: str, code: str, reason: str, field: str | None = None) -> RegistrationRejection:
    """Registration refused a command."""
    return RegistrationRejection(
        command_id=command_id, command="submit-worksheet", code=code, reason=reason, field=field, about="w-1"
    )


def season() -> list[Event]:
    """Everything above in a plausible order."""
    rule = "a-cluster-needs-two-organisations"
    quiet = {"title": "Quiet streets", "sector": Sector.TRANSPORTATION, "participants": (CITY,)}
    return [
        submitted(),
        submitted("w-2", **quiet),
        submitted("w-3", title="Still unread", sector=Sector.DATA),
        accepted(),
        accepted("w-2", **quiet),
        proposed(),
        listed(),
        SuperClusterFormed(
            super_cluster_id="sc-ps",
            round_id="sc3-2018",
            sector=Sector.PUBLIC_SAFETY,
            title="Safety SuperCluster",
        ),
        granted("c-1", "sc-ps"),
        proposed("c-2", (rule,), **quiet),
        invited(),
        announced(),
        slot(),
        SlotRefused(
            slot_id="s-c-9",
            **HELD,
            cluster_id="c-9",
            title="Late",
            speaker="p-9",
            reason="All rooms are taken.",
        ),
        queued("l-1"),
        sent("l-1"),
        queued("l-2"),
        queued("l-3"),
        failed("l-3"),
        refused("cmd-no", "a-worksheet-needs-a-city-official", "No city official is named. Add one.", "officials"),
        ClustersRejection(
            command_id="cmd-no-2",
            command="answer-invitation",
            code="invitation-is-unknown",
            reason="There is no such invitation.",
        ),
    ]
