"""What takes a while and is done beside the service: a search for an agenda, and a repair."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from cityteams_contracts.events import (
    AgendaImproved,
    AgendaInfeasible,
    AgendaSolved,
    ProposedMove,
    RepairAdopted,
    RepairAsked,
    RepairImpossible,
    RepairProposed,
    SolvingBegun,
    SolvingStopAsked,
)
from cityteams_contracts.values import GatheringId


class SolvingState(StrEnum):
    """How it stands with a search."""

    RUNNING = "running"
    SOLVED = "solved"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Solving:
    """A search for an agenda; its answer is the same on every machine as long as nobody stops it."""

    solving_id: str
    gathering_id: GatheringId
    state: SolvingState
    seed: int
    seeds: int
    effort: int
    keep: tuple[str, ...]
    begun_at: datetime
    done: float = 0.0
    weight: int | None = None
    stop_asked: bool = False

    @classmethod
    def begun(cls, _state: Self | None, event: SolvingBegun, _stamp: object) -> Self:
        """It runs."""
        numbers = (event.seed, event.seeds, event.effort, event.keep, event.begun_at)
        return cls(event.solving_id, event.gathering_id, SolvingState.RUNNING, *numbers)

    @classmethod
    def improved(cls, state: Self | None, event: AgendaImproved, _stamp: object) -> Self | None:
        """It came so far."""
        return state and replace(state, done=event.done, weight=event.weight)

    @classmethod
    def stopping(cls, state: Self | None, _event: SolvingStopAsked, _stamp: object) -> Self | None:
        """It is to end."""
        return state and replace(state, stop_asked=True)

    @classmethod
    def solved(cls, state: Self | None, event: AgendaSolved, _stamp: object) -> Self | None:
        """It ended with an agenda."""
        return state and replace(state, state=SolvingState.SOLVED, weight=event.weight, done=1.0)

    @classmethod
    def failed(cls, state: Self | None, _event: AgendaInfeasible, _stamp: object) -> Self | None:
        """It ended without."""
        return state and replace(state, state=SolvingState.INFEASIBLE, done=1.0)


class RepairState(StrEnum):
    """How it stands with a repair."""

    ASKED = "asked"
    PROPOSED = "proposed"
    IMPOSSIBLE = "impossible"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class Mending:
    """A repair of a released agenda, and the moves that it would take."""

    repair_id: str
    gathering_id: GatheringId
    state: RepairState
    release: int
    moves: tuple[ProposedMove, ...] = ()

    @classmethod
    def asked(cls, _state: Self | None, event: RepairAsked, _stamp: Any) -> Self:
        """It is being worked out."""
        return cls(event.repair_id, event.gathering_id, RepairState.ASKED, event.release)

    @classmethod
    def proposed(cls, state: Self | None, event: RepairProposed, _stamp: Any) -> Self | None:
        """These moves would do."""
        return state and replace(state, state=RepairState.PROPOSED, moves=event.moves)

    @classmethod
    def impossible(cls, state: Self | None, _event: RepairImpossible, _stamp: Any) -> Self | None:
        """No moves would do."""
        return state and replace(state, state=RepairState.IMPOSSIBLE)

    @classmethod
    def adopted(cls, state: Self | None, _event: RepairAdopted, _stamp: Any) -> Self | None:
        """The moves are in the agenda in progress."""
        return state and replace(state, state=RepairState.ADOPTED)
