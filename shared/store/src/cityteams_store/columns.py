"""Columns whose stored bytes are the same on SQLite and PostgreSQL: text, whatever the value."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from cityteams_contracts.values import utc_text


class Kept(sa.TypeDecorator[Any]):
    """A value kept as text by `dump` and read back by `parse`."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, dump: Callable[[Any], str], parse: Callable[[str], Any]) -> None:
        super().__init__()
        self.dump, self.parse = dump, parse

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """To the text in the store."""
        return None if value is None else self.dump(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:  # noqa: ARG002
        """Back to the value."""
        return None if value is None else self.parse(value)


def Instant() -> Kept:  # noqa: N802 - reads as a column type
    """An aware moment, as RFC 3339 in UTC with microseconds, which also sorts by time."""
    return Kept(utc_text, lambda text: datetime.fromisoformat(text).astimezone(UTC))


def Word(of: type[StrEnum]) -> Kept:  # noqa: N802
    """One word of a closed list."""
    return Kept(str, of)


def Json(of: Any) -> Kept:  # noqa: N802
    """Any type pydantic knows, as JSON."""
    adapter: TypeAdapter[Any] = TypeAdapter(of)
    return Kept(lambda value: adapter.dump_json(value).decode(), adapter.validate_json)
