"""What a message is: a frozen value with a name, a version and a key, which together are its subject on the bus."""

import re
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from cityteams_contracts.values import ID_PATTERN, Code, Id, Line, Paragraph

OWNERS = ("registration", "clusters", "events", "notifications")
"""The services that own contracts; each is also a module of this package. The portal owns none."""

EVENT_STREAMS = {owner: f"EVT_{owner.upper()}" for owner in OWNERS}
COMMAND_STREAMS = {owner: f"CMD_{owner.upper()}" for owner in OWNERS}
DEAD_STREAM = "DEAD"
CONTACT_GIVE = "cityteams.prv.registration.contact.give"
CONTACT_RESOLVE = "cityteams.prv.registration.contact.resolve"

_EVENT_NAME = re.compile(r"^([a-z]+)\.([a-z]+(?:-[a-z]+)*)\.([a-z]+(?:-[a-z]+)*)$")
_COMMAND_NAME = re.compile(r"^([a-z]+)\.([a-z]+(?:-[a-z]+)+)$")


class Rejected(Exception):  # noqa: N818 - the word of the design: the domain says no
    """The domain says no: a rule's code as a kebab sentence, the reason for people, and the field it is about."""

    def __init__(self, code: str, reason: str, field: str | None = None) -> None:
        super().__init__(f"{code}: {reason}")
        self.code, self.reason, self.field = code, reason, field


class Message(BaseModel):
    """A frozen value that travels; subclasses name themselves with `name`, `version` and `key`."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    name: ClassVar[str] = ""
    version: ClassVar[int] = 0
    key_field: ClassVar[str] = ""
    owner: ClassVar[str] = ""
    prefix: ClassVar[str] = ""

    @classmethod
    def _named(cls, pattern: re.Pattern[str], name: str, version: int, key: str) -> None:
        found = pattern.match(name)
        if not found or found[1] not in OWNERS or version < 1:
            raise TypeError(f"{cls.__name__}: '{name}' v{version} is not a contract name")
        cls.name, cls.version, cls.key_field, cls.owner = name, version, key, found[1]

    @property
    def key(self) -> str:
        """The opaque id of the aggregate this message is about."""
        return str(getattr(self, self.key_field))

    @property
    def subject(self) -> str:
        """The subject on the bus: `cityteams.<evt|cmd>.<name>.v<N>.<key>`."""
        return f"cityteams.{self.prefix}.{self.name}.v{self.version}.{self.key}"

    @classmethod
    def type(cls) -> str:
        """The CloudEvents type: `org.cityteams.<noun>.<verb>.v<N>`."""
        return f"org.cityteams.{cls.name.split('.', 1)[1]}.v{cls.version}"

    @classmethod
    def listen(cls) -> str:
        """The subject filter that hears this contract for every key."""
        return f"cityteams.{cls.prefix}.{cls.name}.v{cls.version}.*"


class Event(Message):
    """What happened, in the past tense. Unknown fields are ignored, so that an optional field may be added later."""

    model_config = ConfigDict(extra="ignore")
    prefix: ClassVar[str] = "evt"
    noun: ClassVar[str] = ""

    def __init_subclass__(cls, *, name: str = "", version: int = 1, key: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        if name:
            cls._named(_EVENT_NAME, name, version, key)
            cls.noun = name.split(".")[1]

    @property
    def aggregate(self) -> str:
        """The thing whose versions run 1, 2, 3 …: `<owner>.<noun>.<key>`."""
        return f"{self.owner}.{self.noun}.{self.key}"

    @classmethod
    def stream(cls) -> str:
        """The stream that keeps this event for good."""
        return EVENT_STREAMS[cls.owner]


class Command(Message):
    """What a person asks for, in the imperative. A field too many is refused by name."""

    model_config = ConfigDict(extra="forbid")
    prefix: ClassVar[str] = "cmd"

    def __init_subclass__(cls, *, name: str = "", version: int = 1, key: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        if name:
            cls._named(_COMMAND_NAME, name, version, key)

    @classmethod
    def stream(cls) -> str:
        """The work queue of the owner."""
        return COMMAND_STREAMS[cls.owner]


class Rejection(Event):
    """The answer to a command that was refused. Each owner says its own, under the id of the command."""

    command_id: Id
    command: Line
    code: Code
    reason: Paragraph
    field: Line | None = None
    about: Id | None = None

    @classmethod
    def of(cls, command_id: str, command: str, why: Rejected, about: str | None) -> Self:
        """Puts what the domain said into the owner's words on the bus, whatever characters a stranger sent."""
        return cls(
            command_id=command_id,
            command=_printable(command, 100),
            code=why.code,
            reason=_printable(why.reason, 3900),
            field=_printable(why.field or "", 100) or None,
            about=about if about and re.fullmatch(ID_PATTERN, about) else None,
        )


def _printable(text: str, length: int) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)[:length].strip()


def _leaves(base: type[Message]) -> list[type[Message]]:
    below = [leaf for child in base.__subclasses__() for leaf in _leaves(child)]
    return ([base] if base.name else []) + below


@cache
def all_contracts() -> dict[str, type[Message]]:
    """Every contract by its subject without the key, such as `cityteams.evt.registration.worksheet.accepted.v1`."""
    for owner in OWNERS:
        import_module(f"cityteams_contracts.{owner}")
    found = [leaf for leaf in _leaves(Message) if leaf.__module__.startswith("cityteams_contracts.")]
    return {leaf.listen().removesuffix(".*"): leaf for leaf in sorted(found, key=lambda leaf: leaf.listen())}


def contract_for(subject: str) -> type[Message] | None:
    """The contract a subject belongs to, or None when nobody ever released it."""
    return all_contracts().get(subject.rpartition(".")[0])


def dead_subject(service: str, reaction: str) -> str:
    """Where a service parks what a reaction of it cannot handle."""
    return f"cityteams.dead.{service}.{reaction}"
