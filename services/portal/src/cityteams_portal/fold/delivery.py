"""What heard events do to the portal's copy of delivery."""

from cityteams_chassis import folds
from cityteams_contracts.notifications import NotificationsRejection
from cityteams_portal.domain import answer
from cityteams_portal.store.shelves import ANSWERS

DELIVERY = (folds(NotificationsRejection, ANSWERS, by=answer.answer_id, apply=answer.rejected),)
