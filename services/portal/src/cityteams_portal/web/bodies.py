"""JSON that was sent to the API, read with care: no name twice, no number that is none, a clear word about the rest."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from cityteams_portal.complaints import Complained, Complaint


async def json_body(request: Request) -> object:
    """The body; raises HTTPException 415 or 400, and Complained when a name is there twice."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send the body as JSON, with the header “Content-Type: application/json”.")
    try:
        return json.loads(await request.body(), object_pairs_hook=_pairs, parse_constant=_no_constant)
    except RecursionError:
        raise HTTPException(400, "The JSON is nested too deeply; make it flatter.") from None
    except ValueError as wrong:
        raise HTTPException(400, f"The body is not JSON: {wrong}. Correct it.") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Complained([Complaint((twice,), "is there twice; remove one")])
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")
