"""The questions that wait for one's own answer."""

from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts.clusters import AnswerInvitation
from cityteams_portal.store import life as store
from cityteams_portal.web.office.forms import TROUBLES, back_to, desk_page, done, posted, told
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, signed_in


async def mine(request: Request) -> Response:
    """`GET /invitations`: what one is asked, with until when."""
    return await _mine(request, signed_in(request))


async def _mine(request: Request, visitor: Visitor, problem: str = "") -> Response:
    found = await site_of(request).service.read(lambda tx: store.questions_to(tx, visitor.person_id))
    return desk_page(request, "life/invitations.html", 422 if problem else 200, asked=found, problem=problem)


async def answer(request: Request) -> Response:
    """`POST /invitations`: yes or no."""
    form = await posted(request, None)
    try:
        command = AnswerInvitation(
            cluster_id=form["cluster_id"], invitation_id=form["invitation_id"], accepts=form["accepts"] == "yes"
        )
        problem = await done(request, form, command, form["invitation_id"])
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _mine(request, form.visitor, problem) if problem else back_to("/invitations")
