"""`/api/v1/me/preferences` and `/api/v1/me/letters`: what one wants to be told, and why one got a letter."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cityteams_contracts.notifications import Frequency, QuietHours, SetPreferences
from cityteams_contracts.values import Code, LanguageTag, Line
from cityteams_portal.store.preferences import letters_to, preferences_of
from cityteams_portal.web.delivery.asked import limit_of
from cityteams_portal.web.office.sending import Body, send, typed_body
from cityteams_portal.web.preferences.reading import letter_json, preferences_json
from cityteams_portal.web.preferences.typed import wishes_of
from cityteams_portal.web.preferences.why import own_letter
from cityteams_portal.web.site import site_of
from cityteams_portal.web.visitor import signed_in


class PreferencesBody(Body):
    """How often each topic is wanted (a topic that is not named: at once), quiet hours, time zone and language."""

    wishes: Annotated[dict[Code, Frequency], Field(default_factory=dict, max_length=20)]
    time_zone: Line = "UTC"
    quiet: QuietHours | None = None
    language: LanguageTag | None = None


async def preferences(request: Request) -> Response:
    """`GET /api/v1/me/preferences`: what one wants to be told."""
    person_id = signed_in(request).person_id
    known = await site_of(request).service.read(lambda tx: preferences_of(tx, person_id))
    return JSONResponse(preferences_json(known))


async def prefer(request: Request) -> Response:
    """`PUT /api/v1/me/preferences`: all of it anew; notifications refuses what there is not, by its field."""
    visitor, body = signed_in(request), await typed_body(request, PreferencesBody)
    command = SetPreferences(
        person_id=visitor.person_id,
        wishes=wishes_of(body.wishes),
        time_zone=body.time_zone,
        quiet=body.quiet,
        language=body.language,
    )
    return await send(request, visitor, command)


async def letters(request: Request) -> Response:
    """`GET /api/v1/me/letters`: the last letters to oneself, each with its reason, the latest first."""
    person_id, limit = signed_in(request).person_id, limit_of(request)
    found = await site_of(request).service.read(lambda tx: letters_to(tx, person_id, limit))
    return JSONResponse({"items": [letter_json(each) for each in found], "next": None})


async def letter(request: Request) -> Response:
    """`GET /api/v1/me/letters/{letter_id}`: why one got this letter; the secretariat may ask of any."""
    return JSONResponse(letter_json(await own_letter(request)))


TOLD: Mapping[Any, dict[str, Any]] = {
    preferences: {"who": "whoever is signed in"},
    prefer: {"who": "whoever is signed in", "body": PreferencesBody},
    letters: {"who": "whoever is signed in", "query": {"limit": "How many at most, 1 to 200; 50 when not told."}},
    letter: {"who": "whose letter it is, and the secretariat"},
}
"""What these routes take and give, for the OpenAPI document."""
