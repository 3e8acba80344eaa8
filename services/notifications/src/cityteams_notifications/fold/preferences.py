"""What the events of preferences do to the store."""

from cityteams_chassis import folds
from cityteams_contracts.notifications import DigestLate, LetterGathered, PreferencesSet, Unsubscribed
from cityteams_contracts.registration import PersonErased
from cityteams_notifications.domain.letters import Letter
from cityteams_notifications.domain.preferences import Preferences
from cityteams_notifications.store import LETTERS
from cityteams_notifications.store import PREFERENCES as SHELF

PREFERENCES = (
    folds(PreferencesSet, SHELF, by="person_id", apply=Preferences.set),
    folds(Unsubscribed, SHELF, by="person_id", apply=Preferences.unsubscribed),
    folds(PersonErased, SHELF, by="person_id", apply=Preferences.erased),
    folds(LetterGathered, LETTERS, by="letter_id", apply=Letter.gathered),
    folds(DigestLate, LETTERS, by="letter_id", apply=Letter.late),
)
