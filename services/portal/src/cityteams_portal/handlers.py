"""What the portal does beside folding: who is erased, or trusted with something else, is signed out everywhere."""

from cityteams_chassis import Tx
from cityteams_contracts.registration import PersonErased, RoleGranted, RoleRevoked
from cityteams_portal.store import SESSIONS, sessions_of


def end_sessions(event: PersonErased | RoleGranted | RoleRevoked, tx: Tx) -> None:
    """Ends the sessions that began before; a later one knows of the change already."""
    for session in sessions_of(tx, event.person_id):
        if session.outdated_by(tx.now) or isinstance(event, PersonErased):
            tx.forget(SESSIONS, session.session_id)
