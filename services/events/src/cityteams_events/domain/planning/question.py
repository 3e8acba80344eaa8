"""The agenda of a gathering as a question to the solver, and its answers as places of sessions.

The solver speaks of slots and rooms by number and of people by words. A person is told by what they do ("the speaker of
Alpha"), since nobody's name is known here and an id says nothing to people.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from cityteams_contracts.events import AgendaRule, Emcee, Room, RuleLevel, SessionPlace, Track
from cityteams_events.domain.hours import Period, moment_at, shown
from cityteams_events.domain.planning.grid import open_periods, slots_of
from cityteams_events.domain.planning.programme import Programme, labels
from cityteams_events.domain.planning.session import Session
from cityteams_events.domain.solver import demands as asked
from cityteams_events.domain.solver.demands import Agenda, Demands, EmceeBlock, Level, Number, Place, Rule
from cityteams_events.domain.solver.parts import part

_LEVELS = {RuleLevel.IGNORE: Level.IGNORE, RuleLevel.WARN: Level.WARN, RuleLevel.BLOCK: Level.BLOCK}
_RULES = {rule: Rule[rule.name] for rule in AgendaRule}


class Question:
    """The demands of a programme; sessions in `keep` may begin only where they are."""

    def __init__(self, programme: Programme, keep: Iterable[str] = ()) -> None:
        self.programme, self._gathering = programme, programme.gathering
        self.sessions = programme.placed_ones
        self.periods = slots_of(programme.gathering)
        self.rooms = {room.room_id: at for at, room in enumerate(programme.gathering.rooms)}
        self._begins = {period.starts: at for at, period in enumerate(self.periods)}
        self._keep = set(keep)
        self._labels = labels(programme)
        self.numbers = {session.session_id: at for at, session in enumerate(self.sessions)}

    @cached_property
    def demands(self) -> Demands:
        """What the solver is asked."""
        zone, plan = self._gathering.zone, self.programme.plan
        slots = tuple(asked.Slot(shown(each.starts, zone), shown(each.ends, zone)) for each in self.periods)
        levels = {_RULES[setting.rule]: _LEVELS[setting.level] for setting in plan.rules}
        return Demands(
            slots=slots,
            rooms=tuple(self._room(room) for room in self._gathering.rooms),
            sessions=tuple(self._session(session) for session in self.sessions),
            away=self._away(),
            before=self._before(),
            emcees=self._emcees(),
            interests=tuple(chosen for wanted in self.programme.interests
                            if len(chosen := frozenset(self.numbers[e] for e in wanted if e in self.numbers)) > 1),
            levels=levels,
            by_clock=True,
        )  # fmt: skip

    def _meeting(self, starts: datetime, ends: datetime) -> frozenset[Number]:
        """The slots that a stretch of time touches."""
        return frozenset(at for at, each in enumerate(self.periods) if each.starts < ends and starts < each.ends)

    def _room(self, room: Room) -> asked.Room:
        closed = set[Number]()
        hours = open_periods(self._gathering, room)
        if hours is not None:
            closed |= {at for at, each in enumerate(self.periods) if not any(_within(each, open_) for open_ in hours)}
        for lost in self.programme.plan.lost:
            if lost.room_id == room.room_id:
                closed |= self._meeting(lost.starts, lost.ends)
        equipment = frozenset(word.casefold() for word in room.equipment)
        return asked.Room(room.name, room.capacity, equipment, frozenset(closed), room.turn_round)

    def length(self, session: Session) -> int:
        """How many slots a session takes."""
        return -(-session.content.minutes // self._gathering.slot_minutes)

    def _session(self, session: Session) -> asked.Session:
        content = session.content
        track = next((each for each in self._gathering.tracks if each.track_id == content.track_id), None)
        return asked.Session(
            content.title,
            people=self._people(session) | self._alone(session),
            length=self.length(session),
            theme=track.title if track else "",
            audience=content.audience,
            equipment=frozenset(word.casefold() for word in content.equipment),
            slots=self._slots(session),
            rooms=self._rooms(session, track),
            popular=content.popular,
        )

    def _people(self, session: Session) -> frozenset[str]:
        """Everybody, and every cluster, that has to be there."""
        persons = (self._labels[self.programme.one(person)] for person in session.people)
        return frozenset((*persons, *(self._labels[cluster] for cluster in session.clusters)))

    def _rooms(self, session: Session, track: Track | None) -> frozenset[Number] | None:
        """Where it may be held: where it is kept, in the rooms that it asks for, or in its track's; None: anywhere."""
        if session.session_id in self._keep and (kept := self._kept(session)) is not None:
            return frozenset(at for room, at in self.rooms.items() if room == kept.room_id)
        if session.content.rooms:
            return frozenset(self.rooms[each] for each in session.content.rooms if each in self.rooms)
        return frozenset({self.rooms[track.room_id]}) if track is not None and track.room_id in self.rooms else None

    def _kept(self, session: Session) -> SessionPlace | None:
        return next((each for each in self.programme.plan.places if each.session_id == session.session_id), None)

    def _alone(self, session: Session) -> frozenset[str]:
        """A crowd for each pair of which one is held alone: it wants to be in both."""
        return frozenset(
            f"everybody (between {min(pair)} and {max(pair)})"
            for other in self.sessions
            if other is not session and (session.content.alone or other.content.alone)
            for pair in [(f"{session.content.title}", f"{other.content.title}")]
        )

    def _slots(self, session: Session) -> frozenset[Number] | None:
        """Where it may begin: at its fixed time, where it is kept, and never while a house session is held alone."""
        kept = self._kept(session)
        at = session.content.fixed_at or (kept.starts if kept and session.session_id in self._keep else None)
        found = frozenset(range(len(self.periods))) if at is None else frozenset(
            number for begins, number in self._begins.items() if begins == at)  # fmt: skip
        quiet = [place for place in self.programme.in_house if self._is_alone(place.session_id)]
        for place in quiet:
            shut = self._meeting(place.starts, place.ends)
            length = self.length(session)
            found = frozenset(number for number in found if not shut.intersection(range(number, number + length)))
        return found if at is not None or quiet else None

    def _is_alone(self, session_id: str) -> bool:
        return any(each.content.alone for each in self.programme.sessions if each.session_id == session_id)

    def _away(self) -> dict[str, frozenset[Number]]:
        found: dict[str, frozenset[Number]] = {}
        for each in (*self.programme.away, *self.programme.plan.away):
            label = self._labels.get(self.programme.one(each.person_id))
            if label is not None:
                found[label] = found.get(label, frozenset()) | self._meeting(each.starts, each.ends)
        return found

    def _before(self) -> tuple[tuple[Number, Number], ...]:
        return tuple(
            (self.numbers[first], self.numbers[session.session_id])
            for session in self.sessions
            for first in session.content.after
            if first in self.numbers
        )

    def _emcees(self) -> tuple[EmceeBlock, ...]:
        return tuple(
            EmceeBlock(self._labels[self.programme.one(emcee.person_id)], self.rooms[track.room_id], self._led(emcee))
            for track in self._gathering.tracks
            if track.room_id is not None
            for emcee in track.emcees
        )

    def _led(self, emcee: Emcee) -> frozenset[Number]:
        zone = self._gathering.zone
        return self._meeting(moment_at(emcee.date, emcee.starts, zone), moment_at(emcee.date, emcee.ends, zone))

    def place_of(self, session: Session, place: Place) -> SessionPlace:
        """An answer of the solver as time and room."""
        slots = self.periods[place.slot : place.slot + self.length(session)]
        whole = all(one.ends == then.starts for one, then in pairwise(slots))
        starts = slots[0].starts
        ends = starts + timedelta(minutes=session.content.minutes) if whole else slots[-1].ends
        zone = self._gathering.zone
        room = self._gathering.rooms[place.room].room_id
        return SessionPlace(
            session_id=session.session_id, room_id=room, starts=shown(starts, zone), ends=shown(ends, zone)
        )

    def places(self, agenda: Agenda) -> tuple[SessionPlace, ...]:
        """The whole agenda, in order of session."""
        found = [self.place_of(session, place) for session, place in zip(self.sessions, agenda, strict=True)]
        return tuple(sorted((*found, *self.programme.in_house), key=lambda each: each.session_id))

    def number_of(self, place: SessionPlace) -> Place | None:
        """A place in the solver's words; None when no such slot or room is there (any more)."""
        at, room = self._begins.get(place.starts), self.rooms.get(place.room_id or "")
        return None if at is None or room is None else Place(at, room)

    def about(self, places: Iterable[SessionPlace]) -> tuple[Demands, Agenda, list[Session], list[Session]]:
        """The question about those sessions alone that are placed: demands, agenda, who they are; and who is off it."""
        by_id = {place.session_id: place for place in places}
        there, agenda, off = list[Number](), list[Place](), list[Session]()
        for number, session in enumerate(self.sessions):
            if (place := by_id.get(session.session_id)) is None:
                continue
            if (found := self.number_of(place)) is None or place != self.place_of(session, found):
                off.append(session)
            else:
                there.append(number)
                agenda.append(found)
        return part(self.demands, there), tuple(agenda), [self.sessions[number] for number in there], off


def _within(slot: Period, hours: Period) -> bool:
    return hours.starts <= slot.starts and slot.ends <= hours.ends
