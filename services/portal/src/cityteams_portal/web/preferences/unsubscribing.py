"""One click and no more letters of a topic (RFC 8058): by a link's token alone, without signing in.

Opening the link changes nothing, since mail scanners open all links; only sending the form does, or the mail program.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_contracts.notifications import Unsubscribe
from cityteams_contracts.unsubscribing import Subscription, read_unsubscribe_token
from cityteams_portal.web.asking import ask, repeatable_id
from cityteams_portal.web.site import show, site_of


async def page(request: Request) -> Response:
    """`GET /unsubscribe/{token}`: what it is about, and a button."""
    told = _subscription(request)
    return show(request, "preferences/unsubscribe.html", topic=told.topic, done=False)


async def unsubscribe(request: Request) -> Response:
    """`POST /unsubscribe/{token}`: no more letters of this topic; again changes nothing. Answers without a redirect."""
    told, site = _subscription(request), site_of(request)
    command = Unsubscribe(person_id=told.person_id, topic=told.topic, letter_id=told.letter_id)
    await ask(site.service, command, repeatable_id("unsubscribe", command.model_dump_json()), told.person_id)
    return show(request, "preferences/unsubscribe.html", topic=told.topic, done=True)


def _subscription(request: Request) -> Subscription:
    """Whom the token names: the portal vouches for who holds a token that was made with the key."""
    key = site_of(request).settings.unsubscribe_key.get_secret_value().encode()
    told = read_unsubscribe_token(key, request.path_params["token"]) if key else None
    if told is None:
        raise HTTPException(404)
    return told
