"""What the solver answers; who only reads an answer need not load what finds it."""

from dataclasses import dataclass

from cityteams_events.domain.solver.demands import Agenda, Number, Place


@dataclass(frozen=True)
class Refusal:
    """Demands that cannot all be met, each in words; without a proof the search merely ended."""

    reasons: tuple[str, ...]
    proven: bool = True


@dataclass(frozen=True)
class Solved:
    """The best agenda that breaks no blocking rule, and what its warnings and wishes weigh; or why there is none."""

    agenda: Agenda | None
    weight: int = 0
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Move:
    """One session's change, the people who must come at another time or place, and how many others are touched."""

    session: Number
    before: Place
    after: Place
    people: frozenset[str]
    interested: int


@dataclass(frozen=True)
class Repair:
    """The mended agenda and its moves; `at_least` moves are needed whatever one does. No agenda: see `refusal`."""

    agenda: Agenda | None
    moves: tuple[Move, ...] = ()
    at_least: int = 0
    refusal: Refusal | None = None

    @property
    def proven(self) -> bool:
        """Whether no repair has fewer moves (or none exists at all)."""
        return len(self.moves) == self.at_least if self.agenda else bool(self.refusal and self.refusal.proven)
