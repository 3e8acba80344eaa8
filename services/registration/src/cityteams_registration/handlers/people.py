"""Commands about people: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_contracts.registration import ErasePerson, GiveConsent, GrantRole, RevokeRole, WithdrawConsent
from cityteams_registration.desk.forgetting import forget_person
from cityteams_registration.desk.store import CONTACTS
from cityteams_registration.domain.people.person import (
    decide_consent,
    decide_erasure,
    decide_grant,
    decide_revocation,
    decide_withdrawal_of_consent,
)
from cityteams_registration.register.store import leaving
from cityteams_registration.rights import allow
from cityteams_registration.store import PEOPLE, ROLES


def grant_role(command: GrantRole, tx: Tx) -> None:
    """An administrator trusts somebody with a role."""
    allow(command, tx)
    trust, known = tx.get(ROLES, command.person_id), tx.get(CONTACTS, command.person_id) is not None
    tx.say(decide_grant(trust.roles if trust else (), command, known=known))


def revoke_role(command: RevokeRole, tx: Tx) -> None:
    """An administrator takes a role back."""
    allow(command, tx)
    trust = tx.get(ROLES, command.person_id)
    tx.say(decide_revocation(trust.roles if trust else (), command))


def give_consent(command: GiveConsent, tx: Tx) -> None:
    """A person agrees to a purpose."""
    allow(command, tx, self=(command.person_id,))
    known = tx.get(CONTACTS, command.person_id) is not None
    tx.say(decide_consent(tx.get(PEOPLE, command.person_id), command, tx.now, known=known))


def withdraw_consent(command: WithdrawConsent, tx: Tx) -> None:
    """A person agrees no longer."""
    allow(command, tx, self=(command.person_id,))
    tx.say(decide_withdrawal_of_consent(tx.get(PEOPLE, command.person_id), command, tx.now))


def erase_person(command: ErasePerson, tx: Tx) -> None:
    """A person is forgotten: the rows and the key at once, the epoch that wrapped the key within hours."""
    allow(command, tx, self=(command.person_id,))
    known = tx.get(CONTACTS, command.person_id) is not None
    said = decide_erasure(tx.get(PEOPLE, command.person_id), command, tx.now, known=known)
    forget_person(tx, command.person_id)
    tx.say(said, *leaving(tx, command.person_id))
