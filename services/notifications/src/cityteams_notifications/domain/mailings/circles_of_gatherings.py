"""What slots, sessions and seats say of who takes part in a gathering."""

from cityteams_contracts.events import (
    SeatConfirmed,
    SeatGiven,
    SeatReleased,
    SessionAccepted,
    SessionChanged,
    SlotGiven,
)
from cityteams_contracts.notifications import MailingRole as Role
from cityteams_contracts.registration import ConsentGiven, ConsentPurpose, ConsentWithdrawn, PersonErased
from cityteams_notifications.domain.mailings.circles import Circle, Noun, Reader


def slot_id(event: object) -> str:
    """The row of a slot."""
    return f"slot/{event.slot_id}"  # type: ignore[attr-defined]


def slot(_: Circle | None, event: SlotGiven, _stamp: object) -> Circle:
    """Who speaks then."""
    begun = Circle(slot_id(event), Noun.GATHERING, gatherings=(event.gathering_id,))
    return begun.having(Role.SPEAKER, event.speaker)


def session_id(event: object) -> str:
    """The row of a session."""
    return f"session/{event.session_id}"  # type: ignore[attr-defined]


def session(_: Circle | None, event: SessionAccepted | SessionChanged, _stamp: object) -> Circle:
    """Everybody on the podium of a session that will be held."""
    content = event.content
    introducers = (each.person_id for each in content.introductions)
    people = (*content.speakers, content.facilitator, *introducers)
    begun = Circle(session_id(event), Noun.GATHERING, gatherings=(event.gathering_id,))
    return begun.having(Role.SPEAKER, *(each for each in people if each is not None))


def session_changed(before: Circle | None, event: SessionChanged, stamp: object) -> Circle | None:
    """As it is now, if it was accepted."""
    return before and session(before, event, stamp)


def seat_id(event: SeatGiven | SeatConfirmed | SeatReleased) -> str:
    """The row of a seat."""
    return f"seat/{event.seat_id}"


def seat(_: Circle | None, event: SeatGiven | SeatConfirmed, _stamp: object) -> Circle | None:
    """Who comes; a guest of somebody is nobody that letters go to."""
    if event.guest:
        return None
    begun = Circle(seat_id(event), Noun.GATHERING, gatherings=(event.gathering_id,))
    return begun.having(Role.ATTENDEE, event.person_id)


# --- what people said of such letters --------------------------------------------------------------------------------


def agreed(before: Reader | None, event: ConsentGiven, _stamp: object) -> Reader | None:
    """They agree to letters about the programme."""
    mine = event.purpose is ConsentPurpose.PROGRAMME_MAIL
    return Reader(event.person_id, agrees=True) if mine else before


def withdrew(before: Reader | None, event: ConsentWithdrawn, _stamp: object) -> Reader | None:
    """They do not any more."""
    return None if event.purpose is ConsentPurpose.PROGRAMME_MAIL else before


def forgotten(_: Reader | None, event: PersonErased, _stamp: object) -> Reader:
    """No list names them any more, whatever else still does."""
    return Reader(event.person_id, erased=True)
