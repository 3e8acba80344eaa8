"""Letters about the life of teams: invitations that end, joining, leading, introductions, KPIs."""

from cityteams_contracts.clusters import (
    ClusterInvalidated,
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    InvitationExpiresSoon,
    InvitationLapsed,
    JoinAnswered,
    JoinAsked,
    KpiDue,
    KpiOverdue,
    LeadReplaced,
    PartnersIntroduced,
)
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.drafting import draft
from cityteams_notifications.domain.letters import Draft

Ended = IntroductionAnswered | IntroductionExpired | IntroductionCancelled


def invitation_expires_soon(event: InvitationExpiresSoon) -> Draft:
    """To the asked person, who has not answered yet."""
    return draft(
        LetterKind.INVITATION_EXPIRES_SOON, event.person_id, event.cluster_id, title=event.title,
        organisation=event.organisation.name, expires_at=event.expires_at,
    )  # fmt: skip


def invitation_lapsed(event: InvitationLapsed) -> Draft:
    """To the lead: nobody answered."""
    name = event.organisation.name
    return draft(LetterKind.INVITATION_LAPSED, event.lead, event.cluster_id, title=event.title, organisation=name)


def join_asked(event: JoinAsked) -> Draft:
    """To the lead: somebody wants to join."""
    name = event.organisation.name
    return draft(LetterKind.JOIN_ASKED, event.lead, event.cluster_id, title=event.title, organisation=name)


def join_answered(event: JoinAnswered) -> Draft:
    """To who asked: the team's answer."""
    return draft(
        LetterKind.JOIN_ANSWERED, event.person_id, event.cluster_id, title=event.title,
        organisation=event.organisation.name, accepted=event.accepted,
    )  # fmt: skip


def lead_replaced(event: LeadReplaced) -> Draft:
    """To the new lead."""
    return draft(LetterKind.LEAD_REPLACED, event.lead, event.cluster_id, title=event.title)


def cluster_invalidated(event: ClusterInvalidated) -> Draft:
    """To the lead: what the cluster lacks since now."""
    return draft(
        LetterKind.CLUSTER_INVALIDATED, event.lead, event.cluster_id, title=event.title, missing=tuple(event.missing)
    )


def introduction_asked(event: IntroductionAsked) -> list[Draft]:
    """To each side that has a question to answer: about whom, and why."""
    sides = ((event.first, event.second), (event.second, event.first))
    return [
        draft(
            LetterKind.INTRODUCTION_ASKED, own.person_id, event.introduction_id, other=other.name,
            reasons=tuple(reason.text for reason in event.reasons), expires_at=event.expires_at,
        )
        for own, other in sides
        if own.agreed is None
    ]  # fmt: skip


def partners_introduced(event: PartnersIntroduced) -> list[Draft]:
    """To both: each gets the other's contact, which is asked for when the letter goes out and kept nowhere."""
    about, kind = event.introduction_id, LetterKind.PARTNERS_INTRODUCED
    return [
        draft(kind, own.person_id, about, other=other.name, whom=other.person_id)
        for own, other in ((event.first, event.second), (event.second, event.first))
    ]


def introduction_ended(event: Ended) -> list[Draft]:
    """To both: it will not take place; a yes of one side ends nothing."""
    if isinstance(event, IntroductionAnswered) and event.agrees:
        return []
    return [
        draft(LetterKind.INTRODUCTION_ENDED, own.person_id, event.introduction_id, other=other.name)
        for own, other in ((event.first, event.second), (event.second, event.first))
    ]


def kpi_due(event: KpiDue) -> Draft:
    """To the lead: a report is wanted."""
    kpis = tuple(each.title for each in event.kpis)
    return draft(LetterKind.KPI_DUE, event.lead, event.cluster_id, title=event.title, kpis=kpis, due_on=event.due_on)


def kpi_overdue(event: KpiOverdue) -> Draft:
    """To the lead: a report is missing."""
    kpis = tuple(each.title for each in event.kpis)
    return draft(
        LetterKind.KPI_OVERDUE, event.lead, event.cluster_id, title=event.title, kpis=kpis, due_on=event.due_on
    )
