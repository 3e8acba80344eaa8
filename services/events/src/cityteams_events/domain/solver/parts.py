"""Small parts of a question. If one of them cannot be answered the whole cannot, for the same few reasons."""

from collections.abc import Iterator
from dataclasses import replace

from cityteams_events.domain.solver.demands import Demands, Number
from cityteams_events.domain.solver.tables import HARD, own_costs


def hopeless(demands: Demands) -> list[Number]:
    """Sessions that break a blocking rule wherever they are put."""
    return [number for number, row in enumerate(own_costs(demands)) if row.min(initial=HARD) >= HARD]


def parts(demands: Demands) -> Iterator[Demands]:
    """Each session without a place by itself, then all sessions of each person, fewest first."""
    for number in hopeless(demands):
        yield part(demands, [number])
    groups = {
        tuple(number for number, session in enumerate(demands.sessions) if who in session.people)
        for who in sorted({who for session in demands.sessions for who in session.people})
    }
    for group in sorted(groups, key=lambda each: (len(each), each)):
        if 1 < len(group) < len(demands.sessions):
            yield part(demands, list(group))


def part(demands: Demands, chosen: list[Number]) -> Demands:
    """The question about some sessions alone."""
    at = {number: place for place, number in enumerate(chosen)}
    return replace(
        demands,
        sessions=tuple(demands.sessions[number] for number in chosen),
        before=tuple((at[one], at[other]) for one, other in demands.before if one in at and other in at),
        interests=(),
    )
