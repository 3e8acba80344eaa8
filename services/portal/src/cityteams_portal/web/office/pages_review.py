"""The review queue and one worksheet under review."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts.registration import (
    FIELDS,
    AcceptWorksheet,
    BeginReview,
    DeclineWorksheet,
    GrantExtension,
    ReopenFields,
    ReturnWorksheet,
)
from cityteams_portal import paging, store
from cityteams_portal.domain.history import History
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.version import Difference, Version, differences
from cityteams_portal.domain.words import SECTORS
from cityteams_portal.domain.worksheet import Worksheet, WorksheetState
from cityteams_portal.web.office.api_worksheets import give_comments, load_list, load_whole
from cityteams_portal.web.office.asked import right_now, told_query, worksheet_filter
from cityteams_portal.web.office.forms import (
    TROUBLES,
    Posted,
    back_to,
    desk_page,
    done,
    moment_of,
    names_of,
    posted,
    told,
)
from cityteams_portal.web.office.private import WAITING, checklist, part
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role
from cityteams_portal.worksheets.labels import LABELS, SECTIONS

_STATES = {
    WorksheetState.SUBMITTED: "Handed in",
    WorksheetState.RESUBMITTED: "Handed in again",
    WorksheetState.IN_REVIEW: "In review",
    WorksheetState.RETURNED: "With the team",
    WorksheetState.ACCEPTED: "Accepted",
    WorksheetState.DECLINED: "Declined",
    WorksheetState.WITHDRAWN: "Withdrawn",
}
_VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("To be read", {"state": "submitted,resubmitted"}),
    ("In my hands", {"state": "in_review", "reviewer": "me"}),
    ("Waiting two weeks", {"state": "submitted,resubmitted,in_review", "older_than_days": "14"}),
    ("With the team, overdue", {"state": "returned", "overdue": "1"}),
    ("Everything", {}),
)


async def queue(request: Request) -> Response:
    """`GET /review`: the queue, oldest first."""
    return await _queue(request, require_role(request))


async def _queue(request: Request, visitor: Visitor, problem: str = "") -> Response:
    asked, now = request.query_params, right_now()
    if asked.get("reviewer") == "me":
        asked = type(asked)({**asked, "reviewer": visitor.person_id})
    found, counts = await load_list(request, worksheet_filter(asked, visitor, now))
    seasons = await site_of(request).service.read(store.seasons)
    names = await names_of(request, visitor, (each.reviewer for each in found.worksheets), "the review queue")
    return desk_page(
        request,
        "office/queue.html",
        422 if problem else 200,
        worksheets=found.worksheets,
        counts=counts,
        states=_STATES,
        views=_VIEWS,
        seasons=seasons,
        sectors=(sectors := _sector_names(seasons)),
        called=_names_of_codes(seasons, sectors),
        asked=request.query_params,
        query=told_query(request.query_params),
        after=paging.cursor(found.after),
        names=names,
        days=lambda each: _days(each.since, now),
        now=now,
        problem=problem,
    )


def _days(since: datetime, now: datetime) -> int:
    return max(0, (now - since).days)


def _sector_names(seasons: list[Season]) -> dict[str, str]:
    """The sectors of all rounds by code, each under the code and the name that it has today."""
    named, old = dict[str, str](), set[str]()
    for entry in (entry for season in seasons for entry in season.round.sectors):
        if entry.code not in old:
            named.setdefault(entry.code, entry.name["en"])
        old.update(entry.formerly)
    return named or {str(code): name for code, name in SECTORS.items()}


def _names_of_codes(seasons: list[Season], today: dict[str, str]) -> dict[str, str]:
    """What each code is called, old ones included."""
    named = {entry.code: entry.name["en"] for season in seasons for entry in season.round.sectors}
    return named | today


async def begin_many(request: Request) -> Response:
    """`POST /review`: takes up everything that was ticked; what another reviewer was quicker with is named."""
    form = await posted(request)
    refused = []
    for ticked in form.all("worksheet")[:200]:
        worksheet_id, _, seen = ticked.partition(":")
        try:
            why = await done(request, form, BeginReview(worksheet_id=worksheet_id, seen=seen or None), worksheet_id)
        except TROUBLES as wrong:
            why = told(wrong)
        refused += [f"{worksheet_id}: {why}"] if why else []
    if refused:
        return await _queue(request, form.visitor, " ".join(refused))
    return back_to(f"/review?{request.url.query}" if request.url.query else "/review")


async def review(request: Request) -> Response:
    """`GET /review/{id}`: a worksheet by field, what changed, what was said, and what may be done."""
    visitor = require_role(request)
    return await _review(request, visitor, await load_whole(request))


Read = tuple[list[Version], History, Season | None]


async def _review(
    request: Request, visitor: Visitor, it: Worksheet, problem: str = "", form: Posted | None = None
) -> Response:
    def read(tx: Tx) -> Read:
        about = f"worksheet:{it.worksheet_id}"
        return store.versions(tx, it.worksheet_id), store.history(tx, about), store.season(tx, it.round_id)

    versions, history, season = await site_of(request).service.read(read)
    purpose = f"review of worksheet {it.worksheet_id}"
    people = [*it.team, it.reviewer, *(each.by for each in history.entries), *(each.by for each in versions)]
    before = _compared(request, versions)
    return desk_page(
        request,
        "office/review.html",
        422 if problem else 200,
        it=it,
        states=_STATES,
        labels=LABELS,
        fields=[each for each in FIELDS if each.name != "notes"],
        sector=season.sector_name(it.sector) if season else None,
        private=await part(request, visitor, it.part_id, purpose),
        comments=await part(request, visitor, it.review_part, purpose),
        names=await names_of(request, visitor, people, purpose),
        rules=await checklist(request, visitor, it),
        waiting=it.state in WAITING,
        chosen=site_of(request).pages.tongue.chosen,
        sections=SECTIONS,
        versions=versions,
        before=before,
        found=_differences(before, it),
        history=history,
        problem=problem,
        typed=form,
        now=right_now(),
    )


def _compared(request: Request, versions: list[Version]) -> Version | None:
    """The version to compare with: the one that was asked for, else the one before the last."""
    asked = request.query_params.get("since")
    chosen = next((each for each in versions if each.version_id == asked), None)
    return chosen or (versions[-2] if len(versions) > 1 else None)


def _differences(before: Version | None, it: Worksheet) -> tuple[Difference, ...]:
    return differences(before.project, it.project) if before else ()


async def act(request: Request) -> Response:
    """`POST /review/{id}`: begin, return, accept, decline, reopen or extend; `seen` says what the reviewer saw."""
    form, it = await posted(request), await load_whole(request)
    try:
        problem = await done(request, form, await _command(request, form, it))
    except TROUBLES as wrong:
        problem = told(wrong)
    if problem:
        return await _review(request, form.visitor, await load_whole(request), problem, form)
    return back_to(f"/review/{it.worksheet_id}")


async def _command(request: Request, form: Posted, it: Worksheet) -> Command:
    seen, worksheet_id, action = form["seen"] or None, it.worksheet_id, form["action"]
    if action == "begin":
        return BeginReview(worksheet_id=worksheet_id, seen=seen)
    if action == "accept":
        return AcceptWorksheet(worksheet_id=worksheet_id, seen=seen)
    if action == "extend":
        until = moment_of(form["until"], "until")
        return GrantExtension(round_id=it.round_id, organisation_id=form["organisation_id"], until=until)
    if action == "reopen":
        if not (fields := tuple(form.all("field"))):
            raise Rejected("nothing-is-chosen", "Choose the fields that the team may change.", "fields")
        until = moment_of(form["until"], "until")
        return ReopenFields(worksheet_id=worksheet_id, seen=seen, fields=fields, until=until)
    if action == "decline":
        return await _declining(request, form, worksheet_id, seen)
    return await _returning(request, form, worksheet_id, seen)


async def _returning(request: Request, form: Posted, worksheet_id: str, seen: str | None) -> Command:
    comments, due = form.under("comment-"), moment_of(form["due"], "due")
    if not comments:
        raise Rejected("a-return-needs-a-comment", "Write at least one comment at a field, so that the team knows why.")
    part_id = await give_comments(request, form.visitor.person_id, comments)
    return ReturnWorksheet(worksheet_id=worksheet_id, seen=seen, fields=tuple(comments), part_id=part_id, due_at=due)


async def _declining(request: Request, form: Posted, worksheet_id: str, seen: str | None) -> Command:
    if not (reason := form["reason"]):
        raise Rejected("a-decline-needs-a-reason", "Write the reason; the team reads it.", "reason")
    part_id = await give_comments(request, form.visitor.person_id, {"reason": reason})
    return DeclineWorksheet(worksheet_id=worksheet_id, seen=seen, part_id=part_id)


async def history(request: Request) -> Response:
    """`GET /review/{id}/history`: who did what when, from which state to which."""
    visitor = require_role(request)
    it = await load_whole(request)
    trail = await site_of(request).service.read(lambda tx: store.history(tx, f"worksheet:{it.worksheet_id}"))
    purpose = f"history of worksheet {it.worksheet_id}"
    names = await names_of(request, visitor, (each.by for each in trail.entries), purpose)
    return desk_page(request, "office/history.html", it=it, history=trail, names=names, states=_STATES, labels=LABELS)
