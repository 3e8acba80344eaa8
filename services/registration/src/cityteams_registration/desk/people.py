"""People to those who work with them: names, leads who chose to be public, and everything that is held on oneself."""

from cityteams_chassis import Service, Tx
from cityteams_contracts.registration import (
    ConsentPurpose,
    NamesRead,
    PublicLead,
    PublicLeadsRead,
    ReadNames,
    ReadPublicLeads,
)
from cityteams_registration.desk.contacts import Clock, open_contact, utc_now
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.store import drafts_of, editors_of, worksheets_naming
from cityteams_registration.desk.vault import Vault
from cityteams_registration.rights import is_office
from cityteams_registration.store import PEOPLE


class People:
    """Answers the requests about people; its log names them by id, with who asked and why."""

    def __init__(self, vault: Vault, clock: Clock = utc_now) -> None:
        self._vault, self._clock = vault, clock

    async def names(self, request: ReadNames, service: Service) -> NamesRead:
        """The names that the actor may know: their own, those beside whom they write, and for the secretariat all."""

        def look(tx: Tx) -> dict[str, str]:
            safe = Safe(self._vault, tx, self._clock())
            if is_office(tx, request.actor):
                return _names(safe, request.person_ids)
            wanted = set(request.person_ids)
            return _names(safe, wanted & _met(tx, request.actor)) | _typed(safe, wanted, request.actor)

        found = await service.read(look)
        asked = {"actor": request.actor, "purpose": request.purpose}
        service.log.info("person.names", **asked, person_ids=sorted(found))
        return NamesRead(names=found)

    async def public(self, request: ReadPublicLeads, service: Service) -> PublicLeadsRead:
        """Those among them who lead a worksheet and agreed to be public; an official's contact never leaves."""

        def look(tx: Tx) -> dict[str, PublicLead]:
            safe, found = Safe(self._vault, tx, self._clock()), {}
            for person_id in filter(lambda each: _is_public(tx, each), request.person_ids):
                if contact := open_contact(safe, person_id):
                    found[person_id] = PublicLead(name=contact.name, mail=contact.mail)
            return found

        found = await service.read(look)
        service.log.info("person.public", person_ids=sorted(found))
        return PublicLeadsRead(leads=found)


def _names(safe: Safe, person_ids: set[str] | tuple[str, ...]) -> dict[str, str]:
    contacts = {person_id: open_contact(safe, person_id) for person_id in person_ids}
    return {person_id: contact.name for person_id, contact in contacts.items() if contact is not None}


def _met(tx: Tx, actor: str) -> set[str]:
    """Oneself, and those with whom one writes in a draft, once they have opened it."""
    found = {actor}
    for draft in drafts_of(tx, actor):
        found |= {draft.owner, *(each.person_id for each in editors_of(tx, draft.draft_id) if each.opened_at)}
    return found


def _typed(safe: Safe, wanted: set[str], actor: str) -> dict[str, str]:
    """Whom one invited oneself and who has not come yet is called what one typed: it tells nothing new."""
    found = {}
    for draft in drafts_of(safe.tx, actor):
        for each in editors_of(safe.tx, draft.draft_id) if draft.owner == actor else ():
            key = safe.key(each.person_id) if each.person_id in wanted and not each.opened_at else None
            if key is not None:
                found[each.person_id] = key.open(f"{each.editor_id}/name", each.sealed_name).decode()
    return found


def _is_public(tx: Tx, person_id: str) -> bool:
    person = tx.get(PEOPLE, person_id)
    if person is None or person.agrees_to(ConsentPurpose.PUBLIC_LEAD) is None:
        return False
    return any(each.project.lead == person_id for each in worksheets_naming(tx, person_id))
