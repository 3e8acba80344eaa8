"""What the routes of planning take, for the OpenAPI document: handler, who may, the body, the words in the address."""

from collections.abc import Mapping

from cityteams_contracts import Command
from cityteams_portal.web.planning import api
from cityteams_portal.web.planning.commands import ANYBODY, OFFICE

_AT = {"at": "Another moment than now, such as 2026-06-01T09:00:00+02:00."}
COMMANDS: Mapping[api.Handler, tuple[str, type[Command]]] = {
    **{handler: ("the secretariat", kind) for _, kind, handler in OFFICE},
    **{handler: ("whoever is signed in", kind) for _, kind, handler in ANYBODY},
}
READS: Mapping[api.Handler, tuple[str, Mapping[str, str]]] = {
    api.plan: ("the secretariat", {}),
    api.ahead: ("the secretariat", {}),
    api.requests: ("whoever is signed in", {}),
    api.now: ("anyone", _AT),
}
