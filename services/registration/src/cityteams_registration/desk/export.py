"""Everything that is held on one person, for that person: and nothing about anybody else, who appear by id alone."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from cityteams_chassis import Service, Tx
from cityteams_contracts import Rejected
from cityteams_contracts.registration import ExportPerson, PersonExported, Section
from cityteams_registration.desk.contacts import Clock, open_contact, utc_now
from cityteams_registration.desk.parts import open_part
from cityteams_registration.desk.rights import not_yours
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.sealed_drafts import open_draft
from cityteams_registration.desk.store import (
    CONTACTS,
    contact_by_mail,
    drafts_owned,
    invitations_of,
    parts_of,
    sign_ins_of,
    worksheets_naming,
)
from cityteams_registration.desk.vault import Vault
from cityteams_registration.domain.contact import same_mail
from cityteams_registration.domain.people.drafting import values_of
from cityteams_registration.domain.people.mentions import mails_in, names_beside, without
from cityteams_registration.rights import is_administrator
from cityteams_registration.store import PEOPLE, ROLES

_PAGE = 180_000
"""Bytes of an answer's sections; the broker takes 256 KiB."""
Item = tuple[Section, Any]
_JSON: TypeAdapter[Any] = TypeAdapter(Any)


class Exports:
    """Answers the request for everything that is held on somebody."""

    def __init__(self, vault: Vault, clock: Clock = utc_now) -> None:
        self._vault, self._clock = vault, clock

    async def export(self, request: ExportPerson, service: Service) -> PersonExported:
        """One page of it, for the person themself or an administrator."""
        now = self._clock()

        def look(tx: Tx) -> list[Item]:
            if request.actor != request.person_id and not is_administrator(tx, request.actor):
                raise not_yours("person_id")
            if tx.get(CONTACTS, request.person_id) is None:
                raise not_yours("person_id")
            return list(_everything(Safe(self._vault, tx, now), request.person_id))

        pages = _paged(await service.read(look))
        if request.page >= len(pages):
            raise Rejected("there-is-no-such-page", f"The export has {len(pages)} pages, from 0 on.", "page")
        service.log.info("person.exported", person_id=request.person_id, actor=request.actor, page=request.page)
        return PersonExported(person_id=request.person_id, made_at=now, sections=pages[request.page], pages=len(pages))


def _everything(safe: Safe, person_id: str) -> Iterator[Item]:
    tx, contact, row = safe.tx, open_contact(safe, person_id), safe.tx.get(CONTACTS, person_id)
    if contact is not None and row is not None:
        known = {"name": contact.name, "mail": contact.mail, "language": contact.language}
        yield Section.CONTACT, known | {"given_at": row.given_at}
    person, trust = tx.get(PEOPLE, person_id), tx.get(ROLES, person_id)
    for consent in person.consents if person else ():
        yield (
            Section.CONSENTS,
            {
                "purpose": consent.purpose,
                "text_version": consent.text_version,
                "given_at": consent.given_at,
                "withdrawn_at": consent.withdrawn_at,
            },
        )
    for role in trust.roles if trust else ():
        yield Section.ROLES, role
    yield from _written(safe, person_id, contact.mail if contact else "")
    for sheet in worksheets_naming(tx, person_id):
        named = "lead" if sheet.project.lead == person_id else "official"
        yield Section.WORKSHEETS, {"worksheet_id": sheet.worksheet_id, "title": sheet.project.title, "as": named}
    for asked in sign_ins_of(tx, person_id):
        yield Section.SIGN_INS, {"asked_at": asked.asked_at, "used_at": asked.used_at, "language": asked.language}


def _written(safe: Safe, person_id: str, mail: str) -> Iterator[Item]:
    """What they wrote, in drafts and parts; the fields of a draft one by one, so that each fits a page."""
    for row in drafts_owned(safe.tx, person_id):
        content = _about_them_alone(safe, values_of(open_draft(safe, row).fields), mail)
        about = {"draft_id": row.draft_id, "round_id": row.round_id, "saved_at": row.saved_at}
        yield Section.DRAFTS, about
        for name, value in content.items():
            yield Section.DRAFTS, {"draft_id": row.draft_id, "field": name, "value": value}
    for editor in invitations_of(safe.tx, person_id):
        yield Section.DRAFTS, {"draft_id": editor.draft_id, "invited_at": editor.invited_at}
    for part in parts_of(safe.tx, person_id):
        opened = open_part(safe, part)
        yield Section.PARTS, {"part_id": part.part_id, "worksheet_id": part.worksheet_id, "given_at": part.given_at}
        for name, value in _about_them_alone(safe, opened.content if opened else {}, mail).items():
            yield Section.PARTS, {"part_id": part.part_id, "field": name, "value": value}


def _about_them_alone(safe: Safe, content: dict[str, Any], mail: str) -> dict[str, Any]:
    """What they typed, with everybody else's address and the name beside it replaced by their id, if they have one."""
    for other in sorted(mails_in(content)):
        if same_mail(other) == same_mail(mail):
            continue
        known = contact_by_mail(safe.tx, safe.vault.index(other))
        called = known.person_id if known is not None else "[somebody else]"

        def is_theirs(found: str, other: str = other) -> bool:
            return same_mail(found) == same_mail(other)

        content = without(content, is_theirs, names_beside(content, is_theirs), called)
    return content


def _paged(items: list[Item]) -> list[dict[Section, Any]]:
    """The items in their order, as many to a page as fit into one answer."""
    pages: list[dict[Section, Any]] = [{section: [] for section in Section}]
    room = _PAGE
    for section, item in items:
        size = len(json.dumps(_JSON.dump_python(item, mode="json"), ensure_ascii=False).encode())
        if size > room and any(pages[-1].values()):
            pages.append({section: [] for section in Section})
            room = _PAGE
        pages[-1][section].append(item)
        room -= size
    return pages
