"""What each event does to the store, live and in a replay."""

from cityteams_notifications.fold.delivery import DELIVERY
from cityteams_notifications.fold.letters import FOLDS_OF_LETTERS
from cityteams_notifications.fold.mailings import MAILINGS_FOLD
from cityteams_notifications.fold.preferences import PREFERENCES
from cityteams_notifications.fold.webhooks import WEBHOOKS

FOLD = (*FOLDS_OF_LETTERS, *DELIVERY, *PREFERENCES, *MAILINGS_FOLD, *WEBHOOKS)
