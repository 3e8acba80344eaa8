"""The book of a gathering: what stands in people's calendars, how often it was revised, and what was taken out of it.

Only what is public is in it: the gathering, its deadlines, and what a released agenda says. A thing that is taken out
stays as cancelled, because a calendar program keeps what it once fetched until it is told otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts.events import GatheringKind

GATHERING, DEADLINE, SESSION, SLOT = "gathering", "deadline", "session", "slot"
AGENDA = frozenset({SESSION, SLOT})
PLAN = frozenset({GATHERING, DEADLINE})


@dataclass(frozen=True)
class Line:
    """All that is said of one thing, without its revision: whatever changes in it is a revision.

    `gathering` is the title of the gathering; `room` and `track` are names, as the last release gave them.
    """

    kind: str
    name: str
    title: str
    gathering: str
    place: str
    starts: datetime
    ends: datetime
    room: str | None = None
    track_id: str | None = None
    track: str | None = None
    cluster_id: str | None = None
    people: tuple[str, ...] = ()
    form: str = ""
    """Of a session its kind, such as `plenary`; of a deadline what ends."""


@dataclass(frozen=True)
class Noted:
    """A line with its revision: `sequence` rises with every change, `revised` is when the last one happened.

    `past` are people who once had a part in it and have none now: in their own calendars it is called off.
    """

    line: Line
    sequence: int
    revised: datetime
    cancelled: bool = False
    past: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Kind and name: what stays when everything else changes."""
        return self.line.kind, self.line.name


@dataclass(frozen=True)
class Book:
    """The calendar of one gathering; `revision` counts its changes, `release` is 0 until an agenda is public."""

    gathering_id: str
    kind: GatheringKind
    title: str
    place: str
    time_zone: str
    link: str | None
    noted: tuple[Noted, ...]
    revised: datetime
    revision: int = 0
    release: int = 0
    called_off: bool = False

    def of(self, kinds: Iterable[str]) -> tuple[Noted, ...]:
        """The lines of some kinds, cancelled ones included."""
        wanted = frozenset(kinds)
        return tuple(each for each in self.noted if each.line.kind in wanted)

    @property
    def tracks(self) -> tuple[tuple[str, str], ...]:
        """Ids and titles of the tracks in the released agenda."""
        found = {each.line.track_id: each.line.track or each.line.track_id for each in self.noted if each.line.track_id}
        return tuple(sorted(found.items(), key=lambda pair: pair[1]))

    def touched(self, at: datetime) -> "Book":
        """The book after a change at this moment; two may happen at the same one."""
        return replace(self, revised=at, revision=self.revision + 1)

    def with_lines(self, lines: Iterable[Line], scope: frozenset[str], at: datetime) -> "Book":
        """The book in which, of the kinds in `scope`, exactly these lines stand; what stays keeps its revision."""
        wanted = {(line.kind, line.name): line for line in lines}
        kept = {each.key: each for each in self.noted}
        after = [_revised(kept.get(key), line, at) for key, line in wanted.items()]
        gone = [_gone(each, at) for key, each in kept.items() if key not in wanted and each.line.kind in scope]
        rest = [each for key, each in kept.items() if key not in wanted and each.line.kind not in scope]
        noted = tuple(sorted([*after, *gone, *rest], key=lambda each: (each.line.starts, each.key)))
        return self if noted == self.noted else replace(self, noted=noted).touched(at)


def _revised(before: Noted | None, line: Line, at: datetime) -> Noted:
    if before is None:
        return Noted(line, 0, at)
    if before.line == line and not before.cancelled:
        return before
    once = dict.fromkeys((*before.past, *before.line.people))
    return Noted(line, before.sequence + 1, at, past=tuple(each for each in once if each not in line.people))


def _gone(before: Noted, at: datetime) -> Noted:
    return before if before.cancelled else replace(before, sequence=before.sequence + 1, revised=at, cancelled=True)
