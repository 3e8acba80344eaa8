"""What an agenda in progress breaks, in words: before a session is put somewhere, and before a release."""

from collections.abc import Iterable
from dataclasses import dataclass

from cityteams_contracts.events import SessionPlace
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.question import Question
from cityteams_events.domain.solver.checking import breaches, lost
from cityteams_events.domain.solver.demands import Level

LONGEST = 300
"""Characters of one line of words."""


@dataclass(frozen=True)
class Broken:
    """One rule that is broken, by these sessions; `blocks`: it cannot be released like this."""

    blocks: bool
    words: str
    sessions: frozenset[str]


def judge(programme: Programme, places: Iterable[SessionPlace]) -> list[Broken]:
    """Everything that these places break, what blocks first."""
    question = Question(programme)
    demands, agenda, there, off = question.about(places)
    found = [
        Broken(True, shortened(f"{session.content.title} is at a time or in a room that is not there"),
               frozenset({session.session_id}))
        for session in off
    ]  # fmt: skip
    for breach in breaches(demands, agenda):
        about = frozenset(there[number].session_id for number in breach.sessions)
        found.append(Broken(breach.level is Level.BLOCK, shortened(breach.words), about))
    return sorted(found, key=lambda each: not each.blocks)


def lost_interests(programme: Programme, places: Iterable[SessionPlace]) -> int:
    """Stated interests that nobody can follow, if the sessions are like this."""
    question = Question(programme)
    by_id = {place.session_id: place for place in places}
    agenda = [
        found if place is not None and (found := question.number_of(place)) is not None else None
        for place in (by_id.get(session.session_id) for session in question.sessions)
    ]
    if any(place is None for place in agenda):
        return 0
    return lost(question.demands, tuple(place for place in agenda if place is not None))


def shortened(words: str) -> str:
    """Words that fit one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
