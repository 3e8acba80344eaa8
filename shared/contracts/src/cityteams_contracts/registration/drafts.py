"""Private requests about drafts, saved while somebody types and merged field by field; and about their checklists."""

from typing import Annotated, Any

from pydantic import Field

from cityteams_contracts.registration.parts import Content
from cityteams_contracts.registration.rounds import LevelOfRule
from cityteams_contracts.values import (
    Code,
    FieldName,
    Id,
    Instant,
    LanguageTag,
    Line,
    Paragraph,
    PersonId,
    RoundId,
    Value,
    WorksheetId,
)

__all__ = [
    "CheckResult",
    "ChecklistRead",
    "Done",
    "DraftCard",
    "DraftField",
    "DraftRead",
    "DraftSaved",
    "DraftsListed",
    "DropDraft",
    "FieldConflict",
    "ListDrafts",
    "ReadChecklist",
    "ReadDraft",
    "SaveDraft",
    "ShareDraft",
]


class SaveDraft(Value):
    """Changed fields of a draft, typed on top of `revision`; a draft that is not there yet begins with revision 0.

    `device` is an id that one browser window keeps: what the same person typed in the same window is overwritten, even
    when the answer to the save before was lost; what they typed in another one is a conflict like anybody else's.
    `turn` counts what that window has sent: an earlier one that arrives late overwrites nothing.
    """

    draft_id: Id
    actor: PersonId
    round_id: RoundId | None = None
    revision: Annotated[int, Field(ge=0)]
    changes: Content
    device: Id | None = None
    turn: Annotated[int, Field(ge=0)] = 0


class CheckResult(Value):
    """One rule of the round held against the draft: whether it is met, and the sentence with the remedy by language."""

    code: Code
    level: LevelOfRule
    field: FieldName
    met: bool
    sentence: dict[LanguageTag, Paragraph]


class FieldConflict(Value):
    """A field that somebody else changed after the revision that was typed upon; nothing of either is lost."""

    field: FieldName
    yours: Any = None
    theirs: Any = None
    by: PersonId
    at: Instant
    revision: int


class DraftSaved(Value):
    """What is kept now: the revision, when, the fields that were kept, and those in conflict, which were not.

    `refused` names the fields that could not be kept for another reason, with its code: `the-draft-is-full`,
    `the-draft-has-too-many-fields`, `the-field-is-malformed`. They cost the others nothing.
    """

    draft_id: Id
    revision: int
    saved_at: Instant
    saved: tuple[FieldName, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()
    refused: dict[FieldName, Code] = Field(default_factory=dict)
    checklist: tuple[CheckResult, ...] = ()


class ReadDraft(Value):
    """Somebody goes on with a draft: its owner and the invited co-editors may."""

    draft_id: Id
    actor: PersonId


class DraftField(Value):
    """One field of a draft: what it holds, since which revision, from whom and when."""

    value: Any = None
    revision: int
    by: PersonId
    at: Instant


class DraftRead(Value):
    """A draft, field by field."""

    draft_id: Id
    worksheet_id: WorksheetId
    round_id: RoundId
    owner: PersonId
    editors: tuple[PersonId, ...] = ()
    revision: int
    saved_at: Instant
    fields: Annotated[dict[FieldName, DraftField], Field(max_length=80)] = Field(default_factory=dict)
    checklist: tuple[CheckResult, ...] = ()


class ListDrafts(Value):
    """The drafts that a person may write in."""

    actor: PersonId


class DraftCard(Value):
    """A draft in a list."""

    draft_id: Id
    worksheet_id: WorksheetId
    round_id: RoundId
    title: str = ""
    owner: PersonId
    revision: int
    saved_at: Instant


class DraftsListed(Value):
    """The drafts, the latest first."""

    drafts: tuple[DraftCard, ...] = ()


class ShareDraft(Value):
    """The owner invites a person, by mail address, to write in the draft."""

    draft_id: Id
    actor: PersonId
    name: Line
    mail: Line


class DropDraft(Value):
    """The owner throws a draft away."""

    draft_id: Id
    actor: PersonId


class Done(Value):
    """It is done."""

    done: bool = True


class ReadChecklist(Value):
    """The secretariat looks at how a worksheet that was handed in stands to the rules of its round."""

    worksheet_id: WorksheetId
    actor: PersonId


class ChecklistRead(Value):
    """Every rule, met or not, at the level at which acceptance asks it; empty while the round is unknown."""

    worksheet_id: WorksheetId
    round_id: RoundId
    checklist: tuple[CheckResult, ...] = ()
