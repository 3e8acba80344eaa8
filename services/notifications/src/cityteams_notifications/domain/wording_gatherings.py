"""Letters about gatherings: dates that move, sessions, seats, meetings, booths and journeys."""

from cityteams_contracts.events import (
    AttendeeInvited,
    BoothGiven,
    DeadlineExtended,
    DeadlineNear,
    GatheringCancelled,
    GatheringSlipped,
    MeetingCancelled,
    MeetingMoved,
    MeetingRefilled,
    MeetingScheduled,
    ReleaseReason,
    ReminderDue,
    SeatGiven,
    SeatOffered,
    SeatReleased,
    SeatWaitlisted,
    SessionAccepted,
    SessionDeclined,
    SessionsDelayed,
    TravelSupportGranted,
    TravelSupportRefused,
)
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.drafting import draft
from cityteams_notifications.domain.letters import Draft, Fact

Placed = MeetingScheduled | MeetingMoved | MeetingRefilled
Journey = TravelSupportGranted | TravelSupportRefused
Call = DeadlineNear | DeadlineExtended


def gathering_slipped(event: GatheringSlipped) -> list[Draft]:
    """To everybody who has a part in it, once: the new dates."""
    facts: dict[str, Fact] = {
        "gathering": event.title, "before": event.days_were[0].date, "begins": event.days[0].date,
        "reason": event.reason,
    }  # fmt: skip
    return [draft(LetterKind.GATHERING_SLIPPED, each, event.gathering_id, **facts) for each in event.people]


def gathering_cancelled(event: GatheringCancelled) -> list[Draft]:
    """To everybody who has a part in it."""
    facts: dict[str, Fact] = {"gathering": event.title, "reason": event.reason}
    return [draft(LetterKind.GATHERING_CANCELLED, each, event.gathering_id, **facts) for each in event.people]


def gathering_reminder(event: ReminderDue) -> list[Draft]:
    """To everybody who has a part in it or a seat: when it begins, and where."""
    facts: dict[str, Fact] = {
        "gathering": event.title, "place": event.place, "ahead": event.ahead.value, "starts": event.starts,
        "time_zone": event.time_zone,
    }  # fmt: skip
    return [draft(LetterKind.GATHERING_REMINDER, each, event.gathering_id, **facts) for each in event.people]


def deadline_near(event: DeadlineNear) -> list[Draft]:
    """To everybody who may answer the call and has not yet."""
    facts = {**_call(event), "ahead": event.ahead.value}
    return [draft(LetterKind.DEADLINE_NEAR, each, event.gathering_id, **facts) for each in event.people]


def deadline_extended(event: DeadlineExtended) -> list[Draft]:
    """To everybody who may answer the call, or did."""
    facts = _call(event)
    return [draft(LetterKind.DEADLINE_EXTENDED, each, event.gathering_id, **facts) for each in event.people]


def _call(event: Call) -> dict[str, Fact]:
    """A call has a name of its own, or is told by its kind."""
    return {
        "gathering": event.title, "what": event.what.value, "deadline": event.deadline or "", "at": event.at,
        "time_zone": event.time_zone,
    }  # fmt: skip


def sessions_delayed(event: SessionsDelayed) -> list[Draft]:
    """To those concerned alone: their sessions that begin later."""
    theirs: dict[str, list[Fact]] = {}
    for session in event.sessions:
        late: Fact = {
            "title": session.title, "room": session.room, "starts": session.starts, "ends": session.ends,
        }  # fmt: skip
        for person in dict.fromkeys(session.people):
            theirs.setdefault(person, []).append(late)
    return [
        draft(
            LetterKind.SESSIONS_DELAYED, person, event.gathering_id, gathering=event.title, sessions=tuple(late),
            time_zone=event.time_zone,
        )
        for person, late in theirs.items()
    ]  # fmt: skip


def session_accepted(event: SessionAccepted) -> list[Draft]:
    """To who proposed it; what the secretariat put in itself is told to nobody."""
    if not event.proposed:
        return []
    facts: dict[str, Fact] = {"title": event.content.title, "gathering": event.gathering}
    return [draft(LetterKind.SESSION_ACCEPTED, event.proposed_by, event.session_id, **facts)]


def session_declined(event: SessionDeclined) -> Draft:
    """To who proposed it."""
    facts: dict[str, Fact] = {"title": event.content.title, "gathering": event.gathering}
    return draft(LetterKind.SESSION_DECLINED, event.proposed_by, event.session_id, **facts)


def attendee_invited(event: AttendeeInvited) -> Draft:
    """To the invited."""
    return draft(LetterKind.ATTENDEE_INVITED, event.person_id, event.seating_id, title=event.title)


def seat_given(event: SeatGiven) -> list[Draft]:
    """To the person; places of guests are told with their own."""
    if event.guest:
        return []
    return [draft(LetterKind.SEAT_GIVEN, event.person_id, event.seating_id, title=event.title)]


def seat_waitlisted(event: SeatWaitlisted) -> list[Draft]:
    """To the person: their number."""
    if event.guest:
        return []
    facts: dict[str, Fact] = {"title": event.title, "number": event.number}
    return [draft(LetterKind.SEAT_WAITLISTED, event.person_id, event.seating_id, **facts)]


def seat_offered(event: SeatOffered) -> Draft:
    """To who waited longest: a seat is held for them, or for a guest of theirs."""
    facts: dict[str, Fact] = {"title": event.title, "hold_until": event.hold_until}
    return draft(LetterKind.SEAT_OFFERED, event.person_id, event.seating_id, **facts)


def seat_released(event: SeatReleased) -> list[Draft]:
    """To who lost a seat without having given it back."""
    if event.guest or event.reason not in (ReleaseReason.LAPSED, ReleaseReason.WITHDRAWN):
        return []
    return [draft(LetterKind.SEAT_RELEASED, event.person_id, event.seating_id, title=event.title)]


def meeting_scheduled(event: Placed) -> list[Draft]:
    """To everybody who meets: when and at which table; what slipped with its gathering is told with the gathering."""
    if isinstance(event, MeetingMoved) and event.slipped:
        return []
    facts: dict[str, Fact] = {
        "subject": event.subject_line, "gathering": event.gathering, "table": event.table, "area": event.area,
        "starts": event.starts, "ends": event.ends, "time_zone": event.time_zone,
    }  # fmt: skip
    return [draft(LetterKind.MEETING_SCHEDULED, each, event.meeting_id, **facts) for each in event.people]


def meeting_cancelled(event: MeetingCancelled) -> list[Draft]:
    """To the others who would have met; one that had no time yet is missed by nobody."""
    if event.starts is None or event.with_gathering:
        return []
    others = [each for each in event.people if each != event.cancelled_by]
    return [draft(LetterKind.MEETING_CANCELLED, each, event.meeting_id, gathering=event.gathering) for each in others]


def booth_given(event: BoothGiven) -> Draft:
    """To who asked for it."""
    facts: dict[str, Fact] = {"gathering": event.gathering, "number": event.number, "pavilion": ""}
    return draft(LetterKind.BOOTH_GIVEN, event.asked_by, event.request_id, **facts)


def travel_support(event: Journey) -> Draft:
    """To the official: whether the journey is paid for, and why."""
    return draft(
        LetterKind.TRAVEL_SUPPORT, event.person_id, event.request_id, gathering=event.gathering,
        granted=isinstance(event, TravelSupportGranted), reasons=event.reasons,
    )  # fmt: skip
