"""Why somebody gets a letter, in words: what the letter is, and which part in the matter makes it theirs."""

from collections.abc import Mapping

from cityteams_contracts.notifications import LetterKind as Kind
from cityteams_contracts.notifications.topics import (
    GATHERINGS,
    KPIS,
    MAILINGS,
    MEETINGS,
    PARTNERS,
    TEAMS,
    WORKSHEETS,
)

TOPIC_WORDS: Mapping[str, str] = {
    WORKSHEETS: "Worksheets",
    TEAMS: "Teams and invitations",
    PARTNERS: "Partners and introductions",
    KPIS: "KPI reports",
    GATHERINGS: "Gatherings, sessions and seats",
    MEETINGS: "Meetings",
    MAILINGS: "Mailings of the secretariat",
}
_LEAD_OF_WORKSHEET = "You lead the project of this worksheet."
_LEAD = "You lead this team."
_INVITED = "You were named to answer for your organisation, or as an individual."
_SPEAKER = "You speak there."
_PART = "You have a part in this gathering or a seat."
_CALL = "You may answer this call: you lead a listed cluster, were invited, or asked for something there."
_OWN = "You asked for it yourself."
_SIDE = "You are one of the two sides of this introduction."
_MEETS = "You are one of those who meet."

KIND_WORDS: Mapping[Kind, tuple[str, str]] = {
    Kind.WORKSHEET_RECEIVED: ("A worksheet was received", _LEAD_OF_WORKSHEET),
    Kind.WORKSHEET_ACCEPTED: ("A worksheet was accepted", _LEAD_OF_WORKSHEET),
    Kind.WORKSHEET_WITHDRAWN: ("A worksheet was taken back", _LEAD_OF_WORKSHEET),
    Kind.WORKSHEET_RETURNED: ("A worksheet came back with comments", _LEAD_OF_WORKSHEET),
    Kind.WORKSHEET_DECLINED: ("A worksheet was declined", _LEAD_OF_WORKSHEET),
    Kind.FIELDS_REOPENED: ("Fields of a worksheet were opened again", _LEAD_OF_WORKSHEET),
    Kind.SUPPLEMENT_ASKED: ("A round asks for more", _LEAD_OF_WORKSHEET),
    Kind.SIGN_IN_LINK: (
        "A link to sign in",
        "Somebody asked for a link with your address. Ignore it if it was not you.",
    ),
    Kind.CO_EDITOR_INVITED: (
        "An invitation to write a worksheet together",
        "A team named you as one who writes with it.",
    ),
    Kind.MEMBER_INVITED: ("An invitation into a team", _INVITED),
    Kind.INVITATION_EXPIRES_SOON: ("An invitation ends soon", _INVITED),
    Kind.INVITATION_LAPSED: ("An invitation ended without an answer", _LEAD),
    Kind.INVITATION_ANSWERED: ("An invitation was answered", _LEAD),
    Kind.JOIN_ASKED: ("Somebody wants to join a team", _LEAD),
    Kind.JOIN_ANSWERED: ("The answer to your wish to join", _OWN),
    Kind.LEAD_REPLACED: ("A team has a new lead", _LEAD),
    Kind.CLUSTER_CONFIRMED: ("A team is complete", _LEAD),
    Kind.CLUSTER_LISTED: ("A cluster is public", _LEAD),
    Kind.CLUSTER_INVALIDATED: ("A cluster lacks something", _LEAD),
    Kind.CLUSTER_DISSOLVED: ("A cluster was dissolved", _LEAD),
    Kind.INTRODUCTION_ASKED: ("A question about an introduction", _SIDE),
    Kind.PARTNERS_INTRODUCED: ("An introduction", "Both sides agreed to get the other's contact."),
    Kind.INTRODUCTION_ENDED: ("An introduction does not take place", _SIDE),
    Kind.KPI_DUE: ("A KPI report is due", _LEAD),
    Kind.KPI_OVERDUE: ("A KPI report is overdue", _LEAD),
    Kind.SLOT_GIVEN: ("A slot at a gathering", _SPEAKER),
    Kind.SLOT_REFUSED: ("No slot at a gathering", _SPEAKER),
    Kind.SLOT_CANCELLED: ("A slot was cancelled", _SPEAKER),
    Kind.AGENDA_RELEASED: ("An agenda was released", "You have a part in this agenda, and it is new."),
    Kind.GATHERING_SLIPPED: ("A gathering was moved", _PART),
    Kind.GATHERING_CANCELLED: ("A gathering was called off", _PART),
    Kind.GATHERING_REMINDER: ("A gathering is near", _PART),
    Kind.SESSIONS_DELAYED: ("Sessions begin later", _SPEAKER),
    Kind.SESSION_ACCEPTED: ("A session was accepted", "You proposed it."),
    Kind.SESSION_DECLINED: ("A session was declined", "You proposed it."),
    Kind.DEADLINE_NEAR: ("A call ends soon", _CALL),
    Kind.DEADLINE_EXTENDED: ("A call ends later", _CALL),
    Kind.ATTENDEE_INVITED: ("An invitation to a gathering", "The secretariat invited you."),
    Kind.SEAT_GIVEN: ("A seat at a gathering", _OWN),
    Kind.SEAT_WAITLISTED: ("A place on a waiting list", _OWN),
    Kind.SEAT_OFFERED: ("A seat is free for you", "You are the next on the waiting list."),
    Kind.SEAT_RELEASED: ("A seat was lost", "You had it, or it was held for you."),
    Kind.BOOTH_GIVEN: ("A booth", _OWN),
    Kind.TRAVEL_SUPPORT: ("An answer about travel support", "It was asked for your journey."),
    Kind.MEETING_SCHEDULED: ("A meeting has a time", _MEETS),
    Kind.MEETING_CANCELLED: ("A meeting was called off", _MEETS),
    Kind.ACCOUNT_EXPIRES: ("Your account ends", "Nobody signed in with it for two years."),
    Kind.ENDPOINT_DISABLED: ("An endpoint was switched off", "You are one of the people of its organisation."),
    Kind.DIGEST: ("Several letters in one", "You chose to hear of their topics daily or weekly."),
    Kind.MAILING: ("A mailing of the secretariat", "You belong to those whom the secretariat writes to."),
}
"""Of each kind of letter what it is, and why somebody gets it."""


def happened(because: str | None) -> str:
    """The event that a letter tells of, as people read its type: `org.cityteams.slot.given.v1` is “slot given”."""
    parts = (because or "").split(".")
    return " ".join(parts[2:4]).replace("-", " ")
