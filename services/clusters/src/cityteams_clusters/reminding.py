"""KPI sheets whose clusters have to be reminded."""

from datetime import datetime
from functools import partial

from cityteams_chassis import Service, Tx
from cityteams_clusters.handlers.kpis import wake_sheet
from cityteams_clusters.store.kpis import sheets_to_wake
from cityteams_contracts.values import utc_text
from cityteams_timers import Due, keep_time, timer_id

_AT_ONCE = 50


def find_sheets(tx: Tx, until: datetime) -> list[Due]:
    """The KPI sheets whose moment has come."""
    return [
        Due(
            timer_id("kpi-sheet", each.cluster_id, utc_text(each.wakes_at)),
            each.wakes_at,
            partial(wake_sheet, each.cluster_id),
        )
        for each in sheets_to_wake(tx, until, _AT_ONCE)
        if each.wakes_at is not None
    ]


async def remind_of_kpis(service: Service) -> None:
    """Looks for them until the service stops."""
    await keep_time(service, "kpis", find_sheets)
