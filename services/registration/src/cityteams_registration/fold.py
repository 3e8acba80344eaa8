"""What each event does to the store, live and in a replay."""

from cityteams_chassis import folds
from cityteams_contracts.registration import (
    ConsentGiven,
    ConsentWithdrawn,
    PersonConfirmed,
    PersonErased,
    RoleGranted,
    RoleRevoked,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_contracts.rights import Trust
from cityteams_registration.domain.people.person import Person
from cityteams_registration.domain.worksheet import Worksheet
from cityteams_registration.store import PEOPLE, ROLES, WORKSHEETS

FOLD = (
    folds(WorksheetSubmitted, WORKSHEETS, by="worksheet_id", apply=Worksheet.submitted),
    folds(WorksheetAccepted, WORKSHEETS, by="worksheet_id", apply=Worksheet.accepted),
    folds(WorksheetWithdrawn, WORKSHEETS, by="worksheet_id", apply=Worksheet.withdrawn),
    folds(RoleGranted, ROLES, by="person_id", apply=Trust.granted),
    folds(RoleRevoked, ROLES, by="person_id", apply=Trust.revoked),
    folds(PersonConfirmed, PEOPLE, by="person_id", apply=Person.confirmed),
    folds(ConsentGiven, PEOPLE, by="person_id", apply=Person.agreed),
    folds(ConsentWithdrawn, PEOPLE, by="person_id", apply=Person.disagreed),
    folds(PersonErased, PEOPLE, by="person_id", apply=Person.erased),
    folds(PersonErased, ROLES, by="person_id", apply=Trust.erased),
)
