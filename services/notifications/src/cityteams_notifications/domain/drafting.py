"""A draft from its facts: words of people are brought to one line, everything else stays as the event gave it."""

from collections.abc import Iterable

from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.values import Participant
from cityteams_notifications.domain.letters import Draft, Fact
from cityteams_notifications.domain.text import plain


def draft(kind: LetterKind, person_id: str, about: str, **facts: Fact) -> Draft:
    """A letter about something, to a person."""
    return Draft(kind, person_id, about, {"about": about, **{name: harmless(fact) for name, fact in facts.items()}})


def harmless(fact: Fact) -> Fact:
    """A fact whose texts are each on one line."""
    if isinstance(fact, str):
        return plain(fact)
    if isinstance(fact, tuple):
        return tuple(harmless(each) for each in fact)
    if isinstance(fact, dict):
        return {name: harmless(each) for name, each in fact.items()}
    return fact


def names(members: Iterable[Participant]) -> tuple[str, ...]:
    """Of members their names."""
    return tuple(member.name for member in members)
