"""Worksheets: from submission over review to acceptance, and through the rounds.

`seen` in a reviewer's command is the id of the last event of the worksheet that the reviewer had before the eyes; when
another one was quicker, the command is refused and nobody overwrites anybody. What is written to or by a person in free
words (comments, private answers) is a part that was given privately and appears here by its id alone.
"""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.registration.project import Project, Receipt
from cityteams_contracts.values import FieldName, Id, Instant, Line, PersonId, RoundId, WorksheetId

__all__ = [
    "AcceptWorksheet",
    "BeginReview",
    "ConfirmForRound",
    "DeclineWorksheet",
    "FieldsReopened",
    "GiveSupplement",
    "ReopenFields",
    "ReturnWorksheet",
    "ReviewBegun",
    "SubmitWorksheet",
    "SupplementAsked",
    "SupplementGiven",
    "WithdrawWorksheet",
    "WorksheetAccepted",
    "WorksheetConfirmed",
    "WorksheetDeclined",
    "WorksheetResubmitted",
    "WorksheetReturned",
    "WorksheetSubmitted",
    "WorksheetWithdrawn",
]

Fields = Annotated[tuple[FieldName, ...], Field(max_length=60)]


class SubmitWorksheet(Command, name="registration.submit-worksheet", key="worksheet_id"):
    """A team hands in the project worksheet for a round, for the first time or again after it came back."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    part_id: Id | None = None


class BeginReview(Command, name="registration.begin-review", key="worksheet_id"):
    """A reviewer takes the worksheet up."""

    worksheet_id: WorksheetId
    seen: Id | None = None


class ReturnWorksheet(Command, name="registration.return-worksheet", key="worksheet_id"):
    """A reviewer gives it back: comments at these fields (given privately), to be answered until a date."""

    worksheet_id: WorksheetId
    seen: Id | None = None
    fields: Fields
    part_id: Id | None = None
    due_at: Instant


class AcceptWorksheet(Command, name="registration.accept-worksheet", key="worksheet_id"):
    """The secretariat finds that the worksheet meets the requirements."""

    worksheet_id: WorksheetId
    seen: Id | None = None


class DeclineWorksheet(Command, name="registration.decline-worksheet", key="worksheet_id"):
    """The secretariat says no, with the reason as a private part."""

    worksheet_id: WorksheetId
    seen: Id | None = None
    part_id: Id | None = None


class WithdrawWorksheet(Command, name="registration.withdraw-worksheet", key="worksheet_id"):
    """The team lead takes the worksheet back."""

    worksheet_id: WorksheetId


class ReopenFields(Command, name="registration.reopen-fields", key="worksheet_id"):
    """The secretariat lets a team change these fields although they are frozen or accepted, until a moment."""

    worksheet_id: WorksheetId
    seen: Id | None = None
    fields: Fields
    until: Instant


class ConfirmForRound(Command, name="registration.confirm-for-round", key="worksheet_id"):
    """The lead of an accepted worksheet says that the cluster takes part in another round."""

    worksheet_id: WorksheetId
    round_id: RoundId


class GiveSupplement(Command, name="registration.give-supplement", key="worksheet_id"):
    """A returning cluster answers only what is new, changed or expired; the project as it now stands."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    part_id: Id | None = None


class WorksheetSubmitted(Event, name="registration.worksheet.submitted", key="worksheet_id"):
    """A worksheet was handed in and meets the programme rules; the secretariat has not looked yet."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    part_id: Id | None = None
    receipt: Receipt | None = None
    submitted_at: Instant


class ReviewBegun(Event, name="registration.worksheet.review-begun", key="worksheet_id"):
    """A reviewer has it in hand."""

    worksheet_id: WorksheetId
    reviewer: PersonId
    begun_at: Instant


class WorksheetReturned(Event, name="registration.worksheet.returned", key="worksheet_id"):
    """It went back to the team with comments at these fields; the comments are a private part."""

    worksheet_id: WorksheetId
    title: Line
    lead: PersonId
    fields: Fields
    part_id: Id | None = None
    due_at: Instant
    returned_at: Instant


class WorksheetResubmitted(Event, name="registration.worksheet.resubmitted", key="worksheet_id"):
    """The team handed it in again; `changed` names the fields that differ from the last time."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    changed: Fields
    part_id: Id | None = None
    receipt: Receipt | None = None
    submitted_at: Instant


class WorksheetAccepted(Event, name="registration.worksheet.accepted", key="worksheet_id"):
    """The secretariat accepted the worksheet. Carries the project, so that hearers need nothing else.

    It is said again when a worksheet is accepted again after a change: the project then replaces the earlier one.
    """

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    accepted_at: Instant


class WorksheetDeclined(Event, name="registration.worksheet.declined", key="worksheet_id"):
    """The secretariat said no; the reason is a private part."""

    worksheet_id: WorksheetId
    title: Line
    lead: PersonId
    part_id: Id | None = None
    declined_at: Instant


class WorksheetWithdrawn(Event, name="registration.worksheet.withdrawn", key="worksheet_id"):
    """The team lead took the worksheet back."""

    worksheet_id: WorksheetId
    title: Line
    lead: PersonId
    withdrawn_at: Instant


class FieldsReopened(Event, name="registration.worksheet.fields-reopened", key="worksheet_id"):
    """The team may change these fields until a moment."""

    worksheet_id: WorksheetId
    title: Line
    lead: PersonId
    fields: Fields
    until: Instant


class SupplementAsked(Event, name="registration.worksheet.supplement-asked", key="worksheet_id"):
    """An accepted worksheet of an earlier round has questions to answer in a new one, until a moment."""

    worksheet_id: WorksheetId
    round_id: RoundId
    title: Line
    lead: PersonId
    questions: Fields
    due_at: Instant | None = None


class WorksheetConfirmed(Event, name="registration.worksheet.confirmed", key="worksheet_id"):
    """The cluster takes part in this round."""

    worksheet_id: WorksheetId
    round_id: RoundId
    title: Line
    lead: PersonId
    confirmed_at: Instant


class SupplementGiven(Event, name="registration.worksheet.supplement-given", key="worksheet_id"):
    """The supplement of a round was answered; `answers` counts what the team had to write."""

    worksheet_id: WorksheetId
    round_id: RoundId
    project: Project
    changed: Fields
    answers: Annotated[int, Field(ge=0, le=100)]
    part_id: Id | None = None
    receipt: Receipt | None = None
    given_at: Instant
