"""Letters about worksheets that were decided on, teams, slots and agendas: from the event to drafts."""

from collections.abc import Mapping

from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    SessionEntry,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import WorksheetAccepted, WorksheetWithdrawn
from cityteams_notifications.domain.drafting import draft, names
from cityteams_notifications.domain.letters import Draft, Fact


def worksheet_accepted(event: WorksheetAccepted) -> Draft:
    """To the lead: it was accepted."""
    project = event.project
    return draft(LetterKind.WORKSHEET_ACCEPTED, project.lead, event.worksheet_id, title=project.title)


def worksheet_withdrawn(event: WorksheetWithdrawn) -> Draft:
    """To the lead: it was taken back."""
    return draft(LetterKind.WORKSHEET_WITHDRAWN, event.lead, event.worksheet_id, title=event.title)


def member_invited(event: MemberInvited) -> Draft:
    """To the person who answers for the invited organisation: the question, with its reasons."""
    return draft(
        LetterKind.MEMBER_INVITED, event.person_id, event.cluster_id, title=event.title,
        organisation=event.organisation.name, reasons=tuple(reason.text for reason in event.reasons),
    )  # fmt: skip


def invitation_answered(event: InvitationAnswered) -> Draft:
    """To the lead of the team that asked: the answer."""
    return draft(
        LetterKind.INVITATION_ANSWERED, event.lead, event.cluster_id, title=event.title,
        organisation=event.organisation.name, accepted=event.accepted,
    )  # fmt: skip


def cluster_confirmed(event: ClusterConfirmed) -> Draft:
    """To the lead: the team is complete."""
    members = names(event.members)
    return draft(LetterKind.CLUSTER_CONFIRMED, event.lead, event.cluster_id, title=event.title, members=members)


def cluster_listed(event: ClusterListed) -> Draft:
    """To the lead: the cluster is public."""
    members = names(event.members)
    return draft(LetterKind.CLUSTER_LISTED, event.lead, event.cluster_id, title=event.title, members=members)


def cluster_dissolved(event: ClusterDissolved) -> Draft:
    """To the lead: the cluster is no more."""
    return draft(LetterKind.CLUSTER_DISSOLVED, event.lead, event.cluster_id, title=event.title)


def slot_given(event: SlotGiven) -> list[Draft]:
    """To the speaker: when and where; a slot that slipped with its gathering is told with the gathering."""
    if event.slipped:
        return []
    given = draft(
        LetterKind.SLOT_GIVEN, event.speaker, event.slot_id, title=event.title, gathering=event.gathering,
        place=event.place, room=event.room, starts=event.starts, ends=event.ends, time_zone=event.time_zone,
    )  # fmt: skip
    return [given]


def slot_refused(event: SlotRefused) -> Draft:
    """To the speaker: there is no slot, and why."""
    facts: dict[str, Fact] = {"title": event.title, "gathering": event.gathering, "reason": event.reason}
    return draft(LetterKind.SLOT_REFUSED, event.speaker, event.slot_id, **facts)


def slot_cancelled(event: SlotCancelled) -> Draft:
    """To the speaker: the slot is gone."""
    facts: dict[str, Fact] = {"title": event.title, "gathering": event.gathering}
    return draft(LetterKind.SLOT_CANCELLED, event.speaker, event.slot_id, **facts)


def agenda_released(event: AgendaReleased) -> list[Draft]:
    """To everybody whose part of it is new, once: what is theirs, in the order of the agenda."""
    rooms = {room.room_id: room.name for room in event.rooms}
    theirs: dict[str, list[Fact]] = {}
    for entry in event.entries:
        theirs.setdefault(entry.speaker, []).append(_part(entry, rooms))
    for session in event.sessions:
        people = (*session.speakers, *filter(None, [session.facilitator]), *session.introducers)
        for person in dict.fromkeys(people):
            theirs.setdefault(person, []).append(_part(session, rooms))
    told = theirs if event.concerned is None else dict.fromkeys(event.concerned)
    return [
        draft(
            LetterKind.AGENDA_RELEASED, person, event.gathering_id, gathering=event.title, place=event.place,
            release=event.release, slots=tuple(theirs.get(person, ())), time_zone=event.time_zone,
        )
        for person in told
    ]  # fmt: skip


def _part(entry: AgendaEntry | SessionEntry, rooms: Mapping[str, str]) -> Fact:
    room = rooms.get(entry.room_id, entry.room_id) if entry.room_id else ""
    return {"title": entry.title, "room": room, "starts": entry.starts, "ends": entry.ends}
