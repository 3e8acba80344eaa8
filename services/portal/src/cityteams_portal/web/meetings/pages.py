"""One's own timetable of meetings, and the secretariat's plan of a gathering."""

from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Command, Rejected
from cityteams_contracts.events import AnswerMeeting, CancelMeeting, PlanMeetings, RequestMeeting
from cityteams_portal.domain.meeting import Meeting, MeetingPlan
from cityteams_portal.store import coming as store
from cityteams_portal.web.asking import new_id
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role, signed_in

_JSON: TypeAdapter[Any] = TypeAdapter(tuple[Meeting, ...] | MeetingPlan | None)


async def mine_json(request: Request) -> Response:
    """`GET /api/v1/meetings`: one's own meetings, the earliest first."""
    visitor = signed_in(request)
    found = await site_of(request).service.read(lambda tx: store.meetings_of(tx, visitor.person_id))
    return JSONResponse({"items": _JSON.dump_python(tuple(found), mode="json")})


async def all_json(request: Request) -> Response:
    """`GET /api/v1/gatherings/{id}/meetings`: the plan and all meetings of a gathering."""
    require_role(request)
    plan, found = await site_of(request).service.read(
        lambda tx: store.meetings_at(tx, request.path_params["gathering_id"])
    )
    if plan is None:
        raise HTTPException(404)
    told_plan = _JSON.dump_python(plan, mode="json")
    return JSONResponse({"plan": told_plan, "items": _JSON.dump_python(tuple(found), mode="json")})


async def mine(request: Request) -> Response:
    """`GET /meetings`: one's own timetable, what one is asked, and a form to ask others."""
    return await _mine(request, signed_in(request))


async def _mine(request: Request, visitor: Visitor, problem: str = "") -> Response:
    service = site_of(request).service
    found = await service.read(lambda tx: store.meetings_of(tx, visitor.person_id))
    plans = await service.read(store.meeting_plans)
    names = await names_of(request, visitor, [who for each in found for who in each.people], "one's own meetings")
    return desk_page(
        request,
        "meetings/mine.html",
        422 if problem else 200,
        meetings=found,
        plans=plans,
        names=names,
        me=visitor.person_id,
        local=_local,
        problem=problem,
    )


def _local(meeting: Meeting) -> str:
    if meeting.starts is None or meeting.ends is None:
        return ""
    zone = ZoneInfo(meeting.time_zone)
    starts, ends = meeting.starts.astimezone(zone), meeting.ends.astimezone(zone)
    return f"{starts:%A, %H:%M} to {ends:%H:%M} ({meeting.time_zone})"


async def act(request: Request) -> Response:
    """`POST /meetings`: asks others, answers, calls off."""
    form = await posted(request, None)
    try:
        problem = await done(request, form, _command(form), form["action"] + form["meeting_id"])
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _mine(request, form.visitor, problem) if problem else back_to("/meetings")


def _command(form: Posted) -> Command:
    me = form.visitor.person_id
    match form["action"]:
        case "accept" | "decline" as word:
            return AnswerMeeting(meeting_id=form["meeting_id"], person_id=me, accepts=word == "accept")
        case "cancel":
            return CancelMeeting(meeting_id=form["meeting_id"], person_id=me, reason=form["reason"] or None)
        case "ask":
            people = (me, *form["people"].replace(",", " ").split())
            return RequestMeeting(
                meeting_id=new_id(),
                gathering_id=form["gathering_id"],
                asked_by=me,
                people=people,
                subject_line=form["subject_line"],
            )
    raise Rejected("an-action-is-needed", "The page is out of date. Load it again.", "action")


async def plan(request: Request) -> Response:
    """`GET /gatherings/{id}/meetings`: the plan of a gathering, with its proof."""
    return await _plan(request, require_role(request))


async def _plan(request: Request, visitor: Visitor, problem: str = "") -> Response:
    gathering_id = request.path_params["gathering_id"]
    plan, found = await site_of(request).service.read(lambda tx: store.meetings_at(tx, gathering_id))
    if plan is None:
        raise HTTPException(404, "Nobody said yet when and where people can meet there.")
    names = await names_of(request, visitor, [who for each in found for who in each.people], "plan of meetings")
    return desk_page(
        request,
        "meetings/plan.html",
        422 if problem else 200,
        plan=plan,
        meetings=found,
        names=names,
        local=_local,
        problem=problem,
    )


async def make_plan(request: Request) -> Response:
    """`POST /gatherings/{id}/meetings`: has all agreed meetings planned."""
    form = await posted(request)
    gathering_id = request.path_params["gathering_id"]
    try:
        problem = await done(request, form, PlanMeetings(gathering_id=gathering_id))
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _plan(request, form.visitor, problem) if problem else back_to(f"/gatherings/{gathering_id}/meetings")
