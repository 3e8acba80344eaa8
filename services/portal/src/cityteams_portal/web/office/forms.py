"""What the desk's pages have in common: forms that come from this browser, commands and their answers, names."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cityteams_chassis import Transient
from cityteams_contracts import Command, Rejected
from cityteams_contracts.registration import PERSON_NAMES, NamesRead, ProgrammeRole, ReadNames
from cityteams_contracts.rights import SECRETARIAT
from cityteams_portal.complaints import Complained, complaints
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.web.asking import answer_to, ask, new_id, repeatable_id
from cityteams_portal.web.guard import form_token, keep_token, token_matches
from cityteams_portal.web.site import show, site_of
from cityteams_portal.web.visitor import Visitor, require_role, signed_in

FORMER, HOUSE, OFFICE = "a former member", "cityteams itself", "The secretariat"
AWAY = "name not available now"
_UPLOAD = 256_000


class Posted:
    """A form as it was typed."""

    def __init__(self, visitor: Visitor, items: Iterable[tuple[str, Any]]) -> None:
        self.visitor, self._items = visitor, [(name, value) for name, value in items if isinstance(value, str)]

    def __getitem__(self, name: str) -> str:
        """What was typed into a field, or nothing."""
        return next((value.strip() for key, value in self._items if key == name), "")

    def all(self, name: str) -> list[str]:
        """Everything that was ticked under a name."""
        return [value for key, value in self._items if key == name]

    def under(self, prefix: str) -> dict[str, str]:
        """What was typed into the fields whose names begin so, where anything was."""
        found = {key.removeprefix(prefix): value.strip() for key, value in self._items if key.startswith(prefix)}
        return {key: value for key, value in found.items() if value}


async def posted(request: Request, role: ProgrammeRole | None = ProgrammeRole.SECRETARIAT) -> Posted:
    """The form that somebody with a role, or with None whoever is signed in, sent.

    Raises Rejected when it is not from a page of this browser.
    """
    visitor = require_role(request, role) if role else signed_in(request)
    async with request.form(max_files=1, max_fields=400) as sent:
        items = [(name, await _text(value)) for name, value in sent.multi_items()]
    form = Posted(visitor, items)
    if not token_matches(request, form["form_token"]):
        raise Rejected("the-page-is-stale", "This page was open too long. Load it again; nothing was changed.")
    return form


async def _text(value: UploadFile | str) -> str:
    if isinstance(value, str):
        return value
    return (await value.read(_UPLOAD)).decode("utf-8-sig", "replace")


async def done(request: Request, form: Posted, command: Command, part: str = "") -> str:
    """Sends a command once for each page that was loaded; what was refused, in words, or nothing.

    `part` tells apart the commands of one form.
    """
    service, actor = site_of(request).service, form.visitor.person_id
    name = repeatable_id("desk", actor, form["act_id"] or new_id(), command.name, part)
    await ask(service, command, name, actor)
    answer = await answer_to(service, name, site_of(request).settings.answer_wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        return answer.reason or answer.code or "It was refused."
    return ""


def told(wrong: Exception) -> str:
    """What went wrong before anything was sent, in one sentence."""
    if isinstance(wrong, ValidationError):
        return told(Complained(complaints(wrong)))
    if isinstance(wrong, Complained):
        return "; ".join(f"{'.'.join(map(str, each.path))} {each.detail}" for each in wrong.found)
    if isinstance(wrong, Rejected):
        return wrong.reason
    return "Registration does not answer at the moment. Nothing was sent; try again in a minute."


TROUBLES = (ValidationError, Complained, Rejected, Transient)
"""What a page tells beside the form, with everything that was typed still in it."""


def desk_page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page of the desk with the tokens that its forms need."""
    token = form_token(request)
    page = show(request, template, status, form_token=token, act_id=new_id(), **values)
    keep_token(request, page, token)
    return page


def back_to(address: str) -> Response:
    """Shows a page again after something was done."""
    return RedirectResponse(address, 303)


async def names_of(request: Request, visitor: Visitor, ids: Iterable[str | None], purpose: str) -> Mapping[str, str]:
    """What people are called, asked for at the moment of showing and kept nowhere; for every id a word."""
    wanted = {each for each in ids if each}
    asked = tuple(sorted(wanted - {SECRETARIAT}))[:500]
    known, missing = dict[str, str](), FORMER
    if asked:
        question = ReadNames(person_ids=asked, actor=visitor.person_id, purpose=purpose)
        try:
            known = dict((await site_of(request).service.request(PERSON_NAMES, question, NamesRead)).names)
        except (Transient, Rejected):
            missing = AWAY
    return {"": HOUSE} | dict.fromkeys(wanted, missing) | known | {SECRETARIAT: OFFICE}


def moment_of(text: str, field: str) -> datetime:
    """The end (UTC) of a day as forms send it; raises Rejected with the remedy."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise Rejected("a-day-is-needed", f"{field}: choose a day, such as 2026-12-31.", field) from None
    return datetime.combine(day, time(23, 59, 59), UTC)
