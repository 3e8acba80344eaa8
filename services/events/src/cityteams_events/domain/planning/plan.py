"""The agenda in progress of a gathering: where sessions are, how strictly rules are meant, who and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from zoneinfo import ZoneInfo

from cityteams_contracts.events import (
    AgendaSolved,
    Away,
    DelayedSession,
    GatheringSlipped,
    RepairAdopted,
    RepairAsked,
    RoomLost,
    RuleSetting,
    RulesSet,
    SessionPlace,
    SessionPlaced,
    SessionsDelayed,
    SessionUnplaced,
    SolvingBegun,
)
from cityteams_contracts.values import GatheringId
from cityteams_events.domain.hours import moved


@dataclass(frozen=True)
class Plan:
    """The work in progress; `delays` are those of the day, told after a release."""

    gathering_id: GatheringId
    places: tuple[SessionPlace, ...] = ()
    rules: tuple[RuleSetting, ...] = ()
    away: tuple[Away, ...] = ()
    lost: tuple[RoomLost, ...] = ()
    delays: tuple[DelayedSession, ...] = ()

    @classmethod
    def of(cls, state: Self | None, gathering_id: GatheringId) -> Self:
        """The plan, or an empty one."""
        return state or cls(gathering_id)

    @classmethod
    def ruled(cls, state: Self | None, event: RulesSet, _stamp: object) -> Self:
        """The rules are meant like this."""
        return replace(cls.of(state, event.gathering_id), rules=event.rules)

    @classmethod
    def begun(cls, state: Self | None, event: SolvingBegun, _stamp: object) -> Self:
        """What is solved is solved by these rules."""
        return replace(cls.of(state, event.gathering_id), rules=event.rules)

    @classmethod
    def solved(cls, state: Self | None, event: AgendaSolved, _stamp: object) -> Self:
        """Every session has its place."""
        return replace(cls.of(state, event.gathering_id), places=event.places)

    @classmethod
    def placed(cls, state: Self | None, event: SessionPlaced, _stamp: object) -> Self:
        """One session is elsewhere."""
        plan = cls.of(state, event.gathering_id)
        return replace(plan, places=with_places(plan.places, (event.place,)))

    @classmethod
    def unplaced(cls, state: Self | None, event: SessionUnplaced, _stamp: object) -> Self:
        """One session is nowhere."""
        plan = cls.of(state, event.gathering_id)
        return replace(plan, places=tuple(each for each in plan.places if each.session_id != event.session_id))

    @classmethod
    def missing(cls, state: Self | None, event: RepairAsked, _stamp: object) -> Self:
        """Some people and rooms are away."""
        plan = cls.of(state, event.gathering_id)
        return replace(plan, away=(*plan.away, *event.away), lost=(*plan.lost, *event.lost))

    @classmethod
    def mended(cls, state: Self | None, event: RepairAdopted, _stamp: object) -> Self:
        """The moves are taken over."""
        plan = cls.of(state, event.gathering_id)
        return replace(plan, places=with_places(plan.places, event.places))

    @classmethod
    def delayed(cls, state: Self | None, event: SessionsDelayed, _stamp: object) -> Self:
        """These sessions begin at another time today."""
        plan = cls.of(state, event.gathering_id)
        new = {each.session_id: each for each in plan.delays} | {each.session_id: each for each in event.sessions}
        return replace(plan, delays=tuple(new.values()))

    @classmethod
    def slipped(cls, state: Self | None, event: GatheringSlipped, _stamp: object) -> Self | None:
        """Everything is so many days later; who and what was missing then is not missing now."""
        if state is None:
            return None
        zone = ZoneInfo(event.time_zone)
        places = tuple(moved(place, zone, event.by_days) for place in state.places)
        return replace(state, places=places, lost=(), away=(), delays=())


def with_places(old: Iterable[SessionPlace], new: Iterable[SessionPlace]) -> tuple[SessionPlace, ...]:
    """The places, with these instead of those of the same sessions; in order of session."""
    found = {place.session_id: place for place in old} | {place.session_id: place for place in new}
    return tuple(found[session_id] for session_id in sorted(found))
