"""The planning board: plain forms for the secretariat, one for each thing that can be done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Command, Rejected
from cityteams_contracts import events as said
from cityteams_portal.domain.planning.board import Board
from cityteams_portal.domain.planning.comparing import written_to
from cityteams_portal.domain.planning.session import SessionState
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, names_of, posted, told
from cityteams_portal.web.planning.pages import STATES
from cityteams_portal.web.planning.reading import File, file_of
from cityteams_portal.web.visitor import Visitor, require_role

_RULES = {rule: rule.value.replace("_", " ") for rule in said.AgendaRule}


async def board(request: Request) -> Response:
    """`GET /gatherings/{id}/plan`: the agenda in progress, what is asked, and what a release would change."""
    return await _page(request, require_role(request), await file_of(request))


async def _page(
    request: Request, visitor: Visitor, file: File, problem: str = "", form: Posted | None = None
) -> Response:
    ahead = file.ahead
    people = {*written_to(ahead), *(each.proposed_by for each in file.sessions)}
    if file.board.repair is not None:
        people |= {person for move in file.board.repair.moves for person in move.people}
    people |= {person for each in file.sessions for person in each.content.speakers}
    names = await names_of(request, visitor, people, "planning")
    levels = {rule.rule: rule.level for rule in file.board.rules}
    known: dict[str, Any] = {"file": file, "board": file.board, "ahead": ahead, "written_to": written_to(ahead)}
    known |= {"names": names, "rules": _RULES, "rule_levels": levels, "states": STATES, "problem": problem}
    proposals = [each for each in file.sessions if each.state is SessionState.PROPOSED]
    kinds = [kind.value for kind in said.SessionKind]
    return desk_page(
        request, "planning/board.html", 422 if problem else 200, typed=form, proposals=proposals, kinds=kinds, **known
    )


async def act(request: Request) -> Response:
    """`POST /gatherings/{id}/plan`: whatever one of its forms asks for."""
    form, file = await posted(request), await file_of(request)
    try:
        make = _ACTS.get(form["action"])
        if make is None:
            raise Rejected("a-word-is-unknown", "This page does not know what was asked; load it again.", "action")
        problem = await done(request, form, make(form, file.board))
    except TROUBLES as wrong:
        problem = told(wrong)
    if problem:
        return await _page(request, form.visitor, await file_of(request), problem, form)
    return back_to(f"/gatherings/{file.board.gathering_id}/plan")


def _number(form: Posted, name: str, default: int) -> int:
    text = form[name] or str(default)
    if not text.lstrip("-").isdigit():
        raise Rejected("a-number-is-needed", f"{name}: give a whole number.", name)
    return int(text)


def _moment(form: Posted, board: Board, name: str) -> datetime:
    """A moment as `datetime-local` sends it, in the time zone of the gathering."""
    try:
        return datetime.fromisoformat(form[name]).replace(tzinfo=board.zone)
    except ValueError:
        raise Rejected("a-moment-is-needed", f"{name}: give day and time, such as 2026-06-01T09:00.", name) from None


def _rules(form: Posted) -> tuple[said.RuleSetting, ...]:
    return tuple(
        said.RuleSetting(rule=said.AgendaRule(rule), level=said.RuleLevel(level))
        for rule, level in form.under("rule-").items()
    )


def _session(form: Posted, board: Board) -> Command:
    content = said.SessionContent(
        kind=said.SessionKind(form["kind"] or "other"),
        title=form["title"],
        minutes=_number(form, "minutes", 30),
        abstract=form["abstract"],
        track_id=form["track_id"] or None,
        speakers=tuple(form["speakers"].replace(",", " ").split()),
        speakers_open=form["speakers_open"] == "1",
        audience=_number(form, "audience", 0),
        fixed_at=_moment(form, board, "fixed_at") if form["fixed_at"] else None,
        alone=form["alone"] == "1",
        popular=form["popular"] == "1",
    )
    return said.PlanSession(session_id=form["session_id"], gathering_id=board.gathering_id, content=content)


def _missing(form: Posted, board: Board) -> Command:
    hours = {"starts": _moment(form, board, "starts"), "ends": _moment(form, board, "ends")}
    away = (said.Away(person_id=form["person_id"], **hours),) if form["person_id"] else ()
    lost = (said.RoomLost(room_id=form["room_id"], **hours),) if form["room_id"] else ()
    if not away and not lost:
        raise Rejected("nothing-is-missing", "Say who is away, or which room is lost.", "person_id")
    return said.AskRepair(gathering_id=board.gathering_id, away=away, lost=lost)


def _place(form: Posted, board: Board) -> Command:
    return said.PlaceSession(
        gathering_id=board.gathering_id,
        session_id=form["session_id"],
        room_id=form["room_id"] or None,
        starts=_moment(form, board, "starts"),
    )


def _solve(form: Posted, board: Board) -> Command:
    return said.SolveAgenda(
        gathering_id=board.gathering_id, seed=_number(form, "seed", 0), effort=_number(form, "effort", 1000)
    )


def _late(form: Posted, board: Board) -> Command:
    return said.ReportDelay(
        gathering_id=board.gathering_id,
        room_id=form["room_id"] or None,
        since=_moment(form, board, "since"),
        minutes=_number(form, "minutes", 0),
    )


def _slip(form: Posted, board: Board) -> Command:
    return said.SlipGathering(
        gathering_id=board.gathering_id,
        months=_number(form, "months", 0),
        days=_number(form, "days", 0),
        reason=form["reason"],
    )


Make = Callable[[Posted, Board], Command]
_ACTS: Mapping[str, Make] = {
    "solve": _solve,
    "stop": lambda _, board: said.StopSolving(gathering_id=board.gathering_id),
    "rules": lambda form, board: said.SetRules(gathering_id=board.gathering_id, rules=_rules(form)),
    "place": _place,
    "unplace": lambda form, board: said.UnplaceSession(gathering_id=board.gathering_id, session_id=form["session_id"]),
    "session": _session,
    "accept": lambda form, _: said.AcceptSession(session_id=form["session_id"]),
    "decline": lambda form, _: said.DeclineSession(session_id=form["session_id"], reason=form["reason"]),
    "withdraw": lambda form, _: said.WithdrawSession(session_id=form["session_id"], reason=form["reason"]),
    "release": lambda _, board: said.ReleaseAgenda(gathering_id=board.gathering_id),
    "roll-back": lambda _, board: said.RollBackAgenda(gathering_id=board.gathering_id),
    "delay": _late,
    "repair": _missing,
    "adopt": lambda form, board: said.AdoptRepair(gathering_id=board.gathering_id, repair_id=form["repair_id"]),
    "slip": _slip,
    "cancel": lambda form, board: said.CancelGathering(gathering_id=board.gathering_id, reason=form["reason"]),
    "booths": lambda _, board: said.AllocateBooths(gathering_id=board.gathering_id),
    "travel": lambda _, board: said.AllocateTravelSupport(gathering_id=board.gathering_id),
}
"""What each form of the board asks for."""
