"""A person as the events tell: confirmed when, agreed to what, forgotten when; and what may be asked for them."""

from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    ConsentGiven,
    ConsentPurpose,
    ConsentWithdrawn,
    ErasePerson,
    GiveConsent,
    GrantRole,
    PersonConfirmed,
    PersonErased,
    ProgrammeRole,
    RevokeRole,
    RoleGranted,
    RoleRevoked,
    WithdrawConsent,
)


@dataclass(frozen=True)
class Consent:
    """What a person agreed to: when, to which version of the text, and until when."""

    purpose: ConsentPurpose
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Person:
    """A person by id; consents in the order in which they were given, the withdrawn ones too."""

    person_id: str
    confirmed_at: datetime | None = None
    erased_at: datetime | None = None
    consents: tuple[Consent, ...] = ()

    @staticmethod
    def confirmed(before: "Person | None", event: PersonConfirmed, _stamp: object) -> "Person":
        """The address is theirs."""
        return replace(before or Person(event.person_id), confirmed_at=event.confirmed_at)

    @staticmethod
    def agreed(before: "Person | None", event: ConsentGiven, _stamp: object) -> "Person":
        """A consent more; a new version of the text ends the one before."""
        known = _ended(before or Person(event.person_id), event.purpose, event.given_at)
        given = Consent(event.purpose, event.text_version, event.given_at)
        return replace(known, consents=(*known.consents, given))

    @staticmethod
    def disagreed(before: "Person | None", event: ConsentWithdrawn, _stamp: object) -> "Person":
        """A consent has ended; that it was there stays known."""
        return _ended(before or Person(event.person_id), event.purpose, event.withdrawn_at)

    @staticmethod
    def erased(_before: "Person | None", event: PersonErased, _stamp: object) -> "Person":
        """Only the id is left, so that it is never given away again: a former member."""
        return Person(event.person_id, erased_at=event.erased_at)

    def agrees_to(self, purpose: ConsentPurpose) -> Consent | None:
        """The consent that holds now."""
        return next((each for each in self.consents if each.purpose is purpose and each.withdrawn_at is None), None)


def _ended(person: Person, purpose: ConsentPurpose, at: datetime) -> Person:
    def end(each: Consent) -> Consent:
        return replace(each, withdrawn_at=at) if each.purpose is purpose and each.withdrawn_at is None else each

    return replace(person, consents=tuple(map(end, person.consents)))


def decide_grant(roles: tuple[ProgrammeRole, ...], command: GrantRole, *, known: bool) -> RoleGranted:
    """Somebody known is trusted with a role; raises Rejected."""
    _require_known(known=known)
    if command.role in roles:
        raise Rejected("the-person-has-this-role", "This person has the role already; nothing is left to do.", "role")
    return RoleGranted(person_id=command.person_id, role=command.role)


def decide_revocation(roles: tuple[ProgrammeRole, ...], command: RevokeRole) -> RoleRevoked:
    """A role is taken back; raises Rejected."""
    if command.role not in roles:
        raise Rejected("the-person-has-no-such-role", "This person does not have the role. Read their roles.", "role")
    return RoleRevoked(person_id=command.person_id, role=command.role)


def decide_consent(person: Person | None, command: GiveConsent, now: datetime, *, known: bool) -> ConsentGiven:
    """A person agrees to a purpose in the words of this version; raises Rejected."""
    _require_known(known=known)
    held = person.agrees_to(command.purpose) if person else None
    if held and held.text_version == command.text_version:
        raise Rejected("the-consent-is-given", "You agreed to this text already; nothing is left to do.", "purpose")
    return ConsentGiven(
        person_id=command.person_id, purpose=command.purpose, text_version=command.text_version, given_at=now
    )


def decide_withdrawal_of_consent(person: Person | None, command: WithdrawConsent, now: datetime) -> ConsentWithdrawn:
    """A person agrees no longer; raises Rejected."""
    if person is None or person.agrees_to(command.purpose) is None:
        raise Rejected("no-such-consent-is-given", "You have not agreed to this; nothing is left to do.", "purpose")
    return ConsentWithdrawn(person_id=command.person_id, purpose=command.purpose, withdrawn_at=now)


def decide_erasure(person: Person | None, command: ErasePerson, now: datetime, *, known: bool) -> PersonErased:
    """A person is forgotten, once; raises Rejected."""
    if person is not None and person.erased_at is not None:
        raise Rejected("the-person-is-erased", "This person is forgotten already; nothing is left.", "person_id")
    _require_known(known=known)
    return PersonErased(person_id=command.person_id, erased_at=now)


def _require_known(*, known: bool) -> None:
    if not known:
        raise Rejected("the-person-is-unknown", "Nobody is known under this id (any more). Check the id.", "person_id")
