"""What events does about badges that were scanned."""

from cityteams_chassis import Tx
from cityteams_contracts.events import HandInScans
from cityteams_events.domain.attendance import planning
from cityteams_events.domain.attendance.doors import Door, badges_of, takes
from cityteams_events.domain.attendance.ids import scan_id_of, seat_id_of
from cityteams_events.rights import allow
from cityteams_events.store.attendance import SCANS, SEATINGS, numbers_used, seats_by_id


def hand_in_scans(command: HandInScans, tx: Tx) -> None:
    """Keeps what a device scanned, whenever it is handed in."""
    allow(command, tx)
    seating = planning.of(tx.get(SEATINGS, command.seating_id))
    badges = seats_by_id(tx, badges_of(command.scans))
    own = {each: seat_id_of(command.seating_id, seat.person_id, seat.guest) for each, seat in badges.items()}
    here = seats_by_id(tx, sorted(own.values()))
    ids = [scan_id_of(command.seating_id, command.device_id, scan) for scan in command.scans]
    tx.unit.prefetch([(SCANS, each) for each in ids])
    known = frozenset(each for each in ids if tx.get(SCANS, each) is not None)
    at_door = {each: here[seat_id] for each, seat_id in own.items() if seat_id in here}
    tx.say(*takes(Door(seating, badges, at_door, known, numbers_used(tx, command)), command, tx.now))
