"""Who may give the commands of registration."""

from collections.abc import Mapping

from cityteams_contracts.message import Command
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
from cityteams_contracts.rights.giver import ADMINISTRATOR, OFFICE, TEAM, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    SubmitWorksheet: (Giver.LEAD, Giver.OWNER, Giver.SECRETARIAT),
    GiveSupplement: (Giver.LEAD, Giver.OWNER, Giver.SECRETARIAT),
    WithdrawWorksheet: TEAM,
    ConfirmForRound: TEAM,
    BeginReview: OFFICE,
    ReturnWorksheet: OFFICE,
    AcceptWorksheet: OFFICE,
    DeclineWorksheet: OFFICE,
    ReopenFields: OFFICE,
    GrantExtension: OFFICE,
    OpenRound: ADMINISTRATOR,
    CloseRound: ADMINISTRATOR,
    RegisterOrganisation: (Giver.PERSON,),
    CorrectOrganisation: (Giver.MEMBER, Giver.SECRETARIAT),
    NamePerson: (Giver.MEMBER, Giver.SECRETARIAT),
    UnnamePerson: (Giver.SELF, Giver.MEMBER, Giver.SECRETARIAT),
    SetMembership: OFFICE,
    AnswerDuplicate: OFFICE,
    GrantRole: ADMINISTRATOR,
    RevokeRole: ADMINISTRATOR,
    GiveConsent: (Giver.SELF,),
    WithdrawConsent: (Giver.SELF,),
    ErasePerson: (Giver.SELF, Giver.ADMINISTRATOR),
}
