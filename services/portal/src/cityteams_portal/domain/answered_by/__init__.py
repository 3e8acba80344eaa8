"""Which event answers which command, by area."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_portal.domain.answered_by import (
    alliances,
    attendance,
    calendars,
    delivery,
    formation,
    kpis,
    life,
    mailings,
    meetings,
    partners,
    planning,
    preferences,
    webhooks,
)

LATER: Mapping[type[Command], tuple[type[Event], ...]] = {
    **life.ANSWERED_BY,
    **alliances.ANSWERED_BY,
    **formation.ANSWERED_BY,
    **partners.ANSWERED_BY,
    **kpis.ANSWERED_BY,
    **planning.ANSWERED_BY,
    **attendance.ANSWERED_BY,
    **meetings.ANSWERED_BY,
    **calendars.ANSWERED_BY,
    **delivery.ANSWERED_BY,
    **preferences.ANSWERED_BY,
    **mailings.ANSWERED_BY,
    **webhooks.ANSWERED_BY,
}
