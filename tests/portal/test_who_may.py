"""Every route in every role: who is let in is written down in doors_of, and one that is not written down fails."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from tests.portal import doors_of
from tests.portal.doors import ROLES, Doors, routes
from tests.registration.desk import Desk as RegistrationDesk
from tests.registration.samples import SEASONS, opening

AREAS = [
    import_module(f"tests.portal.doors_of.{name}") for _, name, _ in iter_modules(doors_of.__path__) if name != "roles"
]
LET_IN = [(allowed, them) for area in AREAS for allowed, them in area.LET_IN.items()]
"""Whom each route lets in. What is done then is decided by the service that owns it, from who asked."""


@pytest.fixture
async def doors(desk, registration):
    """A portal with a worksheet and a draft, before registration's real private desk."""
    RegistrationDesk(registration.service).take(*(opening(round_id, of) for round_id, of in SEASONS.items()))
    places = {name: value for area in AREAS for name, value in getattr(area, "PLACES", {}).items()}
    bodies = {path: body for area in AREAS for path, body in getattr(area, "BODIES", {}).items()}
    return await Doors(desk, registration, places, bodies).prepare()


def test_every_route_is_written_down_once(desk):
    written = [each for _, them in LET_IN for each in them]
    assert sorted(written) == sorted(f"{method} {path}" for method, path in routes(desk))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
async def test_a_role_is_let_in_where_it_is_written_and_nowhere_else(doors, role):
    wrong = []
    for allowed, them in LET_IN:
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
