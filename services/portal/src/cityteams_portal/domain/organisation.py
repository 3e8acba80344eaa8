"""The portal's copy of the register: organisations, the questions about look-alikes, and who became whom."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.registration import (
    DuplicateAnswered,
    DuplicateSuspected,
    DuplicateVerdict,
    Membership,
    MembershipSet,
    Organisation,
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonNamed,
    PersonRole,
    PersonUnnamed,
    Place,
)
from cityteams_contracts.values import OrganisationKind, PersonId
from cityteams_portal.domain.searching import folded
from cityteams_portal.domain.stamps import Stamped


@dataclass(frozen=True, slots=True)
class Named:
    """A person, by id, and what they are at the organisation."""

    person_id: PersonId
    role: PersonRole


@dataclass(frozen=True, slots=True)
class Registered:
    """One organisation; `merged_into` is the one it lives on in. `sought` is its name as it is searched."""

    organisation_id: str
    name: str
    sought: str
    kind: OrganisationKind
    country: str | None
    city: str | None
    website: str | None
    place: Place | None
    registered_at: datetime
    seen: str
    membership: Membership | None = None
    merged_into: str | None = None
    people: tuple[Named, ...] = ()


class QuestionState(StrEnum):
    """Whether the secretariat has said what it thinks."""

    OPEN = "open"
    MERGED = "merged"
    KEPT_APART = "kept_apart"


@dataclass(frozen=True, slots=True)
class DuplicateQuestion:
    """Are these two one? With the reasons for thinking so."""

    question_id: str
    organisation_id: str
    other_id: str
    score: float
    reasons: tuple[str, ...]
    state: QuestionState
    asked_at: datetime
    answered_at: datetime | None = None
    answered_by: PersonId | None = None


def _with(row: Registered, it: Organisation, stamp: Stamped) -> Registered:
    return replace(
        row,
        name=it.name,
        sought=folded(f"{it.name} {it.city or ''}"),
        kind=it.kind,
        country=it.country,
        city=it.city,
        website=it.website,
        place=it.place,
        seen=stamp.id,
    )


def registered(_row: Registered | None, event: OrganisationRegistered, stamp: Stamped) -> Registered:
    """An organisation is known from now on."""
    it = event.organisation
    bare = Registered(
        event.organisation_id, it.name, "", it.kind, None, None, None, None, event.registered_at, stamp.id
    )
    return _with(bare, it, stamp)


def corrected(row: Registered | None, event: OrganisationCorrected, stamp: Stamped) -> Registered | None:
    """What is known of it has changed."""
    return row and _with(row, event.organisation, stamp)


def named(row: Registered | None, event: PersonNamed, stamp: Stamped) -> Registered | None:
    """A person has a role."""
    new = Named(event.person_id, event.role)
    return row and replace(row, people=tuple(dict.fromkeys((*row.people, new))), seen=stamp.id)


def unnamed(row: Registered | None, event: PersonUnnamed, stamp: Stamped) -> Registered | None:
    """A person has a role no longer."""
    gone = Named(event.person_id, event.role)
    return row and replace(row, people=tuple(each for each in row.people if each != gone), seen=stamp.id)


def member(row: Registered | None, event: MembershipSet, stamp: Stamped) -> Registered | None:
    """The level of membership changed."""
    return row and replace(row, membership=event.membership, seen=stamp.id)


def merged(row: Registered | None, event: OrganisationMerged, stamp: Stamped) -> Registered | None:
    """It lives on in another."""
    return row and replace(row, merged_into=event.into, seen=stamp.id)


def question_id(event: DuplicateSuspected | DuplicateAnswered) -> str:
    """The question that an event is about; an answer may come without anybody having been asked."""
    return event.question_id or f"{event.organisation_id}:{event.other_id}"


def suspected(_row: DuplicateQuestion | None, event: DuplicateSuspected, stamp: Stamped) -> DuplicateQuestion:
    """A question to the secretariat."""
    return DuplicateQuestion(
        question_id=question_id(event),
        organisation_id=event.organisation_id,
        other_id=event.other_id,
        score=event.score,
        reasons=event.reasons,
        state=QuestionState.OPEN,
        asked_at=stamp.at,
    )


def settled(row: DuplicateQuestion | None, event: DuplicateAnswered, stamp: Stamped) -> DuplicateQuestion:
    """The secretariat said that they are one, or two; what was never asked is noted as answered."""
    ends = {DuplicateVerdict.MERGE: QuestionState.MERGED, DuplicateVerdict.KEEP_APART: QuestionState.KEPT_APART}
    before = row or DuplicateQuestion(
        question_id(event), event.organisation_id, event.other_id, 0.0, (), QuestionState.OPEN, stamp.at
    )
    return replace(before, state=ends[event.verdict], answered_at=stamp.at, answered_by=stamp.actor or None)
