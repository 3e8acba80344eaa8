"""The events that letters are worded from, read again from the streams that keep them for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from nats.errors import Error as NatsError
from pydantic import ValidationError

from cityteams_chassis import Service, Transient
from cityteams_contracts import Event, contract_for

_NOTHING = "404"
_PATIENCE = 2.0


@dataclass(frozen=True)
class Found:
    """An event with its moment and its place in the life of what it is about."""

    event: Event
    at: datetime
    version: int


class Archive(Protocol):
    """Where an event is found again."""

    async def read(self, subject: str, event_id: str) -> Found | None:
        """The event, or None when it is not there (yet, after a restore). Raises Transient when nobody answers."""


class StreamArchive:
    """Walks the events of one subject, which are few, until the one that is looked for."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def read(self, subject: str, event_id: str) -> Found | None:
        """As of Archive."""
        contract, after = contract_for(subject), 0
        if contract is None or not issubclass(contract, Event):
            return None
        while True:
            question = json.dumps({"seq": after + 1, "next_by_subj": subject}).encode()
            try:
                found = await self._service.client.request(
                    f"$JS.API.DIRECT.GET.{contract.stream()}", question, timeout=_PATIENCE
                )
            except (NatsError, TimeoutError) as away:
                raise Transient(f"the stream {contract.stream()} gives no answer: {type(away).__name__}") from None
            headers = found.headers or {}
            if headers.get("Status") == _NOTHING or "Nats-Sequence" not in headers:
                return None
            if headers.get("ce-id") == event_id:
                return _found(contract, headers, found.data)
            after = int(headers["Nats-Sequence"])


def _found(contract: type[Event], headers: Mapping[str, str], body: bytes) -> Found | None:
    try:
        event, at = contract.model_validate_json(body), datetime.fromisoformat(headers["ce-time"])
        return Found(event, at, int(headers["ce-sequence"]))
    except (ValidationError, KeyError, ValueError):
        return None
