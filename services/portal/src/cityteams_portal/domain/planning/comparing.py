"""What is different between two agendas, and for whom; what is held now, and what is next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cityteams_contracts.events import AgendaEntry, DelayedSession, SessionEntry, SessionKind


class Change(StrEnum):
    """What happened to a session."""

    CAME = "came"
    MOVED = "moved"
    CHANGED = "changed"
    WENT = "went"


@dataclass(frozen=True, slots=True)
class Difference:
    """One session that is not as it was; `was` and `now` are its lines, None where there is none."""

    change: Change
    title: str
    was: SessionEntry | None
    now: SessionEntry | None
    people: tuple[str, ...]


def differences(old: Iterable[SessionEntry], new: Iterable[SessionEntry]) -> tuple[Difference, ...]:
    """Every session that came, moved, changed or went, in order of time."""
    before, after = _by_id(old), _by_id(new)
    found = []
    for session_id in before.keys() | after.keys():
        was, now = before.get(session_id), after.get(session_id)
        if was == now:
            continue
        shown = now or was
        if shown is not None:
            people = sorted({person for each in (was, now) if each is not None for person in people_in(each)})
            found.append((shown.starts, Difference(_change(was, now), shown.title, was, now, tuple(people))))
    return tuple(each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].title)))


def _change(was: SessionEntry | None, now: SessionEntry | None) -> Change:
    if was is None or now is None:
        return Change.CAME if was is None else Change.WENT
    there = (was.starts, was.ends, was.room_id) == (now.starts, now.ends, now.room_id)
    return Change.CHANGED if there else Change.MOVED


def _by_id(entries: Iterable[SessionEntry]) -> dict[str, SessionEntry]:
    return {entry.session_id: entry for entry in entries}


def people_in(entry: SessionEntry) -> tuple[str, ...]:
    """Who has a part in a session."""
    return (*entry.speakers, *((entry.facilitator,) if entry.facilitator else ()), *entry.introducers)


def written_to(found: Iterable[Difference]) -> tuple[str, ...]:
    """Everybody who would be told of these differences, each once."""
    return tuple(sorted({person for each in found for person in each.people}))


def of_slots(entries: Iterable[AgendaEntry]) -> tuple[SessionEntry, ...]:
    """Slots of an expo that gives them by itself, as sessions."""
    return tuple(
        SessionEntry(
            session_id=each.slot_id,
            kind=SessionKind.CLUSTER_TALK,
            title=each.title,
            cluster_id=each.cluster_id,
            speakers=(each.speaker,),
            room_id=each.room_id,
            starts=each.starts,
            ends=each.ends,
        )
        for each in entries
    )


@dataclass(frozen=True, slots=True)
class Running:
    """One line of the page "now and next"; `late` are minutes."""

    entry: SessionEntry
    starts: datetime
    ends: datetime
    late: int


def now_and_next(
    entries: Sequence[SessionEntry], delays: Iterable[DelayedSession], moment: datetime
) -> tuple[tuple[Running, ...], tuple[Running, ...]]:
    """What is held at a moment, and the next session of each room within the next day; delays are in both."""
    late = {each.session_id: each for each in delays}
    line = [_running(entry, late.get(entry.session_id)) for entry in entries]
    now = [each for each in line if each.starts <= moment < each.ends]
    following: dict[str | None, Running] = {}
    for each in sorted(line, key=lambda running: running.starts):
        if moment < each.starts <= moment + timedelta(days=1):
            following.setdefault(each.entry.room_id, each)
    return tuple(sorted(now, key=_line)), tuple(sorted(following.values(), key=_line))


def _running(entry: SessionEntry, late: DelayedSession | None) -> Running:
    if late is None:
        return Running(entry, entry.starts, entry.ends, 0)
    return Running(entry, late.starts, late.ends, int((late.starts - entry.starts).total_seconds() // 60))


def _line(running: Running) -> tuple[datetime, str]:
    return running.starts, running.entry.room_id or ""
