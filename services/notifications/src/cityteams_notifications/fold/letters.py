"""What each event does to the store: the only way rows outside the private tables are written."""

from cityteams_chassis import folds
from cityteams_contracts.notifications import LetterFailed, LetterQueued, LetterSent
from cityteams_notifications.domain.letters import Letter
from cityteams_notifications.store import LETTERS

FOLDS_OF_LETTERS = (
    folds(LetterQueued, LETTERS, by="letter_id", apply=Letter.queued, begins=True),
    folds(LetterSent, LETTERS, by="letter_id", apply=Letter.sent),
    folds(LetterFailed, LETTERS, by="letter_id", apply=Letter.failed),
)
