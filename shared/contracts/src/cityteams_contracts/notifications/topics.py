"""Topics of letters: what one may hear more or less of. What nobody may go without has none."""

from collections.abc import Mapping

from cityteams_contracts.notifications.letters import LetterKind as Kind

WORKSHEETS, TEAMS, PARTNERS, KPIS = "worksheets", "teams", "partners", "kpis"
GATHERINGS, MEETINGS, MAILINGS = "gatherings", "meetings", "mailings"
TOPICS = (WORKSHEETS, TEAMS, PARTNERS, KPIS, GATHERINGS, MEETINGS, MAILINGS)

OF: Mapping[Kind, str] = {
    Kind.WORKSHEET_RECEIVED: WORKSHEETS,
    Kind.WORKSHEET_ACCEPTED: WORKSHEETS,
    Kind.WORKSHEET_WITHDRAWN: WORKSHEETS,
    Kind.WORKSHEET_RETURNED: WORKSHEETS,
    Kind.WORKSHEET_DECLINED: WORKSHEETS,
    Kind.FIELDS_REOPENED: WORKSHEETS,
    Kind.SUPPLEMENT_ASKED: WORKSHEETS,
    Kind.CO_EDITOR_INVITED: WORKSHEETS,
    Kind.MEMBER_INVITED: TEAMS,
    Kind.INVITATION_EXPIRES_SOON: TEAMS,
    Kind.INVITATION_LAPSED: TEAMS,
    Kind.INVITATION_ANSWERED: TEAMS,
    Kind.JOIN_ASKED: TEAMS,
    Kind.JOIN_ANSWERED: TEAMS,
    Kind.LEAD_REPLACED: TEAMS,
    Kind.CLUSTER_CONFIRMED: TEAMS,
    Kind.CLUSTER_LISTED: TEAMS,
    Kind.CLUSTER_INVALIDATED: TEAMS,
    Kind.CLUSTER_DISSOLVED: TEAMS,
    Kind.INTRODUCTION_ASKED: PARTNERS,
    Kind.INTRODUCTION_ENDED: PARTNERS,
    Kind.KPI_DUE: KPIS,
    Kind.KPI_OVERDUE: KPIS,
    Kind.SLOT_GIVEN: GATHERINGS,
    Kind.SLOT_REFUSED: GATHERINGS,
    Kind.SLOT_CANCELLED: GATHERINGS,
    Kind.AGENDA_RELEASED: GATHERINGS,
    Kind.GATHERING_SLIPPED: GATHERINGS,
    Kind.SESSIONS_DELAYED: GATHERINGS,
    Kind.SESSION_ACCEPTED: GATHERINGS,
    Kind.SESSION_DECLINED: GATHERINGS,
    Kind.GATHERING_REMINDER: GATHERINGS,
    Kind.DEADLINE_NEAR: GATHERINGS,
    Kind.DEADLINE_EXTENDED: GATHERINGS,
    Kind.ATTENDEE_INVITED: GATHERINGS,
    Kind.SEAT_GIVEN: GATHERINGS,
    Kind.SEAT_WAITLISTED: GATHERINGS,
    Kind.SEAT_OFFERED: GATHERINGS,
    Kind.SEAT_RELEASED: GATHERINGS,
    Kind.BOOTH_GIVEN: GATHERINGS,
    Kind.TRAVEL_SUPPORT: GATHERINGS,
    Kind.MEETING_SCHEDULED: MEETINGS,
    Kind.MEETING_CANCELLED: MEETINGS,
    Kind.MAILING: MAILINGS,
}
MANDATORY = frozenset(
    {
        Kind.SIGN_IN_LINK,
        Kind.ACCOUNT_EXPIRES,
        Kind.PARTNERS_INTRODUCED,
        Kind.GATHERING_CANCELLED,
        Kind.ENDPOINT_DISABLED,
        Kind.DIGEST,
    }
)
"""Nobody may switch these off: without them somebody could not sign in, would stand before a closed door, or would not
know that they will be forgotten; and both sides of an introduction agreed to get theirs."""


def topic_of(kind: Kind) -> str | None:
    """What a letter is about, or None when nobody may go without it."""
    return OF.get(kind)
