"""What one wants to be told, and which letters one got: a person's own pages. Plain forms, no scripts."""

from zoneinfo import available_timezones

from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts.notifications import LETTER_LANGUAGES, Frequency
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.domain.preferences import Preferences
from cityteams_portal.store.preferences import letters_to, preferences_of
from cityteams_portal.tongues import LANGUAGES
from cityteams_portal.web.asking import answer_to, ask, repeatable_id
from cityteams_portal.web.office.forms import TROUBLES, back_to, desk_page, posted, told
from cityteams_portal.web.preferences.reading import explained, mandatory_letters, topic_lines
from cityteams_portal.web.preferences.typed import as_typed, command_of
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import signed_in

SHOWN = 50
_ADDRESS = "/account/preferences"
_NO_PLACES = ("Etc/", "SystemV/", "posix", "right/", "US/")


async def page(request: Request) -> Response:
    """`GET /account/preferences`: topic by topic how often one is written to, quiet hours, time zone, language."""
    person_id = signed_in(request).person_id
    known = await site_of(request).service.read(lambda tx: preferences_of(tx, person_id))
    return _page(request, known)


async def save(request: Request) -> Response:
    """`POST /account/preferences`: all of it anew; what is refused is told beside what was typed."""
    person_id, site = signed_in(request).person_id, site_of(request)
    known = await site.service.read(lambda tx: preferences_of(tx, person_id))
    try:
        form = await posted(request, None)
    except TROUBLES as stale:
        return _page(request, known, told(stale))
    try:
        command = command_of(form)
        name = repeatable_id("preferences", person_id, form["act_id"], command.model_dump_json())
        await ask(site.service, command, name, person_id)
    except TROUBLES as wrong:
        return _page(request, as_typed(form, known), told(wrong))
    answer = await answer_to(site.service, name, site.settings.answer_wait)
    if answer is not None and answer.outcome is Outcome.REJECTED:
        return _page(request, as_typed(form, known), answer.reason or "It was refused.")
    return back_to(f"{_ADDRESS}?saved=1" if answer is not None else f"/commands/{name}")


async def letters(request: Request) -> Response:
    """`GET /account/letters`: the last letters that one got, or would have got, each with its reason."""
    person_id = signed_in(request).person_id

    def read(tx: Tx) -> list[object]:
        return [explained(each) for each in letters_to(tx, person_id, SHOWN)]

    return desk_page(request, "preferences/letters.html", found=await site_of(request).service.read(read), most=SHOWN)


def _page(request: Request, known: Preferences, problem: str = "") -> Response:
    return desk_page(
        request,
        "preferences/preferences.html",
        422 if problem else 200,
        known=known,
        lines=topic_lines(known),
        frequencies=list(Frequency),
        mandatory=mandatory_letters(),
        spoken={tag: LANGUAGES.get(tag, tag) for tag in LETTER_LANGUAGES},
        zones=_zones(),
        problem=problem,
        saved=not problem and request.query_params.get("saved") == "1",
    )


def _zones() -> list[str]:
    """The zones of this machine that are named after places, and UTC."""
    return ["UTC", *sorted(each for each in available_timezones() if "/" in each and not each.startswith(_NO_PLACES))]
