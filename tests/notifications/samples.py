"""Letters and events for the tests of notifications; the events are the contracts' own examples."""

from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import BaseModel

from cityteams_contracts import Message
from cityteams_contracts.examples import examples
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.letters import Letter, LetterState, Pending, Waiting

M = TypeVar("M", bound=Message)
NOON = datetime(2018, 2, 7, 12, tzinfo=UTC)

HOSTILE = (
    "a\r\nBcc: all@example.org",
    "a\nX-Evil: 1",
    "a\rX-Evil: 1",
    "a\u2028X-Evil: 1\u2029b",
    "a\x85X-Evil: 1\x0b\x0c\x1c\x1e b",
    "{{7*7}} {% raw %} {{ ''.__class__.__mro__ }}",
    "=?utf-8?q?a=0D=0AX-Evil:_1?=",
    "=?utf-8?b?YQpYLUV2aWw6IDE=?=",
    'x" <all@example.org>, "y',
    "a, b <all@example.org>; c: d;",
    "\u202egro.elpmaxe@live\u202c",
    "\ud800 half a sign",
    "long " * 60,
    "\U0001f3d9" * 200,
    ".",
    "\x00",
)
"""What somebody may call himself who means harm, or has bad luck."""


def example(contract: type[M], **changes: object) -> M:
    """The contract's own example, with other values where wanted and no check of them."""
    found = examples()[contract].model_copy(update=changes)
    assert isinstance(found, contract)
    return found


_WORDS = frozenset(
    "title name gathering place room text reason table area subject_line time_zone cluster pavilion deadline"
    " host".split()
)


def named(value: Any, name: str) -> Any:
    """The same message, in which everything that people may call something is called like this."""
    if isinstance(value, BaseModel):
        fields = {field: getattr(value, field) for field in type(value).model_fields}
        called = {field for field, it in fields.items() if field in _WORDS and isinstance(it, str)}
        told = {field: name if field in called else named(it, name) for field, it in fields.items()}
        return value.model_copy(update=told)
    return tuple(named(each, name) for each in value) if isinstance(value, tuple) else value


def waiting(subject: str = "Worksheet received: Trees") -> Waiting:
    """A letter as the postman finds it."""
    letter = Letter(
        letter_id=str(uuid4()),
        kind=LetterKind.WORKSHEET_RECEIVED,
        person_id="p-1",
        about="w-1",
        subject_line=subject,
        state=LetterState.QUEUED,
        queued_at=NOON,
    )
    return Waiting(
        letter, Pending(letter.letter_id, "p-1", "cityteams.evt.registration.worksheet.submitted.v1.w-1", "e-1", NOON)
    )
