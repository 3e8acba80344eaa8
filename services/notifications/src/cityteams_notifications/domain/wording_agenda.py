"""Letters about gatherings and their agendas: each person once per event, and only who is concerned."""

from collections.abc import Iterable, Mapping

from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    GatheringCancelled,
    GatheringSlipped,
    SessionEntry,
    SessionsDelayed,
    SlotGiven,
)
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain import wording
from cityteams_notifications.domain.letters import Draft, Fact
from cityteams_notifications.domain.text import day_and_time, plain

Lines = tuple[Fact, ...]


def slot_given(event: SlotGiven) -> list[Draft]:
    """To the speaker; not when the gathering slipped, since that letter has told it already."""
    return [] if event.slipped else [wording.slot_given(event)]


def agenda_released(event: AgendaReleased) -> list[Draft]:
    """To everybody whose part of the agenda is new: what is theirs, in the order of the agenda."""
    theirs: dict[str, list[AgendaEntry | SessionEntry]] = {}
    for entry in event.entries:
        theirs.setdefault(entry.speaker, []).append(entry)
    for session in event.sessions:
        for person in (*session.speakers, session.facilitator, *session.introducers):
            if person is not None and session not in theirs.setdefault(person, []):
                theirs[person].append(session)
    told = theirs if event.concerned is None else dict.fromkeys(event.concerned)
    rooms = {room.room_id: room.name for room in event.rooms}
    return [_released(event, person, theirs.get(person, ()), rooms) for person in told]


def _released(
    event: AgendaReleased, person: str, entries: Iterable[AgendaEntry | SessionEntry], rooms: Mapping[str, str]
) -> Draft:
    lines: Lines = tuple(
        {
            "title": plain(entry.title),
            "when": day_and_time(entry.starts, entry.ends, event.time_zone),
            "room": plain(rooms.get(entry.room_id or "", entry.room_id or "in the whole house")),
        }
        for entry in entries
    )
    news = "" if lines else f"release {event.release} of the agenda is public, and you have no part in it any more:"
    return _about(event, person, f"Agenda of {plain(event.title)}, release {event.release}", event.release, lines, news)


def gathering_slipped(event: GatheringSlipped) -> list[Draft]:
    """To everybody who has a part in it, once: from when to when it moved."""
    was, now = event.days_were[0].date, event.days[0].date
    news = f"the gathering has moved from {was:%Y-%m-%d} to {now:%Y-%m-%d}, at the same hours.{_because(event.reason)}"
    return [_about(event, person, f"{plain(event.title)} has moved", 0, (), news) for person in event.people]


def gathering_cancelled(event: GatheringCancelled) -> list[Draft]:
    """To everybody who has a part in it, once: it is not held."""
    news = f"the gathering is not held.{_because(event.reason)}"
    return [_about(event, person, f"{plain(event.title)} is called off", 0, (), news) for person in event.people]


def sessions_delayed(event: SessionsDelayed) -> list[Draft]:
    """To those in the sessions that begin at another time, and to nobody else."""
    theirs: dict[str, list[Fact]] = {}
    for session in event.sessions:
        line: Fact = {
            "title": plain(session.title),
            "when": day_and_time(session.starts, session.ends, event.time_zone),
            "room": plain(session.room),
        }
        for person in dict.fromkeys(session.people):
            theirs.setdefault(person, []).append(line)
    subject, news = f"Another time today at {plain(event.title)}", "what follows begins at another time than planned:"
    return [_about(event, person, subject, event.release, tuple(lines), news) for person, lines in theirs.items()]


def _because(reason: str) -> str:
    return f" {plain(reason)}" if reason else ""


def _about(
    event: AgendaReleased | GatheringSlipped | GatheringCancelled | SessionsDelayed,
    person: str,
    subject: str,
    release: int,
    lines: Lines,
    news: str,
) -> Draft:
    return wording.draft(
        LetterKind.AGENDA_RELEASED,
        person,
        event.gathering_id,
        subject,
        gathering=plain(event.title),
        place=plain(event.place),
        release=release,
        slots=lines,
        news=news,
    )
