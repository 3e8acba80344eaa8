"""What the portal does beside folding: who is erased, or trusted with something else, is signed out everywhere.

The keys of calendars of who is erased go, too.
"""

from cityteams_chassis import Tx
from cityteams_contracts.registration import PersonErased, RoleGranted, RoleRevoked
from cityteams_portal.store import SESSIONS, sessions_of
from cityteams_portal.store.calendars import FEED_KEYS, keys_of


def end_sessions(event: PersonErased | RoleGranted | RoleRevoked, tx: Tx) -> None:
    """Ends the sessions that began before; a later one knows of the change already."""
    for session in sessions_of(tx, event.person_id):
        if session.outdated_by(tx.now) or isinstance(event, PersonErased):
            tx.forget(SESSIONS, session.session_id)
    if isinstance(event, PersonErased):
        for key in keys_of(tx, event.person_id):
            tx.forget(FEED_KEYS, key.key_id)
