"""Who asks: a person with a session, a program with the secretariat's token, or nobody that we know."""

from dataclasses import dataclass

from starlette.requests import Request

from cityteams_contracts.registration import ProgrammeRole
from cityteams_contracts.rights import SECRETARIAT
from cityteams_contracts.values import PersonId


class SignInNeeded(Exception):  # noqa: N818 - what is missing
    """Only who is signed in may go on: programs get 401, people are led to the sign-in page."""


class NotYours(Exception):  # noqa: N818 - what is said
    """Somebody is signed in, and may not; said in the same way whether the thing is there or not."""


@dataclass(frozen=True)
class Visitor:
    """Somebody we know; `session_id` is None for a program that sent the token."""

    person_id: PersonId
    name: str
    roles: frozenset[ProgrammeRole] = frozenset()
    session_id: str | None = None

    def has(self, role: ProgrammeRole) -> bool:
        """Whether this is somebody who may do what the role may; an administrator may what the secretariat may."""
        return role in self.roles or ProgrammeRole.ADMINISTRATOR in self.roles

    @property
    def is_office(self) -> bool:
        """Whether this is the secretariat."""
        return self.has(ProgrammeRole.SECRETARIAT)


OFFICE = Visitor(SECRETARIAT, "The secretariat", frozenset(ProgrammeRole))
"""Whoever sends the API token."""


def visitor_of(request: Request) -> Visitor | None:
    """Who asks, or None; `Sessions` looked it up before the request came here."""
    visitor: Visitor | None = request.scope.get("state", {}).get("visitor")
    return visitor


def signed_in(request: Request) -> Visitor:
    """Who asks; raises SignInNeeded when it is nobody."""
    if (visitor := visitor_of(request)) is None:
        raise SignInNeeded
    return visitor


def require_role(request: Request, role: ProgrammeRole = ProgrammeRole.SECRETARIAT) -> Visitor:
    """Who asks, and has this role; raises SignInNeeded or NotYours."""
    visitor = signed_in(request)
    if not visitor.has(role):
        raise NotYours
    return visitor
