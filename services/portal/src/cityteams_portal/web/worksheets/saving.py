"""Saves what was typed, from the form or from the script: each field for itself, so that a bad one costs no other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cityteams_chassis import Service
from cityteams_contracts.registration import DraftSaved, SaveDraft
from cityteams_contracts.values import PersonId
from cityteams_portal.complaints import Complaint
from cityteams_portal.web.worksheets.desk import save_draft
from cityteams_portal.worksheets.typed import sorted_out

_REFUSED = {
    "the-draft-is-full": "does not fit into this draft any more; shorten it or another field",
    "the-draft-has-too-many-fields": "does not fit into this draft any more; shorten it or another field",
    "the-field-is-malformed": "could not be kept; write it again",
}
_OTHERWISE = "could not be kept; write it again"


def every_phrase() -> list[str]:
    """What this says, for the translators."""
    return list(dict.fromkeys(_REFUSED.values()))


@dataclass(frozen=True)
class Typing:
    """What somebody typed into a draft, on top of which revision, in which browser window."""

    draft_id: str
    actor: PersonId
    revision: int
    changes: Mapping[str, Any]
    round_id: str | None = None
    device: str | None = None
    turn: int = 0


@dataclass(frozen=True)
class Kept:
    """What became of it; `found` are the fields that could not be kept."""

    answer: DraftSaved | None
    found: list[Complaint] = field(default_factory=list)


async def keep(service: Service, typing: Typing) -> Kept:
    """Saves what can be saved; raises NotYours, Rejected and Transient. Nothing to save asks nobody."""
    changes, found = sorted_out(typing.changes)
    if not changes:
        return Kept(None, found)
    given = SaveDraft(
        draft_id=typing.draft_id,
        actor=typing.actor,
        round_id=typing.round_id,
        revision=typing.revision,
        changes=changes,
        device=typing.device,
        turn=typing.turn,
    )
    answer = await save_draft(service, given)
    refused = [Complaint((name,), _REFUSED.get(code, _OTHERWISE)) for name, code in answer.refused.items()]
    return Kept(answer, found + refused)
