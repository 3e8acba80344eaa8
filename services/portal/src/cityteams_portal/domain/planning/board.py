"""A gathering as it is planned: what is public, what is in progress, and the search or repair that runs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from cityteams_contracts.events import (
    AgendaImproved,
    AgendaInfeasible,
    AgendaReleased,
    AgendaSolved,
    Day,
    DelayedSession,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    ProposedMove,
    RepairAdopted,
    RepairAsked,
    RepairImpossible,
    RepairProposed,
    RuleSetting,
    RulesSet,
    SessionPlace,
    SessionPlaced,
    SessionsDelayed,
    SessionUnplaced,
    SolvingBegun,
    SolvingStopAsked,
)
from cityteams_contracts.values import Value
from cityteams_portal.domain.local import moved, zone_named
from cityteams_portal.domain.stamps import Stamped


class Search(Value):
    """A search for an agenda: how far it is, or how it ended."""

    solving_id: str
    state: str
    sessions: int
    done: float = 0.0
    weight: int | None = None
    lost_interests: int = 0
    stop_asked: bool = False
    reasons: tuple[str, ...] = ()
    proven: bool = True


class RepairView(Value):
    """A repair of a release: asked, proposed, impossible or adopted."""

    repair_id: str
    state: str
    release: int
    moves: tuple[ProposedMove, ...] = ()
    at_least: int = 0
    proven: bool = True
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """`held` is the plan as it was last said; `places` are in progress; `cancelled` is why, None while it is on."""

    gathering_id: str
    held: GatheringChanged
    first_day: str
    cancelled: str | None = None
    days_were: tuple[Day, ...] = ()
    release: int = 0
    places: tuple[SessionPlace, ...] = ()
    rules: tuple[RuleSetting, ...] = ()
    delays: tuple[DelayedSession, ...] = ()
    warnings: tuple[str, ...] = ()
    search: Search | None = None
    repair: RepairView | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone; UTC where this machine does not know it."""
        return zone_named(self.held.time_zone)

    @property
    def has_sessions(self) -> bool:
        """Whether its agenda is made of sessions."""
        return self.held.planned or self.held.kind != "expo"


def announced(_row: Board | None, event: GatheringAnnounced, _stamp: Stamped) -> Board:
    """A gathering will be held."""
    held = GatheringChanged.model_validate(event.model_dump())
    return Board(event.gathering_id, held, event.days[0].date.isoformat())


def changed(row: Board | None, event: GatheringChanged, _stamp: Stamped) -> Board | None:
    """It is planned otherwise."""
    return row and replace(row, held=event, first_day=event.days[0].date.isoformat())


def slipped(row: Board | None, event: GatheringSlipped, _stamp: Stamped) -> Board | None:
    """It moved, with everything."""
    if row is None:
        return None
    new = {name: getattr(event, name) for name in ("days", "rooms", "pauses", "tracks", "deadlines")}
    held = row.held.model_copy(update=new)
    places = tuple(moved(place, event.time_zone, event.by_days) for place in row.places)
    first = event.days[0].date.isoformat()
    return replace(row, held=held, first_day=first, days_were=event.days_were, places=places, delays=())


def cancelled(row: Board | None, event: GatheringCancelled, _stamp: Stamped) -> Board | None:
    """It is not held."""
    return row and replace(row, cancelled=event.reason)


def released(row: Board | None, event: AgendaReleased, _stamp: Stamped) -> Board | None:
    """A version is public; the delays of the one before are over."""
    return row and replace(row, release=event.release, delays=())


def ruled(row: Board | None, event: RulesSet, _stamp: Stamped) -> Board | None:
    """The rules are meant like this."""
    return row and replace(row, rules=event.rules)


def begun(row: Board | None, event: SolvingBegun, _stamp: Stamped) -> Board | None:
    """A search runs."""
    search = Search(solving_id=event.solving_id, state="running", sessions=event.sessions)
    return row and replace(row, rules=event.rules, search=search)


def _searching(row: Board | None, **new: object) -> Board | None:
    if row is None or row.search is None:
        return row
    return replace(row, search=row.search.model_copy(update=new))


def improved(row: Board | None, event: AgendaImproved, _stamp: Stamped) -> Board | None:
    """The search came so far."""
    return _searching(row, done=event.done, weight=event.weight)


def stopping(row: Board | None, _event: SolvingStopAsked, _stamp: Stamped) -> Board | None:
    """The search is to end."""
    return _searching(row, stop_asked=True)


def solved(row: Board | None, event: AgendaSolved, _stamp: Stamped) -> Board | None:
    """The search ended with an agenda."""
    new = _searching(row, state="solved", done=1.0, weight=event.weight, lost_interests=event.lost_interests)
    return new and replace(new, places=event.places, warnings=event.warnings)


def infeasible(row: Board | None, event: AgendaInfeasible, _stamp: Stamped) -> Board | None:
    """The search ended without one."""
    return _searching(row, state="infeasible", done=1.0, reasons=event.reasons, proven=event.proven)


def placed(row: Board | None, event: SessionPlaced, _stamp: Stamped) -> Board | None:
    """A session was put by hand."""
    return row and replace(row, places=with_places(row.places, (event.place,)), warnings=event.warnings)


def unplaced(row: Board | None, event: SessionUnplaced, _stamp: Stamped) -> Board | None:
    """A session has no place."""
    return row and replace(row, places=tuple(each for each in row.places if each.session_id != event.session_id))


def repair_asked(row: Board | None, event: RepairAsked, _stamp: Stamped) -> Board | None:
    """A repair is worked out."""
    repair = RepairView(repair_id=event.repair_id, state="asked", release=event.release)
    return row and replace(row, repair=repair)


def _repairing(row: Board | None, repair_id: str, **new: object) -> Board | None:
    if row is None or row.repair is None or row.repair.repair_id != repair_id:
        return row
    return replace(row, repair=row.repair.model_copy(update=new))


def repair_proposed(row: Board | None, event: RepairProposed, _stamp: Stamped) -> Board | None:
    """These moves would mend it."""
    known = {"moves": event.moves, "at_least": event.at_least, "proven": event.proven}
    return _repairing(row, event.repair_id, state="proposed", **known)


def repair_impossible(row: Board | None, event: RepairImpossible, _stamp: Stamped) -> Board | None:
    """No moves would."""
    return _repairing(row, event.repair_id, state="impossible", reasons=event.reasons, proven=event.proven)


def repair_adopted(row: Board | None, event: RepairAdopted, _stamp: Stamped) -> Board | None:
    """The moves are in the agenda in progress."""
    new = _repairing(row, event.repair_id, state="adopted")
    return new and replace(new, places=with_places(new.places, event.places))


def delayed(row: Board | None, event: SessionsDelayed, _stamp: Stamped) -> Board | None:
    """These sessions begin at another time."""
    if row is None:
        return None
    found = {each.session_id: each for each in row.delays} | {each.session_id: each for each in event.sessions}
    return replace(row, delays=tuple(found.values()))


def with_places(old: Iterable[SessionPlace], new: Iterable[SessionPlace]) -> tuple[SessionPlace, ...]:
    """The places, with these instead of those of the same sessions."""
    found = {place.session_id: place for place in old} | {place.session_id: place for place in new}
    return tuple(found[session_id] for session_id in sorted(found))
