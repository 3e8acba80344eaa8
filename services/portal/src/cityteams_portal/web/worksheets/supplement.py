"""The supplement of a round: a returning cluster answers only what is new or has expired; the rest is carried over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Transient
from cityteams_contracts import Rejected
from cityteams_contracts.registration import GivePart, GiveSupplement, PartGiven
from cityteams_portal.complaints import Complained, Complaint, path_of
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.worksheet import RoundState, Standing, Worksheet
from cityteams_portal.store import ROUNDS, WORKSHEETS
from cityteams_portal.web.asking import answer_to, ask, repeatable_id
from cityteams_portal.web.guard import form_token, keep_token, token_matches
from cityteams_portal.web.site import show, site_of, why
from cityteams_portal.web.visitor import NotYours, Visitor, signed_in
from cityteams_portal.web.worksheets.desk import give_part, read_part
from cityteams_portal.web.worksheets.editor import STALE
from cityteams_portal.web.worksheets.handing_in import AWAY
from cityteams_portal.worksheets.carrying import Asked, answered, carried
from cityteams_portal.worksheets.editing import errors_on_page
from cityteams_portal.worksheets.labels import LABELS

NOTHING_DUE = "This worksheet has nothing to answer at the moment."


@dataclass(frozen=True)
class Due:
    """A supplement that waits: the worksheet as it stands, the round, what is asked, and the private answers so far."""

    worksheet: Worksheet
    standing: Standing
    season: Season | None
    visitor: Visitor
    private: Mapping[str, Any]

    @property
    def asked(self) -> Asked:
        """What has to be answered."""
        return Asked.of(self.standing.questions, self.season.round.questions if self.season else ())


async def show_supplement(request: Request) -> Response:
    """What is asked this round, and everything that is carried over."""
    return await _page(request, await _due(request), {}, [])


async def give(request: Request) -> Response:
    """Takes the answers, gives them privately, and sends the supplement."""
    due = await _due(request)
    async with request.form(max_files=0, max_fields=100) as sent:
        typed = {name: value.replace("\r\n", "\n") for name, value in sent.multi_items() if isinstance(value, str)}
    if not token_matches(request, typed.get("form_token", "")):
        return await _page(request, due, typed, [Complaint((), STALE)], 403)
    try:
        return await _send(request, due, typed)
    except Complained as wrong:
        return await _page(request, due, typed, wrong.found, 422)
    except Rejected as no:
        return await _page(request, due, typed, [Complaint(path_of(no.field), why(request, no))], 422)
    except Transient:
        return await _page(request, due, typed, [Complaint((), AWAY)], 503)


async def _due(request: Request) -> Due:
    """What is due, for the team lead or the secretariat; raises NotYours for everybody else."""
    visitor, service = signed_in(request), site_of(request).service
    worksheet = await service.read(lambda tx: tx.get(WORKSHEETS, request.path_params["worksheet_id"]))
    if worksheet is None or not (worksheet.lead == visitor.person_id or visitor.is_office):
        raise NotYours
    waiting = [each for each in worksheet.rounds if each.state is RoundState.SUPPLEMENT_DUE]
    if not waiting:
        raise Rejected("no-supplement-is-due", NOTHING_DUE)
    season = await service.read(lambda tx: tx.get(ROUNDS, waiting[-1].round_id))
    part_id, reader = worksheet.part_id, visitor.person_id
    private = await read_part(service, part_id, reader, "to carry answers over") if part_id else {}
    return Due(worksheet, waiting[-1], season, visitor, private)


async def _send(request: Request, due: Due, typed: Mapping[str, str]) -> Response:
    service, worksheet = site_of(request).service, due.worksheet
    now = answered(due.asked, typed, due.private, worksheet.project)
    given = GivePart(
        worksheet_id=worksheet.worksheet_id,
        owner=worksheet.lead,
        actor=due.visitor.person_id,
        content=dict(now.private),
    )
    part = await give_part(service, given) if now.private else PartGiven(part_id="none")
    command = GiveSupplement(
        worksheet_id=worksheet.worksheet_id,
        round_id=due.standing.round_id,
        project=now.project.model_copy(update={"answered": part.answered}),
        part_id=part.part_id if now.private else None,
    )
    name = repeatable_id("supplement", worksheet.seen, command.part_id or command.model_dump_json())
    command_id = await ask(service, command, name, due.visitor.person_id)
    answer = await answer_to(service, command_id, site_of(request).settings.answer_wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        raise Rejected(answer.code or "rejected", answer.reason or "", answer.field)
    return RedirectResponse(f"/commands/{command_id}", 303)


async def _page(
    request: Request, due: Due, typed: Mapping[str, str], found: Sequence[Complaint], status: int = 200
) -> Response:
    tongue, token, asked = site_of(request).pages.tongue, form_token(request), due.asked
    before = {f"answers-{code}": text for code, text in due.private.get("answers", {}).items()}
    before |= {
        each.name: due.private.get(each.name, getattr(due.worksheet.project, each.name, "")) for each in asked.texts
    }
    page = show(
        request,
        "worksheets/supplement.html",
        status,
        worksheet=due.worksheet,
        round_title=due.season.title if due.season else due.standing.round_id,
        due_at=due.standing.due_at,
        asked=asked,
        values=before | dict(typed),
        errors=errors_on_page(found, tongue),
        carried=carried(asked, due.worksheet.project, due.private, tongue),
        labels=LABELS,
        form_token=token,
    )
    keep_token(request, page, token)
    return page
