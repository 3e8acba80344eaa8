"""What the relay asks of the outbox: what is unsent, how far each stream has come, and where a row lies now."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

Row = Any


def unsent(conn: sa.Connection, box: sa.Table, limit: int) -> Sequence[Row]:
    """The oldest rows that no stream holds yet, in order."""
    return conn.execute(sa.select(box).where(box.c.sent_sequence.is_(None)).order_by(box.c.position).limit(limit)).all()


def reached(conn: sa.Connection, box: sa.Table) -> dict[str, int]:
    """The highest sequence we know of in each stream."""
    highest = sa.select(box.c.stream, sa.func.max(box.c.sent_sequence)).group_by(box.c.stream)
    return {stream: last for stream, last in conn.execute(highest) if last is not None}


def unsend(conn: sa.Connection, box: sa.Table, stream: str, beyond: int) -> int:
    """What lay beyond this sequence is lost: it becomes unsent again; returns how many."""
    lost = sa.update(box).where(box.c.stream == stream, box.c.sent_sequence > beyond)
    return conn.execute(lost.values(sent_sequence=None)).rowcount


def mark(conn: sa.Connection, box: sa.Table, rows: Sequence[Row], sequences: Sequence[int]) -> None:
    """Writes down where the rows lie; one statement when both run without a gap."""
    pairs = [(row.position, sequence) for row, sequence in zip(rows, sequences, strict=True)]
    (first, low), (last, _) = pairs[0], pairs[-1]
    if last - first + 1 == len(pairs) and all(sequence - at == low - first for at, sequence in pairs):
        between = box.c.position.between(first, last)
        conn.execute(sa.update(box).where(between).values(sent_sequence=box.c.position + (low - first)))
        return
    one = sa.update(box).where(box.c.position == sa.bindparam("at")).values(sent_sequence=sa.bindparam("sequence"))
    conn.execute(one, [{"at": at, "sequence": sequence} for at, sequence in pairs])
