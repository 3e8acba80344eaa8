"""The OpenAPI 3.1 document of the API, made from the routes that are really there."""

import re
from typing import Any

from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_API = "/api/v1"
_REF = "#/components/schemas/{model}"
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Problem Details (RFC 9457); `errors` names each field by JSON pointer, and its remedy.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
_COMMAND: dict[str, Any] = {
    "type": "object",
    "description": "What became of a command.",
    "required": ["command_id", "state"],
    "properties": {
        "command_id": {"type": "string"},
        "state": {"enum": ["waiting", "done", "rejected"]},
        "about": {"type": ["string", "null"]},
        "code": {"type": ["string", "null"]},
        "reason": {"type": ["string", "null"]},
        "field": {"type": ["string", "null"]},
    },
}


async def document(request: Request) -> Response:
    """`GET /api/v1/openapi.json`: this document."""
    kind = "application/vnd.oai.openapi+json;version=3.1"
    return JSONResponse(described(request.app.routes), media_type=kind, headers={"Cache-Control": "max-age=300"})


def described(routes: list[Any]) -> dict[str, Any]:
    """The document for these routes."""
    from cityteams_portal.web.office.documented import DOCUMENTED  # noqa: PLC0415 - it documents this module, too

    api = [each for each in routes if isinstance(each, Route) and each.path.startswith(_API)]
    bodies = sorted({one.body for one in DOCUMENTED.values() if one.body}, key=lambda body: body.__name__)
    _, schemas = models_json_schema([(body, "validation") for body in bodies], ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for route in api:
        for method in sorted((route.methods or set()) - {"HEAD"}):
            path = paths.setdefault(route.path.removeprefix(_API), {})
            path[method.lower()] = _operation(route, method, DOCUMENTED.get(route.endpoint))
    return {
        "openapi": "3.1.0",
        "info": {"title": "cityteams", "version": "1", "description": "The portal's API. Commands answer 202."},
        "servers": [{"url": _API}],
        "paths": paths,
        "components": {
            "schemas": {**schemas.get("$defs", {}), "Problem": _PROBLEM, "CommandState": _COMMAND},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "The secretariat's token."},
                "session": {"type": "apiKey", "in": "cookie", "name": "cityteams_session"},
            },
        },
    }


def _area(endpoint: Any) -> str:
    """Where in the portal it is, since areas use the same names."""
    return str(endpoint.__module__).partition(".web.")[2].replace(".", "_")


def _operation(route: Route, method: str, about: Any) -> dict[str, Any]:
    words = re.sub(r"\s+", " ", (route.endpoint.__doc__ or "").strip())
    said = re.sub(r"^`[^`]*`(?: and `[^`]*`)?[:.,]?\s*", "", words)
    who = about.who if about else "anyone"
    told: dict[str, Any] = {
        "operationId": f"{_area(route.endpoint)}_{route.endpoint.__name__}_{method.lower()}",
        "summary": (said[:1].upper() + said[1:]) or route.path,
        "description": f"Who may: {who}.",
        "parameters": _parameters(route, method, about),
        "responses": _responses(method, about),
    }
    if who != "anyone":
        told["security"] = [{"token": []}, {"session": []}]
    if about and about.body:
        reference = {"$ref": _REF.format(model=about.body.__name__)}
        told["requestBody"] = {"content": {"application/json": {"schema": reference}}}
    return told


def _parameters(route: Route, method: str, about: Any) -> list[dict[str, Any]]:
    text = {"type": "string"}
    found = [{"name": name, "in": "path", "required": True, "schema": text} for name in route.param_convertors]
    asked = (about.query or {}) if about else {}
    found += [{"name": name, "in": "query", "description": words, "schema": text} for name, words in asked.items()]
    if method == "POST":
        found.append(_header("Idempotency-Key", "The same key makes a repeated request one command."))
        found.append(_header("Prefer", "`wait=1.5` waits for the outcome, at most 10 seconds."))
    return found


def _header(name: str, words: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "description": words, "schema": {"type": "string"}}


def _responses(method: str, about: Any) -> dict[str, Any]:
    state = {"application/json": {"schema": {"$ref": _REF.format(model="CommandState")}}}
    media = about.media if about else "application/json"
    good = {"content": state} if method != "GET" else {"content": {media: {}}}
    found: dict[str, Any] = {"200": {"description": "Done, or what was asked for.", **good}}
    if method != "GET":
        found["202"] = {"description": "Taken; the answer is on its way.", "content": state}
    problem = {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}}
    return found | {"default": {"description": "A no, with the remedy.", "content": problem}}
