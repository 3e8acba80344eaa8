"""Invitations: asked by the team itself, taken back, recalled to mind, lapsed. Pure; `Rejected` is the domain's no."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cityteams_clusters.domain.cluster import Cluster, Invitation
from cityteams_clusters.domain.life import require_living
from cityteams_clusters.domain.life_members import require_newcomer
from cityteams_clusters.domain.organisation import Organisation, require_organisation, require_roles
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    InvitationExpiresSoon,
    InvitationLapsed,
    InvitationWithdrawn,
    InviteMember,
    MemberInvited,
    Reason,
    WithdrawInvitation,
)
from cityteams_contracts.values import ClusterId, InvitationId

STANDS_FOR = timedelta(days=14)
"""How long a question stands when nobody says otherwise."""
RECALLED_BEFORE = timedelta(days=3)
"""How long before its end the asked person is reminded, if it stands that long at all."""
_SHORTEST, _LONGEST = timedelta(hours=1), timedelta(days=90)


class Step(StrEnum):
    """What comes next for a question that nobody answers."""

    RECALL = "recall"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The next moment of an open question, and what happens then."""

    invitation_id: InvitationId
    cluster_id: ClusterId
    at: datetime
    step: Step

    @classmethod
    def of(cls, event: MemberInvited, asked_at: datetime) -> "Deadline | None":
        """The first moment; None for a question that stands for good, as early ones did."""
        if event.expires_at is None:
            return None
        recalled = event.expires_at - RECALLED_BEFORE
        at, step = (recalled, Step.RECALL) if recalled > asked_at else (event.expires_at, Step.LAPSE)
        return cls(event.invitation_id, event.cluster_id, at, step)

    @classmethod
    def last(cls, event: InvitationExpiresSoon) -> "Deadline":
        """The asked person was reminded; what is left is the end."""
        return cls(event.invitation_id, event.cluster_id, event.expires_at, Step.LAPSE)


def decide_invitation(
    cluster: Cluster | None, organisation: Organisation | None, command: InviteMember, invitation_id: str, now: datetime
) -> MemberInvited:
    """The team asks somebody of its own choice, also whom it asked before. Raises Rejected."""
    team, asked = require_living(cluster), require_organisation(organisation)
    require_newcomer(team, asked.organisation_id)
    if any(each.organisation.organisation_id == asked.organisation_id for each in team.open_invitations):
        raise Rejected(
            "organisation-is-already-asked",
            f"{asked.name} has an invitation that waits for an answer. Wait for it, or take it back first.",
            "organisation_id",
        )
    roles = require_roles(asked.kind, command.roles)
    until = command.answer_by or now + STANDS_FOR
    if not now + _SHORTEST <= until <= now + _LONGEST:
        raise Rejected(
            "the-answer-is-due-too-early-or-too-late",
            "An invitation stands for an hour at least and for 90 days at most. Choose another moment.",
            "answer_by",
        )
    return MemberInvited(
        cluster_id=team.cluster_id,
        invitation_id=invitation_id,
        organisation=asked.taking_part(roles),
        person_id=command.person_id,
        from_worksheet=team.worksheet_id,
        title=team.title,
        score=0.0,
        reasons=(Reason(code="asked-by-the-team", text="The team wants to work with it.", weight=0.0),),
        expires_at=until,
    )


def decide_withdrawal(cluster: Cluster | None, command: WithdrawInvitation, now: datetime) -> InvitationWithdrawn:
    """The team takes a question back. Raises Rejected."""
    team = require_living(cluster)
    return withdrawn(team, require_open(team, command.invitation_id), now)


def decide_recall(cluster: Cluster | None, invitation_id: InvitationId) -> list[InvitationExpiresSoon]:
    """The asked person is reminded, if an answer is still awaited."""
    found = cluster.invitation(invitation_id) if cluster else None
    if cluster is None or found is None or not found.is_open or found.expires_at is None:
        return []
    return [
        InvitationExpiresSoon(
            cluster_id=cluster.cluster_id,
            invitation_id=found.invitation_id,
            organisation=found.organisation,
            person_id=found.person_id,
            title=cluster.title,
            expires_at=found.expires_at,
        )
    ]


def decide_lapse(cluster: Cluster | None, invitation_id: InvitationId, now: datetime) -> list[InvitationLapsed]:
    """The question is closed without an answer, if there still is none."""
    found = cluster.invitation(invitation_id) if cluster else None
    if cluster is None or found is None or not found.is_open:
        return []
    return [
        InvitationLapsed(
            cluster_id=cluster.cluster_id,
            invitation_id=found.invitation_id,
            organisation=found.organisation,
            person_id=found.person_id,
            title=cluster.title,
            lead=cluster.lead,
            lapsed_at=now,
        )
    ]


def require_open(cluster: Cluster, invitation_id: InvitationId) -> Invitation:
    """The question, while its answer is awaited; raises Rejected."""
    found = cluster.invitation(invitation_id)
    if found is None:
        raise Rejected("invitation-is-unknown", "This cluster never sent that invitation.", "invitation_id")
    if found.accepted is not None:
        how = "accepted" if found.accepted else "declined"
        raise Rejected("invitation-is-already-answered", f"The invitation was {how} before.", "invitation_id")
    if found.ended == "lapsed":
        raise lapsed()
    if found.ended:
        raise Rejected("invitation-was-withdrawn", "The team took the invitation back.", "invitation_id")
    return found


def lapsed() -> Rejected:
    """The no to an answer that comes too late."""
    return Rejected(
        "invitation-has-lapsed",
        "The time to answer this invitation is over. Ask the team to invite you again, or ask to join it.",
        "invitation_id",
    )


def withdrawn(cluster: Cluster, found: Invitation, now: datetime) -> InvitationWithdrawn:
    """The question is taken back."""
    return InvitationWithdrawn(
        cluster_id=cluster.cluster_id,
        invitation_id=found.invitation_id,
        organisation=found.organisation,
        person_id=found.person_id,
        title=cluster.title,
        withdrawn_at=now,
    )
