"""The pages that people look at."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Tx
from cityteams_portal import paging, store
from cityteams_portal.domain.agenda import Agenda, present_agenda, released_agenda
from cityteams_portal.domain.alliance import Alliance
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.views import ClusterFile, ClusterFilter
from cityteams_portal.domain.words import ANSWERS, SECTORS, sentence
from cityteams_portal.store import alliances as alliances_store
from cityteams_portal.store import life as life_store
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
        text=request.query_params.get("q", "")[:300],
    )
    found = await site.service.read(lambda tx: store.clusters(tx, wanted))
    return show(
        request, "clusters.html", cards=found.cards, after=paging.cursor(found.after), wanted=wanted, sectors=SECTORS
    )


async def cluster(request: Request) -> Response:
    """One cluster; the id of one that was merged leads to the cluster that it lives on in."""
    site, asked = site_of(request), request.path_params["cluster_id"]
    found, life, alliances = await site.service.read(lambda tx: _cluster(tx, asked))
    if found is None:
        raise HTTPException(404)
    if found.cluster.cluster_id != asked:
        return RedirectResponse(f"/clusters/{found.cluster.cluster_id}", 301)
    lead = await public_lead(site.service, life.lead if life else found.worksheet.lead) if found.worksheet else None
    doing = {each.organisation.organisation_id: each.roles for each in life.members if each.roles} if life else {}
    roles = {key: ", ".join(sentence(role) for role in them) for key, them in doing.items()}
    return show(request, "cluster.html", file=found, lead=lead, life=life, alliances=alliances, roles=roles)


def _cluster(tx: Tx, cluster_id: str) -> tuple[ClusterFile | None, ClusterLife | None, list[Alliance]]:
    living = life_store.living_id(tx, cluster_id)
    life = life_store.cluster_life(tx, living)
    known = (alliances_store.living_alliance(tx, each) for each in (life.affiliations if life else ()))
    return store.cluster_file(tx, living), life, [each for each in known if each]


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
