"""Questions about what people want to be told, and about the letters that they got."""

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.values import PersonId
from cityteams_portal import tables
from cityteams_portal.domain.letter import Letter
from cityteams_portal.domain.preferences import Preferences
from cityteams_portal.store.shelves import LETTERS
from cityteams_portal.tables.preferences import preferences

PREFERENCES = Shelf(preferences, Preferences)


def preferences_of(tx: Tx, person_id: PersonId) -> Preferences:
    """What a person wants; who never said anything wants everything at once."""
    return tx.get(PREFERENCES, person_id) or Preferences(person_id)


def letters_to(tx: Tx, person_id: PersonId, limit: int) -> list[Letter]:
    """The letters to a person, the latest first."""
    at = tables.letters.c
    return tx.find(LETTERS, at.person_id == person_id, order_by=at.queued_at.desc(), limit=limit)


def letter(tx: Tx, letter_id: str) -> Letter | None:
    """One letter."""
    return tx.get(LETTERS, letter_id)


def parts_of(tx: Tx, digest_id: str) -> list[Letter]:
    """The letters that came together in a digest, the latest first."""
    at = tables.letters.c
    return tx.find(LETTERS, at.into == digest_id, order_by=at.queued_at.desc())
