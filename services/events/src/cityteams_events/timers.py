"""What comes due in events by itself."""

from datetime import datetime, timedelta
from functools import partial

from cityteams_chassis import Service, Tx
from cityteams_contracts.values import utc_text
from cityteams_events.domain.attendance.seats import Seat
from cityteams_events.handlers.attendance import end_hold
from cityteams_events.store.attendance import lapsing
from cityteams_timers import Due, keep_time, timer_id

_LATE = timedelta(minutes=10)


def holds(tx: Tx, until: datetime) -> list[Due]:
    """Held seats whose time is over."""
    return [_ends(seat, until) for seat in lapsing(tx, until)]


def _ends(seat: Seat, until: datetime) -> Due:
    """As of its moment; but after an outage as of now, so that the next one in line has the whole time to answer."""
    ended = seat.hold_until or until
    at = until if until - ended > _LATE else ended
    return Due(timer_id("hold-ends", seat.seat_id, utc_text(ended)), at, partial(end_hold, seat.seat_id))


async def watch_holds(service: Service) -> None:
    """The loop of the service."""
    await keep_time(service, "holds", holds)
