"""The editor's page from a draft: what it shows around the fields, and the answer as HTML."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from babel import Locale
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts.registration import DraftField, DraftRead, FieldConflict, Question
from cityteams_portal.complaints import Complaint
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.words import KINDS, RESOURCES, SECTORS
from cityteams_portal.domain.worksheet import Worksheet, WorksheetState
from cityteams_portal.store import ROUNDS, WORKSHEETS
from cityteams_portal.tongues import Tongue
from cityteams_portal.web.guard import form_token, keep_token
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import Visitor
from cityteams_portal.web.worksheets.desk import names_of, read_part
from cityteams_portal.worksheets.editing import (
    FieldView,
    Shown,
    errors_on_page,
    question_applies,
    sections,
)
from cityteams_portal.worksheets.filing import countries
from cityteams_portal.worksheets.labels import COLUMN_HINTS, COMMON_LANGUAGES, LABELS, STATUSES
from cityteams_portal.worksheets.typed import Typed

_JS_WORDS = (
    "Saved {when}",
    "Saving",
    "Not saved yet; trying again",
    "You are signed out. Sign in in another tab; your text is kept here.",
    "{count} characters left",
    "{count} characters too many",
    "Somebody else changed this meanwhile",
    "Yours",
    "Theirs",
    "Keep mine",
    "Take theirs",
    "Nothing",
    "Needed",
    "Advice",
    "This field could not be saved",
    "{count} of {all} rules are met",
)
"""What the script says; the page hands it over in the language of the page."""

FORMER = "A former member"
"""Who is forgotten."""


@dataclass(frozen=True)
class Opened:
    """A draft that somebody has open, with what the portal knows of its round and worksheet."""

    draft: DraftRead
    visitor: Visitor
    season: Season | None
    worksheet: Worksheet | None

    @property
    def typed(self) -> Typed:
        """What the fields hold."""
        return {name: each.value for name, each in self.draft.fields.items()}

    @property
    def returning(self) -> bool:
        """Whether the worksheet was accepted in an earlier round."""
        return self.worksheet is not None and self.worksheet.state is WorksheetState.ACCEPTED

    @property
    def questions(self) -> list[Question]:
        """The questions of the round for this worksheet."""
        asked = self.season.round.questions if self.season else ()
        return [each for each in asked if question_applies(each, returning=self.returning)]

    @property
    def may_hand_in(self) -> bool:
        """Whether to offer it; registration decides."""
        leads = self.worksheet is not None and self.worksheet.lead == self.visitor.person_id
        return leads or self.draft.owner == self.visitor.person_id or self.visitor.is_office


@dataclass(frozen=True)
class Turn:
    """What this one answer adds to the draft: what was typed over it, complaints, conflicts, room for another row."""

    over: Mapping[str, Any] = field(default_factory=dict)
    found: Sequence[Complaint] = ()
    conflicts: Sequence[FieldConflict] = ()
    more: str = ""
    problem: str = "Not everything could be saved"
    status: int = 200


async def opened(request: Request, draft: DraftRead, visitor: Visitor) -> Opened:
    """The draft with its round and worksheet."""
    service = site_of(request).service
    season, worksheet = await service.read(
        lambda tx: (tx.get(ROUNDS, draft.round_id), tx.get(WORKSHEETS, draft.worksheet_id))
    )
    return Opened(draft, visitor, season, worksheet)


def new_draft(draft_id: str, round_id: str, visitor: Visitor, language: str = "") -> DraftRead:
    """A draft that nobody has saved yet; it proposes a language."""
    now, who = datetime.now(UTC), visitor.person_id
    return DraftRead(
        draft_id=draft_id,
        worksheet_id=draft_id,
        round_id=round_id,
        owner=who,
        revision=0,
        saved_at=now,
        fields={"language": DraftField(value=language, revision=0, by=who, at=now)},
    )


def sectors_of(season: Season | None, tongue: Tongue) -> dict[str, str]:
    """The sectors of the round by code, in a language."""
    if season is None:
        return {str(code): tongue(word) for code, word in SECTORS.items()}
    return {entry.code: tongue.chosen(entry.name) for entry in season.round.sectors}


async def editor(request: Request, it: Opened, turn: Turn | None = None) -> Response:
    """The page of a draft."""
    turn = turn or Turn()
    tongue, token = site_of(request).pages.tongue, form_token(request)
    returned = it.worksheet if it.worksheet and it.worksheet.state is WorksheetState.RETURNED else None
    names, typed = await _names(request, it, turn), it.typed | dict(turn.over)
    shown = Shown(
        typed=typed,
        comments=await _comments(request, it, returned),
        conflicts=turn.conflicts,
        names=names,
        more=turn.more,
        since={name: each.revision for name, each in it.draft.fields.items()},
    )
    parts = sections(shown, tongue)
    page = show(
        request,
        "worksheets/edit.html",
        turn.status,
        draft=it.draft,
        typed_title=_title(typed),
        round_title=it.season.title if it.season else it.draft.round_id,
        sections=parts,
        bases=json.dumps(_bases(it.typed)),
        errors=errors_on_page(turn.found, tongue),
        places=_places(parts, it, tongue),
        problem=tongue(turn.problem),
        clashes=[(each.field, tongue(LABELS.get(each.field, each.field))) for each in turn.conflicts],
        checklist=it.draft.checklist,
        returned=returned.due_at if returned else None,
        saved_at=it.draft.saved_at.strftime("%H:%M UTC"),
        people=[names.get(each) or tongue(FORMER) for each in (it.draft.owner, *it.draft.editors)],
        is_owner=it.draft.owner == it.visitor.person_id,
        may_hand_in=it.may_hand_in,
        choices=_choices(it, tongue),
        form_token=token,
        **_words(tongue),
    )
    keep_token(request, page, token)
    return page


def _title(typed: Mapping[str, Any]) -> str:
    title = typed.get("title")
    return title if isinstance(title, str) else ""


def _words(tongue: Tongue) -> dict[str, Any]:
    """What the page says in a language whatever the draft: countries, languages, and the script's sentences."""
    said = {text: tongue(text) for text in _JS_WORDS}
    return {"countries": countries(tongue.tag), "tags": _tags(tongue), "words": said}


def _bases(typed: Mapping[str, Any]) -> dict[str, str]:
    views = [view for _, _, each in sections(Shown(typed), Tongue("en")) for view in each]
    return {view.name: view.base for view in views}


async def _names(request: Request, it: Opened, turn: Turn) -> dict[str, str]:
    people = (it.draft.owner, *it.draft.editors, *(each.by for each in turn.conflicts))
    own = {it.visitor.person_id: it.visitor.name}
    if set(people) <= own.keys():
        return own
    asking = site_of(request).service
    return own | await names_of(asking, people, it.visitor.person_id, "who writes in a draft")


async def _comments(request: Request, it: Opened, returned: Worksheet | None) -> Mapping[str, Any]:
    if returned is None or returned.review_part is None:
        return {}
    asking = site_of(request).service
    return await read_part(asking, returned.review_part, it.visitor.person_id, "to answer the comments")


def _choices(it: Opened, tongue: Tongue) -> dict[str, Any]:
    """What the selects offer, the hints of columns, and an empty row."""
    return {
        "sectors": sectors_of(it.season, tongue),
        "statuses": {str(code): tongue(word) for code, word in STATUSES.items()},
        "kinds": {str(code): tongue(word) for code, word in KINDS.items()},
        "resources": {str(code): tongue(word) for code, word in RESOURCES.items()},
        "questions": it.questions,
        "hints": COLUMN_HINTS,
        "blank": dict.fromkeys(("name", "mail", "kind", "country", "city", "deploys", "text", "unit"), "")
        | dict.fromkeys(("baseline", "target", "due", "method"), ""),
    }


def _places(parts: Sequence[tuple[str, str, list[FieldView]]], it: Opened, tongue: Tongue) -> dict[str, str]:
    """What the error summary calls each place on the page."""
    found: dict[str, str] = {}
    for view in (view for _, _, views in parts for view in views):
        label = found[view.name] = tongue(view.label)
        found |= {f"{view.name}-{part}": f"{label}, {tongue(word)}" for part, word in view.columns.items()}
        for number in range(len(view.rows)):
            row = found[f"{view.name}-{number}"] = tongue(view.one_row, number=number + 1)
            found |= {f"{view.name}-{number}-{part}": f"{row}, {tongue(word)}" for part, word in view.columns.items()}
    return found | {f"answers-{each.code}": tongue.chosen(each.text) for each in it.questions}


def _tags(tongue: Tongue) -> dict[str, str]:
    named = Locale.parse(tongue.tag).languages
    return {
        tag: str(named.get(tag.replace("-", "_"), named.get(tag.partition("-")[0], tag))) for tag in COMMON_LANGUAGES
    }
