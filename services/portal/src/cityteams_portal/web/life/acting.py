"""Commands as addresses of the API: a line says which, about what, and who may; the body is the rest of its fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, create_model
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts import Command
from cityteams_contracts.values import Line
from cityteams_portal.complaints import Complained, Complaint
from cityteams_portal.web.api_asking import checked
from cityteams_portal.web.office.api_register import give_contact
from cityteams_portal.web.office.sending import Body, send, typed_body
from cityteams_portal.web.routing import Handler, Routes
from cityteams_portal.web.visitor import require_role, signed_in


@dataclass(frozen=True)
class Act:
    """A command at an address. `person` is the field that may also be given as `name` and `mail`.

    `office` commands are for the secretariat alone; for all others the service that owns them knows who may.
    """

    kind: type[Command]
    path: str
    who: str
    person: str = ""
    office: bool = False

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The fields that the address gives."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @cached_property
    def body(self) -> type[BaseModel]:
        """What is sent: the other fields of the command; for a person an id, or a name and a mail address."""
        fields: dict[str, Any] = {
            name: (field.annotation, field)
            for name, field in self.kind.model_fields.items()
            if name not in (*self.named, self.person)
        }
        if self.person:
            fields |= {self.person: (str | None, None), "name": (Line | None, None), "mail": (Line | None, None)}
        made: type[BaseModel] = create_model(f"{self.kind.__name__}Body", __base__=Body, **fields)
        made.__doc__ = self.kind.__doc__
        return made

    @cached_property
    def handler(self) -> Handler:
        """The function that answers at the address."""

        async def act(request: Request) -> Response:
            visitor = require_role(request) if self.office else signed_in(request)
            return await send(request, visitor, await self._command(request))

        act.__doc__ = f"`POST {self.path}`: {self.kind.__doc__}"
        act.__name__ = re.sub(r"(?<!^)(?=[A-Z])", "_", self.kind.__name__).lower()
        return act

    async def _command(self, request: Request) -> Command:
        given = await typed_body(request, self.body)
        told = {name: getattr(given, name) for name in given.model_fields_set}
        told |= {name: request.path_params[name] for name in self.named}
        if self.person:
            told = await self._with_person(request, told)
        return checked(self.kind, told)

    async def _with_person(self, request: Request, told: dict[str, Any]) -> dict[str, Any]:
        name, mail = told.pop("name", None), told.pop("mail", None)
        if told.get(self.person) is None and name and mail:
            told[self.person] = await give_contact(request, name, mail)
        elif told.get(self.person) is None and self.kind.model_fields[self.person].is_required():
            raise Complained([Complaint((self.person,), f"is needed, or a name and a mail instead of {self.person}")])
        return told


def routes_of(acts: Sequence[Act]) -> Routes:
    """The addresses of these commands."""
    return tuple(("POST", act.path, act.handler) for act in acts)
