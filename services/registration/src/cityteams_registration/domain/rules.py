"""The programme's rules for a worksheet, each a pure function that says what is missing and how to mend it."""

from collections import Counter
from dataclasses import dataclass

from cityteams_contracts import Rejected
from cityteams_contracts.registration import Project
from cityteams_contracts.values import OrganisationKind, Participant

_NAMED_AT_MOST = 3
"""How many repeated participants a reason names, so that it stays short enough to be read."""


@dataclass(frozen=True)
class Broken:
    """A rule that a project breaks: its code, the field it is about, and the reason with the remedy."""

    code: str
    field: str
    reason: str


def deploying_municipality(project: Project) -> Broken | None:
    """A municipality has to bring the solution to its streets; one that only watches is not enough."""
    if any(one.kind is OrganisationKind.MUNICIPALITY and one.deploys for one in project.participants):
        return None
    return Broken(
        "a-worksheet-needs-a-deploying-municipality",
        "participants",
        "No participant is a municipality that will deploy the solution."
        " Add a municipality, or mark one that is on the worksheet already as deploying.",
    )


def city_official(project: Project) -> Broken | None:
    """Somebody in city hall has to answer for the project."""
    if project.officials:
        return None
    return Broken(
        "a-worksheet-needs-a-city-official",
        "officials",
        "No city official is named. Add at least one person who works for a participating municipality.",
    )


def participants_named_once(project: Project) -> Broken | None:
    """One organisation listed twice would count as a team of two."""
    twice = _named_twice(project.participants)
    if not twice:
        return None
    names = ", ".join(f"“{name}”" for name in twice[:_NAMED_AT_MOST])
    more = f" and {len(twice) - _NAMED_AT_MOST} more" if len(twice) > _NAMED_AT_MOST else ""
    return Broken(
        "a-participant-is-named-twice",
        "participants",
        f"Named more than once: {names}{more}. Keep each participant once;"
        " if two different ones share a name, give each its own id and its city.",
    )


def _named_twice(participants: tuple[Participant, ...]) -> list[str]:
    ids = Counter(one.organisation_id for one in participants)
    names = Counter(_printed(one) for one in participants)
    repeated = [one.name for one in participants if ids[one.organisation_id] > 1 or names[_printed(one)] > 1]
    return list({name.casefold(): name for name in repeated}.values())


def _printed(one: Participant) -> tuple[str, str, str]:
    return (one.name.casefold(), one.country or "", (one.city or "").casefold())


RULES = (deploying_municipality, city_official, participants_named_once)
"""In this order a refusal picks the rule that gives it its code and field."""


def broken_rules(project: Project) -> list[Broken]:
    """Every rule that the project breaks, in the order of RULES."""
    return [broken for rule in RULES if (broken := rule(project)) is not None]


def require_rules(project: Project) -> None:
    """Lets a good project pass; otherwise raises Rejected with the first rule's code and everybody's reason."""
    if broken := broken_rules(project):
        raise Rejected(broken[0].code, " ".join(one.reason for one in broken), broken[0].field)
