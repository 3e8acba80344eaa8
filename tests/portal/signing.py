"""Browsers that are signed in already, for the tests of everything behind the sign-in."""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from cityteams_contracts.registration import ProgrammeRole
from cityteams_portal.domain.session import Session
from cityteams_portal.store import SESSIONS
from cityteams_portal.web.sessions import hashed, sealed_name

COOKIE = "cityteams_session"


def sign_in(service, person_id="p-somebody", *roles: ProgrammeRole, name="Sam Body", ago=timedelta()) -> str:
    """Puts a session into the portal's store, begun and last used a while ago; gives the value of its cookie."""
    token, at = token_urlsafe(32), datetime.now(UTC) - ago
    session = Session(hashed(token), person_id, roles, sealed_name(name, token, person_id), "Firefox on Linux", at, at)
    with service.store.writing() as conn:
        SESSIONS.save(conn, {session.session_id: session})
    return token
