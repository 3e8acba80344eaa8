"""How the desk's requests become commands: the body as a value, the command under its name, the answer."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Command
from cityteams_contracts.values import Id
from cityteams_portal import store
from cityteams_portal.web.api_asking import answered, checked, command_name
from cityteams_portal.web.asking import ask
from cityteams_portal.web.bodies import json_body
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import Visitor

B = TypeVar("B", bound=BaseModel)


class Body(BaseModel):
    """What is sent to the desk; a field too many is refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Seen(Body):
    """`seen` is the worksheet's `seen` when it was read: who was overtaken by another reviewer is refused."""

    seen: Id | None = None


async def typed_body(request: Request, kind: type[B]) -> B:
    """The body as a value, with `If-Match` as `seen`; an empty body says nothing. Raises Complained."""
    told = await json_body(request) if await request.body() else {}
    tag = request.headers.get("if-match", "").strip().removeprefix("W/").strip('"')
    if tag and tag != "*" and isinstance(told, dict) and "seen" in kind.model_fields:
        told.setdefault("seen", tag)
    return checked(kind, told)


async def send(request: Request, visitor: Visitor, command: Command) -> Response:
    """Sends a command for somebody, and tells what became of it."""
    name = command_name(request, visitor.person_id)
    return await answered(request, await ask(site_of(request).service, command, name, visitor.person_id))


async def sent_before(request: Request, visitor: Visitor) -> Response | None:
    """What became of the request when it was sent before under the same Idempotency-Key.

    For commands that carry the id of something private, which would be given anew and under another id.
    """
    if "idempotency-key" not in request.headers:
        return None
    name = command_name(request, visitor.person_id)
    known = await site_of(request).service.read(lambda tx: store.sent_here(tx, name))
    return None if known is None else await answered(request, name)
