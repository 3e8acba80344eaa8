"""What a review reads privately from registration, for the one page that is shown; None when it cannot be read now."""

from collections.abc import Mapping

from starlette.requests import Request

from cityteams_chassis import Transient
from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    PART_READ,
    WORKSHEET_CHECKLIST,
    ChecklistRead,
    CheckResult,
    LevelOfRule,
    PartRead,
    ReadChecklist,
    ReadPart,
)
from cityteams_portal.domain.worksheet import Worksheet, WorksheetState
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor

WAITING = (WorksheetState.SUBMITTED, WorksheetState.RESUBMITTED, WorksheetState.IN_REVIEW)
"""The secretariat has it to decide."""
_ORDER = (LevelOfRule.BLOCK, LevelOfRule.WARN, LevelOfRule.INFO)


async def part(request: Request, visitor: Visitor, part_id: str | None, purpose: str) -> Mapping[str, object] | None:
    """A private part in the clear; nothing in it when there is none."""
    if part_id is None:
        return {}
    question = ReadPart(part_id=part_id, actor=visitor.person_id, purpose=purpose)
    try:
        return (await site_of(request).service.request(PART_READ, question, PartRead)).content
    except (Transient, Rejected):
        return None


async def checklist(request: Request, visitor: Visitor, it: Worksheet) -> list[CheckResult] | None:
    """The rules of its round: first those that are not met, the hardest first; none asked of what is not waiting."""
    if it.state not in WAITING:
        return []
    question = ReadChecklist(worksheet_id=it.worksheet_id, actor=visitor.person_id)
    try:
        found = (await site_of(request).service.request(WORKSHEET_CHECKLIST, question, ChecklistRead)).checklist
    except (Transient, Rejected):
        return None
    return sorted(found, key=lambda each: (each.met, _ORDER.index(each.level)))
