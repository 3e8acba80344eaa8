"""The pages that people look at."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_portal import paging, store
from cityteams_portal.domain.agenda import Agenda, present_agenda, released_agenda
from cityteams_portal.domain.views import ClusterFilter
from cityteams_portal.domain.words import ANSWERS, SECTORS
from cityteams_portal.web.asking import answer_to
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.worksheets.desk import public_lead


async def home(request: Request) -> Response:
    """What this is, and how the season stands."""
    site = site_of(request)
    found = await site.service.read(store.counters)
    widest = max((max(bar.worksheets, bar.listed + bar.forming) for bar in found.sectors), default=1) or 1
    bars = {bar.sector: bar for bar in found.sectors}
    letters = site.settings.mail_folder is not None
    return show(request, "home.html", flat=found.flat(), bars=bars, widest=widest, sectors=SECTORS, letters=letters)


async def clusters(request: Request) -> Response:
    """The list of action clusters and teams in the making."""
    site = site_of(request)
    sector, state = request.query_params.get("sector", ""), request.query_params.get("state", "")
    wanted = ClusterFilter(
        sector=sector or None,
        state=state if state in ("forming", "listed") else None,
        after=paging.place(request.query_params.get("after")),
        limit=60,
    )
    found = await site.service.read(lambda tx: store.clusters(tx, wanted))
    return show(
        request, "clusters.html", cards=found.cards, after=paging.cursor(found.after), wanted=wanted, sectors=SECTORS
    )


async def cluster(request: Request) -> Response:
    """One cluster."""
    site = site_of(request)
    found = await site.service.read(lambda tx: store.cluster_file(tx, request.path_params["cluster_id"]))
    if found is None:
        raise HTTPException(404)
    lead = await public_lead(site.service, found.worksheet.lead) if found.worksheet else None
    return show(request, "cluster.html", file=found, lead=lead)


async def agenda(request: Request) -> Response:
    """The agenda of a gathering: the last release, or with `?view=now` the slots as they stand."""
    site = site_of(request)
    known = await site.service.read(store.gatherings)
    chosen = request.path_params.get("gathering_id") or (known[0].gathering_id if known else None)
    if chosen is None:
        return show(request, "agenda.html", agenda=None, gatherings=known)
    found = await load_agenda(request, chosen, now=request.query_params.get("view") == "now")
    return show(request, "agenda.html", agenda=found, gatherings=known)


async def load_agenda(request: Request, gathering_id: str, *, now: bool) -> Agenda:
    """A gathering's agenda; 404 when the gathering is unknown."""
    found = await site_of(request).service.read(lambda tx: store.gathering(tx, gathering_id))
    if found is None:
        raise HTTPException(404)
    gathering, slots = found
    return released_agenda(gathering, slots) if gathering.release and not now else present_agenda(gathering, slots)


async def command(request: Request) -> Response:
    """What became of a command; while it is on its way the page looks again by itself."""
    site, command_id = site_of(request), request.path_params["command_id"]
    answer = await answer_to(site.service, command_id, 0)
    if answer is None and await site.service.read(lambda tx: store.sent_here(tx, command_id)) is None:
        raise HTTPException(404)
    done = ANSWERS.get(answer.what, "It is done.") if answer else ""
    return show(request, "command.html", answer=answer, done=done, command_id=command_id)


async def about(request: Request) -> Response:
    """What the portal is and is not."""
    return show(request, "about.html")
