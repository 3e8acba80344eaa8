"""A conference to plan and a programme that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Number = int
NOBODY: Number = -1


@dataclass(frozen=True)
class Weights:
    """What one unit of each wish costs; nought leaves the wish out."""

    track_sessions: int = 0
    track_rooms: int = 0
    session_rooms: int = 0
    similar_tracks: int = 0
    rooms_per_track: int = 0
    parallel_tracks: int = 0
    consecutive_tracks: int = 0
    talk_hours: int = 0
    talk_order: int = 0
    talk_sessions: int = 0
    talk_rooms: int = 0
    presenters: int = 0
    attendees: int = 0
    chairs: int = 0
    presenters_by_slot: int = 0
    attendees_by_slot: int = 0


@dataclass(frozen=True)
class Talk:
    """A talk of `length` slots; `order` is its place in its track (nought: any). Prices are per session or room."""

    name: str
    track: Number
    length: int = 1
    order: int = 0
    presenters: frozenset[str] = frozenset()
    attendees: frozenset[str] = frozenset()
    sessions: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    """How unkind each session's hours are in the presenter's time zone."""


@dataclass(frozen=True)
class Track:
    """A theme whose talks belong together; prices are per session or room."""

    name: str
    chairs: frozenset[str] = frozenset()
    sessions: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()


@dataclass(frozen=True)
class Conference:
    """Everything that is to be planned. `sessions` are slots per session; `similar` prices tracks side by side."""

    talks: tuple[Talk, ...]
    tracks: tuple[Track, ...]
    sessions: tuple[int, ...]
    rooms: int
    weights: Weights
    similar: Mapping[tuple[Number, Number], int] = field(default_factory=dict)
    session_rooms: tuple[tuple[int, ...], ...] = ()

    def alike(self, one: Number, other: Number) -> int:
        """The price of two tracks side by side, whichever is named first."""
        return self.similar.get((min(one, other), max(one, other)), 0)


@dataclass(frozen=True)
class Programme:
    """tracks[session][room] and talks[session][room][slot]; -1 where there is none."""

    tracks: tuple[tuple[Number, ...], ...]
    talks: tuple[tuple[tuple[Number, ...], ...], ...]


def presenter_clash(conference: Conference, one: Talk, other: Talk) -> bool:
    """Whether one person would have to be in both: as presenter of both, or as presenter here and chair there."""
    return bool(one.presenters & other.presenters) or (
        one.track != other.track
        and bool(
            one.presenters & conference.tracks[other.track].chairs
            or other.presenters & conference.tracks[one.track].chairs
        )
    )


def attendee_clash(conference: Conference, one: Talk, other: Talk) -> bool:
    """Whether somebody who asked to hear one asked for, presents, or chairs the other."""
    if one.attendees & (other.attendees | other.presenters) or other.attendees & one.presenters:
        return True
    return one.track != other.track and bool(
        one.attendees & conference.tracks[other.track].chairs or other.attendees & conference.tracks[one.track].chairs
    )


def chair_clash(one: Track, other: Track) -> bool:
    """Whether two tracks share a chair."""
    return bool(one.chairs & other.chairs)
