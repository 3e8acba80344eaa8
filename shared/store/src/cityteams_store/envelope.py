"""CloudEvents 1.0 in the binary mode of the NATS binding: attributes as `ce-*` headers, the data alone as body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_hex
from uuid import NAMESPACE_URL, uuid5

from cityteams_contracts import Message
from cityteams_contracts.values import utc_text
from cityteams_store.errors import Poison

_SPACE = uuid5(NAMESPACE_URL, "https://cityteams.org/messages")
_WORD, _COUNT = re.compile(r"[!-~]{1,64}"), re.compile(r"0{0,20}[1-9][0-9]{0,17}")


def derived_id(message_id: str, *names: str) -> str:
    """The UUIDv5 of a message id and names: handling a message again gives the very same ids."""
    return str(uuid5(_SPACE, "/".join((message_id, *names))))


@dataclass(slots=True)  # never changed; not frozen because freezing makes each three times as dear
class Stamp:
    """Who said it and when: `at` is the time of the message, the only clock the inside knows.
    `actor` is the PersonId of whom the portal vouches for as the one who asked; empty when nobody did. `version` is
    that of an event which was heard or replayed, 0 while one is being said: a fold of one's own events does without.
    """

    id: str
    at: datetime
    cause: str | None
    correlation: str
    trace: str = ""
    actor: str = ""
    version: int = 0


@dataclass(slots=True)
class Envelope:
    """One message as it lies on the bus; `version` counts within the aggregate (None for commands).

    `kind` is the subject without its key, the name of the contract; `aggregate` is `<owner>.<noun>.<key>` of an event.
    """

    subject: str
    body: bytes
    stamp: Stamp
    version: int | None
    kind: str = field(init=False)
    aggregate: str = field(init=False)

    def __post_init__(self) -> None:
        self.stamp.version, (self.kind, _, key) = self.version or 0, self.subject.rpartition(".")
        self.aggregate = f"{'.'.join(self.subject.split('.', 4)[2:4])}.{key}"


def first_stamp(message_id: str, now: datetime, actor: str = "") -> Stamp:
    """The stamp of what a person or a timer starts."""
    return Stamp(message_id, now, None, message_id, f"00-{token_hex(16)}-{token_hex(8)}-01", actor)


def headers_of(message: Message, stamp: Stamp, source: str, version: int | None) -> dict[str, str]:
    """The headers under which a message is published; `ce-id` is also the id the broker deduplicates by."""
    headers = {
        "ce-specversion": "1.0",
        "ce-id": stamp.id,
        "ce-type": message.type(),
        "ce-source": f"/cityteams/{source}",
        "ce-subject": message.key,
        "ce-time": utc_text(stamp.at),
        "ce-datacontenttype": "application/json",
        "ce-correlationid": stamp.correlation,
        "Nats-Msg-Id": stamp.id,
    }
    if stamp.cause:
        headers["ce-causationid"] = stamp.cause
    if stamp.trace:
        headers["traceparent"] = stamp.trace
    if stamp.actor:
        headers["ce-actor"] = stamp.actor
    if version is not None:
        headers["ce-sequence"] = f"{version:020d}"
    return headers


def open_envelope(subject: str, headers: Mapping[str, str] | None, body: bytes) -> Envelope:
    """Reads what lies on the bus; raises Poison when it is not one of our CloudEvents."""
    given = headers or {}
    try:
        stamp = Stamp(
            id=_shaped(given, "ce-id"),
            at=_moment(given["ce-time"]),
            cause=_shaped(given, "ce-causationid") if "ce-causationid" in given else None,
            correlation=_shaped(given, "ce-correlationid" if given.get("ce-correlationid") else "ce-id"),
            trace=given.get("traceparent", "")[:55],
            actor=_shaped(given, "ce-actor") if given.get("ce-actor") else "",
        )
        version = int(_shaped(given, "ce-sequence", _COUNT)) if subject.startswith("cityteams.evt.") else None
    except KeyError as missing:
        raise Poison("a-header-is-missing", f"header {missing} is not there") from None
    return Envelope(subject, body, stamp, version)


def _shaped(given: Mapping[str, str], name: str, shape: re.Pattern[str] = _WORD) -> str:
    if not shape.fullmatch(given[name]):
        raise Poison("a-header-is-wrong", f"{name} does not match {shape.pattern}")
    return given[name]


def _moment(text: str) -> datetime:
    try:
        if (at := datetime.fromisoformat(text)).utcoffset() is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Poison("a-header-is-wrong", "ce-time is no moment with an offset")


def said_stamp(parent: Stamp, source: str, ordinal: int) -> Stamp:
    """The stamp of the n-th event that a service says while handling a message; two services hear the same message."""
    said = derived_id(parent.id, source, str(ordinal))
    return Stamp(said, parent.at, parent.id, parent.correlation, parent.trace, parent.actor)


def body_of(message: Message) -> bytes:
    """The data alone, as JSON."""
    return message.__pydantic_serializer__.to_json(message)
