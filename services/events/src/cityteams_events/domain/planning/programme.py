"""Everything that an agenda is made from, and the words by which people are told in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from cityteams_contracts.events import Away, SessionPlace
from cityteams_contracts.values import PersonId
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.hours import shown
from cityteams_events.domain.planning.plan import Plan
from cityteams_events.domain.planning.session import Session


@dataclass(frozen=True)
class Programme:
    """Everything an agenda is made from; `sessions` are those accepted, in the order in which they came."""

    gathering: Gathering
    sessions: tuple[Session, ...]
    plan: Plan
    same_as: Mapping[PersonId, PersonId] = field(default_factory=dict)
    away: tuple[Away, ...] = ()
    interests: tuple[frozenset[str], ...] = ()

    def one(self, person: PersonId) -> PersonId:
        """The person that an id stands for, through all that were found to be one."""
        seen = {person}
        while (other := self.same_as.get(person)) is not None and other not in seen:
            seen.add(other)
            person = other
        return person

    @cached_property
    def placed_ones(self) -> tuple[Session, ...]:
        """Sessions that need a slot and a room."""
        return tuple(session for session in self.sessions if not session.in_house)

    @cached_property
    def in_house(self) -> tuple[SessionPlace, ...]:
        """Where those are that need neither."""
        return tuple(
            SessionPlace(session_id=session.session_id, starts=shown(at, self.gathering.zone),
                         ends=shown(at + timedelta(minutes=session.content.minutes), self.gathering.zone))
            for session in self.sessions
            if session.in_house and (at := session.content.fixed_at) is not None
        )  # fmt: skip


def labels(programme: Programme) -> dict[PersonId, str]:
    """What people are told by: the first thing they do; a second one of the same gets a number."""
    found: dict[PersonId, str] = {}
    taken = set[str]()
    for session in programme.sessions:
        for person in session.people:
            doing = "speaker" if person in session.content.speakers else "host"
            _name(found, taken, programme.one(person), f"the {doing} of {session.content.title[:80]}")
        for cluster in session.clusters:
            _name(found, taken, cluster, f"the team of {session.content.title[:80]}")
    for track in programme.gathering.tracks:
        for emcee in track.emcees:
            _name(found, taken, programme.one(emcee.person_id), f"the emcee of {track.title[:80]}")
    return found


def _name(found: dict[PersonId, str], taken: set[str], person: PersonId, label: str) -> None:
    if person in found:
        return
    number, name = 1, label
    while name in taken:
        number += 1
        name = f"{label} ({number})"
    taken.add(name)
    found[person] = name
