"""What is done about sessions: load, decide, say."""

from collections.abc import Callable, Mapping
from typing import Any

from cityteams_chassis import Tx
from cityteams_contracts import Command
from cityteams_contracts.events import (
    AcceptSession,
    ChangeSession,
    DeclineSession,
    PlanSession,
    ProposeSession,
    TreatAsOne,
    WithdrawSession,
)
from cityteams_contracts.registration import ProgrammeRole
from cityteams_contracts.rights import has_role
from cityteams_events.domain.gathering import Gathering, known
from cityteams_events.domain.planning.calling import (
    accept,
    change,
    decline,
    propose,
    put_in,
    treat_as_one,
    withdraw,
)
from cityteams_events.domain.planning.session import Session
from cityteams_events.handlers.attendance import call_off_seatings
from cityteams_events.rights import allow
from cityteams_events.store import GATHERINGS, ROLES
from cityteams_events.store.planning import SESSIONS, known_as, sessions_of


def propose_session(command: ProposeSession, tx: Tx) -> None:
    """Answers the call."""
    allow(command, tx)
    gathering, existing = tx.get(GATHERINGS, command.gathering_id), tx.get(SESSIONS, command.session_id)
    others = sessions_of(tx, command.gathering_id)
    tx.say(propose(gathering, existing, others, command, tx.actor, tx.now))


def plan_session(command: PlanSession, tx: Tx) -> None:
    """Puts a session in."""
    allow(command, tx)
    gathering, existing = tx.get(GATHERINGS, command.gathering_id), tx.get(SESSIONS, command.session_id)
    others = sessions_of(tx, command.gathering_id)
    tx.say(put_in(gathering, existing, others, command, tx.actor, tx.now))


def accept_session(command: AcceptSession, tx: Tx) -> None:
    """Says that it will be held."""
    allow(command, tx)
    session, gathering = _session(tx, command.session_id)
    tx.say(accept(gathering, session, _others(tx, session), command))


def decline_session(command: DeclineSession, tx: Tx) -> None:
    """Says that it will not be held."""
    allow(command, tx)
    session, gathering = _session(tx, command.session_id)
    tx.say(decline(gathering, session, command))


def change_session(command: ChangeSession, tx: Tx) -> None:
    """Says what it is now."""
    session, gathering = _session(tx, command.session_id)
    allow(command, tx, self=(session.proposed_by,) if session else ())
    office = has_role(ProgrammeRole.SECRETARIAT, tx.actor, tx.get(ROLES, tx.actor))
    tx.say(change(gathering, session, _others(tx, session), command, office))


def withdraw_session(command: WithdrawSession, tx: Tx) -> None:
    """Takes it back."""
    session, gathering = _session(tx, command.session_id)
    allow(command, tx, self=(session.proposed_by,) if session else ())
    tx.say(withdraw(known(gathering), session, command.reason))
    call_off_seatings(tx, known(gathering).gathering_id, command.session_id)


def treat_people_as_one(command: TreatAsOne, tx: Tx) -> None:
    """Counts two ids as one person."""
    allow(command, tx)
    tx.say(treat_as_one(known_as(tx), command))


def _session(tx: Tx, session_id: str) -> tuple[Session | None, Gathering | None]:
    session = tx.get(SESSIONS, session_id)
    return session, tx.get(GATHERINGS, session.gathering_id) if session else None


def _others(tx: Tx, session: Session | None) -> list[Session]:
    return sessions_of(tx, session.gathering_id, but=session.session_id) if session else []


Handler = Callable[[Any, Tx], None]
SESSION_COMMANDS: Mapping[type[Command], Handler] = {
    ProposeSession: propose_session,
    PlanSession: plan_session,
    AcceptSession: accept_session,
    DeclineSession: decline_session,
    ChangeSession: change_session,
    WithdrawSession: withdraw_session,
    TreatAsOne: treat_people_as_one,
}
