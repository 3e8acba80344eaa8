"""Ids that follow from what they name, so that nothing has to be looked up to find a row again."""

from uuid import UUID, uuid5

from cityteams_contracts.events import Scan, SeatId, SeatingId
from cityteams_contracts.values import GatheringId, Id, OrganisationId, PersonId, utc_text

_ATTENDANCE = UUID("0f6b4c57-3f4c-5b53-9f0a-6a2f3a8c1b7e")


def seat_id_of(seating_id: SeatingId, person_id: PersonId, guest: int = 0) -> SeatId:
    """The seat of a person, or of the guest of that number, at a seating; the same when it is asked for again."""
    return _named("seat", seating_id, person_id, str(guest))


def attendance_id_of(seating_id: SeatingId, person_id: PersonId) -> Id:
    """The row of what a person answered at a seating."""
    return _named("attendance", seating_id, person_id)


def pass_id_of(seating_id: SeatingId, person_id: PersonId) -> Id:
    """The row of a person's invitation to a seating."""
    return _named("pass", seating_id, person_id)


def interest_id_of(gathering_id: GatheringId, person_id: PersonId) -> Id:
    """The row of what a person would like to hear at a gathering."""
    return _named("interest", gathering_id, person_id)


def affiliation_id_of(organisation_id: OrganisationId, person_id: PersonId) -> Id:
    """The row of what a person is at an organisation."""
    return _named("affiliation", organisation_id, person_id)


def scan_id_of(seating_id: SeatingId, device_id: Id, scan: Scan) -> Id:
    """One scan: handed in again it is the same, under a number used twice it is another."""
    return _named("scan", seating_id, device_id, str(scan.sequence), scan.seat_id, utc_text(scan.scanned_at))


def device_key_of(seating_id: SeatingId, device_id: Id) -> Id:
    """The row of a device at a door."""
    return _named("device", seating_id, device_id)


def _named(*names: str) -> str:
    return str(uuid5(_ATTENDANCE, "/".join(names)))
