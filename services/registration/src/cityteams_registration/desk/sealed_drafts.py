"""A draft between its sealed row and the clear, within one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from cityteams_chassis import Tx
from cityteams_registration.desk.mentioning import drop_mentions, note_mentions
from cityteams_registration.desk.rows import SealedDraft
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.store import DRAFTS, EDITORS, editors_of
from cityteams_registration.domain.people.drafting import Typed, values_of

_FIELDS: TypeAdapter[dict[str, Typed]] = TypeAdapter(dict[str, Typed])


@dataclass(frozen=True)
class Draft:
    """A draft in the clear, for as long as one request lasts."""

    row: SealedDraft
    fields: Mapping[str, Typed]

    @property
    def title(self) -> str:
        """What a list calls it."""
        typed = self.fields.get("title")
        return typed.value[:300] if typed is not None and isinstance(typed.value, str) else ""


def open_draft(safe: Safe, row: SealedDraft) -> Draft:
    """The draft in the clear; raises CannotOpen."""
    text = safe.key_for(row.owner).open(f"{row.draft_id}/fields", row.sealed)
    return Draft(row, _FIELDS.validate_json(text))


def keep_draft(safe: Safe, draft: Draft) -> None:
    """Seals a draft under the key of its owner, and notes whose addresses stand in it."""
    key, row = safe.key_for(draft.row.owner, make=True), draft.row
    sealed = key.seal(f"{row.draft_id}/fields", _FIELDS.dump_json(dict(draft.fields)))
    safe.tx.keep(DRAFTS, replace(row, sealed=sealed))
    note_mentions(safe, "draft", row.draft_id, values_of(draft.fields))


def drop_draft(tx: Tx, draft_id: str) -> None:
    """Throws a draft away with everything that hangs on it."""
    for editor in editors_of(tx, draft_id):
        tx.forget(EDITORS, editor.editor_id)
    drop_mentions(tx, draft_id)
    tx.forget(DRAFTS, draft_id)
