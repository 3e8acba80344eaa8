"""The draft of a worksheet that came without one, by mail or in a file, once its team may change it."""

from datetime import UTC, datetime

from starlette.requests import Request

from cityteams_chassis import Service
from cityteams_contracts.registration import PART_READ, DraftRead, PartRead, ReadPart, SaveDraft
from cityteams_portal import store
from cityteams_portal.documents.from_project import as_typed
from cityteams_portal.domain.worksheet import Worksheet, WorksheetState
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import NotYours, Visitor
from cityteams_portal.web.worksheets.desk import names_of, read_draft, save_draft
from cityteams_portal.worksheets.typed import Typed, is_blank

_PURPOSE = "to go on with a worksheet that was handed in"


async def draft_of(request: Request, draft_id: str, visitor: Visitor) -> DraftRead:
    """The draft; for a worksheet without one that may be changed now, begun from what was handed in.

    Raises NotYours, also when there is neither, and Transient when registration is away.
    """
    service, actor = site_of(request).service, visitor.person_id
    try:
        return await read_draft(service, draft_id, actor)
    except NotYours:
        worksheet = await service.read(lambda tx: store.worksheet(tx, draft_id))
        if worksheet is None or actor not in worksheet.team or not _may_change(worksheet, datetime.now(UTC)):
            raise
    changes = await _handed_in(service, worksheet, actor)
    begun = SaveDraft(draft_id=draft_id, actor=actor, round_id=worksheet.round_id, revision=0, changes=changes)
    await save_draft(service, begun)
    return await read_draft(service, draft_id, actor)


def _may_change(worksheet: Worksheet, now: datetime) -> bool:
    reopened = worksheet.reopened_until is not None and now <= worksheet.reopened_until
    return worksheet.state is WorksheetState.RETURNED or reopened


async def _handed_in(service: Service, worksheet: Worksheet, actor: str) -> Typed:
    """Everything but the mail addresses, which never leave registration: the team writes those again."""
    private = {}
    if worksheet.part_id is not None:
        question = ReadPart(part_id=worksheet.part_id, actor=actor, purpose=_PURPOSE)
        private = dict((await service.request(PART_READ, question, PartRead)).content)
    people = (worksheet.lead, *worksheet.project.officials)
    names = await names_of(service, people, actor, _PURPOSE)
    typed = as_typed(worksheet.project, private, names)
    return {name: value for name, value in typed.items() if not is_blank(value)}
