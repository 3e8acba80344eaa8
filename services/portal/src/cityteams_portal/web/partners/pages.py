"""The page of one's partners: matches with reasons, introductions, peers and the comparison with similar projects."""

import asyncio
import json

from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Command, Rejected
from cityteams_contracts import clusters as asked
from cityteams_portal.documents.partner_report import report_pdf
from cityteams_portal.domain.partner_report import Report
from cityteams_portal.domain.partners import OpenPartnerRun
from cityteams_portal.store import partners as store
from cityteams_portal.web.asking import new_id
from cityteams_portal.web.office.forms import TROUBLES, Posted, back_to, desk_page, done, posted, told
from cityteams_portal.web.partners.told import introduction_json, list_json
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor, signed_in


async def mine(request: Request) -> Response:
    """`GET /partners`: whom one was named, who asks, and how one's projects stand beside similar ones."""
    return await _mine(request, signed_in(request))


async def _mine(request: Request, visitor: Visitor, problem: str = "") -> Response:
    def read(tx: Tx) -> tuple[Report, list[OpenPartnerRun]]:
        return store.report_of(tx, visitor.person_id), store.open_runs(tx) if visitor.is_office else []

    report, running = await site_of(request).service.read(read)
    status = 422 if problem else 200
    return desk_page(
        request,
        "partners/mine.html",
        status,
        report=report,
        me=visitor.person_id,
        office=visitor.is_office,
        running=running,
        problem=problem,
    )


async def act(request: Request) -> Response:
    """`POST /partners`: ask for an introduction, answer one, take one back, or have partners worked out."""
    form = await posted(request, None)
    try:
        problem = await done(request, form, _command(form), form["action"] + form["introduction_id"] + form["to"])
    except TROUBLES as wrong:
        problem = told(wrong)
    return await _mine(request, form.visitor, problem) if problem else back_to("/partners")


def _command(form: Posted) -> Command:
    match form["action"]:
        case "ask":
            return asked.AskIntroduction(
                introduction_id=form["new_id"] or new_id(), from_organisation=form["from"], to_organisation=form["to"]
            )
        case "answer":
            return asked.AnswerIntroduction(introduction_id=form["introduction_id"], agrees=form["agrees"] == "yes")
        case "cancel":
            return asked.CancelIntroduction(introduction_id=form["introduction_id"])
        case "match":
            return asked.MatchPartners(run_id=form["new_id"] or new_id(), round_id=form["round_id"])
    raise Rejected("an-action-is-needed", "The page is out of date. Load it again.", "action")


async def report_document(request: Request) -> Response:
    """`GET /partners/report.pdf`: the same to read and keep, as a tagged PDF with the facts attached as JSON."""
    visitor = signed_in(request)
    report = await site_of(request).service.read(lambda tx: store.report_of(tx, visitor.person_id))
    facts = {
        "lists": [list_json(each) for each in report.lists.values()],
        "introductions": [introduction_json(each, visitor) for each in report.introductions],
    }
    attached = json.dumps(facts, ensure_ascii=False, indent=1).encode()
    made = await asyncio.to_thread(report_pdf, report, attached)
    headers = {"Content-Disposition": 'attachment; filename="partners.pdf"'}
    return Response(made, media_type="application/pdf", headers=headers)
