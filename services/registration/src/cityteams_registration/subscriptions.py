"""What registration listens to: its commands. It hears nobody's events."""

from cityteams_chassis import obey
from cityteams_contracts.registration import (
    AcceptWorksheet,
    AnswerDuplicate,
    BeginReview,
    CloseRound,
    ConfirmForRound,
    CorrectOrganisation,
    DeclineWorksheet,
    ErasePerson,
    GiveConsent,
    GiveSupplement,
    GrantExtension,
    GrantRole,
    NamePerson,
    OpenRound,
    RegisterOrganisation,
    ReopenFields,
    ReturnWorksheet,
    RevokeRole,
    SetMembership,
    SubmitWorksheet,
    UnnamePerson,
    WithdrawConsent,
    WithdrawWorksheet,
)
from cityteams_registration.desk.store import DRAFTS, PARTS
from cityteams_registration.domain.participation import participation_id
from cityteams_registration.handlers import organisations, people, rounds, worksheets
from cityteams_registration.register.store import ORGANISATIONS
from cityteams_registration.store import PARTICIPATIONS, ROUNDS, WORKSHEETS


def _in_its_round(command: ConfirmForRound | GiveSupplement) -> str:
    return participation_id(command.worksheet_id, command.round_id)


def _its_part(command: SubmitWorksheet | GiveSupplement | ReturnWorksheet | DeclineWorksheet) -> str:
    return command.part_id or ""


_WORKSHEET = (WORKSHEETS, "worksheet_id")
_ROUND = (ROUNDS, "round_id")
_PART = (PARTS, _its_part)
_ORGANISATION = (ORGANISATIONS, "organisation_id")
_HANDED_IN = (_WORKSHEET, _ROUND, _PART, (DRAFTS, "worksheet_id"))

REACTIONS = (
    obey(
        "registration-obey-commands",
        "registration",
        {
            SubmitWorksheet: worksheets.submit_worksheet,
            BeginReview: worksheets.begin_review,
            ReturnWorksheet: worksheets.return_worksheet,
            AcceptWorksheet: worksheets.accept_worksheet,
            DeclineWorksheet: worksheets.decline_worksheet,
            WithdrawWorksheet: worksheets.withdraw_worksheet,
            ReopenFields: worksheets.reopen_fields,
            ConfirmForRound: worksheets.confirm_for_round,
            GiveSupplement: worksheets.give_supplement,
            OpenRound: rounds.open_round,
            CloseRound: rounds.close_round,
            GrantExtension: rounds.grant_extension,
            GrantRole: people.grant_role,
            RevokeRole: people.revoke_role,
            GiveConsent: people.give_consent,
            WithdrawConsent: people.withdraw_consent,
            ErasePerson: people.erase_person,
            RegisterOrganisation: organisations.register_organisation,
            CorrectOrganisation: organisations.correct_organisation,
            NamePerson: organisations.name_person,
            UnnamePerson: organisations.unname_person,
            SetMembership: organisations.set_membership,
            AnswerDuplicate: organisations.answer_duplicate,
        },
        loads={
            SubmitWorksheet: _HANDED_IN,
            BeginReview: (_WORKSHEET,),
            ReturnWorksheet: (_WORKSHEET, _PART),
            AcceptWorksheet: (_WORKSHEET,),
            DeclineWorksheet: (_WORKSHEET, _PART),
            WithdrawWorksheet: (_WORKSHEET,),
            ReopenFields: (_WORKSHEET,),
            ConfirmForRound: (_WORKSHEET, _ROUND, (PARTICIPATIONS, _in_its_round)),
            GiveSupplement: (*_HANDED_IN, (PARTICIPATIONS, _in_its_round)),
            OpenRound: (_ROUND,),
            CloseRound: (_ROUND,),
            GrantExtension: (_ROUND,),
            RegisterOrganisation: (_ORGANISATION,),
            CorrectOrganisation: (_ORGANISATION,),
            NamePerson: (_ORGANISATION,),
            UnnamePerson: (_ORGANISATION,),
            SetMembership: (_ORGANISATION,),
            AnswerDuplicate: (_ORGANISATION, (ORGANISATIONS, "other_id")),
        },
    ),
)
