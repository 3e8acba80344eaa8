"""The contact desk: takes contacts in and hands one out, in private requests that no stream keeps."""

from datetime import UTC, datetime
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_contracts.registration import ContactGiven, ContactResolved, GiveContact, ResolveContact
from cityteams_registration.domain.contact import Contact, checked_mail
from cityteams_registration.store import CONTACTS, contact_by_mail
from cityteams_registration.vault import CannotOpen, Vault


class ContactDesk:
    """Answers the two private requests; its log names persons by their id alone."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def give(self, request: GiveContact, service: Service) -> ContactGiven:
        """The id of the person with this mail, new or known; a known contact stays as it was first given."""
        contact = Contact(name=request.name, mail=checked_mail(request.mail))
        offered = self._vault.seal(str(uuid4()), contact)

        def keep_once(tx: Tx) -> str:
            if known := contact_by_mail(tx, offered.mail_index):
                return known.person_id
            tx.keep(CONTACTS, offered)
            return offered.person_id

        person_id = await service.act(f"contact-{offered.person_id}", datetime.now(UTC), keep_once)
        service.log.info("contact.given", person_id=person_id, known=person_id != offered.person_id)
        return ContactGiven(person_id=person_id)

    async def resolve(self, request: ResolveContact, service: Service) -> ContactResolved:
        """The contact of a person, or none; every question is logged with its purpose."""
        sealed = await service.read(lambda tx: tx.get(CONTACTS, request.person_id))
        asked = {"person_id": request.person_id, "purpose": request.purpose}
        if sealed is None:
            service.log.info("contact.unknown", **asked)
            return ContactResolved(person_id=request.person_id)
        try:
            contact = self._vault.open(sealed)
        except CannotOpen as shut:  # no answer at all: the asker tries again, and finds the key put right
            service.log.error("contact.shut", reason=str(shut), **asked)
            raise
        service.log.info("contact.resolved", **asked)
        return ContactResolved(person_id=request.person_id, name=contact.name, mail=contact.mail)
