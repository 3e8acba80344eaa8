"""The audit trail: every change of a worksheet or an organisation, by whom, when, from what to what."""

from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts import Event
from cityteams_contracts.registration import (
    FieldsReopened,
    MembershipSet,
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonNamed,
    PersonUnnamed,
    ReviewBegun,
    SupplementAsked,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetConfirmed,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_portal.domain.stamps import Stamped

STATE_AFTER: dict[type[Event], str] = {
    WorksheetSubmitted: "submitted",
    ReviewBegun: "in_review",
    WorksheetReturned: "returned",
    WorksheetResubmitted: "resubmitted",
    WorksheetAccepted: "accepted",
    WorksheetDeclined: "declined",
    WorksheetWithdrawn: "withdrawn",
}
"""The state that a worksheet is in after an event; after the others it is in the same as before."""
OF_WORKSHEETS: tuple[type[Event], ...] = (
    *STATE_AFTER,
    FieldsReopened,
    SupplementAsked,
    WorksheetConfirmed,
    SupplementGiven,
)
OF_ORGANISATIONS: tuple[type[Event], ...] = (
    OrganisationRegistered,
    OrganisationCorrected,
    MembershipSet,
    PersonNamed,
    PersonUnnamed,
    OrganisationMerged,
)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was one thing and is another."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: `what` is its name, `by` who asked for it (empty: the house itself)."""

    event_id: str
    at: datetime
    by: str
    what: str
    state_before: str = ""
    state_after: str = ""
    round_id: str | None = None
    fields: tuple[str, ...] = ()
    until: datetime | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """All entries of one thing in their order; `facts` is what it was after the last."""

    about: str
    entries: tuple[Entry, ...] = ()
    facts: dict[str, str] | None = None


def about(event: Event) -> str:
    """The thing that an event is about: `worksheet:ID` or `organisation:ID`."""
    return f"{event.noun}:{event.key}"


def noted(row: History | None, event: Event, stamp: Stamped) -> History:
    """One entry more."""
    before = row or History(about(event))
    facts = _facts(before.facts or {}, event)
    state = before.entries[-1].state_after if before.entries else ""
    entry = Entry(
        event_id=stamp.id,
        at=stamp.at,
        by=stamp.actor,
        what=event.name,
        state_before=state,
        state_after=STATE_AFTER.get(type(event), state),
        round_id=getattr(event, "round_id", None),
        fields=getattr(event, "fields", None) or getattr(event, "changed", None) or (),
        until=getattr(event, "due_at", None) or getattr(event, "until", None),
        changes=_changes(before.facts or {}, facts),
    )
    return replace(before, entries=(*before.entries, entry), facts=facts)


def _changes(before: dict[str, str], after: dict[str, str]) -> tuple[Change, ...]:
    names = [*before, *(name for name in after if name not in before)]
    pairs = (Change(name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(each for each in pairs if each.before != each.after)


def _facts(before: dict[str, str], event: Event) -> dict[str, str]:
    """What is known of an organisation after the event, as texts; of worksheets the versions tell."""
    match event:
        case OrganisationRegistered(organisation=it) | OrganisationCorrected(organisation=it):
            return before | {name: str(value or "") for name, value in it.model_dump(exclude={"place"}).items()}
        case MembershipSet(membership=level):
            return before | {"membership": str(level or "")}
        case OrganisationMerged(into=into):
            return before | {"merged_into": into}
        case PersonNamed(person_id=who, role=role):
            return before | {f"{role}:{who}": str(role)}
        case PersonUnnamed(person_id=who, role=role):
            return {name: value for name, value in before.items() if name != f"{role}:{who}"}
        case _:
            return before
