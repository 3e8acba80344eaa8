"""Every route in every role: who is let in is written down here, and a route that is not written down is a failure."""

import pytest

from tests.portal.doors import ROLES, Doors, routes
from tests.registration.desk import Desk as RegistrationDesk
from tests.registration.samples import SEASONS, opening

ANYBODY = frozenset(ROLES)
SIGNED_IN = ANYBODY - {"nobody"}
HEAD = frozenset({"administrator", "token"})
OFFICE = HEAD | {"secretariat"}
LEAD = OFFICE | {"lead"}
TEAM = LEAD | {"official"}
OWNER = frozenset({"lead"})
"""Not even the secretariat reads a draft before it is handed in."""

LET_IN = {
    ANYBODY: (
        "GET /",
        "GET /about",
        "GET /clusters",
        "GET /clusters/{cluster_id}",
        "GET /agenda",
        "GET /agenda/{gathering_id}",
        "GET /commands/{command_id}",
        "GET /sign-in",
        "GET /sign-in/sent",
        "GET /sign-in/link",
        "GET /sign-in/with/{key}/callback",
        "GET /letters",
        "GET /letters/{name}",
        "GET /live",
        "GET /api/v1/counters",
        "GET /api/v1/clusters",
        "GET /api/v1/clusters/{cluster_id}",
        "GET /api/v1/agenda/{gathering_id}",
        "GET /api/v1/commands/{command_id}",
        "POST /sign-in",
        "POST /sign-in/link",
        "POST /sign-in/with/{key}",
        "GET /receipts/{number}",
        "GET /worksheets/blank.xlsx",
        "GET /api/v1/receipts/{number}",
        "GET /api/v1/worksheets/blank.xlsx",
        "GET /api/v1/openapi.json",
        "GET /api/v1/worksheets",
        "GET /api/v1/worksheets/{worksheet_id}",
        "GET /api/v1/rounds",
        "GET /api/v1/rounds/{round_id}",
    ),
    SIGNED_IN: (
        "GET /account",
        "GET /api/v1/me",
        "POST /sign-out",
        "POST /account/sessions",
        "POST /account/consents",
        "GET /account/data",
        "GET /account/erase",
        "POST /account/erase",
        "POST /api/v1/worksheets",
        "POST /api/v1/worksheets/{worksheet_id}/withdraw",
        "POST /api/v1/invitations",
        "POST /api/v1/worksheets/{worksheet_id}/confirm",
        "GET /api/v1/organisations",
        "POST /api/v1/organisations",
        "GET /api/v1/organisations/{organisation_id}",
        "POST /api/v1/organisations/{organisation_id}/correct",
        "POST /api/v1/organisations/{organisation_id}/people",
        "POST /api/v1/organisations/{organisation_id}/people/remove",
        "GET /organisations",
        "GET /organisations/{organisation_id}",
        "GET /worksheets",
        "GET /worksheets/new",
        "GET /api/v1/drafts",
    ),
    OFFICE: (
        "POST /api/v1/gatherings",
        "POST /api/v1/gatherings/{gathering_id}/release",
        "POST /api/v1/worksheets/sheet",
        "POST /api/v1/worksheets/{worksheet_id}/begin-review",
        "POST /api/v1/worksheets/{worksheet_id}/accept",
        "POST /api/v1/worksheets/{worksheet_id}/return",
        "POST /api/v1/worksheets/{worksheet_id}/decline",
        "POST /api/v1/worksheets/{worksheet_id}/reopen",
        "GET /api/v1/organisations/{organisation_id}/history",
        "POST /api/v1/organisations/{organisation_id}/membership",
        "GET /api/v1/questions",
        "POST /api/v1/questions/{question_id}",
        "POST /api/v1/rounds/{round_id}/extensions",
        "GET /api/v1/exports/worksheets.{ending}",
        "GET /api/v1/exports/organisations.{ending}",
        "GET /review",
        "POST /review",
        "GET /review/{worksheet_id}",
        "POST /review/{worksheet_id}",
        "GET /review/{worksheet_id}/history",
        "POST /organisations",
        "GET /organisations/questions",
        "POST /organisations/questions/{question_id}",
        "POST /organisations/{organisation_id}",
        "GET /rounds",
        "GET /rounds/{round_id}",
        "POST /rounds/{round_id}",
    ),
    TEAM: (
        "GET /worksheets/{worksheet_id}/receipt.json",
        "GET /worksheets/{worksheet_id}/receipt.pdf",
        "GET /worksheets/{worksheet_id}/sheet.xlsx",
        "GET /api/v1/worksheets/{worksheet_id}/sheet.xlsx",
        "GET /api/v1/worksheets/{worksheet_id}/history",
        "GET /api/v1/worksheets/{worksheet_id}/versions",
    ),
    OWNER: (
        "GET /worksheets/{worksheet_id}/sheet",
        "POST /worksheets/{worksheet_id}/sheet",
        "POST /worksheets/{worksheet_id}/sheet/take",
        "GET /worksheets/{draft_id}/edit",
        "POST /worksheets/{draft_id}/edit",
        "POST /worksheets/{draft_id}/share",
        "POST /worksheets/{draft_id}/drop",
        "GET /worksheets/{draft_id}/preview",
        "GET /api/v1/drafts/{draft_id}",
        "PATCH /api/v1/drafts/{draft_id}",
        "DELETE /api/v1/drafts/{draft_id}",
        "POST /api/v1/drafts/{draft_id}/share",
        "POST /api/v1/drafts/{draft_id}/hand-in",
    ),
    HEAD: (
        "POST /api/v1/rounds",
        "POST /api/v1/rounds/{round_id}/close",
        "POST /api/v1/people",
        "POST /api/v1/people/{person_id}/roles",
        "POST /api/v1/people/{person_id}/roles/revoke",
        "POST /api/v1/people/{person_id}/erase",
        "GET /api/v1/people/{person_id}/export",
        "POST /rounds",
    ),
    LEAD: (
        "GET /worksheets/{worksheet_id}/supplement",
        "POST /worksheets/{worksheet_id}/supplement",
    ),
}
"""Whom each route lets in. What is done then is decided by the service that owns it, from who asked."""


@pytest.fixture
async def doors(desk, registration):
    """A portal with a worksheet and a draft, before registration's real private desk."""
    RegistrationDesk(registration.service).take(*(opening(round_id, of) for round_id, of in SEASONS.items()))
    return await Doors(desk, registration).prepare()


def test_every_route_is_written_down_once(desk):
    written = [each for them in LET_IN.values() for each in them]
    assert sorted(written) == sorted(f"{method} {path}" for method, path in routes(desk))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
async def test_a_role_is_let_in_where_it_is_written_and_nowhere_else(doors, role):
    wrong = []
    for allowed, them in LET_IN.items():
        wanted = "in" if role in allowed else "sign in" if role == "nobody" else "no"
        for each in them:
            heard = await doors.knock(role, *each.split(" "))
            if heard != wanted:
                wrong.append(f"{role} at {each}: {heard}, not {wanted}")
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [
        "/worksheets/{}/edit",
        "/worksheets/{}/preview",
        "/worksheets/{}/receipt.pdf",
        "/worksheets/{}/sheet.xlsx",
        "/worksheets/{}/supplement",
        "/api/v1/drafts/{}",
        "/api/v1/worksheets/{}/history",
        "/api/v1/worksheets/{}/versions",
        "/api/v1/worksheets/{}/sheet.xlsx",
    ],
)
async def test_nobody_learns_whether_somebody_elses_worksheet_is_there(doors, path):
    await doors.draft()
    async with doors.client("person") as client:
        theirs, nobodys = [await client.get(path.format(worksheet)) for worksheet in ("w-1", "w-nowhere")]
    assert theirs.status_code == nobodys.status_code == 403
    assert theirs.text.replace("w-1", "") == nobodys.text.replace("w-nowhere", "")


async def test_what_is_personal_is_kept_by_no_browser_and_no_proxy(doors):
    await doors.draft()
    async with doors.client("lead") as client:
        for path in ("/account", "/worksheets", "/worksheets/w-1/edit", "/api/v1/me", "/api/v1/drafts/w-1", "/about"):
            answer = await client.get(path)
            assert answer.status_code == 200
            assert answer.headers["cache-control"] == "no-store", path
