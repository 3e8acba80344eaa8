"""The table of a service: durable name, what it hears or obeys, and the plain function that handles it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from cityteams_contracts import COMMAND_STREAMS, EVENT_STREAMS, Command, Event, Message, all_contracts
from cityteams_store.shelf import Shelf, key_of

Handler = Callable[[Any, Any], None]
Load = tuple[Shelf[Any], str | Callable[[Any], str]]
Loads = Mapping[type[Any], Sequence[Load]]


@dataclass(frozen=True)
class Reaction:
    """One durable consumer. `filter` covers a whole noun (or all commands), so that versions arrive without gaps."""

    durable: str
    stream: str
    filter: str
    handlers: Mapping[type[Message], Handler]
    loads: Mapping[type[Message], Sequence[Load]]

    @cached_property
    def contracts(self) -> dict[str, type[Message]]:
        """The released contracts that may arrive here, by subject without key."""
        start = self.filter.removesuffix(">")
        return {kind: contract for kind, contract in all_contracts().items() if kind.startswith(start)}

    def rows(self, message: Message) -> list[tuple[Shelf[Any], str]]:
        """The rows its handler asked to have loaded beforehand."""
        return [(shelf, key_of(by)(message)) for shelf, by in self.loads.get(type(message), ())]


def hear(
    durable: str, owner: str, noun: str, handlers: Mapping[type[Any], Handler], loads: Loads | None = None
) -> Reaction:
    """Follows everything an owner says of a noun; events without a handler are only folded."""
    _same(durable, handlers, Event, owner)
    return Reaction(durable, EVENT_STREAMS[owner], f"cityteams.evt.{owner}.{noun}.>", handlers, loads or {})


def obey(durable: str, owner: str, handlers: Mapping[type[Any], Handler], loads: Loads | None = None) -> Reaction:
    """Takes the commands of a service; only the owner itself may."""
    _same(durable, handlers, Command, owner)
    return Reaction(durable, COMMAND_STREAMS[owner], f"cityteams.cmd.{owner}.>", handlers, loads or {})


def _same(durable: str, handlers: Mapping[type[Message], Handler], kind: type[Message], owner: str) -> None:
    for message in handlers:
        if not issubclass(message, kind) or message.owner != owner:
            raise TypeError(f"{durable}: {message.__name__} is not what {owner} says or obeys")


@dataclass(frozen=True)
class Answer:
    """A private question over core NATS, which the broker does not store."""

    subject: str
    request: type[BaseModel]
    handler: Callable[[Any, Any], Any]


def answers(subject: str, request: type[BaseModel], handler: Callable[[Any, Any], Any]) -> Answer:
    """Answers requests with `async handler(request, service) -> BaseModel`; Rejected is told to the asker."""
    return Answer(subject, request, handler)
