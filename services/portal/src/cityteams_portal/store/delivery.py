"""Questions about the ledger of deliveries."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.notifications import Channel
from cityteams_portal.domain.delivery import Delivery, DeliveryState, Suppressed
from cityteams_portal.tables import delivery as tables

DELIVERIES = Shelf(tables.deliveries, Delivery)
LINES = Shelf(tables.delivery_lines, Delivery)
SUPPRESSED = Shelf(tables.suppressions, Suppressed)


@dataclass(frozen=True)
class Sought:
    """Which deliveries are looked for; what is None does not matter. `after` is moment and id of the last one seen."""

    state: DeliveryState | None = None
    channel: Channel | None = None
    to: str | None = None
    about: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[datetime, str] | None = None


def deliveries(tx: Tx, sought: Sought, limit: int) -> list[Delivery]:
    """The deliveries that fit, the latest first."""
    found = tables.deliveries.c
    same = {found.state: sought.state, found.channel: sought.channel, found.to: sought.to, found.about: sought.about}
    where = [column == wanted for column, wanted in same.items() if wanted is not None]
    where += [found.at >= sought.since] if sought.since else []
    where += [found.at < sought.until] if sought.until else []
    if sought.after is not None:
        at, line_id = sought.after
        where.append(sa.or_(found.at < at, sa.and_(found.at == at, found.line_id < line_id)))
    query = DELIVERIES.every.where(*where).order_by(found.at.desc(), found.line_id.desc()).limit(limit)
    return [DELIVERIES.value(row) for row in tx.rows(query)]


def attempts(tx: Tx, delivery_id: str) -> list[Delivery]:
    """Every line about one delivery, in order."""
    found = tables.delivery_lines.c
    return tx.find(LINES, found.delivery_id == delivery_id, order_by=found.at)


def suppressed(tx: Tx) -> list[Suppressed]:
    """Everybody who is sent no mail, the latest first."""
    return tx.find(SUPPRESSED, order_by=tables.suppressions.c.since.desc())
