"""What a letter puts into the calendar of its reader (iMIP): a slot or a meeting, given, moved, cancelled.

The sequence is the version of that thing among its events, so that a later letter always replaces an earlier one, and
the UID is that of the feeds: whoever subscribes and gets mail hears of one thing.
"""

from typing import Literal

from cityteams_calendars import Entry, Mailbox, invitation, uid_of
from cityteams_contracts.events import (
    MeetingCancelled,
    MeetingMoved,
    MeetingRefilled,
    MeetingScheduled,
    SlotCancelled,
    SlotGiven,
)
from cityteams_contracts.registration import ContactResolved
from cityteams_notifications.archive import Found
from cityteams_notifications.parts import Calendar

Placed = MeetingScheduled | MeetingMoved | MeetingRefilled


def calendar_of(found: Found, contact: ContactResolved, organiser: Mailbox, portal: str) -> Calendar | None:
    """The part for calendars, or None when the letter is about nothing that has a time."""
    entry = _entry(found, portal)
    if entry is None or not contact.mail:
        return None
    method: Literal["REQUEST", "CANCEL"] = "CANCEL" if entry.cancelled else "REQUEST"
    guest = Mailbox(contact.name or "", contact.mail)
    return Calendar(invitation(entry, organiser, guest, method).decode(), method)


def _entry(found: Found, portal: str) -> Entry | None:
    match found.event:
        case SlotGiven() | SlotCancelled() as slot:
            return _slot(found, slot, portal)
        case MeetingScheduled() | MeetingMoved() | MeetingRefilled() | MeetingCancelled() as meeting:
            return _meeting(found, meeting, portal)
    return None


def _slot(found: Found, event: SlotGiven | SlotCancelled, portal: str) -> Entry:
    given = event if isinstance(event, SlotGiven) else None
    return Entry(
        uid=uid_of("slot", event.slot_id),
        sequence=found.version,
        revised=found.at,
        title=event.title,
        starts=given.starts if given else None,
        ends=given.ends if given else None,
        place=", ".join(filter(None, (given.room if given else "", event.place))),
        text=event.gathering,
        address=f"{portal}/agenda/{event.gathering_id}",
        cancelled=given is None,
    )


def _meeting(found: Found, event: Placed | MeetingCancelled, portal: str) -> Entry:
    placed = None if isinstance(event, MeetingCancelled) else event
    return Entry(
        uid=uid_of("meeting", event.meeting_id),
        sequence=found.version,
        revised=found.at,
        title=f"Meeting: {placed.subject_line}" if placed else f"Meeting at {event.gathering}",
        starts=placed.starts if placed else None,
        ends=placed.ends if placed else None,
        place=f"{placed.table}, {placed.area}" if placed else "",
        text=event.gathering,
        address=f"{portal}/meetings",
        cancelled=placed is None,
    )
