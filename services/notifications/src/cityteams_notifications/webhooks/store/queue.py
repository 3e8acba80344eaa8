"""The queue of dispatches: one line for each endpoint and aggregate, of which the first may be due and no other is.

Rows are changed here at once, by statements of their own: a line may hold far more than one transaction should load.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_contracts.notifications import Channel, ReplayDeliveries
from cityteams_notifications import tables
from cityteams_notifications.domain.deliveries import DeliveryState
from cityteams_notifications.domain.webhooks.dispatch import UNSETTLED, Dispatch, DispatchState
from cityteams_notifications.webhooks.store import DISPATCHES

Line = tuple[str, str]
"""An endpoint and an aggregate."""
_IT, _BODIES, _LEDGER = tables.webhooks.dispatches, tables.webhooks.outgoing, tables.deliveries
_CHANGES = ("state", "fresh", "tries", "due_at", "settled_at")
_CHUNK = 400


def is_anything_fresh(tx: Tx) -> bool:
    """Whether there is something to place; costs next to nothing when there is not."""
    return bool(tx.rows(sa.select(_IT.c.delivery_id).where(_IT.c.fresh).limit(1)))


def is_anything_asked_for(tx: Tx) -> bool:
    """Whether something that was given up here waits again in the ledger."""
    return bool(tx.rows(_asked().limit(1)))


def refresh(tx: Tx) -> None:
    """Everything that is held back is looked at again."""
    _do(tx, sa.update(_IT).where(_IT.c.state == DispatchState.HELD).values(fresh=True))


def fresh(tx: Tx, limit: int) -> list[Dispatch]:
    """Those of which is not known yet whether an earlier one holds them back."""
    return tx.find(DISPATCHES, _IT.c.fresh, limit=limit)


def revive(tx: Tx) -> None:
    """What was given up and is waiting again in the ledger, because somebody asked for it, is fresh again."""
    again = sa.update(_IT).where(_IT.c.delivery_id.in_(_asked()))
    _do(tx, again.values(state=DispatchState.HELD, fresh=True, tries=0, settled_at=None))


def _asked() -> sa.Select[Any]:
    """Those that were given up here and wait in the ledger."""
    ledger = _LEDGER.c
    return (
        sa.select(ledger.delivery_id)
        .join(_IT, _IT.c.delivery_id == ledger.delivery_id)
        .where(
            ledger.channel.in_((Channel.WEBHOOK, Channel.CHAT)),
            ledger.next_try_at.is_not(None),
            ledger.state == DeliveryState.WAITING,
            ledger.attempts == 0,
            _IT.c.state == DispatchState.FAILED,
        )
    )


def firsts(tx: Tx, rows: Collection[Dispatch]) -> dict[Line, int]:
    """The version of the first that is not settled, of each line that these stand in."""
    found = dict[Line, int]()
    aggregates = sorted({each.aggregate for each in rows})
    endpoints = sorted({each.endpoint_id for each in rows})
    for start in range(0, len(aggregates), _CHUNK):
        query: sa.Select[Any] = (
            sa.select(_IT.c.endpoint_id, _IT.c.aggregate, sa.func.min(_IT.c.version))
            .where(_IT.c.endpoint_id.in_(endpoints), _IT.c.aggregate.in_(aggregates[start : start + _CHUNK]))
            .where(_IT.c.state.in_(UNSETTLED))
            .group_by(_IT.c.endpoint_id, _IT.c.aggregate)
        )
        found |= {(endpoint, line): version for endpoint, line, version in map(list, tx.rows(query))}
    return found


def write(tx: Tx, rows: Sequence[Dispatch]) -> None:
    """Writes what became of these."""
    if rows:
        one = sa.update(_IT).where(_IT.c.delivery_id == sa.bindparam("it"))
        values = [{"it": each.delivery_id, **{name: getattr(each, name) for name in _CHANGES}} for each in rows]
        _do(tx, one.values({name: sa.bindparam(name) for name in _CHANGES}), values)


def hold_later(tx: Tx, rows: Sequence[Dispatch]) -> None:
    """Whatever is due behind one of these has to wait again: that one was replayed."""
    if rows:
        later = (
            sa.update(_IT)
            .where(_IT.c.endpoint_id == sa.bindparam("endpoint"), _IT.c.aggregate == sa.bindparam("line"))
            .where(_IT.c.state == DispatchState.DUE, _IT.c.version > sa.bindparam("first"))
            .values(state=DispatchState.HELD, due_at=None)
        )
        _do(tx, later, [{"endpoint": e.endpoint_id, "line": e.aggregate, "first": e.version} for e in rows])


def promote(tx: Tx, lines: Iterable[Line], now: datetime) -> None:
    """The first of each line is due, unless one is already."""
    values = [{"endpoint": endpoint, "line": line, "due_at": now} for endpoint, line in sorted(set(lines))]
    if values:
        other = _IT.alias()
        first = (
            sa.select(other.c.delivery_id)
            .where(other.c.endpoint_id == sa.bindparam("endpoint"), other.c.aggregate == sa.bindparam("line"))
            .where(sa.or_(*(other.c.state == each for each in UNSETTLED)), ~other.c.fresh)
            .order_by(other.c.version)
            .limit(1)
            .scalar_subquery()
        )
        it = (_IT.c.delivery_id == first) & (_IT.c.state == DispatchState.HELD)
        _do(tx, sa.update(_IT).where(it).values(state=DispatchState.DUE, due_at=sa.bindparam("due_at")), values)


def due(
    tx: Tx, now: datetime, endpoints: Collection[str], flying: Collection[str], limit: int
) -> list[tuple[Dispatch, bytes]]:
    """What is to be sent now to one of these endpoints, with its body, the longest due first."""
    query = (
        DISPATCHES.every.add_columns(_BODIES.c.body)
        .join(_BODIES, _BODIES.c.message_id == _IT.c.message_id)
        .where(_IT.c.endpoint_id.in_(sorted(endpoints)), _IT.c.state == DispatchState.DUE, _IT.c.due_at <= now)
        .where(_IT.c.delivery_id.not_in(sorted(flying)))
        .order_by(_IT.c.due_at, _IT.c.heard_at, _IT.c.delivery_id)
        .limit(limit)
    )
    return [(Dispatch(*list(row)[:-1]), row.body) for row in tx.rows(query)]


def next_due(tx: Tx, endpoints: Collection[str]) -> datetime | None:
    """When the next one of these endpoints is due."""
    query: sa.Select[Any] = sa.select(sa.func.min(_IT.c.due_at).label("due_at")).where(
        _IT.c.endpoint_id.in_(sorted(endpoints)), _IT.c.state == DispatchState.DUE
    )
    found: datetime | None = tx.rows(query)[0].due_at
    return found


def those(tx: Tx, delivery_ids: Collection[str]) -> dict[str, Dispatch]:
    """The rows of these deliveries, by id."""
    return {each.delivery_id: each for each in tx.find(DISPATCHES, _IT.c.delivery_id.in_(sorted(delivery_ids)))}


def to_replay(tx: Tx, asked: ReplayDeliveries, states: Sequence[DispatchState], limit: int) -> list[Dispatch]:
    """What was settled and is asked for again, the earliest first."""
    it = _IT.c
    where = [it.endpoint_id == asked.endpoint_id, it.state.in_(states)]
    where += [it.message_id == asked.message_id] if asked.message_id else []
    where += [it.delivery_id == asked.delivery_id] if asked.delivery_id else []
    where += [it.heard_at >= asked.since] if asked.since else []
    where += [it.heard_at < asked.until] if asked.until else []
    return tx.find(DISPATCHES, *where, order_by=it.heard_at, limit=limit)


def kept_dispatches(tx: Tx, delivery_ids: Sequence[str]) -> list[Dispatch]:
    """Those of these deliveries that failed and whose event is still kept."""
    return tx.find(DISPATCHES, _IT.c.delivery_id.in_(delivery_ids), _IT.c.state == DispatchState.FAILED)


def drop_endpoint(tx: Tx, endpoint_id: str) -> None:
    """Nothing is on its way to this endpoint any more."""
    _do(tx, sa.delete(_IT).where(_IT.c.endpoint_id == endpoint_id))


def overdue(tx: Tx, before: datetime, limit: int) -> list[Dispatch]:
    """What was heard before then and still waits, such as for an endpoint that is paused."""
    return tx.find(DISPATCHES, _IT.c.heard_at < before, _IT.c.state.in_(UNSETTLED), limit=limit)


def drop_old(tx: Tx, before: datetime) -> None:
    """What was settled before then is forgotten, and the bodies that nobody waits for."""
    _do(tx, sa.delete(_IT).where(_IT.c.settled_at < before))
    needed = sa.select(_IT.c.message_id).where(_IT.c.message_id == _BODIES.c.message_id).exists()
    _do(tx, sa.delete(_BODIES).where(_BODIES.c.heard_at < before, ~needed))


def waiting(tx: Tx) -> int:
    """How many are on their way, for the metrics."""
    query: sa.Select[Any] = sa.select(sa.func.count().label("many")).where(_IT.c.state.in_(UNSETTLED))
    return int(tx.rows(query)[0].many)


def _do(tx: Tx, statement: Any, values: Any = None) -> None:
    tx.unit.write_rows()
    tx.unit.conn.execute(statement, values)
