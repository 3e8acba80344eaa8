"""Private requests about parts: what a worksheet or a review says to a few only."""

from typing import Annotated, Any

from pydantic import Field

from cityteams_contracts.values import FieldName, Id, Line, PersonId, Sha256, Value, WorksheetId

__all__ = ["Content", "GivePart", "PartGiven", "PartRead", "ReadPart"]

Content = Annotated[dict[FieldName, Any], Field(max_length=80)]
"""Fields of a worksheet as they were typed: texts, lists of rows; whatever is in them, right or wrong."""


class GivePart(Value):
    """What a worksheet or a review says to a few only: private answers, comments by field, names.

    It is sealed under the key of `owner` (the team lead for answers), and goes with them. `content` keeps its order.
    """

    worksheet_id: WorksheetId
    owner: PersonId
    actor: PersonId
    content: Content


class PartGiven(Value):
    """The id under which commands and events speak of the part, and the names of the fields that have an answer."""

    part_id: Id
    answered: tuple[FieldName, ...] = ()


class ReadPart(Value):
    """Somebody wants to read a part: the team and the secretariat may."""

    part_id: Id
    actor: PersonId
    purpose: Line


class PartRead(Value):
    """The part in the clear; `erased` when its owner was forgotten, so that nobody can read it any more.

    `digest` is what the receipt covers: `part_digest({"content": content, "salt": salt})`. Who may read the whole part
    is given the salt, too, and can compute it again.
    """

    part_id: Id
    worksheet_id: WorksheetId
    erased: bool = False
    content: Content = Field(default_factory=dict)
    digest: Sha256 | None = None
    salt: str | None = None
