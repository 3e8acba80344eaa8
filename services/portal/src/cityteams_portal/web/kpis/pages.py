"""The pages of KPIs; their forms work without scripts."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Command, Rejected
from cityteams_contracts.clusters import Frequency, Grouping, Measure, QualityGrade
from cityteams_portal import store
from cityteams_portal.store import kpis
from cityteams_portal.web.guard import token_matches
from cityteams_portal.web.kpis.api import sheet_of
from cityteams_portal.web.kpis.charts import plot, track
from cityteams_portal.web.kpis.suggesting import suggestions
from cityteams_portal.web.kpis.typed import OF_CLUSTER, OF_OFFICE
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, require_role, signed_in, visitor_of

_WRONG = (*TROUBLES, ValueError, KeyError)


async def _typed(request: Request, visitor: Visitor) -> Posted:
    """The form that somebody sent; raises Rejected when it is not from a page of this browser."""
    async with request.form(max_files=0, max_fields=60) as sent:
        form = Posted(visitor, sent.multi_items())
    if not token_matches(request, form["form_token"]):
        raise Rejected("the-page-is-stale", "This page was open too long. Load it again; nothing was changed.")
    return form


def _words(wrong: Exception) -> str:
    return told(wrong) if isinstance(wrong, TROUBLES) else "Choose one of the words in the list."


async def cluster(request: Request) -> Response:
    """`GET /clusters/{cluster_id}/kpis`: what a cluster is measured by, for its team and the secretariat."""
    return await _cluster(request, signed_in(request))


async def _cluster(request: Request, visitor: Visitor, problem: str = "", form: Posted | None = None) -> Response:
    sheet = await sheet_of(request, visitor)
    service, cluster_id = site_of(request).service, sheet.cluster_id
    reports = await service.read(lambda tx: kpis.reports(tx, cluster_id))
    catalogue = await service.read(kpis.indicators)
    known = await service.read(lambda tx: store.cluster_file(tx, cluster_id))
    project = known.worksheet.project if known and known.worksheet else None
    return desk_page(
        request,
        "kpis/cluster.html",
        422 if problem else 200,
        sheet=sheet,
        reports=reports,
        tracks={each.choice_id: track(each.standing) for each in sheet.choices},
        catalogue=catalogue,
        suggested=suggestions(project.targets if project else (), catalogue),
        grades=list(QualityGrade),
        frequencies=list(Frequency),
        problem=problem,
        typed=form,
    )


async def act_on_cluster(request: Request) -> Response:
    """`POST /clusters/{cluster_id}/kpis`: choose, change, drop, report, correct, or say that there is no figure."""
    visitor = signed_in(request)
    form = await _typed(request, visitor)
    sheet = await sheet_of(request, visitor)
    try:
        problem = await done(request, form, OF_CLUSTER[form["action"]](form, sheet.cluster_id))
    except _WRONG as wrong:
        problem = _words(wrong)
    return await _cluster(request, visitor, problem, form) if problem else back_to(f"/clusters/{sheet.cluster_id}/kpis")


async def catalogue(request: Request) -> Response:
    """`GET /kpis`: the indicators by topic."""
    return await _catalogue(request)


async def _catalogue(request: Request, problem: str = "") -> Response:
    found = await site_of(request).service.read(kpis.indicators)
    topic = request.query_params.get("topic", "")
    return desk_page(
        request,
        "kpis/catalogue.html",
        422 if problem else 200,
        indicators=[each for each in found if topic in ("", each.topic)],
        topics=sorted({each.topic for each in found}),
        topic=topic,
        problem=problem,
    )


async def benchmarks(request: Request) -> Response:
    """`GET /kpis/benchmarks`: comparisons; groups of five for who is signed in, of ten for anybody."""
    found = await site_of(request).service.read(kpis.benchmarks)
    inside = visitor_of(request) is not None
    shown = [(each.said, each.said.cells if inside else each.said.public_cells) for each in found]
    plots = [(said, cells, plot(cells, log=said.log_scale)) for said, cells in shown if cells]
    return desk_page(request, "kpis/benchmarks.html", plots=plots, inside=inside)


async def missing(request: Request) -> Response:
    """`GET /kpis/missing`: who has not reported, and what the secretariat does about periods and comparisons."""
    require_role(request)
    return await _missing(request)


async def _missing(request: Request, problem: str = "", form: Posted | None = None) -> Response:
    service = site_of(request).service
    return desk_page(
        request,
        "kpis/missing.html",
        422 if problem else 200,
        sheets=await service.read(kpis.missing),
        periods=await service.read(kpis.periods),
        catalogue=await service.read(kpis.indicators),
        seasons=await service.read(store.seasons),
        measures=list(Measure),
        groupings=list(Grouping),
        frequencies=list(Frequency),
        problem=problem,
        typed=form,
    )


async def act_on_catalogue(request: Request) -> Response:
    """`POST /kpis`: adopt a catalogue, or retire an indicator."""
    problem = await _act(request)
    return await _catalogue(request, problem[0]) if problem[0] else back_to("/kpis")


async def act_on_periods(request: Request) -> Response:
    """`POST /kpis/missing`: a reporting calendar, a frozen period, a comparison."""
    problem, form = await _act(request)
    return await _missing(request, problem, form) if problem else back_to("/kpis/missing")


async def _act(request: Request) -> tuple[str, Posted]:
    form = await _typed(request, require_role(request))
    try:
        command: Command = OF_OFFICE[form["action"]](form)
        return await done(request, form, command), form
    except _WRONG as wrong:
        return _words(wrong), form


async def indicator(request: Request) -> Response:
    """`GET /kpis/{kpi_id}`: one indicator, whole."""
    kpi_id = request.path_params["kpi_id"]
    found = await site_of(request).service.read(lambda tx: tx.get(kpis.KPIS, kpi_id))
    if found is None:
        raise HTTPException(404)
    return desk_page(request, "kpis/indicator.html", it=found)
