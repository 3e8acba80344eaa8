"""Full text: the index that each kind of database is good at, asked the same question."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from cityteams_chassis import Tx
from cityteams_portal import tables
from cityteams_portal.domain.searching import asked_words, mark
from cityteams_portal.domain.views import WorksheetFilter

_INDEX = sa.table("search_index", sa.column("rowid"))
_IDS = sa.table("search_ids", sa.column("id"), sa.column("worksheet_id"))
_ID = tables.worksheets.c.worksheet_id
Found = tuple[Any, list[sa.ColumnElement[bool]]]
Text = sa.ColumnElement[str]


def found_by(tx: Tx, wanted: WorksheetFilter, organisation_ids: Sequence[str]) -> Found:
    """The tables to look in, and the conditions that the words and marks of a filter make."""
    marks = [[mark(kind, value)] for kind, value in wanted.marks()]
    if wanted.organisation:
        marks.append([mark("org", each) for each in organisation_ids])
    words = asked_words(wanted.text)
    if wanted.text.strip() and not words:
        return tables.worksheets, [sa.false()]
    if not words and not marks:
        return tables.worksheets, []
    columns = ("public_words",) if wanted.public_only else ("public_words", "programme_words")
    return _sqlite(words, columns, marks) if _is_sqlite(tx) else _postgres(words, columns, marks)


def plainly(column: sa.ColumnElement[Any]) -> Text:
    """A text column of worksheets whose own indexes are left alone.

    Where words are looked for, SQLite would else walk one of those and look into the text index row by row.
    """
    return sa.type_coerce(column, sa.String) + sa.literal_column("''", sa.String)


def _is_sqlite(tx: Tx) -> bool:
    return tx.unit.conn.dialect.name == "sqlite"


def _sqlite(words: Sequence[str], columns: Sequence[str], marks: Sequence[Sequence[str]]) -> Found:
    """FTS5: every word begins a word of the columns, one of each group of marks is there."""
    parts = [f'({{{" ".join(columns)}}} : ("{word}"*))' for word in words]
    parts += ["(marks : (" + " OR ".join(f'"{each}"' for each in group) + "))" for group in marks]
    matches = sa.text("search_index MATCH :asked").bindparams(asked=" AND ".join(parts))
    source = _INDEX.join(_IDS, _IDS.c.id == _INDEX.c.rowid).join(tables.worksheets, _IDS.c.worksheet_id == _ID)
    return source, [matches]  # type: ignore[list-item] # a text is a condition


def _postgres(words: Sequence[str], columns: Sequence[str], marks: Sequence[Sequence[str]]) -> Found:
    """The same by GIN indexes on the words."""
    conditions = [sa.or_(*(_has(column, f"'{word}':*") for column in columns)) for word in words]
    conditions += [_has("marks", " | ".join(f"'{each}'" for each in group)) for group in marks]
    return tables.worksheets.join(tables.words, tables.words.c.worksheet_id == _ID), conditions


def _has(column: str, query: str) -> sa.ColumnElement[bool]:
    words = sa.func.string_to_array(tables.words.c[column], sa.literal_column("' '"))
    vector = sa.func.array_to_tsvector(words, type_=TSVECTOR)
    return vector.op("@@")(sa.func.to_tsquery(sa.literal_column("'simple'"), query))
