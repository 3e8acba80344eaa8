"""What each event does to the store: the only way rows outside the private tables are written."""

from cityteams_chassis import folds
from cityteams_contracts.clusters import ClusterProposed
from cityteams_contracts.events import GatheringAnnounced
from cityteams_contracts.notifications import LetterFailed, LetterQueued, LetterSent
from cityteams_contracts.registration import WorksheetSubmitted
from cityteams_notifications.domain.copies import Gathering, Team, Worksheet
from cityteams_notifications.domain.letters import Letter
from cityteams_notifications.store import GATHERINGS, LETTERS, TEAMS, WORKSHEETS

FOLD = (
    folds(WorksheetSubmitted, WORKSHEETS, by="worksheet_id", apply=Worksheet.submitted),
    folds(ClusterProposed, TEAMS, by="cluster_id", apply=Team.proposed),
    folds(GatheringAnnounced, GATHERINGS, by="gathering_id", apply=Gathering.announced),
    folds(LetterQueued, LETTERS, by="letter_id", apply=Letter.queued, begins=True),
    folds(LetterSent, LETTERS, by="letter_id", apply=Letter.sent),
    folds(LetterFailed, LETTERS, by="letter_id", apply=Letter.failed),
)
