"""From a draft to a worksheet that is handed in: contacts and private answers are given first, then the command."""

from functools import partial
from itertools import count

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Service, Transient, Tx
from cityteams_contracts import Rejected
from cityteams_contracts.values import PersonId
from cityteams_portal import store
from cityteams_portal.complaints import Complained, Complaint, path_of
from cityteams_portal.domain.answer import Answer, Outcome
from cityteams_portal.domain.worksheet import WorksheetState
from cityteams_portal.tongues import Tongue
from cityteams_portal.web.asking import answer_to, hand_in, repeatable_id
from cityteams_portal.web.site import site_of
from cityteams_portal.web.worksheets.page import Opened, Turn, editor
from cityteams_portal.worksheet_row import WorksheetRow
from cityteams_portal.worksheets.editing import unmet
from cityteams_portal.worksheets.filing import file_draft

AWAY = "Registration does not answer at the moment. Nothing was handed in; your draft is safe. Try again in a minute."
PROBLEM = "The worksheet is not handed in yet"

_WAITING = frozenset({WorksheetState.SUBMITTED, WorksheetState.RESUBMITTED, WorksheetState.IN_REVIEW})
"""Handing the same draft in again in these states is the same wish; after an answer of the secretariat, a new one."""


async def hand_in_draft(request: Request, it: Opened) -> Response:
    """Hands the draft in and leads to the outcome; or the page with everything that is wrong, at its field."""
    service, tongue = site_of(request).service, site_of(request).pages.tongue
    try:
        command_id = await send(service, it, tongue)
    except Complained as wrong:
        return await editor(request, it, Turn(found=wrong.found, problem=PROBLEM, status=422))
    except Transient:
        return await editor(request, it, Turn(found=[Complaint((), AWAY)], problem=PROBLEM, status=503))
    except Rejected as no:
        return await editor(request, it, _refused(it, tongue, no))
    answer = await answer_to(service, command_id, site_of(request).settings.answer_wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        refusal = Rejected(answer.code or "", answer.reason or "", answer.field)
        return await editor(request, it, _refused(it, tongue, refusal))
    return RedirectResponse(f"/commands/{command_id}", 303)


def _refused(it: Opened, tongue: Tongue, no: Rejected) -> Turn:
    """What registration said, in the words of the round's rule where it is one."""
    rules = it.season.round.rules if it.season else ()
    why = next(
        (tongue.chosen(rule.sentence) for rule in rules if rule.code == no.code), tongue.refusal(no.code, no.reason)
    )
    return Turn(found=[Complaint(path_of(no.field), why)], problem=PROBLEM, status=422)


async def send(service: Service, it: Opened, tongue: Tongue) -> str:
    """Sends the draft as a worksheet; returns the id of the command. The same draft sent twice is one command.

    Raises Complained with everything that is wrong, Rejected, and Transient when registration is away.
    """
    row = _checked(it, tongue)
    again = it.worksheet is not None and it.worksheet.state not in _WAITING
    seen = it.worksheet.seen if it.worksheet and again else ""
    command_id, sent = await _command_id(service, f"{it.draft.draft_id} {it.draft.revision} {seen}")
    return command_id if sent else await send_row(service, row, it.visitor.person_id, command_id)


async def _command_id(service: Service, name: str) -> tuple[str, bool]:
    """The id of this handing in, and whether it was sent already; what was refused may be tried again."""
    for attempt in count():
        command_id = repeatable_id("hand-in", name, str(attempt))
        sent, answers = await service.read(partial(_known, command_id))
        if sent is None:
            return command_id, False
        if command_id not in answers or answers[command_id].outcome is not Outcome.REJECTED:
            return command_id, True
    raise AssertionError


def _known(command_id: str, tx: Tx) -> tuple[bytes | None, dict[str, Answer]]:
    return store.sent_here(tx, command_id), store.answers(tx, [command_id])


def _checked(it: Opened, tongue: Tongue) -> WorksheetRow:
    """The row; raises Complained with what is wrong in the fields and with what the rules of the round miss."""
    found: list[Complaint] = []
    row: WorksheetRow | None = None
    try:
        row = file_draft(it.draft.worksheet_id, it.draft.round_id, it.typed)
    except Complained as wrong:
        found += wrong.found
    said = {each.path[0] for each in found if each.path}
    found += [each for each in unmet(it.draft.checklist, tongue) if each.path[0] not in said]
    if found or row is None:
        raise Complained(found)
    return row


async def send_row(service: Service, row: WorksheetRow, actor: PersonId, command_id: str) -> str:
    """Gives the contacts and the private part, then sends the command under this id."""
    return await hand_in(service, row, actor, lambda _: command_id)
