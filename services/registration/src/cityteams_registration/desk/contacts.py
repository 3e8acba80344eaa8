"""Contacts: taken in, and handed out one at a time, to whom and for which purpose is logged."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_contracts.registration import (
    ContactGiven,
    ContactResolved,
    ContactsResolved,
    GiveContact,
    ResolveContact,
    ResolveContacts,
)
from cityteams_registration.desk.rows import Key, SealedContact
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.store import CONTACTS, KEYS, contact_by_mail
from cityteams_registration.desk.vault import CannotOpen, PersonKey, Vault
from cityteams_registration.domain.contact import Contact, checked_mail

Clock = Callable[[], datetime]
_PLACE = "contact/whole"


def utc_now() -> datetime:
    """The clock of the outside."""
    return datetime.now(UTC)


def sealed_contact(safe: Safe, key: PersonKey, contact: Contact, given_at: datetime) -> SealedContact:
    """The contact under the key of its person."""
    text = json.dumps({"name": contact.name, "mail": contact.mail, "language": contact.language}, ensure_ascii=False)
    sealed = key.seal(_PLACE, text.encode())
    return SealedContact(key.person_id, safe.vault.index(contact.mail), sealed, given_at)


def open_contact(safe: Safe, person_id: str) -> Contact | None:
    """The contact in the clear, if the person is known; raises CannotOpen."""
    sealed, key = safe.tx.get(CONTACTS, person_id), safe.key(person_id)
    if sealed is None or key is None:
        return None
    return Contact(**json.loads(key.open(_PLACE, sealed.sealed)))


@dataclass(frozen=True)
class Met:
    """Somebody by their address, known or not: the rows as they are, or as they would be kept."""

    contact: SealedContact
    key: Key
    known: bool

    @property
    def person_id(self) -> str:
        """Who it is."""
        return self.contact.person_id

    def keep(self, tx: Tx) -> None:
        """From now on they are known; it writes the same two rows for those who were before."""
        tx.keep(CONTACTS, self.contact)
        tx.keep(KEYS, self.key)


def meet(safe: Safe, contact: Contact) -> Met:
    """The person with this (checked) mail; a known contact stays as it is.

    It takes the same steps for both, so that nobody learns from the time it takes whether an address is known.
    """
    known = contact_by_mail(safe.tx, safe.vault.index(contact.mail))
    made, opened = safe.fresh(str(uuid4()))
    fresh = sealed_contact(safe, opened, contact, safe.now)
    key = safe.tx.get(KEYS, (known or fresh).person_id)
    return Met(known or fresh, key or made, known is not None)


def person_with(safe: Safe, contact: Contact) -> tuple[str, bool]:
    """The id of the person with this (checked) mail, and whether they were known before."""
    met = meet(safe, contact)
    met.keep(safe.tx)
    return met.person_id, met.known


class Contacts:
    """Answers the requests about contacts; its log names persons by their id alone."""

    def __init__(self, vault: Vault, clock: Clock = utc_now) -> None:
        self._vault, self._clock = vault, clock

    async def give(self, request: GiveContact, service: Service) -> ContactGiven:
        """The id of the person with this mail, new or known; a known contact stays as it was first given."""
        contact, now = Contact(name=request.name, mail=checked_mail(request.mail)), self._clock()
        trigger = f"contact-{uuid4()}"
        person_id, known = await service.act(trigger, now, lambda tx: person_with(Safe(self._vault, tx, now), contact))
        service.log.info("contact.given", person_id=person_id, known=known)
        return ContactGiven(person_id=person_id)

    async def resolve(self, request: ResolveContact, service: Service) -> ContactResolved:
        """The contact of a person, or none; every question is logged with its purpose."""
        (found,) = await self._resolve((request.person_id,), request.purpose, service)
        return found

    async def resolve_several(self, request: ResolveContacts, service: Service) -> ContactsResolved:
        """The same for several people, each logged by itself; one that does not open spoils the whole answer."""
        return ContactsResolved(contacts=tuple(await self._resolve(request.person_ids, request.purpose, service)))

    async def _resolve(self, people: Sequence[str], purpose: str, service: Service) -> list[ContactResolved]:
        def look(tx: Tx) -> list[Contact | None]:
            tx.unit.prefetch([(shelf, person_id) for person_id in people for shelf in (CONTACTS, KEYS)])
            safe = Safe(self._vault, tx, self._clock())
            return [open_contact(safe, person_id) for person_id in people]

        try:
            contacts = await service.read(look)
        except CannotOpen as shut:  # no answer at all: the asker tries again, and finds the key put right
            service.log.error("contact.shut", reason=str(shut), person_id=",".join(people), purpose=purpose)
            raise
        return [_told(service, purpose, *pair) for pair in zip(people, contacts, strict=True)]


def _told(service: Service, purpose: str, person_id: str, contact: Contact | None) -> ContactResolved:
    """The answer about one person; every question is logged with its purpose."""
    if contact is None:
        service.log.info("contact.unknown", person_id=person_id, purpose=purpose)
        return ContactResolved(person_id=person_id)
    service.log.info("contact.resolved", person_id=person_id, purpose=purpose)
    return ContactResolved(person_id=person_id, name=contact.name, mail=contact.mail, language=contact.language)
