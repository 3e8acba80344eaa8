"""The addresses of the desk: its part of the API, and its pages."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from cityteams_portal.web.office import (
    api_register,
    api_rounds,
    api_worksheets,
    exports,
    pages_register,
    pages_review,
    pages_rounds,
)
from cityteams_portal.web.office.openapi import document

Handler = Callable[[Request], Awaitable[Response]]
_WORKSHEET, _ORGANISATION = "/api/v1/worksheets/{worksheet_id}", "/api/v1/organisations/{organisation_id}"
_ROUND, _PERSON = "/api/v1/rounds/{round_id}", "/api/v1/people/{person_id}"

API_ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/api/v1/openapi.json", document),
    ("GET", "/api/v1/worksheets", api_worksheets.listed),
    ("GET", _WORKSHEET, api_worksheets.one),
    ("GET", f"{_WORKSHEET}/history", api_worksheets.history),
    ("GET", f"{_WORKSHEET}/versions", api_worksheets.versions),
    ("POST", f"{_WORKSHEET}/begin-review", api_worksheets.begin_review),
    ("POST", f"{_WORKSHEET}/accept", api_worksheets.accept),
    ("POST", f"{_WORKSHEET}/return", api_worksheets.give_back),
    ("POST", f"{_WORKSHEET}/decline", api_worksheets.decline),
    ("POST", f"{_WORKSHEET}/reopen", api_worksheets.reopen),
    ("POST", f"{_WORKSHEET}/confirm", api_worksheets.confirm),
    ("GET", "/api/v1/organisations", api_register.listed),
    ("POST", "/api/v1/organisations", api_register.register),
    ("GET", _ORGANISATION, api_register.one),
    ("GET", f"{_ORGANISATION}/history", api_register.history),
    ("POST", f"{_ORGANISATION}/correct", api_register.correct),
    ("POST", f"{_ORGANISATION}/membership", api_register.set_membership),
    ("POST", f"{_ORGANISATION}/people", api_register.name_person),
    ("POST", f"{_ORGANISATION}/people/remove", api_register.unname_person),
    ("GET", "/api/v1/questions", api_register.questions),
    ("POST", "/api/v1/questions/{question_id}", api_register.answer_question),
    ("GET", "/api/v1/rounds", api_rounds.listed),
    ("POST", "/api/v1/rounds", api_rounds.open_round),
    ("GET", _ROUND, api_rounds.one),
    ("POST", f"{_ROUND}/close", api_rounds.close_round),
    ("POST", f"{_ROUND}/extensions", api_rounds.extend),
    ("POST", "/api/v1/people", api_rounds.know_person),
    ("POST", f"{_PERSON}/roles", api_rounds.grant),
    ("POST", f"{_PERSON}/roles/revoke", api_rounds.revoke),
    ("POST", f"{_PERSON}/erase", api_rounds.erase),
    ("GET", f"{_PERSON}/export", api_rounds.export),
    ("GET", "/api/v1/exports/worksheets.{ending}", exports.worksheets),
    ("GET", "/api/v1/exports/organisations.{ending}", exports.organisations),
)
PAGE_ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/review", pages_review.queue),
    ("POST", "/review", pages_review.begin_many),
    ("GET", "/review/{worksheet_id}", pages_review.review),
    ("POST", "/review/{worksheet_id}", pages_review.act),
    ("GET", "/review/{worksheet_id}/history", pages_review.history),
    ("GET", "/organisations", pages_register.listed),
    ("POST", "/organisations", pages_register.register),
    ("GET", "/organisations/questions", pages_register.questions),
    ("POST", "/organisations/questions/{question_id}", pages_register.answer),
    ("GET", "/organisations/{organisation_id}", pages_register.one),
    ("POST", "/organisations/{organisation_id}", pages_register.act),
    ("GET", "/rounds", pages_rounds.listed),
    ("POST", "/rounds", pages_rounds.open_round),
    ("GET", "/rounds/{round_id}", pages_rounds.one),
    ("POST", "/rounds/{round_id}", pages_rounds.act),
)
OFFICE_ROUTES = (*API_ROUTES, *PAGE_ROUTES)
