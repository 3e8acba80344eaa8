"""Releases of an agenda made of sessions: refused while a blocking rule is broken; brought back one step."""

from collections.abc import Iterable, Mapping, Sequence

from cityteams_contracts import Rejected
from cityteams_contracts.events import AgendaReleased, SessionEntry, SessionPlace, TrackName
from cityteams_contracts.values import PersonId
from cityteams_events.domain.gathering import Gathering, Release, fitting, unchanged
from cityteams_events.domain.planning.judging import judge
from cityteams_events.domain.planning.placing import in_words
from cityteams_events.domain.planning.plan import with_places
from cityteams_events.domain.planning.programme import Programme


def release_sessions(programme: Programme, last: Release | None) -> AgendaReleased:
    """Decides whether the agenda in progress becomes the next release; raises Rejected."""
    entries = entries_now(programme)
    if last is None and not entries:
        raise Rejected("no-session-has-a-place", "solve the agenda, or put a session somewhere by hand")
    if last is not None and entries == last.sessions:
        raise unchanged(last)
    return _made(programme, last, entries)


def entries_now(programme: Programme) -> tuple[SessionEntry, ...]:
    """The accepted sessions that have a place, in order of time and room."""
    by_id = {place.session_id: place for place in with_places(programme.plan.places, programme.in_house)}
    entries = [each.entry(place) for each in programme.sessions if (place := by_id.get(each.session_id))]
    return tuple(sorted(entries, key=lambda each: (each.starts, each.room_id or "", each.session_id)))


def roll_back(programme: Programme, last: Release | None, before: Release | None) -> AgendaReleased:
    """Decides whether the release before the last can come back; raises Rejected.

    It must keep every blocking rule as things are today, and every session of it must still be held as it was.
    """
    if last is None or before is None:
        raise Rejected("no-release-to-go-back-to", "there are not two releases yet")
    if (before.entries, before.sessions) == (last.entries, last.sessions):
        raise unchanged(last)
    held = {session.session_id: session for session in programme.sessions}
    for entry in before.sessions:
        if entry.session_id not in held:
            reason = f"{entry.title} of release {before.number} was taken back; release the agenda in progress instead"
            raise Rejected("the-release-holds-a-withdrawn-session", reason)
        if held[entry.session_id].entry(_place(entry)) != entry:
            reason = f"{entry.title} is not what it was in release {before.number}; release the agenda in progress"
            raise Rejected("the-release-holds-a-changed-session", reason)
    return _made(programme, last, before.sessions, before)


def roll_back_slots(gathering: Gathering, last: Release | None, before: Release | None) -> AgendaReleased:
    """The same for an expo that gives slots: a release holds no room and no speaker twice, so it may come back."""
    if last is None or before is None:
        raise Rejected("no-release-to-go-back-to", "there are not two releases yet")
    if before.entries == last.entries:
        raise unchanged(last)
    return fitting(
        AgendaReleased(
            **gathering.titled,
            rooms=gathering.rooms,
            release=last.number + 1,
            entries=before.entries,
            rolled_back_to=before.number,
        )
    )


def _made(
    programme: Programme, last: Release | None, entries: tuple[SessionEntry, ...], before: Release | None = None
) -> AgendaReleased:
    broken = [each for each in judge(programme, [_place(entry) for entry in entries]) if each.blocks]
    if broken:
        raise Rejected("a-blocking-rule-is-broken", in_words(broken))
    gathering = programme.gathering
    return fitting(
        AgendaReleased(
            **gathering.titled,
            rooms=gathering.rooms,
            release=last.number + 1 if last else 1,
            entries=(),
            sessions=entries,
            tracks=tuple(TrackName(track_id=each.track_id, title=each.title) for each in gathering.tracks),
            rolled_back_to=before.number if before else None,
            concerned=concerned(last.sessions if last else (), entries),
        )
    )


def _place(entry: SessionEntry) -> SessionPlace:
    return SessionPlace(session_id=entry.session_id, room_id=entry.room_id, starts=entry.starts, ends=entry.ends)


def concerned(old: Sequence[SessionEntry], new: Sequence[SessionEntry]) -> tuple[PersonId, ...]:
    """Everybody whose sessions came, moved, changed or went."""
    before, after = _by_id(old), _by_id(new)
    touched = [
        each
        for session_id in before.keys() | after.keys()
        if before.get(session_id) != after.get(session_id)
        for each in (before.get(session_id), after.get(session_id))
        if each is not None
    ]
    return tuple(sorted({person for entry in touched for person in people_in(entry)}))


def people_in(entry: SessionEntry) -> tuple[PersonId, ...]:
    """Who has a part in a released session."""
    facilitator = (entry.facilitator,) if entry.facilitator else ()
    return (*entry.speakers, *facilitator, *entry.introducers)


def _by_id(entries: Iterable[SessionEntry]) -> Mapping[str, SessionEntry]:
    return {entry.session_id: entry for entry in entries}
