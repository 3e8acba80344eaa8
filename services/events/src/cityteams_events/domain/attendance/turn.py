"""What one message does to a seating: every event changes the counts at once, so that the next one sees them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts.events import (
    ReleaseReason,
    SeatGiven,
    SeatOffered,
    SeatReleased,
    SeatState,
    SeatWaitlisted,
)
from cityteams_contracts.values import OrganisationId, PersonId
from cityteams_events.domain.attendance.ids import seat_id_of
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.seats import Seat

Line = Mapping[str, Sequence[Seat]]
"""By class, the first of those who wait, in the order of their numbers; as many as could be served now."""


class Turn:
    """The seats of a seating while one message is being decided; `said` is what it comes to."""

    def __init__(self, seating: Seating, now: datetime) -> None:
        self.seating, self.now = seating, now
        self.said: list[Event] = []

    @property
    def about(self) -> dict[str, Any]:
        """What every fact about a seat says of its seating."""
        seating = self.seating
        return {
            "seating_id": seating.seating_id,
            "gathering_id": seating.gathering_id,
            "session_id": seating.session_id,
            "title": seating.title,
        }

    def ask(self, person: PersonId, guest: int, code: str, organisation: OrganisationId | None) -> None:
        """Gives a seat when one is free for the class and nobody of it waits; else the seat waits."""
        seat_id = seat_id_of(self.seating.seating_id, person, guest)
        seat = {**self.about, "seat_id": seat_id, "person_id": person, "guest": guest, "seat_class": code}
        seat["organisation_id"] = organisation
        if self.seating.free_for(code) > 0 and not self.seating.waiting.get(code):
            given = SeatGiven(**seat, given_at=self.now)
            self.said.append(given)
            self.seating = self.seating.gave(given, None)
            return
        waits = SeatWaitlisted(**seat, number=self.seating.last_number + 1, waits_since=self.now)
        self.said.append(waits)
        self.seating = self.seating.queued(waits, None)

    def release(self, seat: Seat, reason: ReleaseReason) -> None:
        """A seat, or a turn in the waiting list, is given back."""
        released = SeatReleased(**self.about, **seat.named, was=seat.state, reason=reason, released_at=self.now)
        self.said.append(released)
        self.seating = self.seating.released(released, None)

    def promote(self, line: Line) -> None:
        """What is free goes to those who wait: the classes in their order, within a class the smaller number first.

        Nobody is offered a seat once answers are no longer taken: nobody could be asked in time.
        """
        if self.seating.closed or self.seating.is_over(self.now):
            return
        gone = {event.seat_id for event in self.said if isinstance(event, SeatReleased)}
        for each in self.seating.plan.classes:
            waiting = [seat for seat in line.get(each.code, ()) if seat.seat_id not in gone]
            for seat in waiting[: max(0, self.seating.free_for(each.code))]:
                self._serve(seat)

    def _serve(self, seat: Seat) -> None:
        if seat.state is not SeatState.WAITING or seat.number is None:
            raise ValueError(f"seat {seat.seat_id} is {seat.state}: it does not wait")
        until = self.seating.held_until(self.now)
        if until is None:
            organisation = seat.organisation_id
            given = SeatGiven(**self.about, **seat.named, organisation_id=organisation, waited=True, given_at=self.now)
            self.said.append(given)
            self.seating = self.seating.gave(given, None)
            return
        offered = SeatOffered(**self.about, **seat.named, number=seat.number, hold_until=until)
        self.said.append(offered)
        self.seating = self.seating.offered(offered, None)
