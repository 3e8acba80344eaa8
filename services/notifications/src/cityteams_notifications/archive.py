"""The events that letters are worded from, read again from the streams that keep them for good."""

import json
from typing import Protocol

from nats.errors import Error as NatsError
from pydantic import ValidationError

from cityteams_chassis import Service, Transient
from cityteams_contracts import Event, contract_for

_NOTHING = "404"
_PATIENCE = 2.0


class Archive(Protocol):
    """Where an event is found again."""

    async def read(self, subject: str, event_id: str) -> Event | None:
        """The event, or None when it is not there (yet, after a restore). Raises Transient when nobody answers."""


class StreamArchive:
    """Walks the events of one subject, which are few, until the one that is looked for."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def read(self, subject: str, event_id: str) -> Event | None:
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
                return _event(contract, found.data)
            after = int(headers["Nats-Sequence"])


def _event(contract: type[Event], body: bytes) -> Event | None:
    try:
        return contract.model_validate_json(body)
    except ValidationError:
        return None
