"""What each event about an organisation does to the store."""

from cityteams_chassis import folds
from cityteams_contracts.registration import (
    DuplicateAnswered,
    DuplicateSuspected,
    MembershipSet,
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonNamed,
    PersonUnnamed,
)
from cityteams_registration.domain.organisations.mark import mark_id, marked
from cityteams_registration.domain.organisations.marks import MARKS as PLACES
from cityteams_registration.domain.organisations.questions import Question, answer_id
from cityteams_registration.domain.organisations.register import Registered, Standing, standing_id
from cityteams_registration.register.store import MARKS, ORGANISATIONS, QUESTIONS, STANDINGS

_KEY = "organisation_id"

FOLD = (
    folds(OrganisationRegistered, ORGANISATIONS, by=_KEY, apply=Registered.registered, begins=True),
    folds(OrganisationCorrected, ORGANISATIONS, by=_KEY, apply=Registered.corrected),
    folds(MembershipSet, ORGANISATIONS, by=_KEY, apply=Registered.with_membership),
    folds(OrganisationMerged, ORGANISATIONS, by=_KEY, apply=Registered.merged),
    *(folds(OrganisationRegistered, MARKS, by=mark_id(at), apply=marked(at), begins=True) for at in range(PLACES)),
    *(folds(OrganisationCorrected, MARKS, by=mark_id(at), apply=marked(at), begins=True) for at in range(PLACES)),
    folds(PersonNamed, STANDINGS, by=standing_id, apply=Standing.named),
    folds(PersonUnnamed, STANDINGS, by=standing_id, apply=Standing.unnamed),
    folds(DuplicateSuspected, QUESTIONS, by="question_id", apply=Question.suspected),
    folds(DuplicateAnswered, QUESTIONS, by=answer_id, apply=Question.answered),
)
