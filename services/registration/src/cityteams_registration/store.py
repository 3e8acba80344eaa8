"""Where registration keeps what it knows, and how it finds it again."""

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.rights import Trust
from cityteams_registration import tables
from cityteams_registration.domain.contact import SealedContact
from cityteams_registration.domain.worksheet import Worksheet

WORKSHEETS = Shelf(tables.worksheets, Worksheet)
ROLES = Shelf(tables.roles, Trust)
CONTACTS = Shelf(tables.contacts, SealedContact, private=True)


def contact_by_mail(tx: Tx, mail_index: str) -> SealedContact | None:
    """The one contact with this blind index, if the person is known."""
    found = tx.find(CONTACTS, tables.contacts.c.mail_index == mail_index)
    return found[0] if found else None
