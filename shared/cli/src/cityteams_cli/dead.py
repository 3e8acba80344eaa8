"""What lies in the DEAD stream: messages that a reaction could not handle."""

import json
from collections.abc import Sequence
from typing import Any

from nats.aio.client import Client
from rich.table import Table

from cityteams_cli.reading import last_sequences, read_stream
from cityteams_cli.records import Record
from cityteams_contracts import DEAD_STREAM
from cityteams_store.errors import Refused


async def dead_letters(client: Client, first: int = 1, last: int | None = None) -> list[Record]:
    """The parked messages, oldest first."""
    end = (await last_sequences(client, [DEAD_STREAM]))[DEAD_STREAM]
    end = end if last is None else min(last, end)
    return [record async for record in read_stream(client, DEAD_STREAM, end, first)] if end >= first else []


async def dead_letter(client: Client, sequence: int) -> Record:
    """One of them. Raises Refused."""
    found = [each for each in await dead_letters(client, sequence, sequence) if each.sequence == sequence]
    if not found:
        raise Refused(f"there is no dead letter {sequence}; `cityteams dead list` shows which there are")
    return found[0]


def described(record: Record, *, body: bool = False) -> dict[str, Any]:
    """A dead letter for programs."""
    _, _, service, reaction = record.subject.split(".", 3)
    found: dict[str, Any] = {
        "sequence": record.sequence,
        "parked_at": record.time,
        "service": service,
        "reaction": reaction,
        "code": record.headers.get("Dead-Code", ""),
        "reason": record.headers.get("Dead-Reason", ""),
        "subject": record.headers.get("Dead-Subject", ""),
        "deliveries": int(record.headers.get("Dead-Deliveries", "0") or 0),
        "id": record.headers.get("ce-id", ""),
        "correlation": record.headers.get("ce-correlationid", ""),
    }
    return found | {"headers": record.headers, "data": _data(record.body)} if body else found


def _data(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "backslashreplace")


def table_of(records: Sequence[Record]) -> Table:
    """Dead letters for people."""
    table = Table(title=f"{len(records)} dead letters", title_justify="left")
    for name in ("no.", "parked at", "reaction", "code", "reason", "subject", "tries"):
        table.add_column(name, overflow="fold")
    for record in records:
        each = described(record)
        names = ("sequence", "parked_at", "reaction", "code", "reason", "subject", "deliveries")
        table.add_row(*(str(each[name]).replace("T", " ")[: 19 if name == "parked_at" else None] for name in names))
    return table
