"""The local mail sink as pages; only where a folder is set."""

import asyncio
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_portal import letters
from cityteams_portal.web.site import show, site_of


def _folder(request: Request) -> Path:
    folder = site_of(request).settings.mail_folder
    if folder is None:
        raise HTTPException(404, "This portal shows no letters: CITYTEAMS_MAIL_FOLDER is not set.")
    return folder


async def mails(request: Request) -> Response:
    """The newest mails."""
    found, total = await asyncio.to_thread(letters.newest, _folder(request))
    return show(request, "letters.html", mails=found, total=total)


async def mail(request: Request) -> Response:
    """One mail, as text."""
    found = await asyncio.to_thread(letters.one, _folder(request), request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return show(request, "letter.html", mail=found)
