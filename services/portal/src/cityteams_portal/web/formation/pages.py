"""The desk's pages of formation: runs, a run, a proposed team with its reasons as a picture and a table, two runs."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Command
from cityteams_contracts.clusters import (
    AdoptProposal,
    AskWhyNot,
    CancelFormationRun,
    DeclineProposal,
    FormationEffort,
    ProposalPart,
    RegionWished,
    RunFormation,
)
from cityteams_contracts.registration import KeptApart, PinnedTogether
from cityteams_portal import store as houses
from cityteams_portal.domain.formation import FormationRun, Proposal, Question
from cityteams_portal.store import formation as store
from cityteams_portal.web.asking import new_id
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role

_SHOWN = 100
AIMS = ("similarity", "seat", "sector", "need", "reciprocity", "kind", "region", "balance")


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind of reason in the picture: its points, and where its bar begins and how wide it is, in percent."""

    code: str
    points: int
    start: float
    width: float


async def listed(request: Request) -> Response:
    """`GET /formation`: the runs, and the form for a new one."""
    return await _listed(request, require_role(request))


async def _listed(request: Request, _visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    def read(tx: Tx) -> tuple[list[FormationRun], list[str]]:
        return store.runs(tx), [each.round_id for each in houses.seasons(tx)]

    runs, rounds = await site_of(request).service.read(read)
    choices = {"efforts": list(FormationEffort), "regions": list(RegionWished), "aims": AIMS}
    status = 422 if problem else 200
    return desk_page(
        request, "formation/runs.html", status, runs=runs, rounds=rounds, problem=problem, typed=form, **choices
    )


async def start(request: Request) -> Response:
    """`POST /formation`: begins a run."""
    form, run_id = await posted(request), new_id()
    try:
        problem = await done(request, form, _run_of(form, run_id))
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _listed(request, form.visitor, problem, form) if problem else back_to(f"/formation/runs/{run_id}")


def _run_of(form: Posted, run_id: str) -> RunFormation:
    return RunFormation.model_validate(
        {
            "run_id": run_id,
            "round_id": form["round_id"],
            "seed": form["seed"] or 1,
            "effort": form["effort"] or FormationEffort.USUAL,
            "region": form["region"] or RegionWished.ANY,
            "weights": form.under("weight-"),
            "pins": [PinnedTogether(lead=one, member=other) for one, other in _pairs(form["pins"])],
            "apart": [KeptApart(one=one, other=other) for one, other in _pairs(form["apart"])],
        }
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    """Two ids a line; the second is empty, and so refused by its field, where a line has one alone."""
    lines = (line.split() for line in text.splitlines() if line.strip())
    return [(each[0], " ".join(each[1:])) for each in lines]


async def run(request: Request) -> Response:
    """`GET /formation/runs/{id}`: how far it is, or its result and proposals, the best first."""
    require_role(request)
    return await _run(request)


async def _run(request: Request, problem: str = "") -> Response:
    run_id = request.path_params["run_id"]

    def read(tx: Tx) -> tuple[FormationRun | None, list[Proposal], int, list[FormationRun]]:
        return (
            tx.get(store.RUNS, run_id),
            store.proposals(tx, run_id, _SHOWN),
            store.count_of(tx, run_id),
            store.runs(tx),
        )

    found, proposals, count, runs = await site_of(request).service.read(read)
    if found is None:
        raise HTTPException(404)
    others = [each for each in runs if each.done and each.run_id != run_id and each.round_id == found.round_id]
    shown = {"run": found, "proposals": proposals, "count": count, "others": others, "problem": problem}
    return desk_page(request, "formation/run.html", 422 if problem else 200, **shown)


async def act(request: Request) -> Response:
    """`POST /formation/runs/{id}`: cancels it."""
    form, run_id = await posted(request), request.path_params["run_id"]
    try:
        problem = await done(request, form, CancelFormationRun(run_id=run_id))
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _run(request, problem) if problem else back_to(f"/formation/runs/{run_id}")


async def proposal(request: Request) -> Response:
    """`GET /formation/proposals/{id}`: a team, why it scores what it scores, and who is not in it."""
    require_role(request)
    return await _proposal(request)


async def _proposal(request: Request, problem: str = "") -> Response:
    proposal_id = request.path_params["proposal_id"]

    def read(tx: Tx) -> tuple[Proposal | None, list[Question]]:
        found = tx.get(store.PROPOSALS, proposal_id)
        return found, store.questions_about(tx, found.run_id, found.lead) if found else []

    found, questions = await site_of(request).service.read(read)
    if found is None:
        raise HTTPException(404)
    titles = {one.worksheet_id: one.organisation.name for one in (found.team.lead, *found.team.members)}
    shown = {"proposal": found, "questions": questions, "titles": titles, "bars": bars(found.team.parts)}
    return desk_page(request, "formation/proposal.html", 422 if problem else 200, problem=problem, **shown)


def bars(parts: tuple[ProposalPart, ...]) -> list[Bar]:
    """The points by kind of reason, around a line of nought, on one scale."""
    points: dict[str, int] = {}
    for part in parts:
        points[part.code] = points.get(part.code, 0) + part.points
    least, most = min(0, *points.values(), 0), max(0, *points.values(), 0)
    scale = 100 / ((most - least) or 1)
    return [Bar(code, value, (min(0, value) - least) * scale, abs(value) * scale) for code, value in points.items()]


async def decide(request: Request) -> Response:
    """`POST /formation/proposals/{id}`: adopts or declines it, or asks who is missing in it."""
    form, proposal_id = await posted(request), request.path_params["proposal_id"]
    found = await site_of(request).service.read(lambda tx: tx.get(store.PROPOSALS, proposal_id))
    if found is None:
        raise HTTPException(404)
    try:
        problem = await done(request, form, _decision(form, found), form["other"])
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _proposal(request, problem) if problem else back_to(f"/formation/proposals/{proposal_id}")


def _decision(form: Posted, found: Proposal) -> Command:
    if form["action"] == "adopt":
        return AdoptProposal(proposal_id=found.proposal_id)
    if form["action"] == "decline":
        return DeclineProposal(proposal_id=found.proposal_id, members=tuple(form.all("member")))
    return AskWhyNot(question_id=new_id(), run_id=found.run_id, lead=found.lead, other=form["other"])


async def compare(request: Request) -> Response:
    """`GET /formation/compare?before&after`: two runs beside each other."""
    require_role(request)
    names = [request.query_params.get(name, "") for name in ("before", "after")]
    found = await site_of(request).service.read(lambda tx: store.comparison(tx, names[0], names[1]))
    if found is None:
        raise HTTPException(404)
    return desk_page(request, "formation/compare.html", found=found)
