"""Which letters an event asks for: a pure function per event, from the event to drafts."""

from collections.abc import Iterable

from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.events import SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import WorksheetAccepted, WorksheetWithdrawn
from cityteams_contracts.values import Participant
from cityteams_notifications.domain.letters import Draft, Fact
from cityteams_notifications.domain.text import HOME, and_list, day_and_time, plain, short

SUBJECT_LIMIT = 200
"""Characters of a subject line; the contract allows 300."""


def draft(kind: LetterKind, person_id: str, about: str, subject: str, **facts: Fact) -> Draft:
    """A letter about something, to a person; what every template may name is added."""
    return Draft(kind, person_id, about, short(subject, SUBJECT_LIMIT), {"about": about, "home": HOME, **facts})


def _names(members: Iterable[Participant]) -> str:
    return and_list(member.name for member in members) if members else "nobody yet"


def worksheet_accepted(event: WorksheetAccepted) -> Draft:
    """To the lead: it was accepted."""
    title = plain(event.project.title)
    subject = f"Worksheet accepted: {title}"
    return draft(LetterKind.WORKSHEET_ACCEPTED, event.project.lead, event.worksheet_id, subject, title=title)


def worksheet_withdrawn(event: WorksheetWithdrawn) -> Draft:
    """To the lead: it was taken back."""
    title = plain(event.title)
    subject = f"Worksheet withdrawn: {title}"
    return draft(LetterKind.WORKSHEET_WITHDRAWN, event.lead, event.worksheet_id, subject, title=title)


def member_invited(event: MemberInvited) -> Draft:
    """To the person who answers for the invited organisation: the question, with its reasons."""
    title = plain(event.title)
    return draft(
        LetterKind.MEMBER_INVITED,
        event.person_id,
        event.cluster_id,
        f"Invitation to join: {title}",
        title=title,
        organisation=plain(event.organisation.name),
        reasons=tuple(plain(reason.text) for reason in event.reasons),
        invitation=event.invitation_id,
    )


def invitation_answered(event: InvitationAnswered) -> Draft:
    """To the lead of the team that asked: the answer."""
    title, answer = plain(event.title), "accepted" if event.accepted else "declined"
    return draft(
        LetterKind.INVITATION_ANSWERED,
        event.lead,
        event.cluster_id,
        f"Invitation {answer}: {title}",
        title=title,
        organisation=plain(event.organisation.name),
        accepted=event.accepted,
    )


def cluster_confirmed(event: ClusterConfirmed) -> Draft:
    """To the lead: the team is complete."""
    title, subject = plain(event.title), f"Team complete: {event.title}"
    members = _names(event.members)
    return draft(LetterKind.CLUSTER_CONFIRMED, event.lead, event.cluster_id, subject, title=title, members=members)


def cluster_listed(event: ClusterListed) -> Draft:
    """To the lead: the cluster is public."""
    title, subject = plain(event.title), f"On the public list: {event.title}"
    members = _names(event.members)
    return draft(LetterKind.CLUSTER_LISTED, event.lead, event.cluster_id, subject, title=title, members=members)


def cluster_dissolved(event: ClusterDissolved) -> Draft:
    """To the lead: the cluster is no more."""
    title, subject = plain(event.title), f"Cluster dissolved: {event.title}"
    return draft(LetterKind.CLUSTER_DISSOLVED, event.lead, event.cluster_id, subject, title=title)


def slot_given(event: SlotGiven) -> Draft:
    """To the speaker: when and where."""
    title, held = plain(event.title), plain(event.gathering)
    return draft(
        LetterKind.SLOT_GIVEN,
        event.speaker,
        event.slot_id,
        f"Your slot at {held}: {title}",
        title=title,
        gathering=held,
        place=plain(event.place),
        room=plain(event.room),
        when=day_and_time(event.starts, event.ends, event.time_zone),
    )


def slot_refused(event: SlotRefused) -> Draft:
    """To the speaker: there is no slot, and why."""
    title, held = plain(event.title), plain(event.gathering)
    subject, reason = f"No slot at {held}: {title}", plain(event.reason)
    facts = {"title": title, "gathering": held, "reason": reason}
    return draft(LetterKind.SLOT_REFUSED, event.speaker, event.slot_id, subject, **facts)


def slot_cancelled(event: SlotCancelled) -> Draft:
    """To the speaker: the slot is gone."""
    title, held = plain(event.title), plain(event.gathering)
    subject = f"Slot cancelled at {held}: {title}"
    return draft(LetterKind.SLOT_CANCELLED, event.speaker, event.slot_id, subject, title=title, gathering=held)
