"""Said and obeyed by services/registration: worksheets, from submission to acceptance."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event, Rejection
from cityteams_contracts.values import (
    Id,
    Instant,
    Line,
    Paragraph,
    Participant,
    PersonId,
    Resource,
    RoundId,
    Sector,
    Value,
    WorksheetId,
)

Participants = Annotated[tuple[Participant, ...], Field(max_length=60)]
Officials = Annotated[tuple[PersonId, ...], Field(max_length=20)]
Resources = Annotated[tuple[Resource, ...], Field(max_length=8)]


class Project(Value):
    """What a worksheet says of its project; people appear by their ids only."""

    title: Line
    sector: Sector
    description: Paragraph = ""
    participants: Participants
    lead: PersonId
    officials: Officials
    needs: Resources = ()
    offers: Resources = ()


class SubmitWorksheet(Command, name="registration.submit-worksheet", key="worksheet_id"):
    """A team lead hands in the project worksheet for a round."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project


class AcceptWorksheet(Command, name="registration.accept-worksheet", key="worksheet_id"):
    """The secretariat finds that the worksheet meets the requirements."""

    worksheet_id: WorksheetId


class WithdrawWorksheet(Command, name="registration.withdraw-worksheet", key="worksheet_id"):
    """The team lead takes the worksheet back."""

    worksheet_id: WorksheetId


class WorksheetSubmitted(Event, name="registration.worksheet.submitted", key="worksheet_id"):
    """A worksheet was handed in and meets the programme rules; the secretariat has not looked yet."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    submitted_at: Instant


class WorksheetAccepted(Event, name="registration.worksheet.accepted", key="worksheet_id"):
    """The secretariat accepted the worksheet. Carries the project, so that hearers need nothing else."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    accepted_at: Instant


class WorksheetWithdrawn(Event, name="registration.worksheet.withdrawn", key="worksheet_id"):
    """The team lead took the worksheet back."""

    worksheet_id: WorksheetId
    title: Line
    lead: PersonId
    withdrawn_at: Instant


class RegistrationRejection(Rejection, name="registration.command.rejected", key="command_id"):
    """Registration refused a command."""


class GiveContact(Value):
    """Private request: a person's contact, given once; never stored by the broker."""

    name: Line
    mail: Line


class ContactGiven(Value):
    """Private answer: the id under which everybody else knows this person."""

    person_id: PersonId


class ResolveContact(Value):
    """Private request: whom to write to, at the moment of sending, and why."""

    person_id: PersonId
    purpose: Line


class ContactResolved(Value):
    """Private answer: the contact, or nothing when there is none (any more)."""

    person_id: Id
    name: str | None = None
    mail: str | None = None
