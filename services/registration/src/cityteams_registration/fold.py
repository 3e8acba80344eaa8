"""What each event does to the store, live and in a replay."""

from cityteams_chassis import folds, notes
from cityteams_contracts.registration import (
    ConsentGiven,
    ConsentWithdrawn,
    ExtensionGranted,
    PersonConfirmed,
    PersonErased,
    RoleGranted,
    RoleRevoked,
    RoundClosed,
    RoundOpened,
    RoundRevised,
    SupplementAsked,
    SupplementGiven,
    WorksheetConfirmed,
)
from cityteams_contracts.rights import Trust
from cityteams_registration.domain.audit import Entry
from cityteams_registration.domain.participation import Participation, participation_id
from cityteams_registration.domain.people.person import Person
from cityteams_registration.domain.rounds import KeptRound
from cityteams_registration.domain.worksheet import APPLY
from cityteams_registration.register import fold as register
from cityteams_registration.store import AUDIT, PARTICIPATIONS, PEOPLE, ROLES, ROUNDS, WORKSHEETS


def _in_its_round(event: SupplementAsked | WorksheetConfirmed | SupplementGiven) -> str:
    return participation_id(event.worksheet_id, event.round_id)


FOLD = (
    *register.FOLD,
    *(notes(event, AUDIT, WORKSHEETS, by="worksheet_id", apply=Entry.of) for event in APPLY),
    *(folds(event, WORKSHEETS, by="worksheet_id", apply=apply) for event, apply in APPLY.items()),
    folds(SupplementAsked, PARTICIPATIONS, by=_in_its_round, apply=Participation.asked),
    folds(WorksheetConfirmed, PARTICIPATIONS, by=_in_its_round, apply=Participation.confirmed),
    folds(SupplementGiven, PARTICIPATIONS, by=_in_its_round, apply=Participation.given),
    folds(RoundOpened, ROUNDS, by="round_id", apply=KeptRound.opened),
    folds(RoundRevised, ROUNDS, by="round_id", apply=KeptRound.revised),
    folds(RoundClosed, ROUNDS, by="round_id", apply=KeptRound.closed),
    folds(ExtensionGranted, ROUNDS, by="round_id", apply=KeptRound.extended),
    folds(RoleGranted, ROLES, by="person_id", apply=Trust.granted),
    folds(RoleRevoked, ROLES, by="person_id", apply=Trust.revoked),
    folds(PersonConfirmed, PEOPLE, by="person_id", apply=Person.confirmed),
    folds(ConsentGiven, PEOPLE, by="person_id", apply=Person.agreed),
    folds(ConsentWithdrawn, PEOPLE, by="person_id", apply=Person.disagreed),
    folds(PersonErased, PEOPLE, by="person_id", apply=Person.erased),
    folds(PersonErased, ROLES, by="person_id", apply=Trust.erased),
)
