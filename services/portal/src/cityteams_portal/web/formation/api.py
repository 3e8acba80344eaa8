"""`/api/v1/formation`: runs, what they propose and why, how two of them differ, and who is not in a team."""

from dataclasses import asdict
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    AdoptProposal,
    AskWhyNot,
    CancelFormationRun,
    DeclineProposal,
    FormationEffort,
    RegionWished,
    RunFormation,
)
from cityteams_contracts.registration import KeptApart, PinnedTogether
from cityteams_contracts.values import Code, Id, RoundId, WorksheetId
from cityteams_portal.domain.formation import Comparison, FormationRun, Proposal, Question
from cityteams_portal.store import formation as store
from cityteams_portal.web.office.sending import Body, send, typed_body
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import require_role, signed_in

_PAGE = 200
_ANY: TypeAdapter[Any] = TypeAdapter(FormationRun | Proposal | Question | Comparison)


class RunBody(Body):
    """A run under a new id; `weights`, `pins` and `apart` are added to the rule file of the round."""

    run_id: Id
    round_id: RoundId
    seed: Annotated[int, Field(ge=0, le=2_000_000_000)] = 1
    effort: FormationEffort = FormationEffort.USUAL
    region: RegionWished = RegionWished.ANY
    weights: dict[Code, int] = Field(default_factory=dict)
    pins: tuple[PinnedTogether, ...] = ()
    apart: tuple[KeptApart, ...] = ()


class DeclineBody(Body):
    """With whom the lead is not proposed again; nobody named means all members."""

    members: tuple[WorksheetId, ...] = ()


class QuestionBody(Body):
    """Why `other` is not in the team of `lead`."""

    question_id: Id
    run_id: Id
    lead: WorksheetId
    other: WorksheetId


async def runs(request: Request) -> Response:
    """`GET /api/v1/formation/runs`: the latest first."""
    require_role(request)
    found = await site_of(request).service.read(store.runs)
    return JSONResponse({"items": [run_json(each) for each in found], "next": None})


async def run(request: Request) -> Response:
    """`GET /api/v1/formation/runs/{id}`: how far it is, or its result with the proven bound."""
    require_role(request)
    found = await site_of(request).service.read(lambda tx: tx.get(store.RUNS, request.path_params["run_id"]))
    if found is None:
        raise HTTPException(404)
    return JSONResponse(run_json(found))


async def start(request: Request) -> Response:
    """`POST /api/v1/formation/runs`: begins a run."""
    visitor, body = require_role(request), await typed_body(request, RunBody)
    return await send(request, visitor, RunFormation(**body.model_dump()))


async def cancel(request: Request) -> Response:
    """`POST /api/v1/formation/runs/{id}/cancel`."""
    return await send(request, require_role(request), CancelFormationRun(run_id=request.path_params["run_id"]))


async def proposals(request: Request) -> Response:
    """`GET /api/v1/formation/runs/{id}/proposals?limit&after`: the best first, with every reason."""
    require_role(request)
    limit, after = _number(request, "limit", 50, _PAGE), _number(request, "after", 0, 1_000_000)
    run_id = request.path_params["run_id"]
    found = await site_of(request).service.read(lambda tx: store.proposals(tx, run_id, limit + 1, after))
    further = str(after + limit) if len(found) > limit else None
    return JSONResponse({"items": [plain(each) for each in found[:limit]], "next": further})


async def proposal(request: Request) -> Response:
    """`GET /api/v1/formation/proposals/{id}`: one team, with every reason and what it lacks."""
    require_role(request)
    proposal_id = request.path_params["proposal_id"]
    found = await site_of(request).service.read(lambda tx: tx.get(store.PROPOSALS, proposal_id))
    if found is None:
        raise HTTPException(404)
    return JSONResponse(plain(found))


async def adopt(request: Request) -> Response:
    """`POST /api/v1/formation/proposals/{id}/adopt`: the lead's cluster asks the members."""
    return await send(request, require_role(request), AdoptProposal(proposal_id=request.path_params["proposal_id"]))


async def decline(request: Request) -> Response:
    """`POST /api/v1/formation/proposals/{id}/decline`: the secretariat or the lead; clusters knows who that is."""
    visitor, body = signed_in(request), await typed_body(request, DeclineBody)
    command = DeclineProposal(proposal_id=request.path_params["proposal_id"], members=body.members)
    return await send(request, visitor, command)


async def ask(request: Request) -> Response:
    """`POST /api/v1/formation/questions`: the answer is at `/formation/questions/{id}` a moment later."""
    visitor, body = require_role(request), await typed_body(request, QuestionBody)
    return await send(request, visitor, AskWhyNot(**body.model_dump()))


async def question(request: Request) -> Response:
    """`GET /api/v1/formation/questions/{id}`: the rule that forbids it, or the points, and who has it instead."""
    require_role(request)
    question_id = request.path_params["formation_question"]
    found = await site_of(request).service.read(lambda tx: tx.get(store.QUESTIONS, question_id))
    if found is None:
        raise HTTPException(404)
    return JSONResponse(plain(found))


async def compare(request: Request) -> Response:
    """`GET /api/v1/formation/compare?before&after`: what differs between two finished runs."""
    require_role(request)
    names = [request.query_params.get(name, "") for name in ("before", "after")]
    found = await site_of(request).service.read(lambda tx: store.comparison(tx, names[0], names[1]))
    if found is None:
        raise HTTPException(404, "Name two runs that are completed, as before= and after=.")
    told = asdict(found) | {"before": run_json(found.before), "after": run_json(found.after)}
    return JSONResponse(told)


def run_json(run: FormationRun) -> dict[str, Any]:
    """A run with its quality: score over proven bound."""
    return {**plain(run), "quality": run.quality}


def plain(value: object) -> Any:
    """What the API gives."""
    return _ANY.dump_python(value, mode="json")


def _number(request: Request, name: str, otherwise: int, most: int) -> int:
    text = request.query_params.get(name) or str(otherwise)
    if not text.isascii() or not text.isdigit() or int(text[:9]) > most or (name == "limit" and int(text[:9]) < 1):
        raise Rejected("a-limit-is-out-of-range", f"{name} must be a number up to {most}.", name)
    return int(text[:9])
