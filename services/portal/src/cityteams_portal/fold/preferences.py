"""What the events of preferences do to the portal's copy."""

from cityteams_chassis import folds
from cityteams_contracts.notifications import LetterGathered, PreferencesSet, Unsubscribed
from cityteams_contracts.registration import PersonErased
from cityteams_portal.domain import letter
from cityteams_portal.domain import preferences as row
from cityteams_portal.store.preferences import PREFERENCES as SHELF
from cityteams_portal.store.shelves import LETTERS

PREFERENCES = (
    folds(PreferencesSet, SHELF, by="person_id", apply=row.said),
    folds(Unsubscribed, SHELF, by="person_id", apply=row.unsubscribed),
    folds(PersonErased, SHELF, by="person_id", apply=row.erased),
    folds(LetterGathered, LETTERS, by="letter_id", apply=letter.gathered),
)
